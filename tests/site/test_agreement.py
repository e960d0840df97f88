"""The build and `guide check` never disagree."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import markdown
import pytest

from broken_guides import ROOT, TODAY, mistakes
from conftest import pages_of
from guidekit import guide
from guidekit.checking import links
from guidekit.composing.page import compose
from guidekit.reading.addresses import address

if TYPE_CHECKING:
    from pathlib import Path

    from guidekit.guide import Guide

ODD_PAGES = 40
NOON = "1795262400"
"""21 November 2026 in seconds, the day of the small guide."""


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """Return what strict builds of the small guide said, by mistake or odd page."""
    result = subprocess.run(
        [sys.executable, "tests/build_broken.py", str(ODD_PAGES)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "hooks:tests", "SOURCE_DATE_EPOCH": NOON},
        capture_output=True,
        check=False,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    found: dict[str, str] = json.loads(result.stdout)
    return found


def test_build_tells_every_mistake_as_the_check_does(told: dict[str, str]) -> None:
    for mistake in mistakes():
        said = told[mistake.name]
        assert bool(said) == bool(mistake.says), mistake.name
        if mistake.edits[0]["file"] != "mkdocs.yml":  # the engine reads its settings first
            assert mistake.says in said, mistake.name


def test_no_build_ends_in_a_traceback(told: dict[str, str]) -> None:
    assert [name for name, said in told.items() if "Traceback" in said] == []
    assert [name for name in told if name.endswith("/check")] == [
        f"{mistake.name}/check" for mistake in mistakes() if not mistake.says
    ]


def test_script_and_jinja_in_a_label_are_shown_as_text(told: dict[str, str]) -> None:
    page = told["works-script-and-jinja-in-label/check"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ tree.who }}" in page
    assert "<script>alert" not in page


def test_build_finds_nothing_in_pages_that_pass(told: dict[str, str]) -> None:
    odd = {name: said for name, said in told.items() if name.startswith("---\n")}
    assert len(odd) >= ODD_PAGES * 0.9
    assert {name: said for name, said in odd.items() if said} == {}


@pytest.fixture(scope="module")
def real() -> Guide:
    return guide.read(guide.folders(ROOT), today=TODAY)


def test_real_guide_passes_both(site: Path, real: Guide) -> None:
    assert real.errors == ()
    uris = {*(page.uri for page in real.pages), *(page.uri for page in real.made)}
    assert {address(uri) for uri in uris if uri.endswith(".md")} <= set(pages_of(site))


def test_anchors_are_those_the_engine_makes(real: Guide) -> None:
    engine = markdown.Markdown(
        extensions=["toc", "attr_list", "tables", "fenced_code", "pymdownx.blocks.html"]
    )
    for page in real.pages:
        text = compose(page, real.composer)
        made = set(re.findall(r"<h[1-6][^>]* id=\"([^\"]+)", engine.reset().convert(text)))
        assert made
        assert made <= links.anchors(text), page.uri
