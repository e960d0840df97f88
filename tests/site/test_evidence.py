"""An evidence sheet, opened from disk and printed: it asks nothing of anyone, on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from conftest import guide

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

A4 = (595, 842)
"""Width and height in points."""


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    assert guide("evidence", "check", "causes/spider-veins", "--to", str(folder)).returncode == 0
    return folder


@pytest.mark.parametrize("name", ["check.html", "causes/spider-veins.html"])
def test_a_sheet_asks_no_host_and_can_be_filled_in(
    name: str, sheets: Path, browser: Browser
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((sheets / name).as_uri(), wait_until="networkidle")
    page.get_by_label("Right", exact=True).first.check()
    page.get_by_role("textbox", name="Comment 1", exact=True).fill("Seen.")
    assert asked == [(sheets / name).as_uri()]
    assert page.evaluate("scrollX + document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.parametrize("name", ["check.html", "causes/spider-veins.html"])
def test_a_sheet_prints_on_a4_with_every_row(name: str, sheets: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((sheets / name).as_uri())
    rows = page.locator(".row").count()
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    assert {tuple(map(round, sheet.get_size())) for sheet in printed} == {A4}
    text = "".join(sheet.get_textpage().get_text_range() for sheet in printed)
    assert text.count("Comment:") == rows > 30
