"""Names that the search box knows: whoever types one must find it answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING

from guidekit.composing import hints
from guidekit.publishing.search.files import stem
from guidekit.publishing.search.index import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.problems import Problem
    from guidekit.shapes.words import Term

LIKE = 0.75
"""How alike a misspelling is to the name it stands for, from 0 to 1, as difflib counts."""
_ADDRESS = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True)
class Vocabulary:
    """The words that search takes for the same, by their roots, and those it skips."""

    silent: frozenset[str]
    same: Mapping[str, frozenset[str]]
    terms: Sequence[tuple[tuple[frozenset[str], ...], frozenset[str]]]
    """Of each word of the glossary the roots of every name, and those of all its names."""

    def roots(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the roots of all words of texts, and of other names of what they speak of."""
        there = _roots(texts)
        return there.union(
            *(every for named, every in self.terms if any(map(there.issuperset, named)))
        )

    def lacking(self, name: str, there: frozenset[str]) -> str:
        """Return the first word of a name that roots do not hold, nor one of the same meaning."""
        telling = ((word, stem(word)) for word in words(name) if word not in self.silent)
        return next((w for w, root in telling if there.isdisjoint(self.same.get(root, {root}))), "")


def problems(pages: Sequence[Page], data: Data) -> Iterator[Problem]:
    """Yield each name that leads to a page, or to a word of the glossary, without its answer."""
    known = vocabulary(data)
    for page in pages:
        yield from _unanswered(page, pages, known, data)
        named = (page.meta.title, *page.meta.also_called, *page.meta.search_terms)
        yield from _odd(page.document.problem, ("misspelt",), page.meta.misspelt, named)
    for number, term in enumerate(data.glossary.terms):
        yield from _of_term(term, number, data.documents["glossary"].problem, known)


def vocabulary(data: Data) -> Vocabulary:
    """Return what the search box of a guide knows of its words."""
    same: dict[str, frozenset[str]] = {}
    for group in map(_roots, data.search.same):
        same.update({root: same.get(root, group) | group for root in group})
    named = [tuple(_roots([name]) for name in _names(term)) for term in data.glossary.terms]
    silent = frozenset(chain.from_iterable(map(words, data.search.stop)))
    return Vocabulary(silent, same, [(roots, frozenset().union(*roots)) for roots in named])


def _roots(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, set(chain.from_iterable(map(words, texts)))))


def _names(term: Term) -> tuple[str, ...]:
    return (term.everyday, *hints.names(term))


def _unanswered(
    page: Page, pages: Iterable[Page], known: Vocabulary, data: Data
) -> Iterator[Problem]:
    """Yield each name that people type, of which a page does not say every word."""
    there = known.roots(_shown(page, data))
    for number, name in enumerate(page.meta.search_terms):
        if word := known.lacking(name, there):
            message = f"people who type '{name}' get no answer: this page does not say '{word}'"
            better = _better(name, pages, known)
            move = f"move the name to {better}" if better else "say it where the page answers them"
            fix = f"{move}, or take it out; list a misspelling in 'misspelt'"
            yield page.document.problem(("search_terms", number), message, fix)


def _better(name: str, pages: Iterable[Page], known: Vocabulary) -> str:
    """Return the first page whose own names and first lines say every word of a name, if any."""
    heads = ((page.uri, known.roots(_head(page))) for page in pages)
    return next((uri for uri, there in heads if not known.lacking(name, there)), "")


def _of_term(
    term: Term, number: int, problem: Callable[..., Problem], known: Vocabulary
) -> Iterator[Problem]:
    """Yield each name that people type, of which an entry of the glossary does not say a word."""
    place = ("terms", number)
    there = known.roots((*_names(term), term.definition))
    for at, name in enumerate(term.other):
        if word := known.lacking(name, there):
            message = f"people who type '{name}' get no answer: this entry does not say '{word}'"
            fix = "say it in 'definition' or take it out; list a misspelling in 'misspelt'"
            yield problem((*place, "other", at), message, fix)
    yield from _odd(problem, (*place, "misspelt"), term.misspelt, (*_names(term), *term.other))


def _odd(
    problem: Callable[..., Problem],
    place: tuple[str | int, ...],
    misspelt: Sequence[str],
    named: Iterable[str],
) -> Iterator[Problem]:
    """Yield misspellings of no name that stands beside them."""
    right = ["".join(words(name)) for name in named] if misspelt else []
    for number, name in enumerate(misspelt):
        if not get_close_matches("".join(words(name)), right, 1, LIKE):
            message = f"'{name}' is a misspelling of no name that is given here"
            fix = "give the name too, spelled right, or take the misspelling out"
            yield problem((*place, number), message, fix)


def _head(page: Page) -> tuple[str, ...]:
    meta = page.meta
    return (meta.title, meta.description, *meta.also_called, *meta.summary)


def _shown(page: Page, data: Data) -> Iterator[str]:
    """Yield what a page shows, as far as it stands in its file, its signs and its treatment."""
    meta = page.meta
    yield from _head(page)
    yield _ADDRESS.sub("]", page.body)
    flags = data.red_flags.red_flags
    yield from _texts([flags[key] for key in meta.red_flags if key in flags])
    yield from _texts(data.treatments.treatments.get(meta.treatment or "", ""))


def _texts(shape: object) -> Iterator[str]:
    """Yield every text in a shape."""
    match shape:
        case str():
            yield shape
        case tuple() | list():
            yield from chain.from_iterable(map(_texts, shape))
        case dict():
            yield from chain.from_iterable(map(_texts, shape.values()))
        case _ if hasattr(shape, "__dict__"):
            yield from _texts(vars(shape))
