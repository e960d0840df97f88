"""Another subject, the same hooks and templates: it checks, builds and serves, no code changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from test_serving import Server  # type: ignore[import-not-found]

import parity
from conftest import ROOT
from guidekit import guide
from guidekit.commands import init
from guidekit.engines import build, composed, finished_page
from guidekit.tree import walk

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

OWN = ROOT / "tests" / "guides" / "nosebleeds"
TODAY = datetime.now(UTC).date()


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("second") / "guide"
    init.write(init.files(ROOT, OWN, today=TODAY), root)
    return root


@pytest.fixture(scope="module")
def sites(second: Path) -> dict[str, Path]:
    known = composed.load(second, today=TODAY)
    return {name: build.build(name, known, second / "work" / name) for name in build.ENGINES}


def test_it_has_five_pages_of_its_own() -> None:
    assert len(list((OWN / "docs").rglob("*.md"))) == 5


def test_it_changes_no_code(second: Path) -> None:
    for folder in ("hooks", "overrides"):
        for file in (second / folder).rglob("*"):
            if file.is_file():
                assert file.read_bytes() == (ROOT / file.relative_to(second)).read_bytes()


def test_it_passes_every_check(second: Path) -> None:
    found = guide.read(guide.folders(second), today=TODAY)
    assert not found.errors


def test_its_own_tree_stands_in_its_check(second: Path, sites: dict[str, Path]) -> None:
    model = composed.load(second, today=TODAY).data.decision_tree
    page = (sites["mkdocs"] / "check" / "index.html").read_text("utf-8")
    found = finished_page.read(page, url="check/").tree
    for edge in walk.all_edges(model):
        assert [line for line in found if line.startswith(f"{edge.question}: ")]
        assert [line for line in found if line.endswith(f"-> #{edge.next}")]


def test_all_engines_build_the_same(sites: dict[str, Path]) -> None:
    for engine in ("properdocs", "zensical"):
        aspects = {one.aspect for one in parity.compare(sites["mkdocs"], sites[engine])}
        assert aspects <= ({"markup"} if engine == "zensical" else set())


def test_no_word_of_the_first_guide_is_left(sites: dict[str, Path]) -> None:
    for page in finished_page.pages(sites["mkdocs"]).values():
        text = finished_page.parse(page.read_text("utf-8")).get_text(" ").lower()
        assert not {"leg", "legs", "vein", "veins", "cramp"} & set(text.split()), page


def test_its_search_finds_it_by_other_names(sites: dict[str, Path], browser: Browser) -> None:
    import parity_report  # type: ignore[import-not-found]

    hits = parity_report.hits_of(sites["zensical"], browser, ["bloody nose", "epistaxis"])
    assert "Stop a nosebleed" in hits["bloody nose"].split(" | ")[0]
    assert hits["epistaxis"]


def test_it_is_served(second: Path) -> None:
    server = Server(second)
    try:
        server.wait(lambda: "Serving on" in server.said())
        assert "Stop a nosebleed" in server.page("stop-it/")
    finally:
        server.stop()
