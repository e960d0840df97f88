from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from broken_guides import base, read
from guidekit.composing.signatures import Lapsed
from guidekit.publishing import reviews
from guidekit.publishing.reviews import Review
from guidekit.shapes import review

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)
OLD = Review(date(2026, 11, 20), date(2025, 11, 20), "a.md", "A")
NOW = Review(date(2026, 11, 21), date(2025, 11, 21), "b/index.md", "B")
SOON = Review(date(2026, 12, 21), date(2025, 12, 21), "c/d.md", "D")
PERSON = review.Review(
    name="Test Person One", profession="nurse", day=date(2026, 11, 1), pages={"a.md": "0" * 16}
)
LAPSED = Lapsed(0, PERSON, "a/b.md", "A page")
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


def test_signatures_that_have_lapsed_are_listed_with_who_and_when() -> None:
    assert reviews.as_table([OLD], TODAY, [LAPSED]) == [
        "2026-11-20       overdue  a.md    A",
        "2026-11-01        lapsed  a/b.md  Test Person One",
    ]
    listed = json.loads(reviews.as_json([], "https://a.example/", [LAPSED]))
    assert listed == [
        {
            "title": "A page",
            "address": "https://a.example/a/b/",
            "lapsed": "2026-11-01",
            "name": "Test Person One",
        }
    ]


def test_issue_asks_for_checks_and_for_people_to_read_again() -> None:
    line = (
        "- [ ] Test Person One (1 November 2026): [A page](https://a.example/a/b/), `docs/a/b.md`"
    )
    both = reviews.as_issue([OLD], TODAY, "https://a.example/", [LAPSED])
    assert both.endswith(f"\n\n{line}")
    assert both.count("- [ ]") == 2
    assert reviews.as_issue([], TODAY, "https://a.example/", [LAPSED]).startswith("These pages")
    assert reviews.as_issue([], TODAY, "https://a.example/") == ""
