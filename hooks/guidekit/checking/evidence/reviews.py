"""Reviews: that each names a day and pages that are there, and which have lapsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidekit.reading.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from guidekit.composing.signatures import Lapsed
    from guidekit.reading.data import Data
    from guidekit.reading.problems import Problem


def check(data: Data, uris: Collection[str], today: date) -> Iterator[Problem]:
    """Yield reviews of a day to come or of pages that are not there, and words that are missing.

    Args:
        data: The guide's data.
        uris: Every file under docs/, those made from data too.
        today: The day against which dates are judged.
    """
    document, found = data.documents["reviews"], data.reviews.reviews
    if found and data.disclosure.review is None:
        message = "people have reviewed pages, and disclosure.yml has no words to say so"
        fix = "add 'review:' to disclosure.yml, or take the reviews out"
        yield document.problem(("reviews",), message, fix)
    pages = [uri for uri in uris if uri.endswith(".md")]
    for number, review in enumerate(found):
        if review.day > today:
            message = f"'day' is {review.day}, a day still to come"
            fix = "write the day on which they read it"
            yield document.problem(("reviews", number, "day"), message, fix)
        for uri in review.pages:
            if uri not in pages:
                place = ("reviews", number, "pages", uri)
                fix = did_you_mean(uri, pages)
                yield document.problem(place, f"the page '{uri}' does not exist", fix)


def warn(data: Data, lapsed: Iterable[Lapsed]) -> Iterator[Problem]:
    """Yield a warning at the line of each signature whose page has changed."""
    document = data.documents["reviews"]
    for one in lapsed:
        message = "the page has changed since they read it"
        fix = "ask them to read it again, or take this line out"
        place = ("reviews", one.number, "pages", one.uri)
        yield document.problem(place, message, fix, warning=True)
