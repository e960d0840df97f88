"""How hard a text is to read, and what makes it so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pyphen

from .passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .frontmatter import Page
    from .model import Word
    from .passages import Passage
    from .problems import Problem

MAX_PAGE_GRADE = 8.0
MAX_BOX_GRADE = 5.0
MAX_SENTENCE = 25
MAX_BOX_SENTENCE = 15
MAX_MEAN_SENTENCE = 15.0
MAX_PARAGRAPH_SENTENCES = 3
MAX_LIST_ITEMS = 7
MAX_WORDS = 900
_FEWEST_WORDS_FOR_A_GRADE = 30

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d[\d.,]*")
_RANGE = re.compile(r"\b\d+\s?[-–]\s?\d+\b")
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
    return measure(
        words
        for passage in passages(page.body)
        if passage.box is None and passage.kind in {"paragraph", "item"}
        for _, words in passage.sentences()
    )


def check(page: Page, found: list[Passage], words: Iterable[Word]) -> Iterator[Problem]:
    """Yield what makes a page harder to read than readers can be asked to bear."""
    yield from _sentences(page, found)
    yield from _paragraphs(page, found)
    yield from _lists(page, found)
    yield from _grades(page, found)
    yield from check_words(page, found, words)


def _sentences(page: Page, found: list[Passage]) -> Iterator[Problem]:
    for passage in found:
        if passage.kind not in {"paragraph", "item"}:
            continue
        limit = MAX_BOX_SENTENCE if passage.box else MAX_SENTENCE
        for _, words in passage.sentences():
            if (count := count_words(words)) > limit:
                start = " ".join(words.split()[:5])
                yield page.problem(
                    passage.line,
                    f"the sentence '{start} ...' has {count} words; the most is {limit}",
                    "make two sentences of it",
                )


def _paragraphs(page: Page, found: list[Passage]) -> Iterator[Problem]:
    for passage in found:
        count = sum(1 for _ in passage.sentences())
        if passage.kind == "paragraph" and count > MAX_PARAGRAPH_SENTENCES:
            yield page.problem(
                passage.line,
                f"this paragraph has {count} sentences; the most is {MAX_PARAGRAPH_SENTENCES}",
                "start a new paragraph with an empty line",
            )


def _lists(page: Page, found: list[Passage]) -> Iterator[Problem]:
    run: list[Passage] = []
    for passage in [*found, None]:
        if passage and passage.kind == "item":
            run.append(passage)
            continue
        if len(run) > MAX_LIST_ITEMS:
            yield page.problem(
                run[0].line,
                f"this list has {len(run)} items; the most is {MAX_LIST_ITEMS}",
                "split it under two headings, or cut",
                warning=True,
            )
        run = []


def _grades(page: Page, found: list[Passage]) -> Iterator[Problem]:
    whole = body_measure(page)
    if whole.words >= _FEWEST_WORDS_FOR_A_GRADE and whole.grade > MAX_PAGE_GRADE:
        yield page.problem(
            0,
            f"the page reads at grade {whole.grade:.1f}; the most is {MAX_PAGE_GRADE:.0f}",
            "use shorter words and sentences; start with the longest",
        )
    if whole.mean_sentence > MAX_MEAN_SENTENCE:
        yield page.problem(
            0,
            f"its sentences have {whole.mean_sentence:.1f} words on average; the most is {MAX_MEAN_SENTENCE:.0f}",
            "make two of each long one",
        )
    if page.meta.kind.advises and whole.words > MAX_WORDS:
        yield page.problem(
            0,
            f"the page has {whole.words} words; aim at {MAX_WORDS} or fewer",
            "cut, or move a part to a page of its own",
            warning=True,
        )
    for level in dict.fromkeys(p.box for p in found if p.box):
        box = [p for p in found if p.box == level]
        of_box = measure(words for p in box if p.kind != "heading" for _, words in p.sentences())
        if of_box.words >= _FEWEST_WORDS_FOR_A_GRADE and of_box.grade > MAX_BOX_GRADE:
            yield page.problem(
                box[0].line,
                f"the {level} box reads at grade {of_box.grade:.1f}; the most is {MAX_BOX_GRADE:.0f}",
                "use shorter words; people in need read it",
            )


def check_words(page: Page, found: Iterable[Passage], words: Iterable[Word]) -> Iterator[Problem]:
    """Yield the words to avoid, and ranges written with a dash."""
    banned = [word for word in words if page.uri not in word.allow_in]
    for passage in found:
        for word in banned:
            if word_pattern(word.avoid).search(passage.text):
                yield page.problem(
                    passage.line,
                    f"'{word.avoid}': {word.why}",
                    f"write {word.write}" if word.write else "leave it out",
                    warning=word.level == "warn",
                )
        if passage.kind != "cell" and (dash := _RANGE.search(passage.text)):
            yield page.problem(
                passage.line,
                f"'{dash.group()}' is a range with a dash",
                "write 'to' between the numbers",
            )


@lru_cache(maxsize=2_000)
def word_pattern(phrase: str) -> re.Pattern[str]:
    """Return a pattern that finds a phrase as whole words, in any case."""
    return re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", re.IGNORECASE)
