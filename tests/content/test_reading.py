"""What `guide check` does not ask of each page: the mean of all, and short texts taken together.

That every page and box keeps its own limit is a check of the guide: see `test_guide.py`.
"""

from __future__ import annotations

import re
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from guidekit.checking import prose
from guidekit.reading import data, front_matter
from guidekit.reading.markdown import Passage, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guidekit.reading.front_matter import Page

LEAST, MEAN_GRADE = 4.0, 6.5
"""Below the first, sentences read clipped."""
FEWEST_WORDS = prose._FEWEST_WORDS_FOR_A_GRADE


@pytest.fixture(scope="module")
def pages(root: Path) -> list[Page]:
    docs = root / "docs"
    found = [
        front_matter.read(path.read_text("utf-8"), path=uri, uri=uri)
        for path in sorted(docs.rglob("*.md"))
        for uri in [path.relative_to(docs).as_posix()]
    ]
    return [page for page in found if prose.body_measure(page).words >= FEWEST_WORDS]


def coleman_liau(page: Page) -> float:
    """Return the grade by letters a word and words a sentence (Coleman and Liau, 1975)."""
    passages = page.parsed.passages
    text = [p for p in passages if p.box is None and p.kind in {"paragraph", "item"}]
    words = [
        word for p in text for _, said in p.sentences for word in re.findall(r"[A-Za-z'’]+", said)
    ]
    letters, sentences = sum(map(len, words)), prose.measure_of(text).sentences
    return 5.88 * letters / len(words) - 29.6 * sentences / len(words) - 15.8


@pytest.mark.parametrize(
    "formula",
    [lambda page: prose.body_measure(page).grade, coleman_liau],
    ids=["kincaid", "coleman"],
)
def test_pages_read_easily_on_average_and_not_clipped(
    pages: list[Page], formula: Callable[[Page], float]
) -> None:
    assert len(pages) > 40
    assert LEAST <= round(mean(map(formula, pages)), 1) <= MEAN_GRADE


def test_summaries_are_easy_to_read(pages: list[Page]) -> None:
    hard = {
        page.uri: round(whole.grade, 1)
        for page in pages
        if (whole := prose.measure(plain(line) for line in page.meta.summary)).words
        and whole.grade > prose.MAX_PAGE_GRADE
    }
    assert hard == {}


def test_warning_boxes_are_easier_still(pages: list[Page], root: Path) -> None:
    flags = data.load_folder(root / "docs/_data").red_flags.red_flags
    measured = 0
    for page in pages:
        for level in ("emergency", "urgent"):
            signs = [flags[key] for key in page.meta.red_flags if flags[key].level == level]
            texts = (text for flag in signs for text in (flag.sign, flag.act) if text)
            box = prose.measure_of(Passage("item", 0, text) for text in texts)
            if box.words >= FEWEST_WORDS:
                measured += 1
                assert box.grade <= prose.MAX_BOX_GRADE, (page.uri, level, box.grade)
    assert measured > 20
