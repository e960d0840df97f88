"""A number in a sentence stands in a finding of what it cites."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from guidekit.checking.evidence import figures
from guidekit.shapes.evidence import Source


def source(*findings: dict[str, Any], kind: str = "trial") -> Source:
    return Source.model_validate(
        {
            "title": "A trial",
            "body": "Some people",
            "address": "https://x.example/",
            "kind": kind,
            "read": date(2026, 11, 1),
            "took": "What it found",
            "findings": [{"of": "121 legs", "read": "abstract", **one} for one in findings],
        }
    )


TRIAL = source({"figure": "84 of 100", "when": "at 5 years"}, {"figure": "1,566 adults"})


@pytest.mark.parametrize(
    "words",
    [
        "After 5 years about 84 out of 100 were closed, in 121 legs.",
        "So 16 out of 100 were open.",
        "Of 1,566 adults in 2013, most had some; call 999 or 112 if it bleeds.",
        "It came out on 3 May 2024, in a group of 10,000 people.",
        "The article has no figures.",
    ],
)
def test_a_number_that_was_found_is_held(words: str) -> None:
    assert list(figures.unfounded(words, [TRIAL])) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("About 48 out of 100 were closed.", "48"),
        ("Of 1,655 adults, most had some.", "1655"),
        ("It took 2.5 hours.", "2.5"),
        ("It weighs 7 kg (15 lb).", "7"),
    ],
)
def test_a_slip_is_seen(words: str, number: str) -> None:
    assert list(figures.unfounded(words, [TRIAL])) == [number]


def test_one_of_several_sources_is_enough() -> None:
    assert list(figures.unfounded("It took 7 days.", [TRIAL, source({"figure": "7 days"})])) == []


@pytest.mark.parametrize("kind", ["article", "seller"])
def test_what_is_claimed_to_be_weighed_is_its_own_affair(kind: str) -> None:
    assert list(figures.unfounded("It says 7 days.", [source(kind=kind)])) == []
