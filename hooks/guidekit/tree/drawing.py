"""The whole tree as one drawing: who stands where, worked out before any page is built.

Questions stand in columns, in the order in which a layout library finds the fewest
crossings; an answer that ends has its ending drawn beside it; one that goes on has a
line to its question. Every length is a pixel at the size of the page's text.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from guidekit.shapes.tree import Level, Tree
from guidekit.tree.walk import edges, search

LINE = 22
"""From one line of text to the next."""
PAD = 12
BOX = 352
"""Width of a question."""
ENDING = 284
"""Width of an ending, beside its answer."""
GAP = 96
"""Room for lines between two columns."""
APART = 44
"""Room between two boxes of a column."""
LANE = 18
"""Height of the room for a line that passes a column."""
TITLE_CHARACTERS, ANSWER_CHARACTERS, ENDING_CHARACTERS = 32, 36, 26
"""Characters that fit on a line, widest letters counted: text must not leave its box."""
MOST_LINES = 4

FULL = BOX + PAD + ENDING
COLUMN = FULL + GAP

Point = tuple[int, int]


class Ending(NamedTuple):
    """What stands beside an answer that ends."""

    level: Level
    title: list[str]


class Row(NamedTuple):
    """One answer: its lines, where they stand in the box, and its ending if it has one."""

    answer: str
    lines: list[str]
    top: int
    height: int
    ending: Ending | None


@dataclass
class Box:
    """One question of the drawing; its rows count from its corner, so that they pack small."""

    name: str
    title: list[str]
    rows: list[Row]
    height: int
    x: int = 0
    y: int = 0


class Drawing(NamedTuple):
    """All that stands on the drawing, and its size."""

    boxes: list[Box]
    curves: list[str]
    """Each line from an answer to a question, as an SVG path."""
    width: int
    height: int
    box: int = BOX
    ending: int = ENDING
    pad: int = PAD
    line: int = LINE


class Chain(NamedTuple):
    """An answer that goes on."""

    answer: str
    nodes: tuple[str, ...]
    """Its question, a lane through every column that it passes, and the question it leads to."""


def draw(model: Tree, not_sure: str) -> Drawing:
    """Return the drawing of a tree; `not_sure` is what the page calls that answer."""
    boxes = {name: _box(model, name, not_sure) for name in model.questions}
    columns = _columns(model)
    chains, lanes = _chains(model, columns)
    heights = _place(_in_order({**columns, **lanes}, chains), boxes, chains)
    curves = [_curve(boxes, lanes, heights, chain) for chain in chains]
    width = (max(columns.values()) + 1) * COLUMN - GAP + 2 * PAD
    bottom = max([*(box.y + box.height for box in boxes.values()), *heights.values()])
    return Drawing([boxes[name] for name in columns], curves, width, bottom + PAD)


def _box(model: Tree, name: str, not_sure: str) -> Box:
    title = _wrap(model.questions[name].title, TITLE_CHARACTERS)
    top = PAD + len(title) * LINE + PAD
    rows: list[Row] = []
    for edge in edges(model, name):
        lines, ending = _wrap(edge.words(not_sure), ANSWER_CHARACTERS), None
        if outcome := model.outcomes.get(edge.next):
            ending = Ending(outcome.level, _wrap(outcome.title, ENDING_CHARACTERS))
        height = max(len(lines), len(ending.title) + 1 if ending else 0) * LINE + PAD
        rows.append(Row(edge.answer, lines, top, height, ending))
        top += height
    return Box(name, title, rows, top + PAD // 2)


def _wrap(text: str, characters: int) -> list[str]:
    return textwrap.wrap(text, characters, max_lines=MOST_LINES, placeholder=" …") or [""]


def _columns(model: Tree) -> dict[str, int]:
    """Return the column of each question: one right of the last question that leads to it."""
    order = search(model).order[::-1]
    columns = dict.fromkeys(order, 0)
    for name in order:
        for edge in edges(model, name):
            if edge.next in columns:
                columns[edge.next] = max(columns[edge.next], columns[name] + 1)
    return columns


def _chains(model: Tree, columns: Mapping[str, int]) -> tuple[list[Chain], dict[str, int]]:
    """Return the answers that go on, and the column of each lane on their ways."""
    chains: list[Chain] = []
    lanes: dict[str, int] = {}
    for name in columns:
        for edge in edges(model, name):
            if edge.next in columns:
                passed = range(columns[name] + 1, columns[edge.next])
                new = {f"{name}.{edge.answer}@{column}": column for column in passed}
                chains.append(Chain(edge.answer, (name, *new, edge.next)))
                lanes |= new
    return chains, lanes


def _in_order(columns: Mapping[str, int], chains: Iterable[Chain]) -> list[list[str]]:
    """Return the boxes and lanes of each column, from top to bottom."""
    import igraph  # noqa: PLC0415 - takes 50 ms, and checks draw no tree

    number = {name: index for index, name in enumerate(columns)}
    links = [(number[a], number[b]) for chain in chains for a, b in pairwise(chain.nodes)]
    graph = igraph.Graph(len(columns), links, directed=True)
    layout = graph.layout_sugiyama(layers=list(columns.values()), maxiter=200)
    found: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for (name, column), spot in zip(columns.items(), layout.coords, strict=False):
        found[column].append((spot[0], name))
    return [[name for _, name in sorted(found[column])] for column in sorted(found)]


def _place(
    columns: Iterable[list[str]], boxes: Mapping[str, Box], chains: Iterable[Chain]
) -> dict[str, int]:
    """Give each box its place, near the answers that lead to it; return the height of each lane."""
    before: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for chain in chains:
        for left, right in pairwise(chain.nodes):
            before[right].append((left, chain.answer))
    lanes: dict[str, int] = {}
    for column, names in enumerate(columns):
        heights = [boxes[name].height + APART if name in boxes else LANE for name in names]
        wishes = [[_leaves_at(boxes, lanes, *one) for one in before[name]] for name in names]
        for name, y in zip(names, _stack(heights, wishes), strict=True):
            if name in boxes:
                boxes[name].x, boxes[name].y = PAD + column * COLUMN, y
            else:
                lanes[name] = y + LANE // 2
    return lanes


def _stack(heights: list[int], wishes: list[list[int]]) -> list[int]:
    """Return where each part of a column starts: in order, apart, near where its lines start."""
    tops: list[int] = []
    drifts: list[int] = []
    bottom = PAD
    for height, wish in zip(heights, wishes, strict=True):
        middle = sum(wish) // len(wish) if wish else bottom + height // 2
        top = max(bottom, middle - height // 2)
        tops.append(top)
        drifts.append(top + height // 2 - middle)
        bottom = top + height
    up = min(max(0, sum(drifts) // len(drifts)), tops[0] - PAD)
    return [top - up for top in tops]


def _leaves_at(boxes: Mapping[str, Box], lanes: Mapping[str, int], left: str, answer: str) -> int:
    if left in lanes:
        return lanes[left]
    row = next(row for row in boxes[left].rows if row.answer == answer)
    return boxes[left].y + row.top + row.height // 2 - PAD // 2


def _curve(
    boxes: Mapping[str, Box], lanes: Mapping[str, int], heights: Mapping[str, int], chain: Chain
) -> str:
    """Return the line of an answer as an SVG path, level at each point it goes through."""
    question, *passed, to = chain.nodes
    starts = [(boxes[question].x, _leaves_at(boxes, heights, question, chain.answer))]
    starts += [(PAD + lanes[lane] * COLUMN, heights[lane]) for lane in passed]
    (x, y), *points = [*_sides(starts), (boxes[to].x, boxes[to].y + PAD + LINE // 2)]
    path = f"M{x} {y}"
    for to_x, to_y in points:
        middle = (x + to_x) // 2
        path += f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"
        x, y = to_x, to_y
    return path


def _sides(starts: Iterable[Point]) -> Iterator[Point]:
    """Yield where a line leaves its first box, and both sides of all that it passes."""
    for index, (x, y) in enumerate(starts):
        yield (x, y) if index else (x + BOX, y)
        yield x + FULL, y
