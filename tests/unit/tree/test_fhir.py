"""The tree as FHIR: the models package accepts it, and every way ends where the tree does."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from guidekit.reading import data
from guidekit.shapes.tree import Level
from guidekit.tree import fhir, walk

if TYPE_CHECKING:
    from guidekit.shapes.tree import Tree

ROOT = Path(__file__).parents[3]
Answers = dict[str, str]


@pytest.fixture(scope="module")
def known() -> data.Data:
    return data.load_folder(ROOT / "docs/_data")


@pytest.fixture(scope="module")
def resource(known: data.Data) -> dict[str, Any]:
    made = fhir.questionnaire(
        known.decision_tree,
        address="https://example.org/check/questionnaire.json",
        labels=known.labels.labels,
        level_words={level.id.value: level.word for level in known.care_levels.levels},
        day=date(2026, 11, 21),
    )
    return dict(json.loads(json.dumps(made)))


def shown(resource: dict[str, Any], answers: Answers) -> set[str]:
    """Return the items that software would show after these answers, as FHIR R4 says."""

    def holds(condition: dict[str, Any]) -> bool:
        return bool(answers.get(condition["question"]) == condition["answerCoding"]["code"])

    def enabled(item: dict[str, Any]) -> bool:
        conditions = [holds(condition) for condition in item.get("enableWhen", [])]
        together = any if item.get("enableBehavior", "any") == "any" else all
        return together(conditions) if conditions else True

    return {item["linkId"] for item in resource["item"] if enabled(item)}


def test_the_models_package_accepts_it(resource: dict[str, Any]) -> None:
    from fhir.resources.R4B.questionnaire import Questionnaire

    made = Questionnaire.model_validate(resource)
    assert made.status == "draft"
    assert len(made.item or []) == len(resource["item"])


def test_the_models_package_would_refuse_a_fault(resource: dict[str, Any]) -> None:
    from fhir.resources.R4B.questionnaire import Questionnaire
    from pydantic import ValidationError

    item = {key: value for key, value in resource["item"][0].items() if key != "linkId"}
    with pytest.raises(ValidationError):
        Questionnaire.model_validate({**resource, "item": [item]})


def test_every_path_ends_where_the_tree_does(known: data.Data, resource: dict[str, Any]) -> None:
    model: Tree = known.decision_tree
    for path in walk.paths(model):
        answers: Answers = {}
        for step in path:
            before = shown(resource, answers)
            assert step.question in before, walk.label(path)
            assert not before & model.outcomes.keys(), walk.label(path)
            answers[step.question] = step.answer
        assert shown(resource, answers) & model.outcomes.keys() == {path[-1].next}, walk.label(path)


def test_nothing_but_the_first_question_is_asked_at_first(
    known: data.Data, resource: dict[str, Any]
) -> None:
    assert shown(resource, {}) == {known.decision_tree.start}


def test_every_answer_and_level_is_worded(known: data.Data, resource: dict[str, Any]) -> None:
    items = {item["linkId"]: item for item in resource["item"]}
    for edge in walk.all_edges(known.decision_tree):
        codes = {o["valueCoding"]["code"] for o in items[edge.question]["answerOption"]}
        assert edge.answer in codes
    words = {level.id: level.word for level in known.care_levels.levels}
    for name, outcome in known.decision_tree.outcomes.items():
        assert items[name]["text"].startswith(f"{words[Level(outcome.level)]}: {outcome.title}")
