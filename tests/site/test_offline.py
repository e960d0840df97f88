from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from conftest import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

ROOT_PAGES = ("index.html", "check.html", "causes/varicose-veins.html")


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the copy for disks, packed and unpacked again, as `make offline` and a reader do."""
    folder = tmp_path_factory.mktemp("offline")
    made = build(root, "--strict", "--no-directory-urls", "--site-dir", str(folder / "made"))
    assert made.returncode == 0, made.stdout + made.stderr
    packed = folder / "guide.zip"
    with zipfile.ZipFile(packed, "w") as pack:
        for file in (folder / "made").rglob("*"):
            pack.write(file, file.relative_to(folder / "made"))
    zipfile.ZipFile(packed).extractall(folder / "opened")
    return folder / "opened"


@pytest.fixture
def page(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Return a page, and the list of what it asks for, told or refused."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened, asked = context.new_page(), list[str]()
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda said: asked.append(said.text) if said.type == "error" else None)
    yield opened, asked
    context.close()


def test_search_finds_a_page_without_any_request(copy: Path, page: tuple[Page, list[str]]) -> None:
    opened, asked = page
    opened.goto((copy / "index.html").as_uri())
    opened.click(":is([data-search-open], .bar__find button):visible")
    opened.keyboard.type("vericose veins")
    opened.click("dialog a:has-text('Varicose veins')")
    opened.wait_for_url("**/causes/varicose-veins.html*")
    assert opened.inner_text("h1").startswith("Varicose veins")
    assert not [ask for ask in asked if not ask.startswith("file:")]


@pytest.mark.parametrize("start", ROOT_PAGES)
def test_every_link_of_a_page_opens_a_file(
    copy: Path, page: tuple[Page, list[str]], start: str
) -> None:
    opened, asked = page
    opened.goto((copy / start).as_uri())
    links = opened.evaluate(
        "[...document.querySelectorAll('a[href]')].map("
        "one => new URL(one.getAttribute('href'), document.baseURI).href)"
    )
    files = {link.partition("#")[0] for link in links if link.startswith("file:")}
    here = copy.as_uri()
    assert len(files) > 5
    assert not [link for link in files if not (copy / link.removeprefix(f"{here}/")).is_file()]
    assert opened.evaluate("getComputedStyle(document.body).fontSize") == "18px"
    assert not [ask for ask in asked if not ask.startswith("file:")]


def test_check_works_from_disk(copy: Path, page: tuple[Page, list[str]]) -> None:
    opened, asked = page
    opened.goto((copy / "check.html").as_uri())
    opened.locator(".answers a:visible").first.click()
    assert opened.locator("a[href^='tel:']:visible").first.is_visible()
    assert not [ask for ask in asked if not ask.startswith("file:")]
