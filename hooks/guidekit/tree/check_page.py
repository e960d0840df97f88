"""What the check page and its map show, from the tree: values for their templates, and files."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import rjsmin  # type: ignore[import-untyped]  # it brings no types

from guidekit.reading.data import Data
from guidekit.reading.front_matter import Page
from guidekit.reading.register import listed_at, main_keys
from guidekit.shapes.tree import Level, Outcome, RedFlag, Tree
from guidekit.tree import fhir, table, walk
from guidekit.tree.walk import Edge

TABLE, QUESTIONNAIRE = "check/paths.csv", "check/questionnaire.json"
FILES = (TABLE, QUESTIONNAIRE)
"""What is published beside the pages of the check."""

SCRIPT = "assets/js/check.js"
WORDS_MARK = "{/* words */}"
SCRIPT_WORDS = (
    *("result", "answers", "before", "change", "kept", "unknown", "old_link"),
    *("print", "copy", "copied", "copy_self", "share", "share_note", "copy_link"),
    *("sheet", "sheet_name", "sheet_born", "sheet_date", "sheet_version", "denied", "medicines"),
)
"""Labels, without `check_`, that the script shows."""


def check(data: Data) -> dict[str, Any]:
    """Return the context of the check page."""
    tree, signs = data.decision_tree, data.red_flags.red_flags
    reasons = {
        key: _reasons(tree.outcomes[key], into) for key, into in _into_outcomes(tree).items()
    }
    return {
        **_shared(data),
        "endings": {
            key: {
                "reasons": [{"why": why, "steps": steps} for why, steps in found],
                "sooner": _sooner(tree.outcomes[key], signs),
            }
            for key, found in reasons.items()
        },
        "repeats": _repeats(reasons.values()),
        "emergency": data.emergency,
    }


def tree_map(data: Data) -> dict[str, Any]:
    """Return the context of the map: the counts, and what each ending rests on."""
    tree = data.decision_tree
    paths = walk.count(tree)
    return {
        **_shared(data),
        "grounds": {key: list(_grounds(data, into)) for key, into in _into_outcomes(tree).items()},
        "paths": paths,
        "listed": paths <= table.MOST_PATHS,
    }


def _shared(data: Data) -> dict[str, Any]:
    """Return what the check page and its map have in common."""
    return {
        "tree": data.decision_tree,
        "levels": {level.id: level for level in data.care_levels.levels},
    }


def files(data: Data, pages: Iterable[Page], *, site: str) -> dict[str, str]:
    """Return the text of each published file; a table without end is left out."""
    labels = data.labels.labels
    resource = fhir.questionnaire(
        data.decision_tree,
        address=f"{site}{QUESTIONNAIRE}",
        labels=labels,
        level_words={level.id: level.word for level in data.care_levels.levels},
        day=max(page.meta.checked for page in pages if page.meta.checked),
    )
    found = {QUESTIONNAIRE: json.dumps(resource, indent=1, ensure_ascii=False) + "\n"}
    works = {key: f"{one.body}: {one.title}" for key, one in data.sources.sources.items()}
    paths = table.published(data.decision_tree, labels["not_sure"], works)
    return found if paths is None else {TABLE: paths, **found}


def script(source: str, data: Data) -> str:
    """Return the check's script with its words in it and no comments, so that pages stay small."""
    labels = data.labels.labels
    words = {name: labels[f"check_{name}"] for name in SCRIPT_WORDS}
    words |= {name: labels[name] for name in ("what_to_do", "why")}
    words |= {
        "again": labels["start_again"],
        "question": labels["check_question"].format(
            n="{n}", most=data.decision_tree.max_questions_on_a_path
        ),
        "version": data.decision_tree.version,
    }
    return str(rjsmin.jsmin(source.replace(WORDS_MARK, json.dumps(words, ensure_ascii=False))))


def _into_outcomes(tree: Tree) -> dict[str, list[Edge]]:
    """Return the answers that lead to each outcome, in the order of the page."""
    return {node: into for node, into in walk.edges_into(tree).items() if node in tree.outcomes}


Reasons = dict[tuple[str, tuple[str, ...]], list[str]]
"""Each reason for an ending with its steps, and the answers that give it."""


def _reasons(outcome: Outcome, into: Iterable[Edge]) -> Reasons:
    found: Reasons = {}
    for edge in into:
        reason = (edge.why or "", outcome.steps_for.get(edge.answer, ()))
        found.setdefault(reason, []).append(f"{edge.question}.{edge.answer}")
    return found


def _repeats(endings: Iterable[Reasons]) -> dict[str, int]:
    """Return which reason of its ending an answer gives, where that is not the next new one.

    The page lists the reasons in the order of the answers, so most answers need no mark.
    """
    return {
        answer: number
        for reasons in endings
        for number, answers in enumerate(reasons.values())
        for answer in answers[1:]
    }


def _sooner(outcome: Outcome, signs: Mapping[str, RedFlag]) -> list[tuple[Level, list[str]]]:
    """Return the signs that call for faster help by level, the most urgent first."""
    found = sorted((signs[key] for key in outcome.sooner), key=lambda sign: -sign.level.rank)
    return [
        (level, [sign.sign for sign in group])
        for level, group in groupby(found, key=lambda sign: sign.level)
    ]


def _grounds(data: Data, into: Iterable[Edge]) -> Iterator[dict[str, Any]]:
    """Yield each reason for an ending, the answers that give it, and the works behind them."""
    register, not_sure = data.sources.sources, data.labels.labels["not_sure"]
    keys = main_keys(register)
    found: dict[str, dict[str, dict[str, None]]] = {}
    for edge in into:
        ground = found.setdefault(edge.why or not_sure, {"answers": {}, "keys": {}})
        ground["answers"][edge.label(not_sure).rstrip(":")] = None
        ground["keys"] |= dict.fromkeys(keys[k] for k in (edge.given.sources if edge.given else ()))
    for why, ground in found.items():
        works = [
            (listed_at(key, register[key]), register[key].body.partition(" (")[0])
            for key in ground["keys"]
        ]
        yield {"why": why, "answers": list(ground["answers"]), "works": works}
