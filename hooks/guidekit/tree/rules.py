"""The check's tree: its rules as code, and every path through it.

The rules guard against harm by wording or routing, not by medical fact: worst
first, an unsure reader is never sent lower, and everything ends in advice.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from guidekit.reading import fit
from guidekit.reading.problems import ContentError, Problem, did_you_mean
from guidekit.reading.yamlfile import Document, Place
from guidekit.shapes.tree import Answer, Level, Question, QuestionKind, RedFlag, Tree

NOT_SURE = "not_sure"
NO_WHY_NEEDED = frozenset({"none", "other"})


class Edge(NamedTuple):
    """One answer of one question."""

    question: str
    answer: str
    next: str
    why: str | None
    place: Place


class Step(NamedTuple):
    """One answer on a path."""

    question: str
    answer: str
    to: str


def load(document: Document) -> Tree:
    """Return the tree of a document, every rule kept.

    Raises:
        ContentError: The data has the wrong shape, or the tree breaks a rule.
    """
    model = fit.fit(document, Tree)
    if found := problems(document, model):
        raise ContentError(found)
    return model


def problems(document: Document, model: Tree) -> list[Problem]:
    """Return what breaks the rules: links first, since the other rules follow them."""
    checks = (_links, _shape, _advice)
    return next((found for check in checks if (found := list(check(document, model)))), [])


def edges(question_id: str, question: Question) -> Iterator[Edge]:
    """Yield the answers of a question, "not sure" last."""
    place: Place = ("questions", question_id)
    for index, answer in enumerate(question.answers):
        yield Edge(question_id, answer.id, answer.next, answer.why, (*place, "answers", index))
    unsure = question.not_sure
    yield Edge(question_id, NOT_SURE, unsure.next, unsure.why, (*place, "not_sure"))


def all_edges(model: Tree) -> Iterator[Edge]:
    """Yield every answer of every question."""
    for question_id, question in model.questions.items():
        yield from edges(question_id, question)


def edges_into(model: Tree) -> dict[str, list[Edge]]:
    """Return the answers that lead to each node, in the order of the questions."""
    found: dict[str, list[Edge]] = {node: [] for node in (*model.questions, *model.outcomes)}
    for edge in all_edges(model):
        found[edge.next].append(edge)
    return found


def paths(model: Tree, start: str | None = None) -> Iterator[tuple[Step, ...]]:
    """Yield every way from the start, or from a question, to an outcome.

    The tree must have passed `load`: a loop would never end.
    """
    node = start or model.start
    for edge in edges(node, model.questions[node]):
        step = Step(edge.question, edge.answer, edge.next)
        if edge.next in model.outcomes:
            yield (step,)
        else:
            for rest in paths(model, edge.next):
                yield (step, *rest)


def label(path: tuple[Step, ...]) -> str:
    """Return a path as text: `signs=none/rest=other`."""
    return "/".join(f"{step.question}={step.answer}" for step in path)


class Reach(NamedTuple):
    """What lies below a node: lowest and highest care level, and the longest way there."""

    low: int
    high: int
    depth: int


def reach(model: Tree) -> dict[str, Reach]:
    """Return what lies below each node of a tree without loops, each node seen once."""
    found = {key: Reach(o.level.rank, o.level.rank, 0) for key, o in model.outcomes.items()}
    for node in search(model).order:
        below = [found[edge.next] for edge in edges(node, model.questions[node])]
        found[node] = Reach(
            min(b.low for b in below), max(b.high for b in below), 1 + max(b.depth for b in below)
        )
    return found


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
    return (e.next for e in edges(node, model.questions[node]) if e.next in model.questions)


def longest(model: Tree) -> tuple[Step, ...]:
    """Return one of the longest ways from the start, without listing all of them."""
    found = reach(model)
    node, path = model.start, []
    while node in model.questions:
        edge = max(edges(node, model.questions[node]), key=lambda edge: found[edge.next].depth)
        path.append(Step(edge.question, edge.answer, edge.next))
        node = edge.next
    return tuple(path)


def _links(document: Document, model: Tree) -> Iterator[Problem]:
    nodes = {*model.questions, *model.outcomes}
    for twice in model.questions.keys() & model.outcomes.keys():
        yield document.problem(
            ("outcomes", twice),
            f"'{twice}' is a question and an outcome",
            "give one of them another id",
        )
    if model.start not in model.questions:
        yield document.problem(
            ("start",),
            f"the tree starts at '{model.start}', which is no question",
            did_you_mean(model.start, model.questions),
        )
    for edge in all_edges(model):
        if edge.next not in nodes:
            where = f"answer '{edge.answer}' of '{edge.question}'"
            message = f"{where} leads to '{edge.next}', which does not exist"
            yield document.problem((*edge.place, "next"), message, did_you_mean(edge.next, nodes))
    for question_id, question in model.questions.items():
        yield from _answer_ids(document, question_id, question)


def _answer_ids(document: Document, question_id: str, question: Question) -> Iterator[Problem]:
    seen: set[str] = {NOT_SURE}
    for index, answer in enumerate(question.answers):
        if answer.id in seen:
            place = ("questions", question_id, "answers", index, "id")
            yield document.problem(
                place,
                f"question '{question_id}' has two answers '{answer.id}'",
                "give each its own id",
            )
        seen.add(answer.id)


def _shape(document: Document, model: Tree) -> Iterator[Problem]:
    if loop := search(model).loop:
        names = " -> ".join(loop)
        yield document.problem(
            ("questions", loop[0]),
            f"these questions lead round in a circle: {names}",
            "let one of them lead to an outcome",
        )
        return
    yield from _orphans(document, model)
    path = longest(model)
    if len(path) > model.max_questions_on_a_path:
        count = f"{len(path)} questions stand on one path ({label(path)})"
        message = f"{count}; the most is {model.max_questions_on_a_path}"
        yield document.problem(
            ("max_questions_on_a_path",), message, "join two questions, or end earlier"
        )


def _orphans(document: Document, model: Tree) -> Iterator[Problem]:
    reached = {model.start}
    queue = [model.start]
    while queue:
        question = model.questions.get(queue.pop())
        new = {e.next for e in edges("", question)} - reached if question else set()
        reached |= new
        queue.extend(new)
    for part, nodes in (("questions", model.questions), ("outcomes", model.outcomes)):
        for node in nodes.keys() - reached:
            yield document.problem(
                (part, node),
                f"no answer leads to '{node}'",
                "let an answer lead there, or take it out",
            )


def _advice(document: Document, model: Tree) -> Iterator[Problem]:
    floors = {key: found.low for key, found in reach(model).items()}
    for question_id, question in model.questions.items():
        yield from _not_sure(document, question_id, question, floors, model)
        if question.kind is QuestionKind.CHECK:
            yield from _worst_first(document, question_id, question, model)
        yield from _reasons(document, question_id, question, model)
    yield from _outcomes(document, model)


def _not_sure(
    document: Document, question_id: str, question: Question, floors: dict[str, int], model: Tree
) -> Iterator[Problem]:
    """Check that "not sure" never costs care (tree design, rule 2)."""
    target = question.not_sure.next
    if question.kind is QuestionKind.CHECK:
        needed = min(Level.URGENT.rank, max(floors[a.next] for a in question.answers))
        kept = floors[target] >= needed
    else:
        needed = Level.APPOINTMENT.rank
        opens = model.questions.get(target)
        kept = floors[target] >= needed or (opens is not None and opens.kind is QuestionKind.CHECK)
    if not kept:
        level = list(reversed(Level))[needed]
        message = f"'not sure' on '{question_id}' can end below {level}"
        yield document.problem(
            ("questions", question_id, "not_sure"),
            message,
            f"let it lead to {level} advice or above",
        )


def _worst_first(
    document: Document, question_id: str, question: Question, model: Tree
) -> Iterator[Problem]:
    ending = [
        (i, a, model.outcomes[a.next].level)
        for i, a in enumerate(question.answers)
        if a.next in model.outcomes
    ]
    for (_, _, before), (index, answer, level) in pairwise(ending):
        if level.rank > before.rank:
            where = f"answer '{answer.id}' of '{question_id}'"
            message = f"{where} is more urgent ({level}) than one above it ({before})"
            yield document.problem(
                ("questions", question_id, "answers", index), message, "put the worst first"
            )


def _reasons(
    document: Document, question_id: str, question: Question, model: Tree
) -> Iterator[Problem]:
    for index, answer in enumerate(question.answers):
        if answer.next not in model.outcomes:
            continue
        place = ("questions", question_id, "answers", index)
        yield from _reason_of(document, place, answer)
    if question.not_sure.next in model.outcomes and not question.not_sure.why:
        yield document.problem(
            ("questions", question_id, "not_sure"),
            "'not sure' ends here but has no 'why'",
            "add why: with one sentence",
        )


def _reason_of(document: Document, place: Place, answer: Answer) -> Iterator[Problem]:
    if not answer.why:
        yield document.problem(
            place, f"answer '{answer.id}' ends here but has no 'why'", "add why: with one sentence"
        )
    if not answer.sources and answer.id not in NO_WHY_NEEDED:
        yield document.problem(
            place,
            f"answer '{answer.id}' ends here but has no 'sources'",
            "add sources: with keys of sources.yml",
        )


def _outcomes(document: Document, model: Tree) -> Iterator[Problem]:
    for key, outcome in model.outcomes.items():
        emergency = outcome.level is Level.EMERGENCY
        if emergency and outcome.pages:
            yield document.problem(
                ("outcomes", key, "pages"),
                f"the emergency outcome '{key}' links to pages to read",
                "take 'pages' out; help comes first",
            )
        if not emergency and not outcome.sooner:
            yield document.problem(
                ("outcomes", key),
                f"outcome '{key}' does not say when to get help sooner",
                "add sooner: with keys of red-flags.yml",
            )
    told = {outcome.level for outcome in model.outcomes.values()}
    for level in Level:
        if level not in told:
            yield document.problem(
                ("outcomes",),
                f"no outcome has the level '{level}'",
                "a check tells all four levels",
            )


def sign_levels(document: Document, model: Tree, signs: Mapping[str, RedFlag]) -> Iterator[Problem]:
    """Yield where the tree and the pages would tell two levels for one warning sign."""
    for name, question in model.questions.items():
        for index, answer in enumerate(question.answers):
            end = model.outcomes.get(answer.next)
            for number, key in enumerate(answer.flags if end else ()):
                if end and key in signs and end.level.rank < signs[key].level.rank:
                    place = ("questions", name, "answers", index, "flags", number)
                    sign = f"the warning sign '{key}' is {signs[key].level}"
                    message = f"{sign}, but answer '{answer.id}' ends in {end.level}"
                    yield document.problem(place, message, "let both say the more urgent level")
    yield from _sooner_levels(document, model, signs)


def _sooner_levels(
    document: Document, model: Tree, signs: Mapping[str, RedFlag]
) -> Iterator[Problem]:
    for name, outcome in model.outcomes.items():
        for index, key in enumerate(outcome.sooner):
            if key in signs and signs[key].level.rank <= outcome.level.rank:
                message = f"'{key}' is {signs[key].level}, no sooner than '{name}' itself"
                fix = "name a more urgent warning sign, or take it out"
                yield document.problem(("outcomes", name, "sooner", index), message, fix)
