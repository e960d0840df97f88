"""Data against its shape: an instance, or problems worded for editors."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from guidekit.reading.problems import ContentError, Problem, did_you_mean
from guidekit.reading.yamlfile import Document, Place

ShapeT = TypeVar("ShapeT", bound=BaseModel)

_KEYS = "write keys with values under it"
_SHORT = ("'{name}' is empty or too short", "write at least {min_length}")
_ODD = "'{name}' is '{given}', which is not what belongs there"
_NO_CHOICE = ("'{name}' is '{given}', which is not a choice", "use {expected}")
_WORDS = {
    "missing": ("'{name}' is missing", "add '{name}:'"),
    "rule": ("{message}", "{fix}"),
    "form": (
        "'{name}' is '{given}', which has characters or a form that is not allowed here",
        "{fix}",
    ),
    "enum": _NO_CHOICE,
    "literal_error": _NO_CHOICE,
    "too_short": _SHORT,
    "string_too_short": _SHORT,
    "string_too_long": ("'{name}' is {characters} characters long", "use at most {max_length}"),
    "too_long": ("'{name}' holds {actual_length} items", "use at most {max_length}"),
    "greater_than_equal": ("'{name}' is {given}", "use at least {ge}"),
    "less_than_equal": ("'{name}' is {given}", "use at most {le}"),
}
"""What editors are told of each error that pydantic names, and what to write instead."""
_KINDS = {
    "date": "write a day as 2026-11-21",
    "string": "write text, in double quotes",
    "tuple": "write a list: one '- item' a line",
    "dict": _KEYS,
    "model": _KEYS,
    "int": "write a whole number",
    "bool": "write true or false",
    "": "look at a neighbour that works",
}
"""How the names of the other errors start, and what belongs there."""


def fit(document: Document, shape: type[ShapeT]) -> ShapeT:
    """Return the data of a document as an instance of its shape.

    Raises:
        ContentError: With one problem for each mistake.
    """
    if not isinstance(document.data, dict):
        nothing = document.data is None
        message = "this holds no keys, so nothing can be read from it"
        needed = [f"{name}:" for name, info in shape.model_fields.items() if info.is_required()]
        fix = f"write at least: {', '.join(needed)}"
        raise ContentError(
            [document.problem((), "there is nothing here" if nothing else message, fix)]
        )
    try:
        return shape.model_validate(document.data)
    except ValidationError as error:
        found = [_problem(document, shape, detail) for detail in error.errors(include_url=False)]
        raise ContentError(found) from error


def _problem(document: Document, shape: type[BaseModel], detail: ErrorDetails) -> Problem:
    place = tuple(part for part in detail["loc"] if part != "[key]")
    names = [f"item {part + 1}" if isinstance(part, int) else part for part in place]
    message, fix = _words(shape, place, names[-1] if names else "", detail)
    where = " in ".join(f"'{part}'" for part in reversed(names[:-1]))
    # The line is that of the first key that the message names, if it stands there.
    keys = ((*place, key) for key in re.findall(r"'(\w+)'", message))
    line_of = next((key for key in keys if key in document.lines), place)
    return document.problem(line_of, f"{message} (in {where})" if where else message, fix)


def _words(
    shape: type[BaseModel], place: Place, name: str, detail: ErrorDetails
) -> tuple[str, str]:
    kind, given = detail["type"], " ".join(str(detail["input"]).split())
    if kind == "extra_forbidden":
        return f"'{name}' is not a known key", did_you_mean(name, _known_keys(shape, place[:-1]))
    values: dict[str, Any] = {
        **detail.get("ctx", {}),
        "name": name,
        "given": given if len(given) <= 40 else f"{given[:37]}...",
        "characters": len(str(detail["input"])),
    }
    other = next(fix for start, fix in _KINDS.items() if kind.startswith(start))
    message, fix = _WORDS.get(kind, (_ODD, other))
    return message.format_map(values), fix.format_map(values)


def _known_keys(shape: type[BaseModel] | None, place: Place) -> list[str]:
    """Return the keys allowed at a place, following the shape's annotations down."""
    for part in place:
        if shape is None:
            return []
        found = (info for name, info in shape.model_fields.items() if part in {name, info.alias})
        if info := next(found, None):  # else an index, or a key of a mapping: it was reached before
            shape = _shape_in(info.annotation)
    return [info.alias or name for name, info in shape.model_fields.items()] if shape else []


def _shape_in(annotation: object) -> type[BaseModel] | None:
    """Return the first shape inside an annotation such as `dict[Key, tuple[Answer, ...]]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = (_shape_in(part) for part in getattr(annotation, "__args__", ()))
    return next(filter(None, parts), None)
