"""`guide schema`: JSON Schemas of the data files, so that text editors complete and check them."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic.json_schema import GenerateJsonSchema

from guidekit import guide
from guidekit.commands.options import root_option, stop
from guidekit.reading.data import FILES
from guidekit.reading.problems import Problem
from guidekit.shapes.forms import Shape

if TYPE_CHECKING:
    from pydantic_core.core_schema import ModelSchema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MADE = "Do not edit by hand"
"""Words in the first line of a data file that a program writes, so that nobody types in it."""
FOLDER = "schema"
"""Folder of the schemas, beside the data files."""


@click.command()
@root_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say what is out of date.")
def schema(root: Path, *, only_check: bool) -> None:
    """Write the JSON Schemas by which text editors complete and check the data files."""
    folder = guide.folders(root).docs / guide.DATA
    if only_check:
        stop(check(folder, folder=f"{guide.NAME}/{guide.DATA}"))
    changed = [f"Wrote {file.relative_to(root)}" for file in write(folder)]
    click.echo("\n".join(changed) or "All schemas are current.")


def schemas() -> dict[str, str]:
    """Return the text of every schema, by its file name."""
    return {f"{name}.json": _text(shape) for name, shape in FILES.items()}


def write(data: Path) -> list[Path]:
    """Write the schemas beside the data files, and return those that changed."""
    changed = dict(_changed(data))
    for file, text in changed.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return list(changed)


def first_line(name: str) -> str:
    """Return the line by which a data file names its schema."""
    return f"# yaml-language-server: $schema={FOLDER}/{name}.json"


def check(data: Path, *, folder: str) -> Iterator[Problem]:
    """Yield schemas that are out of date, and data files that do not name theirs.

    Args:
        data: The folder of the data files.
        folder: What messages call it.
    """
    for file, _ in _changed(data):
        path = f"{folder}/{FOLDER}/{file.name}"
        yield Problem(path, 1, "this schema is out of date", "run 'guide schema'")
    for name in FILES:
        file = data / f"{name}.yml"
        first = file.read_text("utf-8").partition("\n")[0] if file.exists() else MADE
        if first != first_line(name) and MADE not in first:
            fix = f"write this first: {first_line(name)}"
            yield Problem(f"{folder}/{name}.yml", 1, "the file does not name its schema", fix)


def _changed(data: Path) -> Iterator[tuple[Path, str]]:
    """Yield the file and the text of each schema that is not as it should be."""
    for name, text in schemas().items():
        file = data / FOLDER / name
        if not file.exists() or file.read_text("utf-8") != text:
            yield file, text


def _text(shape: type[Shape]) -> str:
    made = shape.model_json_schema(by_alias=True, schema_generator=_Described)
    found: dict[str, Any] = {"$schema": DIALECT, **made}
    return f"{json.dumps(_without_titles(found), indent=1, ensure_ascii=False)}\n"


class _Described(GenerateJsonSchema):
    """Adds what stands below each field in the code; read here, as no other command needs it."""

    def model_schema(self, schema: ModelSchema) -> dict[str, Any]:
        """Return the schema of one shape."""
        made = super().model_schema(schema)
        shape: type[Shape] = schema["cls"]
        for name, field in shape.model_fields.items():
            if text := next(
                (described(c)[name] for c in shape.__mro__ if name in described(c)), ""
            ):
                made["properties"][field.alias or name]["description"] = text
        return made


@cache
def described(shape: type) -> dict[str, str]:
    """Return what a class says of its fields: the text below each."""
    if not issubclass(shape, Shape):
        return {}
    (written,) = ast.parse(inspect.getsource(shape)).body
    told = {}
    for field, below in pairwise(getattr(written, "body", ())):
        match field, below:
            case ast.AnnAssign(ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                told[name] = inspect.cleandoc(text)
    return told


def _without_titles(value: Any) -> Any:  # noqa: ANN401 - a schema holds anything
    """Leave out titles, which repeat the keys."""
    if isinstance(value, dict):
        return {
            key: _without_titles(item)
            for key, item in value.items()
            if key != "title" or not isinstance(item, str)
        }
    return [_without_titles(item) for item in value] if isinstance(value, list) else value
