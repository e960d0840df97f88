"""The stylesheet, joined from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rcssmin  # type: ignore[import-untyped]  # it brings no types

from . import theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PARTS = "assets/css/"
STYLESHEET = "assets/guide.css"


def is_part(uri: str) -> bool:
    """Return whether a file under docs/ is a part of the stylesheet, and so not published."""
    return uri.startswith(PARTS)


def join(parts: Mapping[str, str], folders: Sequence[Path]) -> str:
    """Return the stylesheet without its comments; the names of the parts give their order.

    Args:
        parts: The text of each part, by its path under docs/.
        folders: Where its icons are looked for.

    Raises:
        ContentError: A part names an icon that is not there.
    """
    whole = "\n".join(parts[uri] for uri in sorted(parts))
    return str(rcssmin.cssmin(theme.cut_out(whole, folders)))
