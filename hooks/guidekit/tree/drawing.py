"""The whole tree as one drawing: who stands where, worked out before any page is built.

Questions stand in columns, in the order in which a layout library finds the fewest
crossings; an answer that ends has its ending drawn beside it; one that goes on has a
line to its question. Every length is a pixel at the size of the page's text.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import igraph

from guidekit.shapes.tree import Question, Tree
from guidekit.tree.rules import NOT_SURE, edges, search

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

COLUMN = BOX + PAD + ENDING + GAP


class Row(NamedTuple):
    """One answer: its lines, where they stand in the box, and its ending or its next question."""

    answer: str
    lines: list[str]
    top: int
    height: int
    next: str
    ends: bool


@dataclass
class Box:
    """One question of the drawing."""

    name: str
    title: list[str]
    rows: list[Row]
    height: int
    x: int = 0
    y: int = 0


class Curve(NamedTuple):
    """A line from an answer to a question: the points it goes through, from left to right."""

    question: str
    answer: str
    to: str
    points: tuple[tuple[int, int], ...]

    @property
    def path(self) -> str:
        """Return the line as an SVG path, level at each point."""
        (x, y), *rest = self.points
        text = f"M{x} {y}"
        for to_x, to_y in rest:
            middle = (x + to_x) // 2
            text += f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"
            x, y = to_x, to_y
        return text


class Drawing(NamedTuple):
    """All that stands on the drawing, and its size."""

    boxes: list[Box]
    curves: list[Curve]
    width: int
    height: int


def draw(model: Tree, not_sure: str) -> Drawing:
    """Return the drawing of a tree; `not_sure` is what the page calls that answer."""
    boxes = {name: _box(model, name, not_sure) for name in model.questions}
    layers = _layers(model)
    columns, chains = _columns(model, layers)
    lanes = _place(columns, boxes, chains)
    curves = [_curve(boxes, lanes, chain) for chain in chains]
    width = (max(layers.values()) + 1) * COLUMN - GAP + 2 * PAD
    height = max([*(box.y + box.height for box in boxes.values()), *lanes.values()]) + PAD
    return Drawing([boxes[name] for name in layers], curves, width, height)


def _box(model: Tree, name: str, not_sure: str) -> Box:
    question = model.questions[name]
    title = _wrap(question.title, TITLE_CHARACTERS)
    top = PAD + len(title) * LINE + PAD
    rows: list[Row] = []
    for (answer, words), edge in zip(
        _answers(question, not_sure), edges(name, question), strict=True
    ):
        ends = edge.next in model.outcomes
        lines = _wrap(words, ANSWER_CHARACTERS)
        beside = len(ending_lines(model.outcomes[edge.next].title)) + 1 if ends else 0
        height = max(len(lines), beside) * LINE + PAD
        rows.append(Row(answer, lines, top, height, edge.next, ends))
        top += height
    return Box(name, title, rows, top + PAD // 2)


def _answers(question: Question, not_sure: str) -> Iterator[tuple[str, str]]:
    for answer in question.answers:
        yield answer.id, " ".join([answer.label, "; ".join(answer.any_of)]).strip()
    yield NOT_SURE, not_sure


def ending_lines(title: str) -> list[str]:
    """Return the title of an ending, cut into the lines that fit."""
    return _wrap(title, ENDING_CHARACTERS)


def _wrap(text: str, characters: int) -> list[str]:
    return textwrap.wrap(text, characters, max_lines=MOST_LINES, placeholder=" …") or [""]


def _layers(model: Tree) -> dict[str, int]:
    """Return the column of each question: one right of the last question that leads to it."""
    order = search(model).order[::-1]
    layers = dict.fromkeys(order, 0)
    for name in order:
        for edge in edges(name, model.questions[name]):
            if edge.next in layers:
                layers[edge.next] = max(layers[edge.next], layers[name] + 1)
    return layers


Chain = tuple[str, str, str, tuple[str, ...]]
"""Question, answer, question it leads to, and the lanes on the way."""


def _columns(model: Tree, layers: Mapping[str, int]) -> tuple[list[list[str]], list[Chain]]:
    """Return the boxes and lanes of each column, from top to bottom, and the chains they form."""
    chains = list(_chains(model, layers))
    column_of = dict(layers)
    links: list[tuple[str, str]] = []
    for question, _, to, lanes in chains:
        for lane in lanes:
            column_of[lane] = int(lane.rpartition("@")[2])
        links += zip((question, *lanes), (*lanes, to), strict=True)
    names = list(column_of)
    number = {name: index for index, name in enumerate(names)}
    graph = igraph.Graph(len(names), [(number[a], number[b]) for a, b in links], directed=True)
    layout = graph.layout_sugiyama(layers=[column_of[name] for name in names], maxiter=200)
    columns: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for name, spot in zip(names, layout.coords, strict=False):
        columns[column_of[name]].append((spot[0], name))
    return [[name for _, name in sorted(columns[column])] for column in sorted(columns)], chains


def _chains(model: Tree, layers: Mapping[str, int]) -> Iterator[Chain]:
    """Yield the answers that go on, each with a lane through every column that it passes."""
    for name in layers:
        for edge in edges(name, model.questions[name]):
            if edge.next in layers:
                passed = range(layers[name] + 1, layers[edge.next])
                lanes = tuple(f"{name}.{edge.answer}@{column}" for column in passed)
                yield name, edge.answer, edge.next, lanes


def _place(
    columns: Iterable[list[str]], boxes: Mapping[str, Box], chains: Iterable[Chain]
) -> dict[str, int]:
    """Give each box its place, near the answers that lead to it; return the height of each lane."""
    before: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for question, answer, to, passed in chains:
        for left, right in zip((question, *passed), (*passed, to), strict=True):
            before[right].append((left, answer))
    lanes: dict[str, int] = {}
    for column, names in enumerate(columns):
        heights = [boxes[name].height + APART if name in boxes else LANE for name in names]
        wishes = [
            [_leaves_at(boxes, lanes, left, answer) for left, answer in before[name]]
            for name in names
        ]
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


def _curve(boxes: Mapping[str, Box], lanes: Mapping[str, int], chain: Chain) -> Curve:
    question, answer, to, passed = chain
    start = boxes[question]
    y = _leaves_at(boxes, lanes, question, answer)
    points = [(start.x + BOX, y), (start.x + BOX + PAD + ENDING, y)]
    for lane in passed:
        x = PAD + int(lane.rpartition("@")[2]) * COLUMN
        points += [(x, lanes[lane]), (x + BOX + PAD + ENDING, lanes[lane])]
    points.append((boxes[to].x, boxes[to].y + PAD + LINE // 2))
    return Curve(question, answer, to, tuple(points))


def plain(drawing: Drawing, model: Tree) -> dict[str, Any]:
    """Return a drawing as plain values for its template; each part counts from its own corner.

    Parts that count from a corner repeat the same few numbers, so they pack small.
    """
    boxes = [
        {
            "x": box.x,
            "y": box.y,
            "height": box.height,
            "title": box.title,
            "rows": [_plain_row(row, model) for row in box.rows],
        }
        for box in drawing.boxes
    ]
    return {
        "boxes": boxes,
        "curves": [curve.path for curve in drawing.curves],
        "width": drawing.width,
        "height": drawing.height,
        "box": BOX,
        "ending": ENDING,
        "pad": PAD,
        "line": LINE,
    }


def _plain_row(row: Row, model: Tree) -> dict[str, Any]:
    ending = None
    if row.ends:
        outcome = model.outcomes[row.next]
        ending = {"level": outcome.level.value, "title": ending_lines(outcome.title)}
    return {"y": row.top, "lines": row.lines, "ending": ending}
