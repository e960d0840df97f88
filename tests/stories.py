"""Imagined patients walked through the tree, and how often it tells them the right level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from pydantic import Field

from guidekit.reading import fit
from guidekit.reading.problems import ContentError, did_you_mean
from guidekit.reading.yamlfile import Document
from guidekit.shapes.forms import Key, Shape, Text
from guidekit.shapes.tree import Level, LevelScore, StoryMiss, StoryScore
from guidekit.tree.walk import edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from guidekit.shapes.tree import Tree


class Story(Shape):
    """One imagined patient of tests/content/stories.yml, written from guidelines."""

    id: Key
    story: Text
    facts: tuple[Text, ...]
    expected: Level
    accepted: tuple[Level, ...] = ()
    """Levels that whoever wrote the story holds to be careful enough."""
    why: Text
    source: Text
    """A key of the register, or the body and what it says."""
    answers: dict[Key, Key]
    """What this person answers to each question, read word for word."""
    alike: dict[Key, tuple[Key, ...]] = Field(default_factory=dict)
    """Answers of a question that fit this person equally well; the words then need mending."""
    slip: dict[Key, tuple[Key, ...]] = Field(default_factory=dict)
    """The second likeliest answer to a question, and what this person answers after it."""


class Stories(Shape):
    """All imagined patients."""

    stories: tuple[Story, ...]


def load(document: Document) -> tuple[Story, ...]:
    """Return the stories of a document that is a list of them.

    Raises:
        ContentError: The data has the wrong shape.
    """
    lines = {("stories", *place): line for place, line in document.lines.items()}
    whole = Document(document.path, {"stories": document.data}, lines, document.first_line)
    return fit.fit(whole, Stories).stories


def walk(model: Tree, answers: Mapping[str, str]) -> str:
    """Return the outcome to which answers, by question, lead.

    Raises:
        KeyError: A question on the way is not answered, or has no such answer.
    """
    node = model.start
    while node in model.questions:
        node = {edge.answer: edge.next for edge in edges(model, node)}[answers[node]]
    return node


def ends(model: Tree, story: Story) -> Level:
    """Return the level at which a story ends."""
    return model.outcomes[walk(model, story.answers)].level


def slips(model: Tree, stories: Iterable[Story]) -> Iterator[tuple[Story, str, Level]]:
    """Yield each single slip of a story: the question, and the level at which it then ends.

    Raises:
        KeyError: A slip does not lead to an ending, or names no answer.
    """
    for story in stories:
        for question, given in story.slip.items():
            node = question
            for answer in given:
                node = {edge.answer: edge.next for edge in edges(model, node)}[answer]
            yield story, question, model.outcomes[node].level


def check(model: Tree, stories: Iterable[Story], document: Document) -> None:
    """Make sure that each story can be walked, and answers nothing it is not asked.

    Raises:
        ContentError: With the story, and the question that it does not answer.
    """
    problems = []
    for index, story in enumerate(stories):
        asked = _asked(model, story.answers)
        wrong = [name for name in asked if asked[name] is None]
        for name in [*wrong, *(story.answers.keys() - asked.keys())]:
            given = story.answers.get(name)
            message = f"story '{story.id}' answers '{name}' with '{given}'"
            known = _answers(model, name) if name in wrong else asked
            problems.append(
                document.problem((index, "answers"), message, did_you_mean(str(given), known))
            )
        for name, both in story.alike.items():
            message = f"story '{story.id}' fits {' and '.join(both)} of '{name}' alike"
            fix = "change the words of one, so that it is true of this person and the other is not"
            problems.append(document.problem((index, "alike", name), message, fix))
    if problems:
        raise ContentError(problems)


def _answers(model: Tree, question: str) -> list[str]:
    return [edge.answer for edge in edges(model, question)]


def _asked(model: Tree, answers: Mapping[str, str]) -> dict[str, str | None]:
    """Return the questions on the way, each with where its answer leads; None stops the way."""
    asked: dict[str, str | None] = {}
    node: str | None = model.start
    while node in model.questions:
        ways = {edge.answer: edge.next for edge in edges(model, node)}
        asked[node] = ways.get(answers.get(node, ""))
        node = asked[node]
    return asked


def score(model: Tree, stories: Sequence[Story]) -> StoryScore:
    """Return how the stories end, by the level that was expected, and each that ends otherwise."""
    found = [(story, ends(model, story)) for story in stories]
    steps = [ends(model, story).rank - end.rank for story, _, end in slips(model, stories)]
    return StoryScore(
        version=model.version,
        levels=tuple(_level(level, found) for level in Level),
        slips=len(steps),
        slips_lower=sum(step > 0 for step in steps),
        slips_far_lower=sum(step > 1 for step in steps),
        misses=tuple(
            StoryMiss(
                id=story.id, story=story.story, expected=story.expected, found=level, why=story.why
            )
            for story, level in found
            if level is not story.expected
        ),
    )


def _level(level: Level, found: list[tuple[Story, Level]]) -> LevelScore:
    ranks = [ended.rank - level.rank for story, ended in found if story.expected is level]
    accepted = [end in story.accepted for story, end in found if story.expected is level is not end]
    return LevelScore(
        level=level,
        stories=len(ranks),
        right=ranks.count(0),
        accepted=sum(accepted),
        higher=sum(rank > 0 for rank in ranks),
        lower=sum(rank < 0 for rank in ranks),
    )


def to_yaml(found: StoryScore) -> str:
    """Return a score as the text of its data file."""
    plain: dict[str, Any] = found.model_dump(mode="json")
    return "# Written by tests/content/test_stories.py. Do not edit by hand.\n" + yaml.safe_dump(
        plain, sort_keys=False, allow_unicode=True, width=10_000
    )
