"""When each page is due for a check against its sources."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from guidekit.composing.page import dates_of
from guidekit.composing.signatures import Lapsed
from guidekit.reading.addresses import address
from guidekit.reading.data import Data
from guidekit.reading.dates import long_date
from guidekit.reading.front_matter import Page

_ISSUE = (
    "Check every claim of these pages against its sources, then write new dates"
    " (see `docs/about/contributing.md`).\n\n"
)
_AGAIN = (
    "These pages have changed since people read them. Ask each person to read the page again,"
    " or take the line out of `docs/_data/reviews.yml`.\n\n"
)


class Review(NamedTuple):
    """One page, and the days that concern its next check."""

    check_by: date
    checked: date
    uri: str
    title: str

    def days_left(self, today: date) -> int:
        """Return how many days are left; less than 0 when the page is overdue."""
        return (self.check_by - today).days

    def left(self, today: date) -> str:
        """Return how long is left, in words."""
        days = self.days_left(today)
        if days < 0:
            return "overdue"
        return "today" if days == 0 else f"in {days} day{'s'[: days != 1]}"


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
    rows = [(one.check_by, one.left(today), one.uri, one.title) for one in found]
    rows += [(one.review.day, "lapsed", one.uri, one.review.name) for one in lapsed]
    width = max((len(uri) for _, _, uri, _ in rows), default=0)
    return [f"{day}  {left:>12}  {uri:<{width}}  {words}" for day, left, uri, words in rows]


def as_issue(found: Iterable[Review], today: date, site: str, lapsed: Iterable[Lapsed] = ()) -> str:
    """Return the Markdown of an issue that asks for the checks that are due, then signatures."""
    checks = [
        f"- [ ] {long_date(one.check_by)} ({one.left(today)}): {_linked(one, site)}"
        for one in found
    ]
    again = [
        f"- [ ] {one.review.name} ({long_date(one.review.day)}): {_linked(one, site)}"
        for one in lapsed
    ]
    parts = ((_ISSUE, checks), (_AGAIN, again))
    return "\n\n".join(ask + "\n".join(lines) for ask, lines in parts if lines)


def _linked(one: Review | Lapsed, site: str) -> str:
    return f"[{one.title}]({site}{address(one.uri)}), `docs/{one.uri}`"


def as_json(found: Iterable[Review], site: str, lapsed: Iterable[Lapsed] = ()) -> str:
    """Return the list for programs: title, address and dates of each page, then what has lapsed."""
    listed = [
        {
            "title": one.title,
            "address": f"{site}{address(one.uri)}",
            "checked": str(one.checked),
            "check_by": str(one.check_by),
        }
        for one in found
    ]
    listed += [
        {
            "title": one.title,
            "address": f"{site}{address(one.uri)}",
            "lapsed": str(one.review.day),
            "name": one.review.name,
        }
        for one in lapsed
    ]
    return f"{json.dumps(listed, indent=1, ensure_ascii=False)}\n"
