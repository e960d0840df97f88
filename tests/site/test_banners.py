from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import build, pages_of

if TYPE_CHECKING:
    from pathlib import Path

NOTICE = "Not reviewed by a health professional."


def test_every_page_has_its_banner(site: Path) -> None:
    for page in [site / "404.html", *(site / page / "index.html" for page in pages_of(site))]:
        assert NOTICE in page.read_text("utf-8"), page


def test_banners_are_not_found_by_search(site: Path) -> None:
    index = "".join(file.read_text("utf-8") for file in (site / "assets/search").rglob("*.js"))
    assert "spider" in index
    assert NOTICE not in index


def test_page_without_banner_stops_the_build(small: Path) -> None:
    (small / "overrides/partials/guide/banner.html").write_text("")
    result = build(small)
    assert result.returncode == 1
    assert "lacks its disclaimer banner" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
