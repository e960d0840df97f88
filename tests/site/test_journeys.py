"""What readers come to do, from the home page on, with scripts on and with scripts off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

NUMBER = "Call your emergency number now"


def to_the_check(page: Page) -> None:
    page.goto("")
    page.get_by_role("main").get_by_role("link", name="Check how soon to get help").click()
    page.wait_for_url("**/check/")


def choose(page: Page, start: str) -> None:
    """Take the answer on screen that starts so."""
    page.locator("main a:visible, main button:visible").filter(has_text=start).first.click()


@pytest.mark.parametrize("scripts", ["phone", "phone_without_scripts"])
def test_home_to_an_emergency_in_one_answer(scripts: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(scripts)
    to_the_check(page)
    choose(page, "Breath, chest, or passed out")
    numbers = page.locator("main").get_by_role("link", name="999")
    assert numbers.first.is_visible()
    assert numbers.first.get_attribute("href") == "tel:999"


@pytest.mark.parametrize("scripts", ["phone", "phone_without_scripts"])
def test_home_to_self_care_for_quiet_veins(scripts: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(scripts)
    to_the_check(page)
    answers = (
        "None of these",
        "None of that. My problem is one of these",
        "Veins or fine lines I can see",
        "None of these",
        "Fine. What I notice",
    )
    for answer in answers:
        choose(page, answer)
    assert page.locator("main h2:visible").filter(has_text="Self-care").count() == 1


def test_home_to_a_page_about_cramps_in_one_tap(phone_without_scripts: Page) -> None:
    page = phone_without_scripts
    page.goto("")
    page.get_by_role("link", name="A sudden, tight pain in my calf").click()
    assert page.locator("h1").inner_text() == "Stop a leg cramp now"


def test_search_finds_its_page(phone: Page) -> None:
    phone.goto("")
    phone.get_by_role("link", name="Search").click()
    phone.get_by_role("dialog").get_by_role("searchbox").fill("vericose")
    phone.get_by_role("dialog").get_by_role("link", name="Varicose veins").first.click()
    assert "Varicose veins" in phone.locator("h1").inner_text()


def test_nothing_is_asked_of_another_host(phone: Page, address: str) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    for path in ("", "check/", "causes/spider-veins/", "treatments/", "location/"):
        phone.goto(path)
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
