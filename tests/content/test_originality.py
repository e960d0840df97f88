"""No sentence is taken from the three articles: runs of words are compared, never their text."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

RUN = 8
"""Words in a row that count as copied."""

_NOT_PROSE = re.compile(r"\[\^[^\]]*\]|<!--.*?-->|\]\([^)]*\)|^\s*(?:[-*+]|\d+\.)\s", re.S | re.M)
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each run of 8 words in a row, and its mark as article-runs.txt holds it."""
    words = _WORD.findall(_NOT_PROSE.sub(" ", text).lower().replace("’", "'"))
    for start in range(len(words) - RUN + 1):
        run = " ".join(words[start : start + RUN])
        yield run, hashlib.sha256(run.encode()).hexdigest()[:16]


def copied(text: str, marks: Iterable[str], allowed: Iterable[str] = ()) -> list[str]:
    """Return the runs of a text that stand in an article too, save in `allowed` texts."""
    free = {mark for title in allowed for _, mark in runs(title)}
    taken = set(marks) - free
    return [run for run, mark in runs(text) if mark in taken]


@pytest.fixture(scope="module")
def marks(root: Path) -> frozenset[str]:
    lines = (root / "tests/content/article-runs.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@pytest.fixture(scope="module")
def titles(root: Path) -> list[str]:
    """Return the titles of the articles: they may be named."""
    register = yaml.safe_load((root / "docs/_data/sources.yml").read_text("utf-8"))["sources"]
    return [source["title"] for source in register.values() if source["kind"] == "article"]


def texts(root: Path) -> Iterator[Path]:
    """Yield every file with words that readers see, or that tests keep."""
    for pattern in ("docs/**/*.md", "docs/**/*.yml", "docs/**/*.svg", "docs/**/*.txt"):
        yield from root.glob(pattern)
    yield from root.glob("overrides/**/*.md")
    yield from (root / "tests/content").glob("*.yml")
    yield from root.glob("*.md")


def test_no_text_shares_a_run_of_words_with_the_articles(
    root: Path, marks: frozenset[str], titles: list[str]
) -> None:
    found = {
        path.relative_to(root).as_posix(): shared
        for path in texts(root)
        if (shared := copied(path.read_text("utf-8"), marks, titles))
    }
    assert found == {}


def test_marks_are_those_of_the_articles(marks: frozenset[str], titles: list[str]) -> None:
    assert len(marks) > 1_500
    long = next(title for title in titles if len(title.split()) >= RUN)
    assert copied(long, marks), "an article's own title is not recognised"
    assert copied(long, marks, titles) == []


def test_a_copied_run_is_found_whatever_its_marks_and_case() -> None:
    marks = [mark for _, mark in runs("The cat sat on the mat and purred all day.")]
    assert copied("- Then the cat SAT on the[^x] mat, and\n  purred.", marks) == [
        "the cat sat on the mat and purred"
    ]
    assert copied("The cat sat on a mat and purred all day.", marks) == []
