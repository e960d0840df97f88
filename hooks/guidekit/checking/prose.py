"""How hard a text is to read, and what makes it so."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import pyphen

from guidekit.reading.markdown import passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guidekit.reading.front_matter import Page
    from guidekit.reading.markdown import Passage
    from guidekit.reading.problems import Place, Problem
    from guidekit.shapes.words import Word

MAX_PAGE_GRADE = 8.0
MAX_BOX_GRADE = 5.0
MAX_SIGN_GRADE = 5.5
"""A warning sign is one or two sentences, too few for the limit of a whole box."""
MAX_SENTENCE = 25
MAX_BOX_SENTENCE = 15
MAX_MEAN_SENTENCE = 15.0
MAX_PARAGRAPH_SENTENCES = 3
MAX_LIST_ITEMS = 7
MAX_WORDS = 900
_FEWEST_WORDS_FOR_A_GRADE = 30

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d[\d.,]*")
_RANGE = re.compile(r"(?<![\d-])\d+\s?[-–]\s?\d+\b(?!-)")
_SHARE = re.compile(r"\d\s?%")
_RUN = re.compile(r"[\w-]+")
_hyphens = pyphen.Pyphen(lang="en_US")


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return about how many syllables a word has, at least 1."""
    return max(1, len(_hyphens.positions(word.lower())) + 1)


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts of a text, and what follows from them."""

    words: int
    sentences: int
    syllables: int

    @property
    def mean_sentence(self) -> float:
        """Return words a sentence."""
        return self.words / max(1, self.sentences)

    @property
    def grade(self) -> float:
        """Return the Flesch-Kincaid grade (Kincaid and others, US Navy, 1975)."""
        if not self.words:
            return 0.0
        return 0.39 * self.mean_sentence + 11.8 * self.syllables / self.words - 15.59


def measure(sentences: Iterable[str]) -> Measure:
    """Return the counts of some sentences."""
    found = [_WORD.findall(sentence) for sentence in sentences]
    words = [word for sentence in found for word in sentence]
    return Measure(len(words), sum(map(bool, found)), sum(map(syllables, words)))


def count_words(sentence: str) -> int:
    """Return how many words a sentence has."""
    return len(_WORD.findall(sentence))


def body_measure(page: Page) -> Measure:
    """Return the counts of a page's text without its boxes and tables."""
    return _body_measure(passages(page.body))


def _body_measure(found: Iterable[Passage]) -> Measure:
    text = (p for p in found if p.box is None and p.kind in {"paragraph", "item"})
    return _measure_of(text)


def _measure_of(found: Iterable[Passage]) -> Measure:
    return measure(words for passage in found for _, words in passage.sentences())


