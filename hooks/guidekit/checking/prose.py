"""How hard a text is to read, and what makes it so."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from guidekit.reading.front_matter import Page
    from guidekit.reading.markdown import Passage
    from guidekit.reading.problems import Place, Problem
    from guidekit.shapes.words import Word

MAX_PAGE_GRADE = 8.0
MAX_BOX_GRADE = 5.5
MAX_SIGN_GRADE = 6.0
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
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<=[^aeiouylr])e$|(?<=[aeiouy][lr])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxzgh])es$"
)
_APART = re.compile(r"i[ao](?!n|u)|eo(?!p)|ia|ua(?=[lt])|[^cgst]iu|ism$")
"""Vowels that stand together and are spoken apart."""


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return about how many syllables an English word has, at least 1.

    Of the words of a guide, 99 of 100 get what a dictionary of speech gives (CMUdict); places to
    hyphenate, which libraries know, are one in twenty words too few.
    """
    low = word.lower()
    spoken = len(_VOWELS.findall(low)) - bool(_SILENT.search(low)) + len(_APART.findall(low))
    return max(1, spoken)


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


def measure_of(found: Iterable[Passage]) -> Measure:
    """Return the counts of the sentences of some passages."""
    return measure(words for passage in found for _, words in passage.sentences)


def body_measure(page: Page) -> Measure:
    """Return the counts of a page's text without its boxes and tables."""
    found = page.parsed.passages
    return measure_of(p for p in found if p.box is None and p.kind in {"paragraph", "item"})


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
        there = self._by_first.keys() & _RUN.findall(low)
        named = (pair for run in there for pair in self._by_first[run] if pair[0] in low)
        found = (word for phrase, word in named if re.search(_whole(phrase), low))
        return list({word.avoid: word for word in found}.values())


def _whole(phrase: str) -> str:
    return rf"(?<![\w-]){re.escape(phrase)}(?![\w-])"


def problems(page: Page) -> Iterator[Problem]:
    """Yield what makes a page harder to read than readers can be asked to bear."""
    yield from check_sentences(page, page.parsed.passages)
    yield from _lists(page)
    yield from _grades(page)
    yield from _box_grades(page)


def check_sentences(place: Place, found: Iterable[Passage]) -> Iterator[Problem]:
    """Yield sentences and paragraphs that are too long."""
    for passage in found:
        if passage.kind not in {"paragraph", "item"}:
            continue
        limit = MAX_BOX_SENTENCE if passage.box else MAX_SENTENCE
        for _, words in passage.sentences:
            if (count := count_words(words)) > limit:
                start = " ".join(words.split()[:5])
                message = f"the sentence '{start} ...' has {count} words; the most is {limit}"
                yield place.problem(passage.line, message, "make two sentences of it")
        count = len(passage.sentences)
        if passage.kind == "paragraph" and count > MAX_PARAGRAPH_SENTENCES:
            most = f"the most is {MAX_PARAGRAPH_SENTENCES}"
            fix = "start a new paragraph with an empty line"
            yield place.problem(passage.line, f"this paragraph has {count} sentences; {most}", fix)


def check_sign(place: Place, passage: Passage) -> Iterator[Problem]:
    """Yield what makes a warning sign too hard for people in need."""
    if (grade := measure_of([passage]).grade) > MAX_SIGN_GRADE:
        message = f"this sign reads at grade {grade:.1f}; the most is {MAX_SIGN_GRADE}"
        fix = "use shorter words and sentences; people in need read it"
        yield place.problem(passage.line, message, fix)


def _lists(page: Page) -> Iterator[Problem]:
    for kind, group in groupby(page.parsed.passages, lambda passage: passage.kind):
        run = list(group)
        if kind == "item" and len(run) > MAX_LIST_ITEMS:
            message = f"this list has {len(run)} items; the most is {MAX_LIST_ITEMS}"
            fix = "split it under two headings, or cut"
            yield page.problem(run[0].line, message, fix, warning=True)


def _grades(page: Page) -> Iterator[Problem]:
    whole = body_measure(page)
    if whole.words >= _FEWEST_WORDS_FOR_A_GRADE and whole.grade > MAX_PAGE_GRADE:
        message = f"the page reads at grade {whole.grade:.1f}; the most is {MAX_PAGE_GRADE:.0f}"
        yield page.problem(0, message, "use shorter words and sentences; start with the longest")
    if whole.mean_sentence > MAX_MEAN_SENTENCE:
        mean, most = f"{whole.mean_sentence:.1f}", f"{MAX_MEAN_SENTENCE:.0f}"
        message = f"its sentences have {mean} words on average; the most is {most}"
        yield page.problem(0, message, "make two of each long one")
    if page.meta.kind.advises and whole.words > MAX_WORDS:
        message = f"the page has {whole.words} words; aim at {MAX_WORDS} or fewer"
        yield page.problem(0, message, "cut, or move a part to a page of its own", warning=True)


def _box_grades(page: Page) -> Iterator[Problem]:
    boxed = [passage for passage in page.parsed.passages if passage.box]
    for level in dict.fromkeys(passage.box for passage in boxed):
        box = [passage for passage in boxed if passage.box == level]
        whole = measure_of(passage for passage in box if passage.kind != "heading")
        if whole.words >= _FEWEST_WORDS_FOR_A_GRADE and whole.grade > MAX_BOX_GRADE:
            message = f"the {level} box reads at grade {whole.grade:.1f}"
            fix = "use shorter words; people in need read it"
            yield page.problem(box[0].line, f"{message}; the most is {MAX_BOX_GRADE:.0f}", fix)


def check_words(
    place: Place, uri: str, found: Sequence[Passage], house: House
) -> Iterator[Problem]:
    """Yield words to avoid, ranges written with a dash, and shares written with %."""
    for index, passage in enumerate(found):
        for word in house.find(passage.text):
            if uri not in word.allow_in and not _excused(word, found, index):
                message, warning = f"'{word.avoid}': {word.why}", word.level == "warn"
                yield place.problem(passage.line, message, _instead(word), warning=warning)
        if passage.kind != "cell" and (dash := _RANGE.search(passage.text)):
            message = f"'{dash.group()}' is a range with a dash"
            yield place.problem(passage.line, message, "write 'to' between the numbers")
        if _SHARE.search(passage.text):
            fix = "write how many out of 100, such as '3 out of 100'"
            yield place.problem(passage.line, "a share is written with %", fix)


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
    text = " ".join(passage.text for passage in found[start : next(ends, len(found))]).lower()
    return any(other.lower() in text for other in word.unless)
