"""The same guide with every engine: readers meet the same, and no page goes out unchecked."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import parity_report  # type: ignore[import-not-found]
import pytest

import parity
from conftest import build, copy_project, small_guide
from guidekit.engines import build as engines
from guidekit.engines import composed, finished_page, verify
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from guidekit.engines.composed import Project
    from parity import Difference

TODAY = datetime.now(UTC).date()
EVERY = 12
"""One query of so many is asked here; `make parity` asks all of them."""


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the site that each engine made of the guide."""
    work = tmp_path_factory.mktemp("engines")
    found: dict[str, Path] = parity_report.build_all(copy_project(work / "guide"), work)
    return found


@pytest.fixture(scope="module")
def built_small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Path]:
    """Return a small guide and its site."""
    root = small_guide(tmp_path_factory.mktemp("small") / "guide")
    known = composed.load(root, today=TODAY)
    return known, engines.build("mkdocs", known, root / "work")


@pytest.fixture(scope="module")
def differences(sites: dict[str, Path]) -> dict[str, list[Difference]]:
    """Return how the site of each other engine differs from that of MkDocs, known or not."""
    first, *others = sites
    return {engine: list(parity.compare(sites[first], sites[engine])) for engine in others}


def test_engines_differ_only_as_listed(
    sites: dict[str, Path], differences: dict[str, list[Difference]], browser: Browser
) -> None:
    queries, rows = parity_report.queries_of(EVERY), parity_report.known_rows()
    first, *others = (parity_report.hits_of(site, browser, queries) for site in sites.values())
    assert list(differences) == ["properdocs", "zensical"]
    for (engine, found), hits in zip(differences.items(), others, strict=True):
        more = parity_report.search_differences(first, hits)
        told = parity.report(engine, found, rows, more=more)
        assert told.good, "\n".join(parity.lines(told))


def test_properdocs_makes_the_same_pages_and_files(
    differences: dict[str, list[Difference]],
) -> None:
    assert differences["properdocs"] == []


def test_text_banners_boxes_and_tree_are_the_same_with_every_engine(
    differences: dict[str, list[Difference]],
) -> None:
    same = {"text", "headings", "links", "banners", "care_boxes", "tree", "dates", "policy"}
    assert [one for one in differences["zensical"] if one.aspect in same] == []


def test_every_page_of_every_engine_has_its_policy(sites: dict[str, Path]) -> None:
    for site in sites.values():
        for url, page in finished_page.pages(site).items():
            assert finished_page.read(page.read_text("utf-8"), url=url).policy, page


CHANGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "title": ("title", lambda page: page.replace("<title>", "<title>x ")),
    "heading": ("headings", lambda page: page.replace('id="signs"', 'id="others"')),
    "word": ("text", lambda page: page.replace("Pick the first", "Pick any")),
    "link": ("links", lambda page: page.replace('href="#call"', 'href="#home"')),
    "banner": ("banners", lambda page: page.replace("not a diagnosis", "a diagnosis")),
    "care box": ("care_boxes", lambda page: page.replace("care--urgent", "care--self-care")),
    "date": ("dates", lambda page: re.sub('data-overdue="[^"]*"', 'data-overdue="2099"', page)),
    "tree": ("tree", lambda page: page.replace('href="#today"', 'href="#home"')),
    "policy": ("policy", lambda page: page.replace("default-src 'none'", "default-src *")),
    "image": ("images", lambda page: page.replace("<h1", '<img src="a.png" alt=""><h1')),
    "markup": ("markup", lambda page: page.replace("<main", '<main lang="xx"')),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_on_one_side_is_seen(built_small: tuple[Project, Path], name: str) -> None:
    aspect, change = CHANGES[name]
    page = (built_small[1] / "check" / "index.html").read_text("utf-8")
    sides = [finished_page.read(text, url="check/") for text in (page, change(page))]
    assert change(page) != page
    assert aspect in {found.aspect for found in parity.compare_pages("check/", *sides)}


def test_missing_pages_and_changed_files_are_seen(
    built_small: tuple[Project, Path], tmp_path: Path
) -> None:
    other = shutil.copytree(built_small[1], tmp_path / "site")
    (other / "about" / "index.html").unlink()
    (other / "assets" / "guide.css").write_text("")
    found = {(one.page, one.aspect) for one in parity.compare(built_small[1], other)}
    assert found == {("about/", "page"), ("assets/guide.css", "file")}


