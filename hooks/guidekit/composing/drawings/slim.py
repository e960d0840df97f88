"""Drawings, made small enough to stand in a page."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from scour import scour  # type: ignore[import-untyped]  # it brings no types

from guidekit.composing.drawings import svg, svg_rules
from guidekit.reading import yamlfile

FOLDER = "docs/assets/svg"
"""What messages call the folder of the drawings."""
DIGITS = 4
"""Figures kept of each coordinate: drawings are some 1,000 units wide."""


def reader(folder: Path) -> Callable[[str], str]:
    """Return a function that gives the slim text of a drawing in a folder, as `slim` does."""

    def read(name: str) -> str:
        path = f"{FOLDER}/{name}"
        return slim(yamlfile.read_text(folder / name, path=path), path)

    return read


@lru_cache(maxsize=256)
def slim(text: str, path: str = "drawing.svg") -> str:
    """Return a drawing that looks the same and weighs less; names, ids and classes stay.

    Only the tree of what is allowed is written out, after the slimming too, so that nothing
    stands in a page that a browser could read in another way than the check did.

    Args:
        text: What stands in its file.
        path: What messages call the file.

    Raises:
        ContentError: The drawing holds what it may not hold.
    """
    options = scour.sanitizeOptions()
    options.digits = options.cdigits = DIGITS
    options.indent_type, options.newlines = "none", False
    options.strip_xml_prolog = True
    options.keep_defs = True  # what `use` repeats: only names with the old prefix are looked for
    allowed = svg.serialise(svg_rules.safe(text, path=path))
    slimmed = str(scour.scourString(allowed, options)).strip()
    return svg.serialise(svg_rules.safe(slimmed, path=path))
