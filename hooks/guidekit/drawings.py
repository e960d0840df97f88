"""Drawings, made small enough to stand in a page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scour import scour  # type: ignore[import-untyped]  # it brings no types

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DIGITS = 4
"""Figures kept of each coordinate: drawings are some 1,000 units wide."""


def reader(folder: Path) -> Callable[[str], str]:
    """Return a function that gives the slim text of a drawing in a folder."""
    return lambda name: slim((folder / name).read_text("utf-8"))


@lru_cache(maxsize=256)
def slim(svg: str) -> str:
    """Return a drawing that looks the same and weighs less; names, ids and classes stay."""
    options = scour.sanitizeOptions()
    options.digits = options.cdigits = DIGITS
    options.indent_type, options.newlines = "none", False
    options.strip_xml_prolog = True
    return str(scour.scourString(svg, options)).strip()
