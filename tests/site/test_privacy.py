"""Nothing on any page asks another host, sets a cookie, or keeps more than the colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from conftest import pages_of
from hosted import serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Request

KEPT = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookie: document.cookie,
  databases: (await indexedDB.databases()).map(d => d.name), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


class Visit(NamedTuple):
    """What one reader's browser did on every page of the site."""

    address: str
    requests: list[str]
    said: list[str]
    cookies: int
    kept: dict[str, object]


@pytest.fixture(scope="module")
def visit(browser: Browser, site: Path) -> Visit:
    """Open every page with scripts on, press every switch, and note what the browser does."""
    requests: list[str] = []
    said: list[str] = []

    def on_request(request: Request) -> None:
        requests.append(request.url)

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(f"{page.url} {message.text}")

    with serve(site) as address:
        context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
        context.on("request", on_request)
        context.on("console", on_console)
        page = context.new_page()
        for place in [*pages_of(site), "404.html"]:
            page.goto(place or "./")
        page.goto("./")
        page.locator("[data-scheme-switch]").click()
        cookies, kept = len(context.cookies()), page.evaluate(KEPT)
        context.close()
    return Visit(address, requests, said, cookies, kept)


def test_no_page_asks_another_host(visit: Visit) -> None:
    assert len(visit.requests) > 100
    assert [url for url in visit.requests if not url.startswith(visit.address)] == []


def test_no_cookie_is_set(visit: Visit) -> None:
    assert visit.cookies == 0
    assert visit.kept["cookie"] == ""


def test_only_the_colours_are_kept(visit: Visit) -> None:
    assert visit.kept["local"] == ["scheme"]
    assert [visit.kept[k] for k in ("session", "databases", "caches", "workers")] == [[], [], [], 0]


def test_no_page_breaks_its_policy_or_logs_an_error(visit: Visit) -> None:
    assert visit.said == []


def test_no_file_names_another_host_to_load_from(site: Path) -> None:
    loads = re.compile(r"""(?:\bsrc\s*=|url\(|@import|fetch\(|import\()\s*["']?(?:https?:)?//""")
    for file in site.rglob("*"):
        if file.suffix in {".html", ".css", ".js", ".svg"}:
            assert not loads.search(file.read_text("utf-8")), file


def test_privacy_page_says_what_is_kept_and_what_hosts_log(site: Path) -> None:
    page = (site / "about/privacy/index.html").read_text("utf-8")
    for said in ("No cookies", "light or dark", "may keep a log", "IP address"):
        assert said in page
