from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broken_guides import base, read
from guidekit.checking import references
from guidekit.reading import data, register
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return base(tmp_path / "guide") / "docs/_data"


def test_optional_files_may_be_missing(folder: Path) -> None:
    for name in data.OPTIONAL:
        (folder / f"{name}.yml").unlink(missing_ok=True)
    assert data.load_folder(folder).words.words == ()


def test_missing_file_is_named(folder: Path) -> None:
    (folder / "red-flags.yml").unlink()
    with pytest.raises(ContentError, match=r"docs/_data/red-flags\.yml:1: this file is missing"):
        data.load_folder(folder)


def test_problems_of_all_files_come_at_once(folder: Path) -> None:
    (folder / "words.yml").write_text("words: 1\n")
    (folder / "chances.yml").write_text("chances: [\n")
    with pytest.raises(ContentError) as caught:
        data.load_folder(folder)
    assert [p.path for p in caught.value.problems] == [
        "docs/_data/chances.yml",
        "docs/_data/words.yml",
    ]


def test_keys_that_name_nothing_are_told_with_their_line(folder: Path) -> None:
    file = folder / "decision-tree.yml"
    file.write_text(file.read_text().replace("sooner: [breath], pages", "sooner: [bread], pages"))
    found = references.check_data(data.load_folder(folder))
    assert [str(p) for p in found] == [
        "docs/_data/decision-tree.yml:26: the warning sign 'bread' does not exist\n"
        "    fix: did you mean 'breath'?"
    ]


def test_citations_are_found_in_texts_and_lists() -> None:
    found = register.cited_in({"a": ["x[^k] y[^l]"], "sources": ["m"], "b": {"source": "n"}})
    assert [key for _, key in found] == ["k", "l", "m", "n"]


def test_texts_of_data_have_the_line_of_their_file(folder: Path) -> None:
    file = folder / "glossary.yml"
    file.write_text(file.read_text().replace("A quick pull", "Simply a pull"))
    assert [str(p).split("\n")[0] for p in read(folder.parents[1]).errors] == [
        "docs/_data/glossary.yml:5: 'simply': blames a reader who finds it hard"
    ]
