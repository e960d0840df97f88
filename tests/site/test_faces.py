"""The face that a test draws with is the one it names, whatever the machine has or prefers."""

from __future__ import annotations

import itertools
import os
import sys
from typing import TYPE_CHECKING

import pytest

import faces

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

ASKED = ("system-ui", "sans-serif", "serif", "Arial", "Roboto", "'No face of that name'")
WIDTH = """() => {
  document.body.innerHTML = "<span>WARNING SIGNS 112</span>";
  document.body.style.font = "100px system-ui";
  document.body.style.whiteSpace = "nowrap";
  return document.querySelector("span").getBoundingClientRect().width;
}"""
PREFERS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <match target="pattern">
    <edit name="family" mode="prepend" binding="strong"><string>{family}</string></edit>
  </match>
</fontconfig>
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has fontconfig")


@pytest.fixture
def there(browsers: Callable[[str | None], Browser | None]) -> dict[str, Browser]:
    """Return Chromium with each face that this machine has."""
    return {name: found for name in faces.FACES if (found := browsers(name))}


def drawn(browser: Browser, asked: str) -> str:
    """Return the family that a browser draws with when a style asks for another."""
    page = browser.new_page()
    found = faces.family(page, asked)
    page.close()
    return found


def width(browser: Browser) -> float:
    """Return how wide a browser draws some words in the face of the system."""
    page = browser.new_page()
    found = float(page.evaluate(WIDTH))
    page.close()
    return found


def test_a_face_to_test_with_is_there(there: dict[str, Browser]) -> None:
    assert faces.chosen() in there, f"install {faces.FACES[faces.chosen()].package}"


def test_every_name_of_a_face_gives_the_chosen_one(there: dict[str, Browser]) -> None:
    for name, browser in there.items():
        found = {asked: drawn(browser, asked) for asked in ASKED}
        assert set(found.values()) == {faces.FACES[name].family}, found


def test_the_same_words_are_as_wide_as_their_face(there: dict[str, Browser]) -> None:
    widths = {name: width(browser) for name, browser in there.items()}
    for one, other in itertools.combinations(widths.values(), 2):
        assert abs(one - other) > 5, widths


def test_the_face_a_machine_prefers_changes_nothing(
    there: dict[str, Browser], tmp_path: Path
) -> None:
    """Without our settings the machine's choice decides, and with them it does not."""
    if len(there) < 2:
        pytest.skip(f"only {', '.join(there)} is here, so no other face could be preferred to it")
    (ours, browser), (other, _) = [*there.items()][:2]
    machine = tmp_path / "config" / "fontconfig" / "fonts.conf"
    machine.parent.mkdir(parents=True)
    machine.write_text(PREFERS.format(family=faces.FACES[other].family), "utf-8")
    preferred = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    chromium = browser.browser_type
    without = faces.launched(chromium, {**os.environ, **preferred})
    with_ours = faces.launched(chromium, {**faces.environment(ours, tmp_path), **preferred})
    assert drawn(without, "system-ui") == faces.FACES[other].family
    assert drawn(with_ours, "system-ui") == faces.FACES[ours].family
    assert width(with_ours) == width(browser) != width(without)
    without.close()
    with_ours.close()
