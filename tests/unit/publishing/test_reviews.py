from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from broken_guides import base, read
from guidekit.publishing import reviews
from guidekit.publishing.reviews import Review

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)
OLD = Review(date(2026, 11, 20), date(2025, 11, 20), "a.md", "A")
NOW = Review(date(2026, 11, 21), date(2025, 11, 21), "b/index.md", "B")
SOON = Review(date(2026, 12, 21), date(2025, 12, 21), "c/d.md", "D")
LATE = Review(date(2026, 12, 22), date(2025, 12, 22), "e.md", "E")


def test_pages_due_are_those_past_or_near_their_day() -> None:
    assert reviews.due([OLD, NOW, SOON, LATE], TODAY, within=30) == [OLD, NOW, SOON]
    assert reviews.due([OLD, NOW, SOON, LATE], TODAY, within=0) == [OLD, NOW]


def test_pages_and_treatments_have_their_days(tmp_path: Path) -> None:
    found = read(base(tmp_path / "guide"))
    assert found.data is not None
    listed = reviews.reviews(found.pages, found.data)
    assert {review.uri for review in listed} == {page.uri for page in found.pages}
    assert {str(review.check_by) for review in listed} == {"2027-11-01"}


def test_list_for_programs_holds_title_address_and_days() -> None:
    assert json.loads(reviews.as_json([NOW], "https://a.example/")) == [
        {
            "title": "B",
            "address": "https://a.example/b/",
            "checked": "2025-11-21",
            "check_by": "2026-11-21",
        }
    ]


def test_table_says_how_long_is_left() -> None:
    lines = reviews.as_table([OLD, NOW, SOON], TODAY)
    assert ["overdue" in lines[0], "today" in lines[1], "in 30 days" in lines[2]] == [True] * 3
    assert "in 1 day " in reviews.as_table([OLD], date(2026, 11, 19))[0]


def test_issue_is_a_list_to_tick() -> None:
    text = reviews.as_issue([OLD, SOON], TODAY, "https://a.example/")
    assert "- [ ] 20 November 2026 (overdue): [A](https://a.example/a/), `docs/a.md`" in text
    assert text.count("- [ ]") == 2
