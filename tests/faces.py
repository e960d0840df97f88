"""Chromium, and the faces that it draws with: one at a time, whatever else the machine has.

Chromium on Linux finds faces by fontconfig. A configuration of our own shows it a single family,
so `system-ui`, `sans-serif` and every other name that a stylesheet asks for give that one.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserType, Page


class Face(NamedTuple):
    """A family of letters, Debian's package that brings it, and a file of it."""

    family: str
    package: str
    file: str


FACES = {
    "dejavu": Face("DejaVu Sans", "fonts-dejavu-core", "DejaVuSans.ttf"),
    "liberation": Face("Liberation Sans", "fonts-liberation", "LiberationSans-Regular.ttf"),
    "roboto": Face("Roboto", "fonts-roboto-unhinted", "Roboto-Regular.ttf"),
}
"""By name, the wide one of many Linux desktops first: what holds in it holds in most."""
CHOICE = "FONT_MAP"
"""The environment variable that names the face of a run; without it, the first."""
SHELL = "chromium-headless-shell"
"""Chromium without its windows, and Debian's package of it: a fresh page costs a quarter of one
in the whole browser, and nothing else differs here."""
BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
# Accepted fonts come before rejected ones, and an empty pattern means every font. Light hinting, as
# on most desktops, keeps the letters' own widths. The system's cache spares reading faces again.
SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <dir>~/.fonts</dir>
  <cachedir>{folder}/cache</cachedir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <selectfont>
    <acceptfont>
      <pattern>
        <patelt name="family"><string>{family}</string></patelt>
        <patelt name="width"><const>normal</const></patelt>
      </pattern>
    </acceptfont>
    <rejectfont><pattern></pattern></rejectfont>
  </selectfont>
  <match target="pattern">
    <edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
  </match>
</fontconfig>
"""


def installed() -> str | None:
    """Return the path of a Chromium that is on this machine, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def chosen() -> str:
    """Return the name of the face to test with.

    Raises:
        ValueError: no face has that name.
    """
    name = os.environ.get(CHOICE) or next(iter(FACES))
    if name not in FACES:
        raise ValueError(f"{CHOICE}={name} names no face\n    fix: one of {', '.join(FACES)}")
    return name


def environment(name: str, folder: Path) -> dict[str, Any]:
    """Write the settings of a face to a folder; return an environment in which they hold."""
    file = folder / "fonts.conf"
    file.write_text(SETTINGS.format(folder=folder, family=FACES[name].family), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}


def launched(chromium: BrowserType, variables: dict[str, Any] | None = None) -> Browser:
    """Return Chromium: the machine's where it has one, else the one Playwright brought."""
    return chromium.launch(executable_path=installed(), args=[*CHROMIUM_FLAGS], env=variables)


def with_face(chromium: BrowserType, name: str, folder: Path) -> Browser | None:
    """Return Chromium that draws with a face alone, or None where the machine lacks it."""
    browser = launched(chromium, environment(name, folder))
    page = browser.new_page()
    found = family(page, "system-ui")
    page.close()
    if found == FACES[name].family:
        return browser
    browser.close()
    return None


def family(page: Page, asked: str) -> str:
    """Return the family that a page really draws text with that asks for one; "" is none."""
    page.set_content(f"<body style='font-family: {asked}'>Words to draw")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    body = session.send("DOM.querySelector", {"nodeId": root, "selector": "body"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": body})["fonts"]
    return str(fonts[0]["familyName"]) if fonts else ""
