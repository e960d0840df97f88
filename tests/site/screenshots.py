"""Take pictures of the built site for people to look at: `make screenshots`.

They go to .cache/screenshots/.

With `--readme`, the two small pictures of the README are made again as well.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from walk import Scheme

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".cache" / "screenshots"
README = ROOT / ".github" / "screenshots"
PAGES = {
    "home": "",
    "hub": "causes/",
    "topic": "causes/varicose-veins/",
    "first-aid": "help/bleeding-vein/",
    "treatment": "treatments/glue/",
    "treatments": "treatments/",
    "map": "location/",
    "check": "check/",
    "answers": "answers/",
    "glossary": "glossary/",
    "sources": "about/sources/guidance/",
    "warning-signs": "help/warning-signs/",
    "about": "about/",
}
"""One page of every kind that readers meet."""
SIZES = {"phone": (390, 844), "tablet": (768, 1024), "desktop": (1280, 900)}
COLOURS: tuple[Scheme, ...] = ("light", "dark")
SMALL: dict[str, tuple[str, Scheme]] = {
    "home-phone": ("", "light"),
    "check-phone": ("check/", "light"),
}
"""Pictures of the README: page and colours."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def take(browser: Browser, address: str) -> None:
    """Take every page at every size in both colours: the first screen, and the whole page once."""
    for (size, (width, height)), scheme in (
        (size, scheme) for size in SIZES.items() for scheme in COLOURS
    ):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        page = context.new_page()
        for name, path in PAGES.items():
            page.goto(address + path)
            page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png")
            if scheme == "light":
                whole = FOLDER / f"{name}-{size}-whole.jpeg"
                page.screenshot(path=whole, full_page=True, type="jpeg", quality=70)
        context.close()


def take_small(browser: Browser, address: str) -> None:
    """Take the pictures of the README, each a phone's first screen at most 60 KiB."""
    README.mkdir(parents=True, exist_ok=True)
    for name, (path, scheme) in SMALL.items():
        context = browser.new_context(viewport={"width": 390, "height": 720}, color_scheme=scheme)
        page = context.new_page()
        page.goto(address + path)
        picture = page.screenshot(path=README / f"{name}.png")
        assert len(picture) <= 60 * 1024, f"{name}.png has {len(picture)} bytes"
        context.close()


def main() -> None:
    """Serve site/ and take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(_Quiet, directory=str(ROOT / "site"))
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as engine,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = engine.chromium.launch(executable_path=path, args=["--no-sandbox"])
        address = f"http://127.0.0.1:{server.server_port}/"
        take(browser, address)
        if "--readme" in sys.argv:
            take_small(browser, address)
        browser.close()
        server.shutdown()
    print(f"{len(list(FOLDER.iterdir()))} pictures in {FOLDER}")


if __name__ == "__main__":
    main()
