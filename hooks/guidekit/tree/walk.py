"""Ways through the check's tree: its answers, every path, and what lies below a question."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from guidekit.reading.yamlfile import Place
from guidekit.shapes.tree import Answer, Tree

NOT_SURE = "not_sure"


class Edge(NamedTuple):
    """One answer of one question, and where it leads."""

    question: str
    answer: str
    next: str
    why: str | None
    place: Place
    given: Answer | None
    """The answer as editors wrote it; None for "not sure", which every question has."""

    def label(self, not_sure: str) -> str:
        """Return the answer as a reader gives it; `not_sure` is what the page calls that one."""
        return self.given.text if self.given else not_sure

    def words(self, not_sure: str) -> str:
        """Return the answer with the list of what it means."""
        listed = "; ".join(self.given.any_of) if self.given else ""
        return f"{self.label(not_sure)} {listed}".strip()


Path = tuple[Edge, ...]
"""A way through the tree, answer by answer."""


def edges(model: Tree, name: str) -> Iterator[Edge]:
    """Yield the answers of a question, "not sure" last."""
    question, place = model.questions[name], ("questions", name)
    for index, one in enumerate(question.answers):
        yield Edge(name, one.id, one.next, one.why, (*place, "answers", index), one)
    unsure = question.not_sure
    yield Edge(name, NOT_SURE, unsure.next, unsure.why, (*place, NOT_SURE), None)


def all_edges(model: Tree) -> Iterator[Edge]:
    """Yield every answer of every question."""
    return (edge for name in model.questions for edge in edges(model, name))


def edges_into(model: Tree) -> dict[str, list[Edge]]:
    """Return the answers that lead to each node, in the order of the questions."""
    found: dict[str, list[Edge]] = {node: [] for node in (*model.questions, *model.outcomes)}
    for edge in all_edges(model):
        found[edge.next].append(edge)
    return found


def paths(model: Tree, start: str | None = None) -> Iterator[Path]:
    """Yield every way from the start, or from a question, to an outcome.

    The tree must have passed `rules.load`: a loop would never end.
    """
    for edge in edges(model, start or model.start):
        if edge.next in model.outcomes:
            yield (edge,)
        else:
            yield from ((edge, *rest) for rest in paths(model, edge.next))


def label(path: Path) -> str:
    """Return a path as text: `signs=none/rest=other`."""
    return "/".join(f"{step.question}={step.answer}" for step in path)


class Search(NamedTuple):
    """The questions of a tree, each after those it leads to; or a way round in a circle."""

    order: list[str]
    loop: list[str]


def search(model: Tree) -> Search:
    """Go through all questions, however deep they lie; stop at the first circle."""
    done: dict[str, None] = {}
    for root in model.questions:
        trail = {} if root in done else {root: _questions_below(model, root)}
        while trail:
            node = next(reversed(trail))
            below = next((name for name in trail[node] if name not in done), None)
            if below is None:
                done[node] = None
                del trail[node]
            elif below in trail:
                names = list(trail)
                return Search(list(done), [*names[names.index(below) :], below])
            else:
                trail[below] = _questions_below(model, below)
    return Search(list(done), [])


def _questions_below(model: Tree, node: str) -> Iterator[str]:
    return (edge.next for edge in edges(model, node) if edge.next in model.questions)


def fold(
    model: Tree, outcomes: Mapping[str, int], join: Callable[[Sequence[int]], int]
) -> dict[str, int]:
    """Return a number for each node: those of outcomes are given, `join` makes a question's.

    Each node is seen once, so that a tree with ways beyond counting takes no longer.
    """
    found = dict(outcomes)
    for node in search(model).order:
        found[node] = join([found[edge.next] for edge in edges(model, node)])
    return found


def count(model: Tree) -> int:
    """Return how many paths lead from the start to an outcome, without walking each."""
    return fold(model, dict.fromkeys(model.outcomes, 1), sum)[model.start]


def longest(model: Tree) -> Path:
    """Return one of the longest ways from the start, without listing all of them."""
    depths = fold(model, dict.fromkeys(model.outcomes, 0), lambda below: 1 + max(below))
    node, path = model.start, []
    while node in model.questions:
        path.append(max(edges(model, node), key=lambda edge: depths[edge.next]))
        node = path[-1].next
    return tuple(path)
