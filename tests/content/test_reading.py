"""Every page reads as plainly as promised, and so do the boxes people in need read."""

from __future__ import annotations

from statistics import mean
from typing import TYPE_CHECKING

import pytest

from guidekit import data, frontmatter, prose
from guidekit.model import PageKind
from guidekit.passages import passages, plain

if TYPE_CHECKING:
    from pathlib import Path

    from guidekit.frontmatter import Page

MEAN_GRADE = 6.5
PAGE_GRADE = 8.0
BOX_GRADE = 5.0
MEAN_SENTENCE = 15.0
LONGEST_SENTENCE = 25
FEWEST_WORDS = 30
"""Under this a grade says nothing."""


@pytest.fixture(scope="module")
def pages(root: Path) -> list[Page]:
    docs = root / "docs"
    found = [
        frontmatter.read(path.read_text("utf-8"), path=uri, uri=uri)
        for path in sorted(docs.rglob("*.md"))
        for uri in [path.relative_to(docs).as_posix()]
    ]
    return [page for page in found if prose.body_measure(page).words >= FEWEST_WORDS]


def test_pages_are_easy_to_read(pages: list[Page]) -> None:
    grades = {page.uri: prose.body_measure(page).grade for page in pages}
    assert {uri: grade for uri, grade in grades.items() if grade > PAGE_GRADE} == {}
    assert mean(grades.values()) <= MEAN_GRADE


def test_sentences_are_short(pages: list[Page]) -> None:
    lengths = {page.uri: prose.body_measure(page).mean_sentence for page in pages}
    assert {uri: length for uri, length in lengths.items() if length > MEAN_SENTENCE} == {}
    assert [
        f"{page.uri}: {words}"
        for page in pages
        for passage in passages(page.body)
        if passage.kind in {"paragraph", "item"}
        for _, words in passage.sentences()
        if prose.count_words(words) > LONGEST_SENTENCE
    ] == []


def test_summaries_are_easy_to_read(pages: list[Page]) -> None:
    hard = {
        page.uri: round(whole.grade, 1)
        for page in pages
        if (whole := prose.measure(plain(line) for line in page.meta.summary)).words
        and whole.grade > PAGE_GRADE
    }
    assert hard == {}


def test_boxes_on_pages_are_easier_still(pages: list[Page]) -> None:
    hard = {}
    for page in pages:
        inside = [p for p in passages(page.body) if p.box and p.kind != "heading"]
        for level in {passage.box for passage in inside}:
            box = prose.measure(
                words for p in inside if p.box == level for _, words in p.sentences()
            )
            if box.words >= FEWEST_WORDS and box.grade > BOX_GRADE:
                hard[f"{page.uri}: {level}"] = round(box.grade, 1)
    assert hard == {}


def test_warning_boxes_are_easier_still(pages: list[Page], root: Path) -> None:
    flags = data.load_folder(root / "docs/_data").red_flags.red_flags
    for page in pages:
        for level in ("emergency", "urgent"):
            signs = [flags[key] for key in page.meta.red_flags if flags[key].level == level]
            box = prose.measure(
                text for flag in signs for text in (flag.sign, flag.act or "") if text
            )
            assert box.words < FEWEST_WORDS or box.grade <= BOX_GRADE, (page.uri, level, box.grade)


def test_a_hard_page_would_be_caught() -> None:
    text = "Endovenous radiofrequency ablation eliminates saphenous insufficiency permanently. " * 8
    assert prose.measure(text.split(". ")).grade > PAGE_GRADE


def test_topic_pages_have_the_required_parts(pages: list[Page]) -> None:
    lacking = [
        page.uri
        for page in pages
        if page.meta.kind in {PageKind.TOPIC, PageKind.TREATMENT}
        and not (
            page.meta.summary
            and page.meta.red_flags
            and "## What we are not sure about" in page.body
            and "/// care | appointment" in page.body
        )
    ]
    assert lacking == []
