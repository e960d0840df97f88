"""The content policy in a real browser, with the headers that a host sends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from conftest import build
from guidekit.composing.policy import POLICY
from hosted import rules, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

TAG = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
INLINE = re.compile(r"<script(?![^>]*(?:src=|ld\+json))[^>]*>(.*?)</script>", re.DOTALL)
WATCH = """
window.stopped = [];
addEventListener("securitypolicyviolation", event => {
  stopped.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture(scope="module")
def hosted(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, hosted: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=hosted, viewport={"width": 390, "height": 844})
    context.add_init_script(WATCH)
    yield context
    context.close()


def stopped(page: Page) -> list[str]:
    return list(page.evaluate("window.stopped"))


def test_every_page_carries_the_same_policy_before_all_it_rules(site: Path) -> None:
    for file in site.rglob("*.html"):
        html = file.read_text("utf-8")
        assert TAG.findall(html) == [POLICY], file
        first = re.search(r"<(?:script|link|style)\b", html)
        assert first, file
        assert html.index(POLICY) < first.start(), file
        assert INLINE.findall(html) == [], file


def test_host_is_told_the_same_policy_and_more(site: Path) -> None:
    headers = rules(site).headers_for("/")
    home = TAG.findall((site / "index.html").read_text("utf-8"))[0]
    assert headers["Content-Security-Policy"] == f"{home}; frame-ancestors 'none'"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    nginx = (site / "_nginx/headers.conf").read_text("utf-8")
    assert all(f'add_header {name} "{value}" always;' in nginx for name, value in headers.items())


def test_policy_stops_what_it_should_and_we_would_see_it(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("./")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.bad = 1";
          const picture = new Image();
          picture.src = "https://elsewhere.example/a.png";
          document.body.setAttribute("style", "color: red");
          document.body.append(script, picture);
        }"""
    )
    page.wait_for_function("() => stopped.length >= 3")
    assert {line.split()[0] for line in stopped(page)} == {
        "script-src-elem", "img-src", "style-src-attr",
    }  # fmt: skip
    assert page.evaluate("window.bad") is None


def test_switching_colours_breaks_no_rule(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("./")
    before = page.evaluate("getComputedStyle(document.body).color")
    page.locator("[data-scheme-switch]").click()
    assert page.evaluate("getComputedStyle(document.body).color") != before
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).color") != before
    assert stopped(page) == []


def test_walking_the_check_breaks_no_rule(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("check/")
    here = page.locator(".node.here")
    seen = [here.locator("h2").text_content()]
    while here.locator(".answers > li a").count():
        here.locator(".answers > li a").last.click()
        seen.append(here.locator("h2").text_content())
        assert seen[-1] not in seen[:-1]
    assert len(seen) > 1
    assert stopped(page) == []


def test_searching_breaks_no_rule(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("./")
    page.locator(":is([data-search-open], .bar__find button):visible").click()
    page.locator("#search-for").fill("vericose vains")
    page.locator(".search__found a").first.wait_for()
    assert stopped(page) == []


def test_page_with_inline_style_stops_the_build(small: Path) -> None:
    footer = small / "overrides/partials/guide/footer.html"
    footer.write_text(footer.read_text("utf-8") + '<p style="color: red">x</p>', "utf-8")
    result = build(small)
    assert result.returncode == 1
    assert "a style attribute, which its policy stops" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_old_address_follows_to_its_page(reader: BrowserContext, site: Path) -> None:
    page = reader.new_page()
    for old, new in rules(site).moves.items():
        page.goto(old.lstrip("/"))
        assert page.url.endswith(new), old
