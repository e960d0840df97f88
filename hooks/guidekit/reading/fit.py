"""Data against its shape: an instance, or problems worded for editors."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from guidekit.reading.problems import ContentError, Problem, did_you_mean
from guidekit.reading.yamlfile import Document, Place

ShapeT = TypeVar("ShapeT", bound="BaseModel")


def fit(document: Document, shape: type[ShapeT]) -> ShapeT:
    """Return the data of a document as an instance of its shape.

    Raises:
        ContentError: With one problem for each mistake.
    """
    if document.data is None:
        raise ContentError([document.problem((), "there is nothing here", _needs(shape))])
    if not isinstance(document.data, dict):
        message = "this holds no keys, so nothing can be read from it"
        raise ContentError([document.problem((), message, _needs(shape))])
    try:
        return shape.model_validate(document.data)
    except ValidationError as error:
        found = [_problem(document, shape, detail) for detail in error.errors(include_url=False)]
        raise ContentError(found) from error


def _needs(shape: type[BaseModel]) -> str:
    needed = [name for name, info in shape.model_fields.items() if info.is_required()]
    return f"write at least: {', '.join(f'{name}:' for name in needed)}"


def _problem(document: Document, shape: type[BaseModel], detail: ErrorDetails) -> Problem:
    place = tuple(part for part in detail["loc"] if part != "[key]")
    message, fix = _words(shape, place, detail)
    where = " in ".join(f"'{part}'" for part in reversed(_names(place[:-1])))
    told = f"{message} (in {where})" if where else message
    return document.problem(_named(document, place, message), told, fix)


def _named(document: Document, place: Place, message: str) -> Place:
    """Return the place of the first key that a message names, if it stands at a place."""
    keys = (found for found in re.findall(r"'(\w+)'", message))
    return next(((*place, key) for key in keys if (*place, key) in document.lines), place)


def _names(place: Place) -> list[str]:
    return [f"item {part + 1}" if isinstance(part, int) else part for part in place]


def _words(shape: type[BaseModel], place: Place, detail: ErrorDetails) -> tuple[str, str]:
    name = _names(place)[-1] if place else ""
    context: dict[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    if kind == "missing":
        return f"'{name}' is missing", f"add '{name}:'"
    if kind == "extra_forbidden":
        return f"'{name}' is not a known key", did_you_mean(name, _known_keys(shape, place[:-1]))
    if kind in {"enum", "literal_error"}:
        return (
            f"'{name}' is '{_short(detail['input'])}', which is not a choice",
            f"use {context['expected']}",
        )
    if kind == "rule":
        return context["message"], context["fix"]
    return _limit_words(name, kind, context, detail)


def _limit_words(
    name: str, kind: str, context: dict[str, Any], detail: ErrorDetails
) -> tuple[str, str]:
    given = _short(detail["input"])
    if kind == "string_too_long":
        return (
            f"'{name}' is {len(str(detail['input']))} characters long",
            f"use at most {context['max_length']}",
        )
    if kind == "form":
        message = f"'{name}' is '{given}', which has characters or a form that is not allowed here"
        return message, context["fix"]
    if kind in {"too_short", "string_too_short"}:
        return f"'{name}' is empty or too short", f"write at least {context['min_length']}"
    if kind == "too_long":
        return (
            f"'{name}' holds {context['actual_length']} items",
            f"use at most {context['max_length']}",
        )
    if kind.startswith(("greater_than", "less_than")):
        sign = "at least" if "greater" in kind else "at most"
        return f"'{name}' is {given}", f"use {sign} {context.get('ge', context.get('le'))}"
    fix = next(
        (text for start, text in _KINDS if kind.startswith(start)), "look at a neighbour that works"
    )
    return f"'{name}' is '{given}', which is not what belongs there", fix


_KINDS = (
    ("date", "write a day as 2026-11-21"),
    ("string", "write text, in double quotes"),
    ("tuple", "write a list: one '- item' a line"),
    ("dict", "write keys with values under it"),
    ("model", "write keys with values under it"),
    ("int", "write a whole number"),
    ("bool", "write true or false"),
)


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:37]}..."


def _known_keys(shape: type[BaseModel], place: Place) -> list[str]:
    """Return the keys allowed at a place, following the shape's annotations down."""
    for part in place:
        found = _shape_below(shape, part)
        if found is None:
            return []
        shape = found
    return [info.alias or name for name, info in shape.model_fields.items()]


def _shape_below(shape: type[BaseModel], part: str | int) -> type[BaseModel] | None:
    for name, info in shape.model_fields.items():
        if part in {name, info.alias}:
            return _Below(info.annotation).shape
    return shape  # an index, or a key of a mapping: the shape was reached one step before


class _Below:
    """The first shape inside an annotation such as `dict[Key, tuple[Answer, ...]]`."""

    def __init__(self, annotation: object) -> None:
        self.shape = self._find(annotation)

    def _find(self, annotation: object) -> type[BaseModel] | None:
        if hasattr(annotation, "model_fields"):
            return annotation  # type: ignore[return-value]
        for part in getattr(annotation, "__args__", ()):
            if found := self._find(part):
                return found
        return None
