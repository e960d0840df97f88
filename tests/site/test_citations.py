"""Marks that lead to sources: quiet in the line, told by name, shown in place, never a dead end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from guidekit.engines import finished_page
from walk import own_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

TOPIC = "causes/spider-veins/"
MARK = ".text > p > .cite"
SHOWN = ".hint--source"
PHONE: Any = {"width": 390, "height": 844}
LOOK = """
  mark => {
    const style = getComputedStyle(mark), line = getComputedStyle(mark.parentElement);
    const range = document.createRange();
    range.selectNodeContents(mark);
    const after = document.createRange();
    after.setStart(mark.nextSibling, 0);
    after.setEnd(mark.nextSibling, 1);
    const [digits, next] = [range, after].map(one => one.getClientRects()[0]);
    return {
      size: parseFloat(style.fontSize) / parseFloat(line.fontSize),
      underlined: style.textDecorationLine === "underline",
      hole: Math.abs(next.left - digits.right) / parseFloat(line.fontSize),
    };
  }
"""


@pytest.fixture
def touched(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(TOPIC)
    yield page
    context.close()


@pytest.mark.every_face
def test_a_mark_is_small_and_leaves_no_hole(touched: Page) -> None:
    mark = touched.locator(MARK).first
    look = mark.evaluate(LOOK)
    assert look["size"] == pytest.approx(0.75)
    assert not look["underlined"]
    assert look["hole"] <= 0.15
    mark.focus()
    assert mark.evaluate(LOOK)["underlined"]


def test_a_mark_names_its_source_and_each_source_leads_back_once(site: Path) -> None:
    for name in own_pages(site):
        if name == "404.html":
            continue
        page = finished_page.parse((site / name / "index.html").read_text("utf-8"))
        works = {str(work["id"]): work for work in page.select(".sources li")}
        for mark in page.select(".cite"):
            work = works[str(mark["href"]).removeprefix("#")]
            told, _, body = str(mark["aria-label"]).partition(": ")
            assert told == f"Source {finished_page.words(mark)}", name
            assert body, name
            assert body in " ".join(work.get_text().split()), name
        ids = [str(one["id"]) for one in page.select("[id^=cite-]")]
        backs = [str(work.select(".sources__back")[0]["href"]) for work in works.values()]
        assert backs == [f"#{one}" for one in ids], name
        assert all(len(work.select(".sources__back")) == 1 for work in works.values()), name


def test_the_first_tap_shows_a_source_and_the_next_leads_to_it(touched: Page) -> None:
    mark = touched.locator(MARK).nth(1)
    mark.tap()
    assert touched.locator(SHOWN).is_visible()
    assert "#" not in touched.url
    shown = touched.locator(SHOWN).inner_text()
    touched.keyboard.press("Escape")
    assert touched.locator(SHOWN).is_hidden()
    mark.tap()
    target = touched.locator(".sources li:target")
    target.wait_for()
    assert target.inner_text().startswith(shown)


def test_pointer_and_keyboard_show_a_source_in_its_place(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    page.goto(TOPIC)
    mark = page.locator(MARK).nth(1)
    mark.hover()
    near, box = mark.bounding_box(), page.locator(SHOWN).bounding_box()
    page.locator(SHOWN).hover()
    stays = page.locator(SHOWN).is_visible()
    page.mouse.move(2, 2)
    gone = page.locator(SHOWN).is_hidden()
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    focused = page.locator(SHOWN).is_visible()
    page.keyboard.press("Enter")
    page.locator(".sources li:target").wait_for()
    page.close()
    assert near
    assert box
    assert abs(box["y"] - near["y"] - near["height"]) <= 16 or box["y"] < near["y"]
    assert (stays, gone, focused) == (True, True, True)


@pytest.mark.parametrize("scripts", ["phone", "phone_without_scripts"])
def test_sources_are_folded_until_a_mark_leads_there(
    scripts: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(scripts)
    page.goto(TOPIC)
    folded = page.locator(".sources summary")
    count = page.locator(".sources li").count()
    assert folded.inner_text() == f"{count} sources, checked 21 November 2026"
    assert page.locator(".sources li").first.is_hidden()
    page.locator(MARK).first.click()
    target = page.locator(".sources li:target")
    assert target.is_visible()
    colours = "one => [one, one.nextElementSibling].map(li => getComputedStyle(li).backgroundColor)"
    marked, plain = target.evaluate(colours)
    assert marked != plain
    target.locator(".sources__back").click()
    assert page.locator(".cite:target").is_visible()


def test_paper_shows_every_source(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto(TOPIC)
    page.emulate_media(media="print")
    shown = page.locator(".sources li").evaluate_all("all => all.every(li => li.checkVisibility())")
    page.close()
    assert shown
