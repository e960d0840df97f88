"""A signed page, built in both looks: the gate lets it out, and it lapses when its words change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, build
from guidekit import guide
from guidekit.commands.starting import init
from guidekit.composing.signatures import digest

if TYPE_CHECKING:
    from pathlib import Path

NOSEBLEEDS = ROOT / "tests" / "guides" / "nosebleeds"
TODAY = datetime.now(UTC).date()
PAGE = "stop-it"
SIGNED = "Reviewed by Test Person One, test nurse, on 20 November 2025."
UNSIGNED = "Not reviewed by a health professional."


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a guide with one page that someone has signed."""
    init.write(init.files(ROOT, NOSEBLEEDS, today=TODAY), tmp_path / "guide")
    found = guide.read(guide.folders(tmp_path / "guide"), today=TODAY)
    assert found.data
    page = next(page for page in found.pages if page.uri == f"{PAGE}.md")
    (tmp_path / "guide/docs/_data/reviews.yml").write_text(
        'reviews:\n  - name: "Test Person One"\n    profession: "test nurse"\n'
        f'    day: 2025-11-20\n    pages:\n      {PAGE}.md: "{digest(page, found.data)}"\n',
        "utf-8",
    )
    return tmp_path / "guide"


def shown(root: Path, page: str, **look: str) -> str:
    result = build(root, "--strict", **look)
    assert result.returncode == 0, result.stdout + result.stderr
    return (root / "site" / page / "index.html").read_text("utf-8")


@pytest.mark.parametrize("look", ["", "material"])
def test_a_signed_page_says_who_and_when_until_a_word_changes(look: str, small: Path) -> None:
    page = shown(small, PAGE, GUIDE_THEME=look)
    assert page.count(SIGNED) == 1
    assert "This page was reviewed by Test Person One, test nurse, on 20 November 2025." in page
    assert UNSIGNED not in page
    other = (small / "site/why-it-happens/index.html").read_text("utf-8")
    assert UNSIGNED in other
    assert "Test Person" not in other
    file = small / f"docs/{PAGE}.md"
    file.write_text(file.read_text("utf-8").replace("minutes", "full minutes", 1), "utf-8")
    again = shown(small, PAGE, GUIDE_THEME=look)
    assert UNSIGNED in again
    assert "Test Person" not in again
