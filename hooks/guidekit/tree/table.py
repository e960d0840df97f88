"""Every path through the tree as a table, for readers and for health professionals."""

import csv
import io

from guidekit.shapes.tree import Tree
from guidekit.tree.rules import NOT_SURE, edges, label, paths, search

MOST_PATHS = 20_000
"""A table longer than this is of no use to anybody, and could grow without end."""


def count(model: Tree) -> int:
    """Return how many paths lead from the start to an outcome, without walking each."""
    ways = dict.fromkeys(model.outcomes, 1)
    for node in search(model).order:
        ways[node] = sum(ways[edge.next] for edge in edges(node, model.questions[node]))
    return ways[model.start]


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
