"""What a reader meets first, and that nothing moves or hides."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from guidekit.reading import yamlfile
from walk import SCHEMES, SHIFT, TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from walk import Scheme


def in_view(page: Page, which: str) -> bool:
    """Say whether the first match stands whole on the first screen."""
    box = page.locator(which).first.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 844


@pytest.mark.every_face
@pytest.mark.parametrize("scheme", SCHEMES)
def test_home_shows_emergency_and_first_choice(
    browser: Browser, address: str, scheme: Scheme
) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 844}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto("")
    assert in_view(page, "h1")
    assert in_view(page, ".lede")
    assert in_view(page, "#care-emergency")
    assert in_view(page, ".care--emergency summary")
    assert in_view(page, ".pick")
    panel, choice, check = (
        page.locator(which).first.bounding_box()
        for which in (".care--emergency", ".pick", "main .to-check")
    )
    assert panel
    assert choice
    assert check
    assert panel["height"] <= 260
    assert choice["y"] <= 600
    assert check["y"] + check["height"] <= 844 * 1.5
    context.close()


@pytest.mark.parametrize("scripts", ["phone", "phone_without_scripts"])
def test_every_emergency_sign_of_home_is_one_tap_away(
    scripts: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(scripts)
    page.goto("")
    signs = page.locator(".care--emergency li")
    assert signs.count() == 4
    assert [signs.nth(n).is_visible() for n in range(4)] == [True, True, False, False]
    page.locator(".care--emergency summary").click()
    assert all(sign.is_visible() for sign in signs.all())
    page.set_viewport_size({"width": 1280, "height": 900})
    page.reload()
    assert all(sign.is_visible() for sign in signs.all())


@pytest.mark.every_face
def test_header_is_one_row_on_a_phone(phone: Page) -> None:
    phone.goto("")
    bar = phone.locator(".bar").bounding_box()
    assert bar
    assert bar["height"] <= 64
    assert phone.locator(".menu summary").get_by_text("Menu").is_visible()
    assert phone.get_by_role("link", name="Search", exact=True).is_visible()


@pytest.mark.every_face
def test_overdue_page_says_so_without_moving(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.set_fixed_time("2020-01-01")
    page.goto("causes/varicose-veins/")
    assert not page.locator(".banner .overdue").is_visible()
    page.clock.set_fixed_time("2040-01-01")
    page.goto("causes/varicose-veins/")
    assert page.locator(".banner .overdue").is_visible()
    assert page.locator(".page-end .overdue").is_visible()
    assert page.evaluate(SHIFT) == 0
    context.close()


@pytest.mark.every_face
@pytest.mark.parametrize("name", TEMPLATES)
def test_page_fits_at_400_percent_zoom(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 256})
    page = context.new_page()
    page.goto(name)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


@pytest.mark.every_face
def test_every_area_of_the_map_leads_to_its_entry(phone: Page, root: Path) -> None:
    text = (root / "docs/_data/body-map.yml").read_text("utf-8")
    areas = yamlfile.parse(text, path="body-map.yml").data["areas"]
    phone.set_viewport_size({"width": 320, "height": 844})
    for name in ("", "location/"):
        phone.goto(name)
        spots = phone.locator(".map__area")
        assert spots.count() == len(areas) <= 10
        for number, area in enumerate(areas, 1):
            spot = spots.nth(number - 1)
            box = spot.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 44, area["id"]
            assert spot.get_attribute("aria-label") == f"{number} {area['name']}"
            spot.focus()
            phone.keyboard.press("Enter")
            entry = phone.locator(f"{spot.get_attribute('href')}:target")
            assert entry.inner_text() == area["name"]
            target = urlsplit(entry.get_attribute("href") or "").path
            assert target.endswith(area["page"].removesuffix(".md").removeprefix("location/") + "/")


@pytest.mark.every_face
def test_map_areas_do_not_overlap(phone: Page) -> None:
    phone.goto("location/")
    boxes = [spot.bounding_box() for spot in phone.locator(".map__area").all()]
    middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box]
    for at, (x, y) in enumerate(middles):
        for other_x, other_y in middles[at + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= 44**2


def test_report_link_names_the_page(phone: Page) -> None:
    for name in ("", "causes/varicose-veins/", "check/"):
        phone.goto(name)
        link = phone.get_by_role("link", name="Something wrong or unclear?")
        (title,) = parse_qs(urlsplit(link.get_attribute("href") or "").query)["title"]
        assert phone.locator("h1").inner_text().split(":")[0][:10] in title or name in title
        assert (name or "/") in title


def test_lost_reader_finds_signs_numbers_menu_and_check(phone: Page) -> None:
    phone.goto("no/such/page/")
    assert phone.locator(".care--emergency li").count() >= 3
    assert phone.locator("main a[href^='tel:']").count() >= 5
    for path in ("/check/", "/menu/", "/help/warning-signs/"):
        assert phone.locator(f"main a[href$='{path}']").is_visible(), path


def test_colour_switch_has_a_name_and_keeps_the_choice(phone: Page) -> None:
    phone.goto("")
    phone.get_by_role("button", name="Dark colours").click()
    assert phone.evaluate("document.documentElement.dataset.scheme") == "dark"
    phone.goto("check/")
    assert phone.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert phone.get_by_role("button", name="Light colours").is_visible()


def test_without_scripts_the_system_chooses_the_colours(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto("")
    assert page.locator("[data-scheme-switch]").is_hidden()
    context.close()
