"""The tree as a FHIR R4 Questionnaire, for health software to read and to test."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from guidekit.shapes.tree import Tree
from guidekit.tree.walk import Edge, edges, edges_into


def questionnaire(
    model: Tree,
    *,
    address: str,
    labels: Mapping[str, str],
    level_words: Mapping[str, str],
    day: date,
) -> dict[str, Any]:
    """Return the tree as the JSON of one Questionnaire.

    A question is asked, and an ending shown, when any answer that leads to it was given.

    Args:
        model: The tree.
        address: Where the Questionnaire is published; it names the answers too.
        labels: The words of the page's layout.
        level_words: The word for each care level.
        day: Day on which the tree was last checked.
    """
    return {
        "resourceType": "Questionnaire",
        "id": model.id,
        "url": address,
        "version": model.version,
        "name": "".join(part.title() for part in model.id.replace("_", "-").split("-")),
        "title": labels["check_title"],
        "status": "draft",
        "experimental": True,
        "subjectType": ["Patient"],
        "date": day.isoformat(),
        "description": " ".join([model.who, *model.rules]),
        "item": [
            *_questions(model, address, labels["not_sure"]),
            *_endings(model, address, level_words),
        ],
    }


def _questions(model: Tree, address: str, not_sure: str) -> Iterator[dict[str, Any]]:
    into = edges_into(model)
    for name, question in model.questions.items():
        yield {
            "linkId": name,
            "text": question.title,
            "type": "choice",
            "required": False,
            **_when(into[name], address),
            "answerOption": [
                {"valueCoding": {**_coding(address, edge), "display": edge.words(not_sure)}}
                for edge in edges(model, name)
            ],
            **({"item": [_display(f"{name}.hint", question.hint)]} if question.hint else {}),
        }


def _endings(model: Tree, address: str, level_words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    into = edges_into(model)
    for name, outcome in model.outcomes.items():
        text = f"{level_words[outcome.level]}: {outcome.title}. {' '.join(outcome.do)}"
        yield {**_display(name, text), **_when(into[name], address)}


def _display(link_id: str, text: str) -> dict[str, Any]:
    return {"linkId": link_id, "text": text, "type": "display"}


def _coding(address: str, edge: Edge) -> dict[str, str]:
    return {"system": f"{address}#answers", "code": edge.answer}


def _when(into: Sequence[Edge], address: str) -> dict[str, Any]:
    """Return the condition under which a node is shown; the first question has none."""
    found = [
        {"question": edge.question, "operator": "=", "answerCoding": _coding(address, edge)}
        for edge in into
    ]
    several = {"enableBehavior": "any"} if len(found) > 1 else {}
    return {"enableWhen": found, **several} if found else {}
