"""The same guide in the full look of its theme: everything that counts is as in our own look."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, build, pages_of
from follow import dead_anchors
from guidekit.composing import policy
from guidekit.engines import composed, finished_page, gate, verify
from hosted import rules, serve
from walk import AXE, SCHEMES, TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Browser, Page, ViewportSize

    from walk import Scheme

LOOK = {"GUIDE_THEME": "material"}
TODAY = datetime.now(UTC).date()
PHONE: ViewportSize = {"width": 390, "height": 844}
TOPIC = "causes/spider-veins/"
OURS = ".banner, .text"
"""Where our own parts stand: the banner, and the text with its boxes, drawings, check, sources."""
KINDS = ("", TOPIC, "treatments/glue/", "check/")
KNOWN = {"aria-dialog-name", "landmark-unique"}
"""Rules of axe that the theme's own parts break: its search has no name, and lists share theirs."""

AXE_RUN = """
  async ([tags, ours]) => {
    const {violations} = await axe.run(document, {runOnly: {type: "tag", values: tags}});
    return violations.flatMap(rule => rule.nodes.map(node => [
      rule.id, Boolean(document.querySelector(node.target[0])?.closest(ours)), node.html,
    ]));
  }
"""


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site in the theme's look, built strictly."""
    folder = tmp_path_factory.mktemp("material") / "site"
    result = build(ROOT, "--strict", "--site-dir", str(folder), **LOOK)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture(scope="module")
def address(door: Path) -> Iterator[str]:
    """Serve the site as a host does, with the policy in its headers too."""
    with serve(door) as found:
        yield found


def text_of(file: Path) -> Tag:
    """Return the text of a finished page, in whatever look; the list of its parts is left out."""
    found = finished_page.parse(file.read_text("utf-8")).find(class_="text")
    assert found
    for contents in found(class_="contents"):
        contents.decompose()
    return found


def links_of(text: Tag) -> list[tuple[object, str]]:
    return [(link["href"], finished_page.words(link)) for link in text(href=True)]


def test_every_page_holds_what_its_checks_promise(door: Path) -> None:
    known = composed.load(ROOT, today=TODAY)
    assert list(verify.problems(door, known, gate.THEME)) == []


def test_every_page_says_and_links_what_it_does_in_our_own_look(door: Path, site: Path) -> None:
    files = [file.relative_to(site) for file in finished_page.pages(site).values()]
    assert len(files) > 60
    for page in files:
        ours, theirs = text_of(site / page), text_of(door / page)
        assert finished_page.words(theirs) == finished_page.words(ours), page
        assert links_of(theirs) == links_of(ours), page


def test_no_link_leads_to_a_part_that_is_not_there(door: Path) -> None:
    assert dead_anchors(door) == []


def test_every_page_has_the_policy_that_is_told_for_this_look(door: Path) -> None:
    for file in door.rglob("*.html"):
        text = file.read_text("utf-8")
        moved = 'http-equiv="refresh"' in text
        assert text.count(policy.TAG if moved else policy.THEME_TAG) == 1, file
    told = rules(door).headers_for("/")["Content-Security-Policy"]
    assert told == policy.headers(policy.THEME_POLICY)["Content-Security-Policy"]


def test_no_page_asks_another_host_or_breaks_its_policy(
    browser: Browser, door: Path, address: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    context = browser.new_context(base_url=address)
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda told: said.append(f"{told.type} {told.text}"))
    page = context.new_page()
    for name in [*pages_of(door)[::6], *KINDS, "404.html"]:
        page.goto(name or "./")
    page.goto(TOPIC)
    page.locator(".md-search__input").fill("varicose")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("label[title='Dark colours']").click()
    page.locator("[data-md-color-scheme=slate]").first.wait_for()
    context.close()
    assert len(asked) > 50
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert said == []


