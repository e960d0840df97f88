"""What the check page and its map show, from the tree: plain values for templates."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from guidekit.reading.data import Data
from guidekit.reading.front_matter import Page
from guidekit.reading.register import main_keys
from guidekit.shapes.tree import Answer, Outcome, RedFlag, Tree
from guidekit.tree import drawing, fhir
from guidekit.tree import table as path_table
from guidekit.tree.rules import Edge, edges_into

TABLE, QUESTIONNAIRE = "check/paths.csv", "check/questionnaire.json"
FILES = (TABLE, QUESTIONNAIRE)
"""What is published beside the pages of the check."""

SCRIPT = "assets/js/check.js"
WORDS_MARK = "{/* words */}"
SCRIPT_WORDS = (
    *("question", "result", "answers", "change", "kept", "unknown", "old_link"),
    *("print", "copy", "copied", "copy_self", "share", "share_note"),
    *("sheet", "sheet_date", "sheet_version", "denied", "medicines"),
)
"""Labels, without `check_`, that the script shows."""


def check(data: Data) -> dict[str, Any]:
    """Return the context of the check page."""
    tree, signs = data.decision_tree, data.red_flags.red_flags
    into = _into(tree)
    return {
        **shared(data),
        "endings": {key: _ending(tree.outcomes[key], into[key], signs) for key in into},
        "repeats": _repeats(tree, into),
        "emergency": data.emergency.model_dump(mode="json"),
    }


def shared(data: Data) -> dict[str, Any]:
    """Return what the check page and its map have in common."""
    tree = data.decision_tree
    levels = {level.id.value: level.model_dump(mode="json") for level in data.care_levels.levels}
    return {"tree": tree.model_dump(mode="json"), "levels": levels}


def tree_map(data: Data) -> dict[str, Any]:
    """Return the context of the map: the drawing, the counts, and what each ending rests on."""
    tree = data.decision_tree
    return {
        **shared(data),
        "grounds": {key: list(_grounds(data, into)) for key, into in _into(tree).items()},
        "drawing": drawing.plain(drawing.draw(tree, data.labels.labels["not_sure"]), tree),
        "paths": path_table.count(tree),
        "listed": path_table.count(tree) <= path_table.MOST_PATHS,
    }


def files(data: Data, pages: Iterable[Page], *, site: str) -> dict[str, str]:
    """Return the text of each published file; a table without end is left out."""
    tree, labels = data.decision_tree, data.labels.labels
    day = max(page.meta.checked for page in pages if page.meta.checked)
    resource = fhir.questionnaire(
        tree,
        address=f"{site}{QUESTIONNAIRE}",
        labels=labels,
        level_words={level.id.value: level.word for level in data.care_levels.levels},
        day=day,
    )
    found = {QUESTIONNAIRE: json.dumps(resource, indent=1, ensure_ascii=False) + "\n"}
    table = path_table.published(tree, labels["not_sure"])
    return found if table is None else {TABLE: table, **found}


def script(source: str, data: Data) -> str:
    """Return the check's script with its words in it, so that the page need not carry them."""
    labels = data.labels.labels
    words = {name: labels[f"check_{name}"] for name in SCRIPT_WORDS}
    words |= {name: labels[name] for name in ("what_to_do", "why")}
    words |= {
        "again": labels["start_again"],
        "disclaimer": data.disclosure.banner.check,
        "version": data.decision_tree.version,
    }
    return source.replace(WORDS_MARK, json.dumps(words, ensure_ascii=False))


Into = list[tuple["Edge", "Answer | None"]]
"""The answers that lead to an outcome, in the order of the page; "not sure" has no answer."""


def _into(tree: Tree) -> dict[str, Into]:
    answers = {(q, a.id): a for q, question in tree.questions.items() for a in question.answers}
    return {
        node: [(edge, answers.get((edge.question, edge.answer))) for edge in found]
        for node, found in edges_into(tree).items()
        if node in tree.outcomes
    }


def _ending(outcome: Outcome, into: Into, signs: Mapping[str, RedFlag]) -> dict[str, Any]:
    reasons = [{"why": why, "steps": steps} for why, steps in _reasons(outcome, into)]
    return {"reasons": reasons, "sooner": _sooner(outcome, signs)}


def _reasons(outcome: Outcome, into: Into) -> dict[tuple[str, tuple[str, ...]], list[str]]:
    """Return each reason for an ending with its steps, and the answers that give it."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for edge, _ in into:
        reason = (edge.why or "", outcome.steps_for.get(edge.answer, ()))
        found.setdefault(reason, []).append(f"{edge.question}.{edge.answer}")
    return found


def _repeats(tree: Tree, into: Mapping[str, Into]) -> dict[str, int]:
    """Return which reason of its ending an answer gives, where that is not the next new one.

    The page lists the reasons in the order of the answers, so most answers need no mark.
    """
    return {
        answer: number
        for key, outcome in tree.outcomes.items()
        for number, answers in enumerate(_reasons(outcome, into[key]).values())
        for answer in answers[1:]
    }


def _sooner(outcome: Outcome, signs: Mapping[str, RedFlag]) -> list[tuple[str, list[str]]]:
    """Return the signs that call for faster help by level, the most urgent first."""
    found = sorted((signs[key] for key in outcome.sooner), key=lambda sign: -sign.level.rank)
    return [
        (level.value, [sign.sign for sign in group])
        for level, group in groupby(found, key=lambda sign: sign.level)
    ]


def _grounds(data: Data, into: Into) -> Iterator[dict[str, Any]]:
    """Yield each reason for an ending, the answers that give it, and the works behind them."""
    register = data.sources.sources
    keys = main_keys(register)
    words = data.labels.labels["not_sure"]
    found: dict[str, dict[str, dict[str, None]]] = {}
    for edge, answer in into:
        ground = found.setdefault(edge.why or words, {"answers": {}, "keys": {}})
        ground["answers"][answer.label.rstrip(":") if answer else words] = None
        ground["keys"] |= dict.fromkeys(keys[one] for one in (answer.sources if answer else ()))
    for why, ground in found.items():
        works = [(key, register[key].body.partition(" (")[0]) for key in ground["keys"]]
        yield {"why": why, "answers": list(ground["answers"]), "works": works}
