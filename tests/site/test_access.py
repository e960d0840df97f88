"""Everyone can read and use every page: axe-core, contrast, sizes, the keyboard.

What axe says of a page hangs on its markup, its colours and its width. So each page meets every
rule once; the other colours meet the rules on colour, and the other widths the rules on size. One
page of each kind of layout meets every rule in all six.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from walk import AXE, LOOKS, OF_COLOUR, SCHEMES, SHIFT, TEMPLATES, axe, own_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from walk import Scheme

WIDTHS = (320, 390, 1280)
LAYOUTS = [layout for layout in itertools.product(SCHEMES, WIDTHS) if layout != ("light", 390)]
"""That one is how every page meets every rule."""
OF_SIZE = ["target-size", "scrollable-region-focusable"]
SHARES = 8
"""A sweep over all pages goes in so many parts, each to a process that is free."""


@pytest.fixture(params=range(SHARES), ids=lambda number: f"share{number}")
def share(site: Path, request: pytest.FixtureRequest) -> list[str]:
    """Return a part of all pages."""
    return own_pages(site)[request.param :: SHARES]


def visits(
    browser: Browser, address: str, pages: list[str], width: int = 390
) -> Iterator[tuple[str, Page]]:
    """Open each page with axe in it, and see that none keeps a choice for the next."""
    context = browser.new_context(base_url=address, color_scheme="light", reduced_motion="reduce")
    context.add_init_script(AXE)
    page = context.new_page()
    for name in pages:
        resize(page, width)
        page.goto(name)
        yield name, page
        assert page.evaluate("localStorage.length") == 0
        recolour(page, "light")
    context.close()


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})


def recolour(page: Page, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == scheme


@pytest.mark.every_face
def test_every_page_can_be_read_and_tapped(
    browser: Browser, address: str, share: list[str]
) -> None:
    """One visit sees that nothing moves, then meets axe in light and dark, and every width."""
    found = []
    for name, page in visits(browser, address, share):
        found += [f"{name} moves by {moved}"] if (moved := page.evaluate(SHIFT)) else []
        recolour(page, "light")
        found += [f"{name} {line}" for line in axe(page)]
        for width in WIDTHS:
            resize(page, width)
            lines = axe(page, only=OF_SIZE) if width != 390 else []
            found += [f"{name} {width} {line}" for line in [*lines, *misfits(page, width)]]
        resize(page, min(WIDTHS))
        recolour(page, "dark")
        lines = axe(page, only=OF_COLOUR, among=LOOKS)
        found += [f"{name} dark {line}" for line in [*lines, *unclear(page.evaluate(CONTRAST))]]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_any_layout(browser: Browser, address: str) -> None:
    found = []
    for name, page in visits(browser, address, list(TEMPLATES)):
        for scheme, width in LAYOUTS:
            recolour(page, scheme)
            resize(page, width)
            found += [f"{name} {scheme} {width} {line}" for line in axe(page)]
    assert not found, "\n".join(found)


def test_axe_run_can_fail(phone: Page) -> None:
    phone.goto("")
    phone.evaluate(AXE)
    phone.evaluate(
        "document.querySelector('h1')"
        ".insertAdjacentHTML('afterend', '<img src=x><p class=grey>Pale words</p>')"
    )
    phone.evaluate(
        "document.querySelector('.grey').attributeStyleMap.set('color', 'rgb(200, 200, 200)')"
    )
    rules = {line.partition(":")[0] for line in axe(phone)}
    assert {"image-alt", "color-contrast"} <= rules


# A mark of a source is small like every note's; its name and what it shows are not.
CONTRAST = """
  () => {
    const parse = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
      .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = node => {
      for (; node; node = node.parentElement) {
        const colour = parse(getComputedStyle(node).backgroundColor);
        if (colour.length === 3 || colour[3] === 1) return colour;
      }
      return [255, 255, 255];
    };
    const found = {small: [], body: 99, any: 99};
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode());) {
      const node = text.parentElement;
      if (!text.data.trim() || !node.checkVisibility() || node.closest("svg, script")) continue;
      const style = getComputedStyle(node);
      const least = node.matches(".cite") ? 12.99 : 16;
      if (parseFloat(style.fontSize) < least) found.small.push(text.data.trim().slice(0, 40));
      const [one, other] = [light(parse(style.color)), light(ground(node))].sort((a, b) => b - a);
      const ratio = (one + 0.05) / (other + 0.05);
      found.any = Math.min(found.any, ratio);
      const body = node.closest("main p, main li") && !node.closest("a");
      if (body) found.body = Math.min(found.body, ratio);
    }
    for (const text of document.querySelectorAll("svg text")) {
      const drawn = text.getScreenCTM().a * parseFloat(getComputedStyle(text).fontSize);
      if (text.checkVisibility() && drawn < 15.99) found.small.push(`${text.textContent} ${drawn}`);
    }
    return found;
  }
