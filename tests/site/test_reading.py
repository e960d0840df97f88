"""Parts of a text: what to do, tables, long lists, words with a meaning, numbers to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidekit.engines import finished_page
from walk import SCHEMES, TEMPLATES, own_pages

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from walk import Scheme

TOPIC = "causes/spider-veins/"
CARD = """
  id => {
    const title = document.getElementById(id), list = title.nextElementSibling;
    const sign = getComputedStyle(list.querySelector("li"), "::before");
    return {
      word: title.textContent, band: getComputedStyle(title).backgroundColor,
      edge: getComputedStyle(list).borderBlockEndColor,
      wide: getComputedStyle(list).borderBlockEndWidth,
      sign: sign.clipPath, seen: sign.backgroundColor,
    };
  }
"""
CONTRAST = """
  ([one, other]) => {
    const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(c => c / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
      .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const [a, b] = [one, other].map(light).sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  }
"""
BROKEN = """
  () => {
    const found = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; (text = words.nextNode());) {
      if (!text.parentElement.checkVisibility() || text.parentElement.closest("svg")) continue;
      for (const word of text.data.matchAll(/(?<!\\p{L})\\p{L}{2,12}(?!\\p{L})/gu)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
        if (tops.size > 1) found.push(word[0]);
      }
    }
    return found;
  }
"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_do_and_do_not_differ_by_word_sign_and_colour(
    browser: Browser, address: str, scheme: Scheme
) -> None:
    page = browser.new_page(base_url=address, color_scheme=scheme)
    page.goto(TOPIC)
    do, do_not = page.evaluate(CARD, "do"), page.evaluate(CARD, "do-not")
    first = page.locator("#do-not + ul > li").first.inner_text()
    page.close()
    assert (do["word"], do_not["word"]) == ("Do", "Do not")
    assert all(do[part] != do_not[part] for part in ("band", "edge", "sign", "seen"))
    assert first.startswith("Do not ")


def test_do_and_do_not_differ_by_word_sign_and_edge_in_forced_colours(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(base_url=address, forced_colors="active")
    page.goto(TOPIC)
    do, do_not = page.evaluate(CARD, "do"), page.evaluate(CARD, "do-not")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.close()
    assert do["sign"] != do_not["sign"]
    assert all(float(one["wide"].removesuffix("px")) >= 2 for one in (do, do_not))
    assert all(one["seen"] != ground for one in (do, do_not))


@pytest.mark.every_face
def test_a_table_is_cards_on_a_phone_and_full_width_with_room(
    browser: Browser, address: str, site: Path
) -> None:
    page = browser.new_page(base_url=address)
    names = [
        n for n in own_pages(site) if n != "404.html" and not n.startswith(("about/", "check"))
    ]
    with_table = [
        n for n in names if "<td data-label" in (site / n / "index.html").read_text("utf-8")
    ]
    assert len(with_table) > 5
    wide = "([...all]) => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    for name in with_table:
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(name)
        assert page.locator(".table").evaluate_all(wide) == 0, name
        cell = page.locator("td[data-label]").first
        told = cell.evaluate("one => getComputedStyle(one, '::before').content")
        assert told.strip('"\\ ').startswith(str(cell.get_attribute("data-label"))[:5]), name
        page.set_viewport_size({"width": 700, "height": 844})
        box, text = (page.locator(w).first.bounding_box() for w in (".table table", ".text"))
        assert page.locator(".table th").first.is_visible(), name
        assert box, name
        assert text, name
        assert box["width"] >= text["width"] - 2, name
    page.close()


def test_each_cell_names_its_column(site: Path) -> None:
    page = finished_page.parse((site / "help/travel/index.html").read_text("utf-8"))
    (row, *_) = page.select(".table tbody tr")
    assert [cell.get("data-label") for cell in row("td")] == [None, "No socks:", "With socks:"]


@pytest.mark.parametrize("name", ["glossary/", "a-to-z/"])
def test_letters_stay_in_sight_and_lead_to_their_words(phone: Page, name: str) -> None:
    phone.goto(name)
    letter = phone.locator(".letters a").last
    letter.click()
    letters = phone.locator(".letters").bounding_box()
    heading = phone.locator("h2:target").bounding_box()
    assert letters
    assert heading
    assert letters["height"] <= 64
    assert 0 <= letters["y"] < letters["y"] + letters["height"] <= heading["y"] < 844


def test_many_signs_stand_in_groups_with_ways_to_each(phone: Page) -> None:
    phone.goto("help/warning-signs/")
    for level in ("emergency", "urgent"):
        box = phone.locator(f".care--{level}")
        ways = box.locator(".jump a")
        assert ways.count() >= 4
        assert ways.all_inner_texts() == box.locator("h3").all_inner_texts()
        ways.last.click()
        assert box.locator("h3:target").inner_text() == ways.last.inner_text()


def test_a_number_to_call_is_told_with_its_country(site: Path) -> None:
    for name in ("help/warning-signs/", "check/", "help/bleeding-vein/"):
        page = finished_page.parse((site / name / "index.html").read_text("utf-8"))
        calls = [one for one in page.select("a[href^='tel:']") if not one.find_parent("svg")]
        told = {str(one.get("aria-label") or finished_page.words(one)) for one in calls}
        assert len(told & {"000 Australia", "000, Australia"}) >= 1, name
        assert [one for one in told if one.strip("0123456789 ") == ""] == [], name


def test_pages_are_in_british_english(site: Path) -> None:
    for name in own_pages(site):
        file = site / name if name.endswith(".html") else site / name / "index.html"
        assert '<html lang="en-GB"' in file.read_text("utf-8"), name


def test_no_bracket_or_full_stop_stands_alone_beside_a_word_with_a_meaning(
    browser: Browser, address: str
) -> None:
    alone = """
      all => all.map(one => [one, one.querySelector(".term")]).filter(([keep, term]) => {
        const lines = new Set([...keep.childNodes].map(part => {
          const range = document.createRange();
          range.selectNodeContents(part);
          return [...range.getClientRects()].map(box => Math.round(box.bottom / 12));
        }).flat());
        return term.getClientRects().length === 1 && term.offsetHeight < 40 && lines.size > 2;
      }).map(([keep]) => keep.textContent)
    """
    page = browser.new_page(base_url=address)
    for width in range(320, 420, 7):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto("causes/what-am-i-looking-at/")
        assert page.locator(".keep").count() > 0
        assert page.locator(".keep").evaluate_all(alone) == [], width
    page.close()


def test_cards_stand_out_in_dark_colours(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address, color_scheme="dark")
    page.goto(TOPIC)
    colours = page.evaluate(
        "['.in-short', 'html', '.care--emergency > h2', '.care--emergency'].map(which =>"
        "getComputedStyle(document.querySelector(which)).backgroundColor)"
    )
    edge = page.evaluate("getComputedStyle(document.querySelector('.in-short')).borderTopColor")
    card, ground, band, box = colours
    seen = [
        page.evaluate(CONTRAST, pair) for pair in ((card, ground), (edge, ground), (edge, card))
    ]
    filled = page.evaluate(CONTRAST, (band, box))
    page.close()
    assert min(seen) >= 1.3, seen
    assert filled >= 1.3


@pytest.mark.every_face
@pytest.mark.parametrize("name", TEMPLATES)
def test_letters_of_twice_the_size_break_no_word(phone: Page, name: str) -> None:
    """Only a word of more than twelve letters may break, where no line holds it."""
    phone.goto(name)
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.evaluate(BROKEN) == []
