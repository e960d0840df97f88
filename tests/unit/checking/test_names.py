from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broken_guides import base, change, read

if TYPE_CHECKING:
    from pathlib import Path

HICCUPS, TOPICS = "docs/topics/hiccups.md", "docs/topics/index.md"
HOLDING = "docs/treatments/breath.md"
GLOSSARY = "docs/_data/glossary.yml"
SEARCH = """warning_page: topics/hiccups.md
stop: [how, to, stop]
same:
  - [drink, sip, swig]
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = base(tmp_path / "guide")
    (root / "docs/_data/search.yml").write_text(SEARCH, "utf-8")
    return root


def told(root: Path) -> list[str]:
    return [str(problem) for problem in read(root).problems]


def on_page(root: Path, page: str, line: str) -> list[str]:
    """Return what is told of a line at the end of a page's front matter."""
    change(root, page, "---\n\n#", f"{line}\n---\n\n#")
    return told(root)


def in_glossary(root: Path, line: str) -> list[str]:
    change(root, GLOSSARY, "    definition:", f"    {line}\n    definition:")
    return told(root)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        pytest.param(HICCUPS, "how to stop a spell", id="said, beside words that say nothing"),
        pytest.param(HICCUPS, "HICCOUGHS", id="shown as another name"),
        pytest.param(HICCUPS, "resting", id="said in another form"),
        pytest.param(HICCUPS, "sips of water", id="said with a word of the same meaning"),
        pytest.param(HICCUPS, "spasms", id="said by another name of a word of the glossary"),
        pytest.param(HICCUPS, "sore chest", id="said by a sign"),
        pytest.param(HOLDING, "need to breathe", id="said by the treatment's data"),
    ],
)
def test_a_name_that_a_page_answers_may_lead_to_it(small: Path, page: str, name: str) -> None:
    assert on_page(small, page, f'search_terms: ["{name}"]') == []


@pytest.mark.parametrize(
    ("page", "name", "word"),
    [
        pytest.param(HICCUPS, "hiccups yoga", "yoga", id="said nowhere"),
        pytest.param(HICCUPS, "faint", "faint", id="said by the data of a treatment elsewhere"),
        pytest.param(TOPICS, "sore", "sore", id="said by a sign of other pages"),
        pytest.param(TOPICS, "hiccups md", "md", id="said in the address of a link"),
    ],
)
def test_a_name_that_a_page_does_not_answer_is_told(
    small: Path, page: str, name: str, word: str
) -> None:
    (problem,) = on_page(small, page, f'search_terms: ["{name}"]')
    assert f"people who type '{name}' get no answer: this page does not say '{word}'\n" in problem


def test_a_name_that_nothing_answers_is_to_be_answered_or_taken_out(small: Path) -> None:
    (problem,) = on_page(small, HICCUPS, 'search_terms: ["rest", "yoga"]')
    assert problem == (
        "docs/topics/hiccups.md:14: people who type 'yoga' get no answer: "
        "this page does not say 'yoga'\n"
        "    fix: say it where the page answers them, or take it out; "
        "list a misspelling in 'misspelt'"
    )


def test_a_name_of_another_page_is_to_be_moved_there(small: Path) -> None:
    (problem,) = on_page(small, HICCUPS, 'search_terms: ["holding breath"]')
    assert "\n    fix: move the name to treatments/breath.md, or take it out;" in problem


def test_a_misspelling_stands_beside_the_name_it_stands_for(small: Path) -> None:
    (problem,) = on_page(small, HICCUPS, 'misspelt: ["hicups", "hickoughs", "sneezes"]')
    assert problem == (
        "docs/topics/hiccups.md:14: 'sneezes' is a misspelling of no name that is given here\n"
        "    fix: give the name too, spelled right, or take the misspelling out"
    )


def test_a_misspelling_may_stand_for_what_people_type(small: Path) -> None:
    change(small, HICCUPS, "red_flags:", 'search_terms: ["sore chest"]\nred_flags:')
    (problem,) = on_page(small, HICCUPS, 'misspelt: ["soar chest", "hot chest"]')
    assert "'hot chest' is a misspelling of no name" in problem


@pytest.mark.parametrize(
    "line",
    [
        'other: ["muscle pull", "jerks", "spasm"]',
        'misspelt: ["jerck", "spazm"]',
        'other: ["muscle pull"]\n    misspelt: ["mussle pul"]',
    ],
)
def test_an_entry_answers_its_names(small: Path, line: str) -> None:
    assert in_glossary(small, line) == []


def test_a_name_that_its_entry_does_not_say_is_told(small: Path) -> None:
    assert in_glossary(small, 'other: ["pull", "muscle twitch"]') == [
        "docs/_data/glossary.yml:5: people who type 'muscle twitch' get no answer: "
        "this entry does not say 'twitch'\n"
        "    fix: say it in 'definition' or take it out; list a misspelling in 'misspelt'"
    ]


def test_a_misspelling_of_no_name_of_its_entry_is_told(small: Path) -> None:
    assert in_glossary(small, 'misspelt: ["jerc", "twich"]') == [
        "docs/_data/glossary.yml:5: 'twich' is a misspelling of no name that is given here\n"
        "    fix: give the name too, spelled right, or take the misspelling out"
    ]
