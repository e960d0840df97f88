"""The table of paths that a reviewer has seen, and which of its changes must be named.

A path may rise freely; one that falls costs someone care, so the tree's own list of
changes must name it.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from guidekit.shapes.tree import Level
from guidekit.tree.walk import label, paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guidekit.shapes.tree import Tree


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


def rows(model: Tree, before: Mapping[str, Row] | None = None) -> list[Row]:
    """Return the table of all paths; `before` is the table whose highest levels are kept."""
    return [_row(model, path, before or {}) for path in _all(model)]


def _all(model: Tree) -> Iterator[tuple[str, int, str]]:
    for path in paths(model):
        yield label(path), len(path), path[-1].next


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