class House:
    """The words to avoid, found by their first run of letters, so that a long list costs little."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._by_first: dict[str, list[tuple[str, Word]]] = defaultdict(list)
        for word in words:
            phrase = word.avoid.lower()
            if start := _RUN.search(phrase):
                self._by_first[start.group()].append((phrase[start.start() :], word))

    def find(self, text: str) -> list[Word]:
        """Return the words that stand in a text as whole words, in any case, each once."""
        low = text.lower()
        found: dict[str, Word] = {}
        for run in _RUN.finditer(low):
            for phrase, word in self._by_first.get(run.group(), ()):
                end = run.start() + len(phrase)
                if low.startswith(phrase, run.start()) and not _RUN.match(low, end):
                    found[word.avoid] = word
        return list(found.values())


def check(page: Page, found: Sequence[Passage]) -> Iterator[Problem]:
    """Yield what makes a page harder to read than readers can be asked to bear."""
    yield from check_sentences(page, found)
    yield from _lists(page, found)
    yield from _grades(page, found)
    yield from _box_grades(page, found)


def check_sentences(place: Place, found: Iterable[Passage]) -> Iterator[Problem]:
    """Yield sentences and paragraphs that are too long."""
    for passage in found:
        if passage.kind not in {"paragraph", "item"}:
            continue
        limit = MAX_BOX_SENTENCE if passage.box else MAX_SENTENCE
        for _, words in passage.sentences():
            if (count := count_words(words)) > limit:
                start = " ".join(words.split()[:5])
                yield place.problem(
                    passage.line,
                    f"the sentence '{start} ...' has {count} words; the most is {limit}",
                    "make two sentences of it",
                )
        count = len(passage.sentences())
        if passage.kind == "paragraph" and count > MAX_PARAGRAPH_SENTENCES:
            yield place.problem(
                passage.line,
                f"this paragraph has {count} sentences; the most is {MAX_PARAGRAPH_SENTENCES}",
                "start a new paragraph with an empty line",
            )


def check_sign(place: Place, passage: Passage) -> Iterator[Problem]:
    """Yield what makes a warning sign too hard for people in need."""
    grade = _measure_of([passage]).grade
    if grade > MAX_SIGN_GRADE:
        yield place.problem(
            passage.line,
            f"this sign reads at grade {grade:.1f}; the most is {MAX_SIGN_GRADE}",
            "use shorter words and sentences; people in need read it",
        )


def _lists(page: Page, found: Iterable[Passage]) -> Iterator[Problem]:
    for kind, group in groupby(found, lambda passage: passage.kind):
        run = list(group)
        if kind == "item" and len(run) > MAX_LIST_ITEMS:
            yield page.problem(
                run[0].line,
                f"this list has {len(run)} items; the most is {MAX_LIST_ITEMS}",
                "split it under two headings, or cut",
                warning=True,
            )


def _grades(page: Page, found: Sequence[Passage]) -> Iterator[Problem]:
    whole = _body_measure(found)
    if whole.words >= _FEWEST_WORDS_FOR_A_GRADE and whole.grade > MAX_PAGE_GRADE:
        yield page.problem(
            0,
            f"the page reads at grade {whole.grade:.1f}; the most is {MAX_PAGE_GRADE:.0f}",
            "use shorter words and sentences; start with the longest",
        )
    if whole.mean_sentence > MAX_MEAN_SENTENCE:
        yield page.problem(
            0,
            f"its sentences have {whole.mean_sentence:.1f} words on average; "
            f"the most is {MAX_MEAN_SENTENCE:.0f}",
            "make two of each long one",
        )
    if page.meta.kind.advises and whole.words > MAX_WORDS:
        yield page.problem(
            0,
            f"the page has {whole.words} words; aim at {MAX_WORDS} or fewer",
            "cut, or move a part to a page of its own",
            warning=True,
        )


def _box_grades(page: Page, found: Sequence[Passage]) -> Iterator[Problem]:
    for level in dict.fromkeys(p.box for p in found if p.box):
        box = [p for p in found if p.box == level]
        whole = _measure_of(p for p in box if p.kind != "heading")
        if whole.words >= _FEWEST_WORDS_FOR_A_GRADE and whole.grade > MAX_BOX_GRADE:
            yield page.problem(
                box[0].line,
                f"the {level} box reads at grade {whole.grade:.1f}; "
                f"the most is {MAX_BOX_GRADE:.0f}",
                "use shorter words; people in need read it",
            )


def check_words(
    place: Place, uri: str, found: Sequence[Passage], house: House
) -> Iterator[Problem]:
    """Yield words to avoid, ranges written with a dash, and shares written with %."""
    for index, passage in enumerate(found):
        for word in house.find(passage.text):
            if uri not in word.allow_in and not _excused(word, found, index):
                yield place.problem(
                    passage.line,
                    f"'{word.avoid}': {word.why}",
                    _instead(word),
                    warning=word.level == "warn",
                )
        if passage.kind != "cell" and (dash := _RANGE.search(passage.text)):
            yield place.problem(
                passage.line,
                f"'{dash.group()}' is a range with a dash",
                "write 'to' between the numbers",
            )
        if _SHARE.search(passage.text):
            yield place.problem(
                passage.line,
                "a share is written with %",
                "write how many out of 100, such as '3 out of 100'",
            )


def _instead(word: Word) -> str:
    if not word.write:
        return "leave it out"
    return word.write if word.write.startswith(("cut", "nothing")) else f"write {word.write}"


def _excused(word: Word, found: Sequence[Passage], index: int) -> bool:
    """Return whether words that put a word right stand under the same heading."""
    if not word.unless:
        return False
    start = next((i for i in range(index, 0, -1) if found[i].kind == "heading"), 0)
    ends = (i for i in range(index + 1, len(found)) if found[i].kind == "heading")
    text = " ".join(p.text for p in found[start : next(ends, len(found))]).lower()
    return any(other.lower() in text for other in word.unless)
