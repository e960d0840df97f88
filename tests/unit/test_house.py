"""The house style that no linter measures: short functions."""

from __future__ import annotations

import ast
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LONGEST, MEDIAN = 40, 8


def test_functions_are_short(root: Path) -> None:
    lengths = {
        f"{file.relative_to(root)}:{node.lineno}": (node.end_lineno or 0) - node.lineno + 1
        for file in (root / "hooks").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert {place: lines for place, lines in lengths.items() if lines > LONGEST} == {}
    assert statistics.median(lengths.values()) <= MEDIAN
