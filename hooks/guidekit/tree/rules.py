"""The rules of the check's tree.

They guard against harm by wording or routing, not by medical fact: worst first,
an unsure reader is never sent lower, and everything ends in advice.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from guidekit.reading import fit
from guidekit.reading.problems import ContentError, Problem, did_you_mean
from guidekit.reading.yamlfile import Document, Place
from guidekit.shapes.tree import Level, QuestionKind, RedFlag, Tree
from guidekit.shapes.words import Term
from guidekit.tree.walk import NOT_SURE, all_edges, edges, fold, label, longest, search

NO_SOURCES_NEEDED = frozenset({"none", "other", NOT_SURE})

Broken = tuple[Place, str, str]
"""Where a rule is broken, what is wrong there, and what to write instead."""


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
    for rules in _RULES:
        if found := [document.problem(*broken) for rule in rules for broken in rule(model)]:
            return found
    return []


def _links(model: Tree) -> Iterator[Broken]:
    nodes = {*model.questions, *model.outcomes}
    for twice in model.questions.keys() & model.outcomes.keys():
        message = f"'{twice}' is a question and an outcome"
        yield ("outcomes", twice), message, "give one of them another id"
    if model.start not in model.questions:
        message = f"the tree starts at '{model.start}', which is no question"
        yield ("start",), message, did_you_mean(model.start, model.questions)
    for edge in all_edges(model):
        if edge.next not in nodes:
            where = f"answer '{edge.answer}' of '{edge.question}'"
            message = f"{where} leads to '{edge.next}', which does not exist"
            yield (*edge.place, "next"), message, did_you_mean(edge.next, nodes)


def _answer_ids(model: Tree) -> Iterator[Broken]:
    for name, question in model.questions.items():
        seen = {NOT_SURE}
        for index, answer in enumerate(question.answers):
            if answer.id in seen:
                message = f"question '{name}' has two answers '{answer.id}'"
                yield ("questions", name, "answers", index, "id"), message, "give each its own id"
            seen.add(answer.id)


def _loops(model: Tree) -> Iterator[Broken]:
    if loop := search(model).loop:
        message = f"these questions lead round in a circle: {' -> '.join(loop)}"
        yield ("questions", loop[0]), message, "let one of them lead to an outcome"


def _length(model: Tree) -> Iterator[Broken]:
    path, most = longest(model), model.max_questions_on_a_path
    if len(path) > most:
        message = f"{len(path)} questions stand on one path ({label(path)}); the most is {most}"
        yield ("max_questions_on_a_path",), message, "join two questions, or end earlier"


def _orphans(model: Tree) -> Iterator[Broken]:
    reached, queue = {model.start}, [model.start]
    while queue:
        below = {edge.next for edge in edges(model, queue.pop())} - reached
        reached |= below
        queue += below & model.questions.keys()
    for part, nodes in (("questions", model.questions), ("outcomes", model.outcomes)):
        for node in nodes.keys() - reached:
            message = f"no answer leads to '{node}'"
            yield (part, node), message, "let an answer lead there, or take it out"


def _not_sure(model: Tree) -> Iterator[Broken]:
    """Check that "not sure" never costs care (tree design, rule 2)."""
    floors = fold(model, {key: end.level.rank for key, end in model.outcomes.items()}, min)
    for name, question in model.questions.items():
        target = question.not_sure.next
        if question.kind is QuestionKind.CHECK:
            needed = min(Level.URGENT.rank, max(floors[a.next] for a in question.answers))
            opens = None
        else:
            needed = Level.APPOINTMENT.rank
            opens = model.questions.get(target)
        if floors[target] < needed and not (opens and opens.kind is QuestionKind.CHECK):
            level = list(reversed(Level))[needed]
            message = f"'not sure' on '{name}' can end below {level}"
            yield ("questions", name, NOT_SURE), message, f"let it lead to {level} advice or above"


def _worst_first(model: Tree) -> Iterator[Broken]:
    for name, question in model.questions.items():
        ending = [edge for edge in edges(model, name) if edge.given and edge.next in model.outcomes]
        for above, edge in pairwise(ending if question.kind is QuestionKind.CHECK else ()):
            before, level = (model.outcomes[one.next].level for one in (above, edge))
            if level.rank > before.rank:
                where = f"answer '{edge.answer}' of '{name}'"
                message = f"{where} is more urgent ({level}) than one above it ({before})"
                yield edge.place, message, "put the worst first"


def _reasons(model: Tree) -> Iterator[Broken]:
    for edge in all_edges(model):
        if edge.next in model.outcomes:
            ends = f"answer '{edge.answer}' ends" if edge.given else "'not sure' ends"
            if not edge.why:
                yield edge.place, f"{ends} here but has no 'why'", "add why: with one sentence"
            if edge.given and not edge.given.sources and edge.answer not in NO_SOURCES_NEEDED:
                fix = "add sources: with keys of sources.yml"
                yield edge.place, f"{ends} here but has no 'sources'", fix


def _groups(model: Tree) -> Iterator[Broken]:
    for name, question in model.questions.items():
        first, *others = question.answers
        if any(other.group for other in others) and not first.group:
            message = f"'{name}' has groups, but its first answer '{first.id}' stands in none"
            yield ("questions", name, "answers", 0), message, "give the first answer a group: too"


def _times(model: Tree) -> Iterator[Broken]:
    """Check that an ending for today has a second way to help, and a visit its time."""
    for key, outcome in model.outcomes.items():
        if outcome.level is Level.URGENT and not outcome.unseen:
            message = f"urgent outcome '{key}' does not say what to do if nobody can see you"
            yield ("outcomes", key), message, "add unseen: with where to go then"
        if outcome.level is Level.APPOINTMENT and not outcome.within:
            message = f"outcome '{key}' books a visit, but does not say by when"
            yield ("outcomes", key), message, "add within: with a time, such as within 2 weeks"


def _outcomes(model: Tree) -> Iterator[Broken]:
    for key, outcome in model.outcomes.items():
        emergency = outcome.level is Level.EMERGENCY
        if emergency and outcome.pages:
            message = f"the emergency outcome '{key}' links to pages to read"
            yield ("outcomes", key, "pages"), message, "take 'pages' out; help comes first"
        if not emergency and not outcome.sooner:
            message = f"outcome '{key}' does not say when to get help sooner"
            yield ("outcomes", key), message, "add sooner: with keys of red-flags.yml"
    for level in set(Level) - {outcome.level for outcome in model.outcomes.values()}:
        message = f"no outcome has the level '{level}'"
        yield ("outcomes",), message, "a check tells all four levels"


_RULES = (
    (_links, _answer_ids),
    (_loops,),
    (_orphans, _length),
    (_not_sure, _worst_first, _reasons, _outcomes, _groups, _times),
)
"""Rules, each group for trees that keep those before it."""


def medicines(document: Document, model: Tree, terms: Iterable[Term]) -> Iterator[Problem]:
    """Yield the answers that name a group of medicines of which no glossary entry tells."""
    known = {word.casefold() for term in terms for word in _names(term)}
    groups = (group.casefold() for group in model.medicine_groups)
    unknown = [group for group in groups if not {group, f"{group}s"} & known]
    for edge in all_edges(model):
        words = edge.words("").casefold()
        for group in unknown:
            if re.search(rf"\b{re.escape(group)}s?\b", words):
                message = f"answer '{edge.answer}' names '{group}', which is not in the glossary"
                fix = "add an entry to glossary.yml, or name the medicine in other words"
                yield document.problem(edge.place, message, fix)


def _names(term: Term) -> tuple[str, ...]:
    return (term.everyday, term.clinical or "", *term.uk, *term.us, *term.other)


def sign_levels(document: Document, model: Tree, signs: Mapping[str, RedFlag]) -> Iterator[Problem]:
    """Yield where the tree and the pages would tell two levels for one warning sign."""
    for rule in (_flags, _sooner):
        yield from (document.problem(*broken) for broken in rule(model, signs))


def _flags(model: Tree, signs: Mapping[str, RedFlag]) -> Iterator[Broken]:
    for edge in all_edges(model):
        end = model.outcomes.get(edge.next)
        for number, key in enumerate(edge.given.flags if end and edge.given else ()):
            if end and key in signs and end.level.rank < signs[key].level.rank:
                sign = f"the warning sign '{key}' is {signs[key].level}"
                message = f"{sign}, but answer '{edge.answer}' ends in {end.level}"
                yield (*edge.place, "flags", number), message, "let both say the more urgent level"


def _sooner(model: Tree, signs: Mapping[str, RedFlag]) -> Iterator[Broken]:
    for name, outcome in model.outcomes.items():
        for index, key in enumerate(outcome.sooner):
            if key in signs and signs[key].level.rank <= outcome.level.rank:
                message = f"'{key}' is {signs[key].level}, no sooner than '{name}' itself"
                fix = "name a more urgent warning sign, or take it out"
                yield ("outcomes", name, "sooner", index), message, fix
