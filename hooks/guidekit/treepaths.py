"""Every path through the tree as a table, and which of its changes must be named.

The table that a reviewer has seen is kept under test. A path may rise freely; one
that falls costs someone care, so the tree's own list of changes must name it.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from .model import Level
from .tree import NOT_SURE, edges, label, paths, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .model import Tree

MOST_PATHS = 20_000
"""A table longer than this is of no use to anybody, and could grow without end."""


class Row(NamedTuple):
    """One path: the answers, where they lead, and the highest level they ever led to."""

    path: str
    questions: int
    level: str
    outcome: str
    highest: str


class Fall(NamedTuple):
    """A path that now gives less urgent advice than it once did, or is gone."""

    path: str
    before: str
    now: str


def count(model: Tree) -> int:
    """Return how many paths lead from the start to an outcome, without walking each."""
    ways = dict.fromkeys(model.outcomes, 1)
    for node in search(model).order:
        ways[node] = sum(ways[edge.next] for edge in edges(node, model.questions[node]))
    return ways[model.start]


def rows(model: Tree, before: Mapping[str, Row] | None = None) -> list[Row]:
    """Return the table of all paths; `before` is the table whose highest levels are kept."""
    return [_row(model, path, before or {}) for path in _all(model)]


def _all(model: Tree) -> Iterator[tuple[str, int, str]]:
    for path in paths(model):
        yield label(path), len(path), path[-1].to


def _row(model: Tree, path: tuple[str, int, str], before: Mapping[str, Row]) -> Row:
    name, questions, outcome = path
    level = model.outcomes[outcome].level
    once = Level(before[name].highest) if name in before else level
    return Row(name, questions, level, outcome, max(level, once, key=lambda one: one.rank))


def to_csv(table: Iterable[Row]) -> str:
    """Return a table as CSV with a line of headings."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Row._fields)
    writer.writerows(table)
    return text.getvalue()


def from_csv(text: str) -> dict[str, Row]:
    """Return the rows of a table by their path."""
    lines = csv.DictReader(io.StringIO(text))
    found = (
        Row(line["path"], int(line["questions"]), line["level"], line["outcome"], line["highest"])
        for line in lines
    )
    return {row.path: row for row in found}


def falls(now: Iterable[Row], before: Mapping[str, Row]) -> Iterator[Fall]:
    """Yield the paths that fell below the highest level they had, and urgent ones that are gone."""
    table = {row.path: row for row in now}
    for row in table.values():
        highest = before[row.path].highest if row.path in before else row.highest
        if Level(row.level).rank < Level(highest).rank:
            yield Fall(row.path, highest, row.level)
    for name in before.keys() - table.keys():
        if Level(before[name].highest).rank >= Level.URGENT.rank:
            yield Fall(name, before[name].highest, "gone")


def named(model: Tree) -> frozenset[str]:
    """Return the steps and paths that the tree's list of changes names with a reason."""
    return frozenset(path for change in model.changes for path in change.paths)


def unnamed(found: Iterable[Fall], names: frozenset[str]) -> list[Fall]:
    """Return the falls that no change names, by the whole path or by one step (`signs.none`)."""
    return sorted(fall for fall in found if not _steps(fall.path) & names)


def _steps(path: str) -> set[str]:
    return {path, *(step.replace("=", ".") for step in path.split("/"))}


def published(model: Tree, not_sure: str) -> str | None:
    """Return the table for readers, in the words of the page; None if it would be endless.

    Args:
        model: The tree.
        not_sure: What the page calls the answer of a reader who does not know.
    """
    if count(model) > MOST_PATHS:
        return None
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("path", "questions", "level", "outcome", "outcome title", "answers in words"))
    words = {name: _words(model, name, not_sure) for name in model.questions}
    for path in paths(model):
        end = model.outcomes[path[-1].to]
        told = " > ".join(words[step.question][step.answer] for step in path)
        writer.writerow((label(path), len(path), end.level, path[-1].to, end.title, told))
    return text.getvalue()


def _words(model: Tree, question: str, not_sure: str) -> dict[str, str]:
    answers = {answer.id: answer.label for answer in model.questions[question].answers}
    return {**answers, NOT_SURE: not_sure}
