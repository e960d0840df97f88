"""How soon a reader on a phone meets what counts: steps, warning signs, then the page's own text.

All are measured in a real browser, in pixels from the top of the page, with each face.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

import pytest

from guidekit.reading import yamlfile
from walk import own_pages

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SCREEN = 844
STEP = 360
"""Where the first of the steps that cannot wait begins, at the latest."""
CANNOT_WAIT = ("help/bleeding-vein/", "cramps/stop-a-cramp/")
BEFORE_TEXT, BEFORE_TEXT_AT_MOST = 1300, 1550
"""Where a page's own text begins, after all its signs: the median page, and the latest one."""
PHONE: Any = {"width": 390, "height": SCREEN}

PLACES = """
  () => {
    const whole = one => {
      const box = one.getBoundingClientRect();
      return {top: box.top + scrollY, end: box.bottom + scrollY};
    };
    const place = which => whole(document.querySelector(which));
    const parts = [...document.querySelector(".text").children]
      .map(one => one.querySelector(":scope > h2")?.id || one.className || one.localName);
    const before = ".text > :is(.ways, .in-short, .contents, .questions, .also)";
    const own = [...document.querySelectorAll(`${before} + *`)].find(one => !one.matches(before));
    const [h1, red, lede] = ["h1", "#care-emergency", ".lede, .now"].map(place);
    return {parts, h1, red, lede, own: whole(own)};
  }
"""
ORDER = ["h1", "lede", "care-emergency", "care-urgent", "ways", "in-short", "contents", "questions"]


def advice(site: Path) -> list[str]:
    """Return the pages that readers may act on."""
    kinds = ('class="kind-topic"', 'class="kind-treatment"')
    texts = {name: site / name / "index.html" for name in own_pages(site) if name != "404.html"}
    found = [
        name for name, file in texts.items() if any(k in file.read_text("utf-8") for k in kinds)
    ]
    assert len(found) > 40
    return found


def tops(page: Page, which: str) -> list[float]:
    boxes = [one.bounding_box() for one in page.locator(which).all()]
    return [box["y"] for box in boxes if box]


@pytest.mark.every_face
@pytest.mark.parametrize("name", CANNOT_WAIT)
def test_steps_that_cannot_wait_come_first(browser: Browser, address: str, name: str) -> None:
    page = browser.new_page(base_url=address, viewport=PHONE)
    page.goto(name)
    steps, calls, red = (
        tops(page, w) for w in (".now > ol > li", ".now + .calls a", "#care-emergency")
    )
    buttons = [one.bounding_box() for one in page.locator(".now + .calls a").all()]
    under_title = page.evaluate("document.querySelector('h1').nextElementSibling.className")
    page.close()
    assert under_title == "now"
    assert len(steps) >= 3
    assert steps[0] <= STEP
    assert steps[-1] < calls[0]
    assert calls[-1] < red[0]
    assert all(box and box["height"] >= 48 for box in buttons)


@pytest.mark.every_face
@pytest.mark.parametrize("ending", ["em_bleed", "em_call", "em_limb", "em_muscle", "em_pregnancy"])
def test_an_emergency_of_the_check_opens_with_steps(
    browser: Browser, address: str, ending: str
) -> None:
    """First what to do, then the numbers; the first number is in sight without scrolling."""
    page = browser.new_page(base_url=address, viewport=PHONE)
    page.goto(f"check/#{ending}")
    here = f".node:has(> #{ending})"
    top = tops(page, f"{here} > h2")[0]
    steps, calls = tops(page, f"{here} .do--now > li"), tops(page, f"{here} .calls a")
    page.close()
    assert steps[0] - top <= STEP - 100
    assert steps[-1] < calls[0] <= top + SCREEN


@pytest.mark.every_face
def test_signs_come_on_the_first_screen_and_text_soon_after(
    browser: Browser, address: str, site: Path
) -> None:
    page = browser.new_page(base_url=address, viewport=PHONE)
    late: dict[str, int] = {}
    own: dict[str, int] = {}
    for name in advice(site):
        page.goto(name)
        found = page.evaluate(PLACES)
        if name not in CANNOT_WAIT:
            own[name] = round(found["own"]["top"])
            ends = {part: round(found[part]["end"]) for part in ("h1", "lede", "red")}
            late |= {f"{name} {part}": end for part, end in ends.items() if end > SCREEN}
    page.close()
    print(f"own text begins at {statistics.median(own.values())}; last {sorted(own.values())[-3:]}")
    assert not late
    assert statistics.median(own.values()) <= BEFORE_TEXT
    assert {name: top for name, top in own.items() if top > BEFORE_TEXT_AT_MOST} == {}


@pytest.mark.parametrize("scripts", ["phone", "phone_without_scripts"])
def test_every_sign_is_in_sight_in_few_words_and_in_full_at_a_tap(
    scripts: str, request: pytest.FixtureRequest, root: Path
) -> None:
    page: Page = request.getfixturevalue(scripts)
    name = "causes/look-alikes"
    meta = yamlfile.parse((root / f"docs/{name}.md").read_text("utf-8").split("---")[1], path="x")
    known = yamlfile.parse((root / "docs/_data/red-flags.yml").read_text("utf-8"), path="x")
    flags = [known.data["red_flags"][key] for key in meta.data["red_flags"]]
    page.goto(f"{name}/")
    boxes = page.locator(".text > .care--short")
    words = " ".join(boxes.all_inner_texts())
    unseen = [f["sign"] for f in flags if f["sign"] not in words and f["brief"] not in words]
    summaries = boxes.locator("summary").all()
    for summary in summaries:
        summary.click()
    words = " ".join(boxes.all_inner_texts())
    assert unseen == []
    assert len(summaries) == 2
    assert [f for f in flags if f["sign"] not in words or f.get("act", "") not in words] == []


def test_the_parts_before_the_text_come_in_one_order(
    browser: Browser, address: str, site: Path
) -> None:
    page, odd = browser.new_page(base_url=address, viewport=PHONE), {}
    for name in advice(site):
        page.goto(name)
        parts = page.evaluate(PLACES)["parts"]
        known = [part for part in parts if part in ORDER]
        if known != [part for part in ORDER if part in known]:
            odd[name] = known
        assert {"care-emergency", "care-urgent", "in-short"} <= set(known), name
    page.close()
    assert odd == {}


def test_contents_are_folded_on_a_phone_and_open_at_the_side(
    browser: Browser, address: str
) -> None:
    for scripts in (True, False):
        for width, seen in ((390, False), (1280, True)):
            context = browser.new_context(
                base_url=address,
                viewport={"width": width, "height": 844},
                java_script_enabled=scripts,
            )
            page = context.new_page()
            page.goto("causes/varicose-veins/")
            assert page.locator(".contents a").first.is_visible() is seen, (scripts, width)
            page.locator(".contents summary").click()
            if not seen:
                assert page.locator(".contents a").first.is_visible()
            context.close()
