"""Signatures: which words a reviewer has read, and whether a page still says them.

A review names a page with a code of all that it covers. Whatever of that changes takes the
signature off by itself, so that no page claims a review of words that nobody has reviewed.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from guidekit.reading.dates import long_date
from guidekit.reading.register import cited_in, main_keys
from guidekit.shapes.page import PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.markdown import Block
    from guidekit.shapes.forms import Shape
    from guidekit.shapes.review import Review, ReviewWords
    from guidekit.shapes.treatments import Treatment
    from guidekit.shapes.tree import Tree


class Lapsed(NamedTuple):
    """A signature under words that have changed since."""

    number: int
    """Place of the review in `_data/reviews.yml`, counted from 0."""
    review: Review
    uri: str
    title: str


def digest(page: Page, data: Data) -> str:
    """Return the code of all that a signature covers, 16 hexadecimal digits.

    Covered are title, summary and body with what blocks draw there, the warning signs, the
    treatment, on the page of the check the tree, and of each source its title, address and
    findings. Dates are not: a page that was checked again says the same.
    """
    words = _words(page, data)
    keys = main_keys(data.sources.sources)
    works = {keys[key] for _, key in cited_in(words) if key in keys}
    words["works"] = {key: _work(key, data) for key in works}
    text = json.dumps(words, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _words(page: Page, data: Data) -> dict[str, Any]:
    meta, signs = page.meta, data.red_flags.red_flags
    tree = data.decision_tree if meta.kind is PageKind.TOOL else None
    named = {*meta.red_flags, *(named_signs(tree) if tree else ())}
    return {
        "title": meta.title,
        "also_called": list(meta.also_called),
        "summary": list(meta.summary),
        "body": " ".join(page.body.split()),
        "signs": {key: _plain(flag) for key, flag in signs.items() if key in named},
        "tree": _plain(tree, "version", "status", "changes") if tree else None,
        "treatment": _treatment(data.treatments.treatments[meta.treatment], data)
        if meta.treatment
        else None,
        "drawn": [_drawn(block, data) for block in page.parsed.blocks],
    }


def named_signs(tree: Tree) -> set[str]:
    """Return the keys of the warning signs that a tree names."""
    answers = (answer for question in tree.questions.values() for answer in question.answers)
    asked = {key for answer in answers for key in answer.flags}
    return asked.union(*(outcome.sooner for outcome in tree.outcomes.values()))


def _plain(shape: Shape, *without: str) -> dict[str, Any]:
    """Return the fields that are filled in, so that a new kind of field changes no code."""
    return shape.model_dump(mode="json", exclude_defaults=True, exclude=set(without))


def _treatment(it: Treatment, data: Data) -> dict[str, Any]:
    group = _plain(data.treatments.groups[it.group]) if it.group else None
    return {**_plain(it, "checked", "check_every_months"), "not_for_group": group}


def _work(key: str, data: Data) -> dict[str, Any]:
    kept = _plain(data.sources.sources[key])
    return {name: kept.get(name) for name in ("title", "address", "findings")}


def _drawn(block: Block, data: Data) -> dict[str, Any]:
    """Return what a block shows that stands in the data and not on the page."""
    if block.kind == "chance":
        return _plain(data.chances.chances[block.name])
    if block.kind == "drawing":
        return _plain(data.drawings.drawings[block.name])
    shown: dict[str, Shape] = {
        "body-map": data.body_map,
        "check-score": data.story_score,
        "emergency-numbers": data.emergency,
        "matters": data.treatments,
        "waits": data.treatments,
    }
    if block.name in {"compare", "ladder"}:
        every = data.treatments.treatments.items()
        return {"": _plain(data.treatments), **{key: _treatment(it, data) for key, it in every}}
    return _plain(shown[block.name]) if block.name in shown else {}


def current(page: Page, data: Data) -> list[Review]:
    """Return the reviews of the very words that a page says now."""
    found = [review for review in data.reviews.reviews if page.uri in review.pages]
    now = digest(page, data) if found else ""
    return [review for review in found if review.pages[page.uri] == now]


def lapsed(pages: Iterable[Page], data: Data) -> Iterator[Lapsed]:
    """Yield the signatures under words that have changed since."""
    for page in pages:
        still = current(page, data)
        for number, review in enumerate(data.reviews.reviews):
            if page.uri in review.pages and review not in still:
                yield Lapsed(number, review, page.uri, page.meta.title)


def told(text: str, words: ReviewWords | None, found: Iterable[Review]) -> str:
    """Return a text about a page with those who have reviewed it, if there are any.

    Args:
        text: It says that nobody has, in the words of `words.unsigned`.
        words: The texts of `_data/disclosure.yml`; without them nothing changes.
        found: The page's current reviews.
    """
    said = " ".join(_signed(words.signed, review) for review in found) if words else ""
    return text.replace(words.unsigned, said) if words and said else text


def _signed(text: str, review: Review) -> str:
    filled = text.replace("{day}", long_date(review.day))
    return filled.replace("{profession}", review.profession).replace("{name}", review.name)
