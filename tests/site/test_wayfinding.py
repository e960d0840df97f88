"""Where a reader is, and where to go on: sections, search, the pages beside this one, the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from guidekit.engines import finished_page
from walk import own_pages

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup
    from playwright.sync_api import Browser, Page

TOPIC = "causes/varicose-veins/"
SECTIONS = ("Causes", "Where on the leg", "Exercise", "Cramps", "Treatments", "Getting help")
FOOT = ("glossary/", "a-to-z/", "about/sources/", "about/accessibility/", "about/privacy/")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    files = {name: site / name / "index.html" for name in own_pages(site) if name != "404.html"}
    return {name: finished_page.parse(file.read_text("utf-8")) for name, file in files.items()}


def test_no_link_shows_the_name_of_a_file(pages: dict[str, BeautifulSoup]) -> None:
    found = [
        f"{name}: {words}"
        for name, page in pages.items()
        for link in page("a")
        if (words := finished_page.words(link)).endswith((".md", ".html"))
    ]
    assert found == []


def test_breadcrumbs_end_with_the_page(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        ends = page.select(".crumbs li:last-child")
        assert len(ends) == (1 if name else 0), name
        for end in ends:
            assert end.get("aria-current") == "page", name
            assert page.title
            assert finished_page.words(page.title).startswith(finished_page.words(end)), name


def test_the_foot_leads_to_every_section_and_list(
    pages: dict[str, BeautifulSoup],
) -> None:
    for name, page in pages.items():
        links = page.select(".foot a")
        assert {finished_page.words(link) for link in links} >= set(SECTIONS), name
        leads = {urljoin(f"/{name}", str(link["href"])) for link in links}
        assert {f"/{one}" for one in FOOT} <= leads, name


def desk(browser: Browser, address: str, width: int, *, scripts: bool = True) -> Page:
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.goto(TOPIC)
    return page


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [960, 1280])
def test_a_wide_screen_shows_the_sections(
    browser: Browser, address: str, width: int, *, scripts: bool
) -> None:
    page = desk(browser, address, width, scripts=scripts)
    row = page.locator(".menu a:visible")
    shown = row.all_inner_texts()
    here = page.locator(".menu [aria-current]").inner_text()
    summary = page.locator(".menu summary").is_visible()
    field, link = (
        page.locator(which).is_visible() for which in (".bar__find input", ".bar__search")
    )
    page.context.close()
    assert [name for name in SECTIONS if name not in shown] == []
    assert here == "Causes"
    assert not summary
    assert (field, link) == (scripts, not scripts)


def test_the_field_opens_the_search_with_its_words(browser: Browser, address: str) -> None:
    page = desk(browser, address, 1280)
    page.locator(".bar__find input").fill("swollen calf")
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog")
    box.locator(".search__found a").first.wait_for()
    words = box.get_by_role("searchbox").input_value()
    place = page.url
    page.context.close()
    assert words == "swollen calf"
    assert place.endswith(TOPIC)


def test_a_wide_screen_shows_the_pages_of_the_section(browser: Browser, address: str) -> None:
    page = desk(browser, address, 1280)
    beside = page.locator(".section a")
    boxes = [page.locator(which).bounding_box() for which in (".section", ".text", ".contents")]
    current = page.locator(".section [aria-current=page]").inner_text()
    count = beside.count()
    page.set_viewport_size({"width": 1000, "height": 900})
    narrow = page.locator(".section").is_visible()
    page.context.close()
    assert count > 5
    assert current == "Varicose veins"
    ends = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert ends[0][1] <= ends[1][0]
    assert ends[1][1] <= ends[2][0]
    assert ends[2][1] <= 1280
    assert not narrow


@pytest.mark.parametrize("scripts", ["phone", "phone_without_scripts"])
def test_the_menu_opens_in_its_place_on_a_phone(
    scripts: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(scripts)
    page.goto(TOPIC)
    assert page.locator(".menu a:visible").count() == 0
    page.locator(".menu summary").click()
    shown = page.locator(".menu a:visible").all_inner_texts()
    assert {*SECTIONS, "About", "All pages", "A to Z"} <= set(shown)
    page.locator(".menu").get_by_role("link", name="Cramps").click()
    assert page.url.endswith("/cramps/")
