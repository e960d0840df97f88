"""The house style that no linter measures: short functions, rooms, and arrows that point down."""

from __future__ import annotations

import ast
import re
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HOOKS = Path(__file__).parents[2] / "hooks"
LONGEST, MEDIAN = 40, 8
ROOMS = "shapes reading tree composing publishing checking guide engines commands".split()  # noqa: SIM905
"""From the bottom up, with the front door among them: each asks only those before it."""
KIT = HOOKS / "guidekit"
TABLE = re.compile(r"^\| (?P<what>[^|]+) \| (?P<first>`[^|]+) \|(?P<second>[^|]*)\|$", re.MULTILINE)
PLACE = re.compile(r"`(?P<file>[\w./-]+)` `(?P<name>\w+)`")


def test_functions_are_short(root: Path) -> None:
    lengths = {
        f"{file.relative_to(root)}:{node.lineno}": (node.end_lineno or 0) - node.lineno + 1
        for file in (root / "hooks").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert {place: lines for place, lines in lengths.items() if lines > LONGEST} == {}
    assert statistics.median(lengths.values()) <= MEDIAN


def _asked(file: Path) -> Iterator[str]:
    """Yield the rooms that a file imports from, the lazy imports and those for types too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("guidekit"):
            path = (node.module or "").split(".")[1:2]
            yield from path or [name.name for name in node.names]


def _room(file: Path) -> str:
    return file.relative_to(KIT).parts[0].removesuffix(".py")


def test_no_import_points_up() -> None:
    files = [file for file in KIT.rglob("*.py") if _room(file) in ROOMS]
    assert len(files) > 50
    up = [
        f"{file.relative_to(KIT)} asks {asked}"
        for file in files
        for asked in _asked(file)
        if ROOMS.index(asked) > ROOMS.index(_room(file))
    ]
    assert up == []


def test_rooms_are_small_and_say_what_they_are_for() -> None:
    assert {_room(file) for file in KIT.rglob("*.py")} == {*ROOMS, "__init__", "__main__"}
    for start in KIT.rglob("*/__init__.py"):
        said = ast.get_docstring(ast.parse(start.read_text("utf-8"))) or ""
        assert said.endswith("."), start
        files = [file for file in start.parent.glob("*.py") if file != start]
        assert len(files) <= 10, start.parent


def test_the_readme_tells_truly_where_to_change_what() -> None:
    readme = (HOOKS.parent / "README.md").read_text("utf-8")
    rows = list(
        TABLE.finditer(readme.partition("## Where to change what")[2].partition("\n## ")[0])
    )
    assert len(rows) >= 12
    for row in rows:
        places = [*PLACE.finditer(row["first"] + row["second"])]
        assert 1 <= len(places) <= 2, row["what"]
        for place in places:
            text = (HOOKS.parent / place["file"]).read_text("utf-8")
            assert re.search(rf"\b{place['name']}\b", text), place.group()
