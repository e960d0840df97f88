"""When each page is due for a check against its sources."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from guidekit.composing.page import dates_of
from guidekit.reading.addresses import address
from guidekit.reading.data import Data
from guidekit.reading.dates import long_date
from guidekit.reading.front_matter import Page

_ISSUE = (
    "Check every claim of these pages against its sources, then write new dates"
    " (see `docs/about/contributing.md`).\n\n"
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


def as_table(found: Sequence[Review], today: date) -> list[str]:
    """Return lines of text: day, days left, file, title."""
    width = max((len(one.uri) for one in found), default=0)
    return [
        f"{one.check_by}  {one.left(today):>12}  {one.uri:<{width}}  {one.title}" for one in found
    ]


def as_issue(found: Iterable[Review], today: date, site: str) -> str:
    """Return the Markdown of an issue that asks for the checks that are due."""
    return _ISSUE + "\n".join(
        f"- [ ] {long_date(one.check_by)} ({one.left(today)}): "
        f"[{one.title}]({site}{address(one.uri)}), `docs/{one.uri}`"
        for one in found
    )


def as_json(found: Iterable[Review], site: str) -> str:
    """Return the list for programs: title, address and dates of each page."""
    listed = [
        {
            "title": one.title,
            "address": f"{site}{address(one.uri)}",
            "checked": str(one.checked),
            "check_by": str(one.check_by),
        }
        for one in found
    ]
    return f"{json.dumps(listed, indent=1, ensure_ascii=False)}\n"
