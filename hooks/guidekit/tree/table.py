"""Every path through the tree as a table, for readers and for health professionals."""

import csv
import io
from collections.abc import Mapping

from guidekit.shapes.tree import Tree
from guidekit.tree.walk import count, label, paths

MOST_PATHS = 20_000
"""A table longer than this is of no use to anybody, and could grow without end."""


HEADINGS = (
    *("path", "questions", "level", "outcome", "outcome title"),
    *("why", "sources", "answers in words"),
)


def published(model: Tree, not_sure: str, works: Mapping[str, str]) -> str | None:
    """Return the table for readers, in the words of the page; None if it would be endless.

    Args:
        model: The tree.
        not_sure: What the page calls the answer of a reader who does not know.
        works: What each source is called; one that is not here keeps its key.
    """
    if count(model) > MOST_PATHS:
        return None
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for path in paths(model):
        name = path[-1].next
        end = model.outcomes[name]
        told = " > ".join(step.label(not_sure) for step in path)
        keys = path[-1].given.sources if path[-1].given else ()
        rests_on = "; ".join(works.get(key, key) for key in keys)
        row = (label(path), len(path), end.level, name, end.title, path[-1].why, rests_on, told)
        writer.writerow(row)
    return text.getvalue()
