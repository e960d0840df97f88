from __future__ import annotations

import pytest

from guidekit.checking import prose
from guidekit.checking.texts import Lines
from guidekit.reading.markdown import Parsed
from guidekit.shapes.words import Word

HERE = Lines("x.md")


def word(avoid: str, **more: tuple[str, ...]) -> Word:
    return Word.model_validate({"avoid": avoid, "write": "other", "why": "because", **more})


def told(text: str, *words: Word, uri: str = "x.md") -> list[str]:
    found = prose.check_words(HERE, uri, Parsed(text).passages, prose.House(words))
    return [problem.message for problem in found]


@pytest.mark.parametrize(
    ("word_", "count"), [("cat", 1), ("a", 1), ("water", 2), ("banana", 3), ("emergency", 4)]
)
def test_syllables_are_about_right(word_: str, count: int) -> None:
    assert abs(prose.syllables(word_) - count) <= 1


def test_grade_is_that_of_the_formula() -> None:
    found = prose.Measure(words=100, sentences=5, syllables=150)
    assert found.grade == pytest.approx(0.39 * 20 + 11.8 * 1.5 - 15.59)
    assert prose.measure([]).grade == 0


@pytest.mark.parametrize(
    ("avoid", "text", "found"),
    [
        ("just", "You just rest.", True),
        ("just", "JUST rest.", True),
        ("just", "You adjust it.", False),
        ("just", "A just-in-case plan.", False),
        ("at risk", "Those at risk rest.", True),
        ("at risk", "Those at no risk rest.", False),
        ("e.g", "Rest, e.g. sleep.", True),
        ("don’t", "I don’t know.", True),
        ("1 in 10", "It is 1 in 10 people.", True),
        ("1 in 10", "It is 1 in 100 people.", False),
    ],
)
def test_words_are_found_whole_in_any_case(avoid: str, text: str, *, found: bool) -> None:
    assert bool(told(text, word(avoid))) is found


def test_page_may_be_allowed_a_word() -> None:
    assert told("You just rest.", word("just", allow_in=("x.md",))) == []


def test_word_is_put_right_under_the_same_heading_only() -> None:
    red = word("red", unless=("brown and black skin",))
    assert told("## A\n\nIt looks red.\n\nOn brown and black skin it is dark.", red) == []
    assert told("## A\n\nIt looks red.\n\n## B\n\nOn brown and black skin it is dark.", red)


def test_words_in_code_and_links_addresses_are_not_prose() -> None:
    assert told("Read [this](just/rest.md).", word("just")) == []


@pytest.mark.parametrize("text", ["3-5 days", "3–5 days", "3 - 5 days"])
def test_range_with_a_dash_is_told(text: str) -> None:
    assert "is a range with a dash" in told(text)[0]


@pytest.mark.parametrize(("text", "found"), [("90% of", True), ("90 % of", True), ("a % b", False)])
def test_share_with_percent_is_told(text: str, *, found: bool) -> None:
    assert bool(told(text)) is found


def test_sentences_and_paragraphs_have_limits() -> None:
    long = " ".join(["word"] * 26)
    assert len(list(prose.check_sentences(HERE, Parsed(f"{long}.").passages))) == 1
    assert list(prose.check_sentences(HERE, Parsed(f"{long[:-5]}.").passages)) == []
    assert len(list(prose.check_sentences(HERE, Parsed("A b. C d. E f. G h.").passages))) == 1


def test_sentences_in_a_box_are_shorter() -> None:
    text = f"/// care | self-care\n{' '.join(['word'] * 16)}.\n///\n"
    assert len(list(prose.check_sentences(HERE, Parsed(text).passages))) == 1


def test_sign_is_plain() -> None:
    (hard,) = Parsed("respiratory insufficiency").passages
    (plain,) = Parsed("you cannot breathe").passages
    assert list(prose.check_sign(HERE, hard))
    assert list(prose.check_sign(HERE, plain)) == []
