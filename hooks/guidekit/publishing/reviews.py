"""When each page is due for a check against its sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from guidekit.composing.page import dates_of
from guidekit.reading import addresses
from guidekit.reading.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from guidekit.composing.signatures import Lapsed
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page


class Review(NamedTuple):
    """One page, and the days that concern its next check."""

    check_by: date
    checked: date
    uri: str
    title: str

    def days_left(self, today: date) -> int:
        """Return how many days are left; less than 0 when the page is overdue."""
        return (self.check_by - today).days


def reviews(
    pages: Iterable[Page], data: Data, *, unbuildable: Collection[str] = ()
) -> list[Review]:
    """Return the review of every page that has its dates, the soonest first."""
    found = ((page, dates_of(page, data)) for page in pages if page.uri not in unbuildable)
    return sorted(
        Review(check_by, checked, page.uri, page.meta.title)
        for page, (checked, check_by) in found
        if checked and check_by
    )


def due(found: Iterable[Review], today: date, *, within: int) -> list[Review]:
    """Return the reviews that are overdue, or fall due within some days."""
    return [review for review in found if review.days_left(today) <= within]


def as_table(found: Sequence[Review], today: date, lapsed: Sequence[Lapsed] = ()) -> list[str]:
    """Return lines of text: day, days left, file, title; then the signatures that have lapsed."""
    rows = [(review.check_by, _left(review, today), review.uri, review.title) for review in found]
    rows += [(one.review.day, "lapsed", one.uri, one.review.name) for one in lapsed]
    width = max((len(uri) for _, _, uri, _ in rows), default=0)
    return [f"{day}  {left:>12}  {uri:<{width}}  {words}" for day, left, uri, words in rows]


def _left(review: Review, today: date) -> str:
    days = review.days_left(today)
    if days < 0:
        return "overdue"
    return "today" if days == 0 else f"in {days} day{'s'[: days != 1]}"


def as_issue(found: Sequence[Review], today: date, site: str, lapsed: Sequence[Lapsed] = ()) -> str:
    """Return the Markdown of an issue that asks for what is due; nothing if nothing is."""
    checks = _checks(found, today, site) if found else []
    return "\n".join([*checks, *([""] if checks and lapsed else []), *_again(lapsed, site)])


def _again(lapsed: Sequence[Lapsed], site: str) -> list[str]:
    lines = [
        f"- [ ] {one.review.name} ({long_date(one.review.day)}): "
        f"[{one.title}]({site}{addresses.address(one.uri)}), `docs/{one.uri}`"
        for one in lapsed
    ]
    ask = (
        "These pages have changed since people read them. Ask each person to read the page again,"
        " or take the line out of `docs/_data/reviews.yml`."
    )
    return [ask, "", *lines] if lines else []


def _checks(found: Sequence[Review], today: date, site: str) -> list[str]:
    lines = [
        f"- [ ] {long_date(review.check_by)} ({_left(review, today)}): "
        f"[{review.title}]({site}{addresses.address(review.uri)}), `docs/{review.uri}`"
        for review in found
    ]
    ask = (
        "Check every claim of these pages against its sources, then write new dates"
        " (see `docs/about/contributing.md`)."
    )
    return [ask, "", *lines]


def as_json(found: Iterable[Review], site: str, lapsed: Iterable[Lapsed] = ()) -> str:
    """Return the list for programs: title, address and dates of each page, then what has lapsed."""
    listed = [
        {
            "title": review.title,
            "address": f"{site}{addresses.address(review.uri)}",
            "checked": str(review.checked),
            "check_by": str(review.check_by),
        }
        for review in found
    ]
    listed += [
        {
            "title": one.title,
            "address": f"{site}{addresses.address(one.uri)}",
            "lapsed": str(one.review.day),
            "name": one.review.name,
        }
        for one in lapsed
    ]
    return f"{json.dumps(listed, indent=1, ensure_ascii=False)}\n"
