"""Names that the search box knows: whoever types one must find it answered."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guidekit.composing.hints import names
from guidekit.publishing.search.files import stem
from guidekit.publishing.search.index import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.problems import Problem
    from guidekit.shapes.words import Term

LIKE = 0.7
"""How alike a misspelling is to a word it may stand for, from 0 to 1, as difflib counts."""
_ADDRESS = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True)
class Vocabulary:
    """Which words say nothing, and which mean the same as others, by their roots."""

    silent: frozenset[str]
    same: Mapping[str, Collection[str]]
    terms: Sequence[tuple[list[set[str]], set[str]]]
    """The names of each word of the glossary, and the roots of them all."""

    def telling(self, name: str) -> list[str]:
        """Return the words of a name that say something."""
        return [word for word in words(name) if word not in self.silent]

    def missing(self, name: str, held: Collection[str]) -> list[str]:
        """Return the telling words of a name that a text with these roots does not answer."""
        told = self.telling(name)
        return [word for word in told if not {stem(word), *self.same.get(stem(word), ())} & {*held}]

    def held(self, texts: Iterable[str]) -> set[str]:
        """Return the roots of all words of texts, and of what the glossary calls the same."""
        there = roots(texts)
        return there.union(
            *(every for named, every in self.terms if any(n <= there for n in named))
        )


def roots(texts: Iterable[str]) -> set[str]:
    """Return the roots of all words of texts."""
    return {stem(word) for text in texts for word in words(text)}


def vocabulary(data: Data) -> Vocabulary:
    """Return the words that a guide's search takes for the same, and those it skips."""
    same: dict[str, set[str]] = {}
    for group in data.search.same:
        every = roots(group)
        for root in every:
            same.setdefault(root, set()).update(every)
    called = [[roots([name]) for name in (t.everyday, *names(t))] for t in data.glossary.terms]
    silent = frozenset(word for stop in data.search.stop for word in words(stop))
    return Vocabulary(silent, same, [(named, set().union(*named)) for named in called])


def problems(pages: Iterable[Page], data: Data) -> Iterator[Problem]:
    """Yield each name that the page or the word it leads to does not answer.

    Its telling words, or what means the same, stand in the text; a misspelling is listed as one,
    and is like a word that stands there.
    """
    known = vocabulary(data)
    held = {page.uri: known.held(_shown(page, data)) for page in pages}
    for page in pages:
        for number, name in enumerate(page.meta.search_terms):
            if lacking := known.missing(name, held[page.uri]):
                yield _unanswered(page, ("search_terms", number), name, lacking, known, held)
        yield from _odd(page.document.problem, ("misspelt",), page.meta.misspelt, held[page.uri])
    for number, term in enumerate(data.glossary.terms):
        yield from _of_term(term, number, data, known)


def _unanswered(
    page: Page,
    place: tuple[str | int, ...],
    name: str,
    lacking: Sequence[str],
    known: Vocabulary,
    held: Mapping[str, Collection[str]],
) -> Problem:
    better = next((uri for uri, there in held.items() if not known.missing(name, there)), "")
    message = f"people who type '{name}' get no answer here: '{lacking[0]}' stands nowhere"
    fix = f"move the name to {better}" if better else "answer it here"
    return page.document.problem(place, message, f"{fix}, or take it out; or list it in 'misspelt'")


def _of_term(term: Term, number: int, data: Data, known: Vocabulary) -> Iterator[Problem]:
    document = data.documents["glossary"]
    held = known.held((term.everyday, *names(term), term.definition))
    for at, name in enumerate(term.other):
        if lacking := known.missing(name, held):
            message = f"people who type '{name}' get no answer: '{lacking[0]}' is not in this entry"
            fix = "write it in the definition, take it out, or list it in 'misspelt'"
            yield document.problem(("terms", number, "other", at), message, fix)
    yield from _odd(document.problem, ("terms", number, "misspelt"), term.misspelt, held)


def _odd(
    problem: Callable[..., Problem],
    place: tuple[str | int, ...],
    misspelt: Sequence[str],
    held: Collection[str],
) -> Iterator[Problem]:
    """Yield misspellings of nothing that stands there."""
    for number, name in enumerate(misspelt):
        odd = [w for w in words(name) if not difflib.get_close_matches(stem(w), held, 1, LIKE)]
        if odd:
            message = f"'{odd[0]}' in '{name}' is like no word that stands here"
            fix = "list it under a name with its right spelling, or take it out"
            yield problem((*place, number), message, fix)


def _shown(page: Page, data: Data) -> Iterator[str]:
    """Yield what a page shows, as far as it stands in its file, its signs and its treatment."""
    meta = page.meta
    yield from (meta.title, meta.description, *meta.summary, *meta.also_called)
    yield _ADDRESS.sub("]", page.body)
    flags = data.red_flags.red_flags
    yield from (text for key in meta.red_flags if key in flags for text in _texts(flags[key]))
    if treatment := data.treatments.treatments.get(meta.treatment or ""):
        yield from _texts(treatment)


def _texts(shape: object) -> Iterator[str]:
    """Yield every text in a shape."""
    match shape:
        case str():
            yield shape
        case tuple() | list():
            yield from (text for one in shape for text in _texts(one))
        case dict():
            yield from (text for one in shape.values() for text in _texts(one))
        case _ if hasattr(shape, "__dict__"):
            yield from _texts(vars(shape))
