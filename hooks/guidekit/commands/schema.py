"""JSON Schemas of the data files, so that text editors complete and check them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guidekit.reading.data import FILES
from guidekit.reading.problems import Problem
from guidekit.shapes.forms import Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MADE = "Do not edit by hand"
"""Words in the first line of a data file that a program writes, so that nobody types in it."""
FOLDER = "schema"
"""Folder of the schemas, beside the data files."""


def schemas() -> dict[str, str]:
    """Return the text of every schema, by its file name."""
    return {f"{name}.json": _text(shape) for name, shape in FILES.items()}


def first_line(name: str) -> str:
    """Return the line by which a data file names its schema."""
    return f"# yaml-language-server: $schema={FOLDER}/{name}.json"


def write(data: Path) -> list[Path]:
    """Write the schemas beside the data files, and return those that changed."""
    changed: list[Path] = []
    for name, text in schemas().items():
        file = data / FOLDER / name
        if not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
            changed.append(file)
    return changed


def check(data: Path, *, folder: str) -> Iterator[Problem]:
    """Yield schemas that are out of date, and data files that do not name theirs.

    Args:
        data: The folder of the data files.
        folder: What messages call it.
    """
    for name, text in schemas().items():
        file = data / FOLDER / name
        if not file.exists() or file.read_text("utf-8") != text:
            path = f"{folder}/{FOLDER}/{name}"
            yield Problem(path, 1, "this schema is out of date", "run 'guide schema'")
    for name in FILES:
        file = data / f"{name}.yml"
        first = file.read_text("utf-8").partition("\n")[0] if file.exists() else MADE
        if first != first_line(name) and MADE not in first:
            fix = f"write this first: {first_line(name)}"
            path = f"{folder}/{name}.yml"
            yield Problem(path, 1, "the file does not name its schema", fix)


def _text(shape: type[Shape]) -> str:
    found: dict[str, Any] = {"$schema": DIALECT, **shape.model_json_schema(by_alias=True)}
    return f"{json.dumps(_without_titles(found), indent=1, ensure_ascii=False)}\n"


def _without_titles(value: Any) -> Any:  # noqa: ANN401 - a schema holds anything
    """Leave out titles, which repeat the keys."""
    if isinstance(value, dict):
        return {
            key: _without_titles(item)
            for key, item in value.items()
            if key != "title" or not isinstance(item, str)
        }
    return [_without_titles(item) for item in value] if isinstance(value, list) else value