@pytest.mark.parametrize(("scheme", "pages"), [("light", KINDS), ("dark", KINDS[1:2])])
def test_axe_finds_nothing_in_our_parts(
    browser: Browser, address: str, scheme: Scheme, pages: tuple[str, ...]
) -> None:
    ours, theirs = [], set[str]()
    for name in pages:
        context = browser.new_context(
            base_url=address, viewport=PHONE, color_scheme=scheme, bypass_csp=True
        )
        page = context.new_page()
        page.goto(name or "./")
        page.evaluate(AXE)
        for rule, in_ours, html in page.evaluate(AXE_RUN, [TAGS, OURS]):
            theirs.add(rule)
            ours += [f"{name} {rule} {html}"] if in_ours else []
        context.close()
    assert not ours, "\n".join(ours)
    assert theirs == KNOWN


def styles_of(page: Page, which: str, name: str) -> set[str]:
    script = "(all, name) => all.map(one => getComputedStyle(one)[name])"
    found: list[str] = page.locator(which).evaluate_all(script, name)
    assert found, which
    return set(found)


def test_boxes_have_the_size_of_the_text_and_the_colours_of_the_scheme(
    browser: Browser, address: str
) -> None:
    fills = []
    for scheme in SCHEMES:
        context = browser.new_context(base_url=address, color_scheme=scheme)
        page = context.new_page()
        page.goto(TOPIC)
        for which in (".text > p:not([class])", ".in-short li", "#do + ul > li"):
            assert styles_of(page, which, "fontSize") == {"18px"}, which
        fills.append(styles_of(page, ".care--emergency", "backgroundColor"))
        context.close()
    assert fills[0].isdisjoint(fills[1])


def test_a_page_past_its_date_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    for day, seen in (("2020-01-01", False), ("2040-01-01", True)):
        page.clock.set_fixed_time(day)
        page.goto(TOPIC)
        assert page.locator(".banner .overdue").is_visible() is seen
        assert page.locator(".page-end .overdue").is_visible() is seen
    context.close()


def test_the_check_leads_to_an_ending_in_sight(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport=PHONE)
    page = context.new_page()
    page.goto("check/")
    page.locator(".node.here .answers > li a").first.click()
    heading = page.locator(".node.here.care--emergency h2").bounding_box()
    header = page.locator(".md-header").bounding_box()
    context.close()
    assert heading
    assert header
    assert heading["y"] >= header["y"] + header["height"]


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_the_map_covers_no_word_of_its_list(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto("location/")
    page.locator(".map > ol > li").nth(5).scroll_into_view_if_needed()
    picture = page.locator(".map__picture").bounding_box()
    words = page.locator(".map > ol").bounding_box()
    context.close()
    assert picture
    assert words
    beside = picture["x"] + picture["width"] <= words["x"]
    assert beside or picture["y"] + picture["height"] <= words["y"]


def test_a_page_without_its_banner_stops_the_build(small: Path) -> None:
    (small / "overrides/partials/guide/banner.html").write_text("")
    result = build(small, **LOOK)
    assert result.returncode == 1
    assert "lacks its disclaimer banner" in result.stdout + result.stderr
    assert not (small / "site").exists()


def test_a_look_that_is_not_there_is_told_with_what_to_write(small: Path) -> None:
    result = build(small, GUIDE_THEME="furo")
    assert result.returncode == 1
    assert "'furo' is no look of this guide" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_a_spanish_guide_has_the_themes_words_on_its_pages(small: Path) -> None:
    settings = small / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("language: en-GB", "language: es"), "utf-8")
    honest = (ROOT / "tests/honest/es.yml").read_bytes()
    (small / "docs/_data/disclosure.yml").write_bytes(honest)
    labels = small / "docs/_data/labels.yml"
    labels.write_text(labels.read_text("utf-8").replace('  menu: "Menu"\n', ""), "utf-8")
    assert build(small, "--strict").returncode == 0
    page = (small / "site/stop-it/index.html").read_text("utf-8")
    assert '<html lang="es"' in page
    for words in (
        ">Saltar a contenido</a>",
        ">Navegación</summary>",
        ">Buscar</a>",
        "Siguiente</span>",
    ):
        assert words in page


@pytest.mark.parametrize("target", ["build", "serve"])
def test_make_passes_the_look_on(target: str) -> None:
    command = ["make", "--dry-run", target, "THEME=material"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "GUIDE_THEME=material" in done.stdout