"""


def unclear(seen: dict[str, Any]) -> list[str]:
    """Return a line for each text of a page that is small, and if any does not stand out."""
    found = [f"text under 16 px: {text}" for text in seen["small"]]
    found += [f"body contrast {seen['body']:.2f}"] if seen["body"] < 7 else []
    found += [f"contrast {seen['any']:.2f}"] if seen["any"] < 4.5 else []
    return found


SMALL_TARGETS = """
  ([least, which]) => [...document.querySelectorAll(which)].filter(one => one.checkVisibility())
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.width < least - 0.1 || box.height < least - 0.1))
    .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)
"""
MAIN_TARGETS = (
    ".bar a, .bar button, .ways a, .calls a, .to-check, summary, .map__area, .turn a, "
    ".kind-home .text > ul > li, .page-end__links a, .foot__links a, .answers > li, .letters a"
)
MARKS = ".cite, .sources__back, .crumbs a, .contents a, .section a, .map__name"


def misfits(page: Page, width: int) -> list[str]:
    """Return what is wider than a page, and on the narrowest phone what is too small."""
    over = page.evaluate("document.documentElement.scrollWidth") - width
    found = [f"is {over} px too wide"] if over > 0 else []
    if width > min(WIDTHS):
        return found
    found += unclear(page.evaluate(CONTRAST))
    for least, which in ((44, MAIN_TARGETS), (24, MARKS)):
        found += [f"under {least} px: {x}" for x in page.evaluate(SMALL_TARGETS, [least, which])]
    return found


FOCUSED = """
  () => {
    const one = document.activeElement;
    if (one === document.body) return null;
    const box = one.getBoundingClientRect();
    const marks = [one, ...one.querySelectorAll("*"), one.closest("li")].filter(Boolean)
      .map(node => getComputedStyle(node))
      .filter(style => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3)
        || parseFloat(style.strokeWidth) === 9);
    return {
      name: one.ariaLabel || one.textContent.trim() || one.getAttribute("aria-labelledby"),
      seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight
        && box.right > 0 && box.left < innerWidth,
      mark: marks.length > 0,
      html: one.outerHTML.slice(0, 100),
    };
  }
"""


@pytest.mark.parametrize("width", [320, 1280])
def test_whole_page_by_keyboard(browser: Browser, address: str, width: int) -> None:
    found = []
    for name, page in visits(browser, address, [*TEMPLATES, "menu/", "a-to-z/", "404.html"], width):
        for step in range(60):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUSED)
            if focus is None:
                assert step > 8, name
                break
            if not (focus["name"] and focus["seen"] and focus["mark"]):
                found.append(f"{name}: {focus}")
    assert not found, "\n".join(found)


def test_first_key_press_leads_past_the_header(phone: Page) -> None:
    phone.goto("causes/varicose-veins/")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("page", TEMPLATES)
def test_forced_colours_keep_borders_and_icons(browser: Browser, address: str, page: str) -> None:
    context = browser.new_context(base_url=address, forced_colors="active")
    tab = context.new_page()
    tab.goto(page)
    edges = tab.evaluate(
        "[...document.querySelectorAll('.care')].filter(one => one.checkVisibility())"
        ".map(one => parseFloat(getComputedStyle(one).borderTopWidth))"
    )
    context.close()
    assert all(edge >= 3 for edge in edges)


def test_styles_know_no_left_and_right(root: Path) -> None:
    """Pages turn round for languages that are read from right to left."""
    sided = ("left:", "right:", "-left", "-right", "text-align: left", "text-align: right")
    for part in (root / "docs/assets/css").glob("*.css"):
        lines = part.read_text("utf-8").splitlines()
        assert not [line for line in lines if any(word in line for word in sided)], part.name
