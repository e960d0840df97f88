"""The stylesheet, joined from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rcssmin  # type: ignore[import-untyped]  # it brings no types

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTS = "assets/css/"
STYLESHEET = "assets/guide.css"


def is_part(uri: str) -> bool:
    """Return whether a file under docs/ is a part of the stylesheet, and so not published."""
    return uri.startswith(PARTS)


def join(parts: Mapping[str, str]) -> str:
    """Return the stylesheet without its comments; the names of the parts give their order."""
    return str(rcssmin.cssmin("\n".join(parts[uri] for uri in sorted(parts))))