def test_a_row_that_explains_nothing_is_told() -> None:
    row = parity.Known(engine="zensical", page="*", aspect="text", reason="a reason of some length")
    found = parity.report("zensical", [], [row])
    assert found.stale == (row,)
    assert not found.good


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_an_engine_that_skips_the_hooks_publishes_nothing(small: Path, engine: str) -> None:
    settings = small / "mkdocs.yml"
    text = re.sub(r"^hooks:\n(?:  .*\n)+", "", settings.read_text("utf-8"), flags=re.MULTILINE)
    nav = "".join(f"  - {name}\n" for name in ("index.md", "stop-it.md", "why-it-happens.md"))
    settings.write_text(re.sub(r"^nav:\n(?:  .*\n)+", f"nav:\n{nav}", text, flags=re.MULTILINE))
    command = [sys.executable, "-m", engine, "build", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=small, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "made without its checks" in done.stdout + done.stderr
    assert not list((small / "site").rglob("*.html"))


def test_a_build_whose_hooks_leave_the_banners_out_publishes_nothing(small: Path) -> None:
    for hook in ("compose_pages", "add_disclaimers"):
        (small / "hooks" / f"{hook}.py").write_text("# It is named, and does nothing.\n", "utf-8")
    result = build(small)
    assert result.returncode != 0
    assert "made without its checks" in result.stdout + result.stderr
    assert not (small / "site").exists()


BREAKS: dict[str, tuple[str, str, str]] = {
    "banner": (r"<aside class=\"banner.*?</aside>", "", "lacks its disclaimer banner"),
    "sign": ("You find it hard to breathe", "Fine", "the warning sign 'breath' in a care box"),
    "dates": ("Last checked against its sources", "", "the words on who checked it and when"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_page_without_its_checks_is_found(
    built_small: tuple[Project, Path], tmp_path: Path, name: str
) -> None:
    old, new, message = BREAKS[name]
    known, site = built_small
    page = shutil.copytree(site, tmp_path / "site") / "stop-it" / "index.html"
    page.write_text(re.sub(old, new, page.read_text("utf-8"), count=1, flags=re.DOTALL))
    found = [str(problem) for problem in verify.problems(tmp_path / "site", known)]
    assert len(found) == 1
    assert message in found[0]


def test_a_page_whose_banner_says_something_else_is_found(
    built_small: tuple[Project, Path], tmp_path: Path
) -> None:
    known, site = built_small
    page = shutil.copytree(site, tmp_path / "site") / "stop-it" / "index.html"
    words, text = known.data.disclosure.banner.general, page.read_text("utf-8")
    page.write_text(text.replace(words, "All of this is true."))
    (found,) = verify.problems(tmp_path / "site", known)
    assert "lacks its disclaimer banner" in found.message


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_guide_that_lacks_what_its_checks_promise_is_not_built(small: Path, engine: str) -> None:
    part = small / "overrides/partials/guide/page-end.html"
    part.write_text("")
    known = composed.load(small, today=TODAY)
    with pytest.raises(ContentError, match="lacks the words on who checked it and when"):
        engines.build(engine, known, small / "work")


def test_an_answer_that_leads_elsewhere_is_found(
    built_small: tuple[Project, Path], tmp_path: Path
) -> None:
    known, site = built_small
    page = shutil.copytree(site, tmp_path / "site") / "check" / "index.html"
    page.write_text(page.read_text("utf-8").replace('href="#call"', 'href="#home"'))
    found = [problem.message for problem in verify.problems(tmp_path / "site", known)]
    assert found == ["the finished page lacks the answer 'now' of 'signs', leading to 'call'"]


def test_missing_pages_and_strangers_are_found(
    built_small: tuple[Project, Path], tmp_path: Path
) -> None:
    known, site = built_small
    other = shutil.copytree(site, tmp_path / "site")
    (other / "stop-it" / "index.html").rename(other / "strange.html")
    found = [problem.message for problem in verify.problems(other, known)]
    assert found == [
        "the site has no page for docs/stop-it.md",
        "no page of the guide made this file, so nobody checked it",
    ]


def test_a_failed_build_tells_what_the_engine_said(small: Path) -> None:
    known = composed.load(small, today=TODAY)
    (small / "overrides" / "main.html").write_text("{% include 'gone.html' %}")
    with pytest.raises(ContentError, match=r"^overrides/main\.html:1: .*'gone\.html'"):
        engines.build("mkdocs", known, small / "work")


def test_what_an_engine_says_in_its_own_words_is_told_whole(small: Path) -> None:
    known = composed.load(small, today=TODAY)
    with (small / "mkdocs.yml").open("a") as settings:
        settings.write("\nrepo_url: no-address\n")
    with pytest.raises(ContentError, match=r"(?s)mkdocs could not build the guide:.*repo_url"):
        engines.build("mkdocs", known, small / "work")


def test_publishing_takes_the_place_of_the_older_site(tmp_path: Path) -> None:
    for name in ("new", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").write_text(name)
    engines.publish(tmp_path / "new", tmp_path / "site")
    assert [file.name for file in tmp_path.rglob("*")] == ["site", "new.html"]
