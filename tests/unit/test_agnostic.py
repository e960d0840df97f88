"""No code and no template names the subject, so that another guide can use them as they are."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from guidekit import guide

if TYPE_CHECKING:
    from collections.abc import Iterator

GUIDES = (ROOT, ROOT / "tests" / "guides" / "nosebleeds")
CODE = sorted(
    file
    for folder in ("hooks", "overrides")
    for file in (ROOT / folder).rglob("*")
    if file.is_file() and "__pycache__" not in file.parts
)
WORD = re.compile(r"[a-z]{3,}")


def names(folder: Path) -> Iterator[str]:
    """Yield what a guide calls its subject, its pages, its words and its treatments."""
    found = guide.read(guide.folders(folder), today=date.max)
    assert found.settings
    yield str(found.settings.document.data["site_name"])
    yield from (entry.title for entry in found.menu)
    yield from (page.meta.title for page in found.pages)
    documents = {
        path.stem: path.read_text("utf-8") for path in found.folders.docs.glob("_data/*.yml")
    }
    for key in ("everyday", "clinical", "uk", "us", "name"):
        for file in ("glossary", "treatments"):
            yield from re.findall(rf"^[ -]*{key}: (.*)$", documents.get(file, ""), re.MULTILINE)


def words(texts: Iterator[str]) -> set[str]:
    return {word for text in texts for word in WORD.findall(text.lower())}


@pytest.fixture(scope="module")
def subject() -> set[str]:
    lines = Path(__file__).with_name("plain-words.txt").read_text("utf-8").splitlines()
    plain = words(line for line in lines if not line.startswith("#"))
    return set[str]().union(*(words(names(folder)) for folder in GUIDES)) - plain


def test_the_list_holds_the_subjects_words(subject: set[str]) -> None:
    assert {"leg", "vein", "cramp", "calf", "varicose", "nosebleed", "epistaxis"} <= subject
    assert len(subject) > 250


def test_no_word_of_the_subject_stands_in_code_or_templates(subject: set[str]) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {word}"
        for file in CODE
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        for word in WORD.findall(line.lower())
        if word in subject
    ]
    assert not found


def test_no_file_is_named_after_the_subject(subject: set[str]) -> None:
    paths = [file.relative_to(ROOT).as_posix() for file in CODE]
    assert not [path for path in paths if set(WORD.findall(path.lower())) & subject]
