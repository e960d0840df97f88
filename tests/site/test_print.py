"""Any page prints as a leaflet. Each is printed to PDF and read back."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
import pytest

from walk import own_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

ON_FIRST_SHEET = ("causes/", "cramps/", "location/", "help/")
"""Sections whose pages on one condition have what to do and room to write on the first sheet."""
QUESTIONS = "My questions"
MARGIN, LINE = 9 / 25.4 * 72, 10.5 * 1.2
"""The lower margin of a sheet and a line of its signs, in points, as the stylesheet has them."""

WANTED = """
  () => {
    const texts = which => [...document.querySelectorAll(which)].map(one => one.textContent);
    return {
      kind: document.body.className,
      banner: texts(".banner__in > p:first-child"),
      dates: texts(".page-end > p:first-of-type"),
      signs: [...document.querySelectorAll(".care--emergency li, .care--urgent li")]
        .map(one => one.firstChild.textContent).concat(texts(".care__act")),
      short: texts(".in-short li"),
      todo: texts("#do + ul li, #do-not + ul li"),
      closed: texts("details p"),
      addresses: [...document.querySelectorAll("main article a[href^='http']")]
        .filter(one => !one.closest(".page-end")).map(one => one.getAttribute("href")),
    };
  }
"""


@pytest.fixture(scope="module")
def paper(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    yield context.new_page()
    context.close()


class Sheet(NamedTuple):
    """The text of a printed sheet, and the lines that are free below a heading."""

    text: str
    spare: float


class Printed(NamedTuple):
    """What a page wants on paper, its A4 sheets, and for advice its first sheet by size."""

    wanted: dict[str, Any]
    sheets: list[Sheet]
    first: dict[str, Sheet]


def squeezed(text: str) -> str:
    """Return a text without what a line break on paper may change: spaces, hyphens, ligatures."""
    return re.sub(r"[\s\u00ad\u0002\ufffe-]+", "", unicodedata.normalize("NFKC", text))


def printed(paper: Page, size: str, sheets: str = "") -> list[Sheet]:
    """Print the open page, or some sheets of it, and return what stands on each."""
    pdf = pypdfium2.PdfDocument(paper.pdf(format=size, page_ranges=sheets))
    return [sheet_of(sheet.get_textpage()) for sheet in pdf]


def sheet_of(words: pypdfium2.PdfTextPage) -> Sheet:
    """Return the text of a sheet, and how many lines more would fit above the reader's own."""
    found = words.search(QUESTIONS).get_next()
    bottom = words.get_charbox(found[0])[1] if found else 0.0
    return Sheet(squeezed(words.get_text_range()), (bottom - MARGIN) / LINE)


def missing(wanted: list[str], text: str) -> list[str]:
    """Return the starts of the texts that paper lacks; marks of sources may be spaced otherwise."""
    starts = (squeezed(re.split(r"\d", part, maxsplit=1)[0])[:40] for part in wanted)
    return [start for start in starts if start not in text]


@pytest.fixture(scope="module")
def prints(paper: Page, site: Path) -> dict[str, Printed]:
    """Return what each page wants on paper, and its sheets."""
    found = {}
    for name in own_pages(site):
        paper.goto(name)
        wanted = paper.evaluate(WANTED)
        sheets, first = printed(paper, "A4"), {}
        if wanted["kind"] == "kind-topic":
            first = {"A4": sheets[0], "Letter": printed(paper, "Letter", "1")[0]}
        found[name] = Printed(wanted, sheets, first)
    return found


def off_first_sheet(name: str, wanted: dict[str, Any], first: str) -> list[str]:
    """Return what the first sheet of a page of advice lacks."""
    lacks = missing([*wanted["banner"], *wanted["signs"], *wanted["short"]], first)
    if name.startswith(ON_FIRST_SHEET):
        lacks += missing([*wanted["todo"], QUESTIONS], first)
    return lacks


@pytest.mark.every_face
def test_every_page_prints_whole(prints: dict[str, Printed]) -> None:
    lost = {}
    for name, (wanted, sheets, _) in prints.items():
        text = "".join(sheet.text for sheet in sheets)
        lacks = missing([*wanted["banner"], *wanted["dates"], *wanted["closed"]], text)
        if wanted["kind"] != "kind-tool":
            lacks += missing(wanted["signs"], text)
        lacks += [link for link in wanted["addresses"] if squeezed(link) not in text]
        if lacks:
            lost[name] = lacks[:5]
    assert not lost


@pytest.mark.every_face
def test_first_sheet_is_a_leaflet(prints: dict[str, Printed]) -> None:
    lost, spare = {}, {}
    advice = {name: page for name, page in prints.items() if page.first}
    for name, (wanted, _, sizes) in advice.items():
        for size, first in sizes.items():
            if name.startswith(ON_FIRST_SHEET):
                spare[name, size] = round(first.spare, 1)
            if lacks := off_first_sheet(name, wanted, first.text):
                lost[name, size] = lacks[:5]
    tightest = sorted(spare.items(), key=lambda one: one[1])[:5]
    print(f"fewest spare lines: {tightest}")
    assert len(advice) > 20
    assert not lost, f"{lost}; fewest spare lines of all pages: {tightest}"


def test_paper_is_black_on_white_in_dark_colours_too(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark")
    page = context.new_page()
    page.goto("causes/varicose-veins/")
    page.emulate_media(media="print")
    body, page_ = page.evaluate(
        "[getComputedStyle(document.body).color, "
        "getComputedStyle(document.documentElement).backgroundColor]"
    )
    context.close()
    assert (body, page_) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
