"""The list of the layout's own places is the one that stands in the templates."""

from __future__ import annotations

import re

import pytest

from conftest import ROOT
from guidekit.composing import layout

NAMED = re.compile(r"""\bid=["']?((?:\{\{.*?\}\}|[^"'\s\]>])+)|\{ #((?:\{\{.*?\}\}|[^\s}])+)""")
WHOLLY_OF_DATA = {"{{ id }}", "{{ kind }}", "{{ term.id }}"}
"""Names that data gives alone; what names there may not be is checked with the data."""


def named() -> set[str]:
    """Return every name that a template gives a place, with its braces if data is part of it."""
    files = (file for file in (ROOT / "overrides").rglob("*") if file.is_file())
    found = (pair for file in files for pair in NAMED.findall(file.read_text("utf-8")))
    return {one or other for one, other in found}


NAMES = sorted(named() - WHOLLY_OF_DATA)


def test_templates_name_places() -> None:
    assert {"main", "search", "in-short", "care-{{ level.id }}"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_name_is_listed(name: str) -> None:
    start, braces, _ = name.partition("{{")
    assert start in (layout.STARTS if braces else layout.IDS) or (
        not braces and layout.is_taken(start)
    )


def test_every_listed_name_is_in_a_template() -> None:
    starts = {name.partition("{{")[0] for name in NAMES}
    assert starts >= layout.IDS
    assert set(layout.STARTS) <= starts
