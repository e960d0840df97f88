"""The guide's own scripts, as readers fetch them: without the comments that editors read."""

import rjsmin  # type: ignore[import-untyped]  # it brings no types

_OWN = "assets/js/"


def is_own(uri: str) -> bool:
    """Return whether a file under docs/ is a script of the guide's own."""
    return uri.startswith(_OWN) and uri.endswith(".js")


def lighter(text: str) -> str:
    """Return a script without comments and needless spaces."""
    return str(rjsmin.jsmin(text))
