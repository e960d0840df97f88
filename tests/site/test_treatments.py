"""The comparison of treatments: on a phone, by keyboard, and on paper."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pypdfium2
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

COMPARE, WORKSHEET = "treatments/compare/", "treatments/what-matters/"
FIRST = ["Waiting", "Foam", "Heat", "Operation"]
"""What the comparison shows to those who have ticked nothing."""
COLUMNS = """
  () => [...document.querySelectorAll(".compare thead th")].slice(1)
    .filter(one => getComputedStyle(one).display != "none").map(one => one.textContent.trim())
"""
LINES = """
  () => [...document.querySelectorAll(".compare tbody tr")].filter(row => row.cells.length > 1)
    .map(row => [...row.cells].filter(cell => cell.checkVisibility())
      .map(cell => cell.innerText.split(":")[0].trim()))
"""


@pytest.fixture
def wide(browser: Browser, address: str) -> Page:
    page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    page.goto(COMPARE)
    return page


@pytest.mark.every_face
@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("path", [COMPARE, WORKSHEET, "treatments/", "treatments/foam/"])
def test_a_phone_needs_no_sideways_scroll(
    browser: Browser, address: str, path: str, width: int
) -> None:
    page = browser.new_page(base_url=address, viewport={"width": width, "height": 844})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        "[...document.querySelectorAll('.compare *, .matters *, .counts *, .facts *')]"
        ".filter(one => one.getBoundingClientRect().right > innerWidth + 1"
        " || one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX != 'visible')"
        ".map(one => one.className || one.tagName)"
    )
    assert cut == []
    page.close()


def test_ticks_show_what_is_ticked_and_nothing_else(wide: Page) -> None:
    assert wide.evaluate(COLUMNS) == FIRST
    for key, name in (("glue", "Glue"), ("heat-ablation", "Heat"), ("compression", "Stockings")):
        wide.locator(f'label[for="tick-{key}"]').click()
        assert name in wide.evaluate(COLUMNS)
    assert wide.evaluate(COLUMNS) == ["Stockings", "Glue", "Heat"]
    wide.locator('label[for="tick-heat-ablation"]').click()
    assert wide.evaluate(COLUMNS) == ["Stockings", "Glue"]
    shown = wide.locator(".compare tbody tr").nth(1).locator("td:visible").count()
    assert shown == 2
    wide.close()


def test_each_choice_can_be_ticked_alone(wide: Page) -> None:
    boxes = wide.locator(".picks input")
    assert boxes.count() >= 12
    for number in range(boxes.count()):
        boxes.nth(number).check()
        (name,) = wide.evaluate(COLUMNS)
        assert name == wide.locator(".picks label").nth(number).inner_text()
        boxes.nth(number).uncheck()
    wide.close()


def test_a_keyboard_reaches_and_ticks_every_choice(wide: Page) -> None:
    wide.locator(".picks input").first.focus()
    for _ in range(wide.locator(".picks input").count() - 1):
        wide.keyboard.press("Tab")
    assert wide.evaluate("document.activeElement.id") == "tick-surgery"
    wide.keyboard.press("Space")
    assert wide.evaluate(COLUMNS) == ["Operation"]
    wide.close()


def test_more_than_four_are_told_not_to_fit(wide: Page) -> None:
    for number in range(4):
        wide.locator(".picks input").nth(number).check()
    assert not wide.locator(".picks__many").is_visible()
    wide.locator(".picks input").nth(4).check()
    assert wide.locator(".picks__many").is_visible()
    wide.close()


def test_a_phone_names_the_choice_in_every_cell(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address, viewport={"width": 390, "height": 844})
    page.goto(COMPARE)
    lines = page.evaluate(LINES)
    assert len(lines) >= 18
    assert [line for line in lines if line[1:] != FIRST or not line[0]] == []
    table = page.get_by_role("table")
    assert table.get_by_role("rowheader").count() >= 18
    assert table.get_by_role("cell").count() >= 4 * 18
    page.close()


SHEETS = [[], ["none", "foam"], ["compression", "sclerotherapy", "microfoam", "heat-ablation"]]


@pytest.mark.every_face
@pytest.mark.parametrize("ticked", SHEETS, ids=lambda ticked: f"{len(ticked)} ticked")
def test_the_choice_prints_on_one_sheet(wide: Page, ticked: list[str]) -> None:
    for key in ticked:
        wide.locator(f'label[for="tick-{key}"]').click()
    pdf = pypdfium2.PdfDocument(wide.pdf(format="A4"))
    texts = [sheet.get_textpage().get_text_range() for sheet in pdf]
    holding = [text for text in texts if "Days off work" in text]
    assert len(holding) == 1
    for column in wide.evaluate(COLUMNS):
        assert column in holding[0]
    assert "Where" in holding[0]
    assert "Clot in the lung" in holding[0]
    wide.close()


def test_nothing_is_sent_or_kept(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto(WORKSHEET)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    first = page.locator(".matters fieldset").first
    first.locator("label").first.click()
    assert first.locator("p").is_visible()
    first.locator("label").last.click()
    assert not first.locator("p").is_visible()
    kept = context.storage_state()
    assert (kept["cookies"], kept["origins"]) == ([], [])
    assert asked == []
    page.reload()
    assert page.locator(".matters :checked").count() == 0
    context.close()


def test_the_first_load_of_the_comparison_is_small(site: Path) -> None:
    files = (f"{COMPARE}index.html", "assets/guide.css", "assets/js/guide.js")
    fetched = (*files, "assets/js/scheme.js", "assets/favicon.svg")
    assert sum(len(gzip.compress((site / one).read_bytes(), 9)) for one in fetched) <= 35 * 1024
