"""The folders of a guide, looked through before anything in them is read."""

from __future__ import annotations

import os
from pathlib import Path

from guidekit.reading.problems import Problem

FIX = "put the file itself there, or take the link out"


def stray(folder: Path, name: str) -> list[Problem]:
    """Return the links inside a folder that lead to anything but a file of that folder.

    The folder itself may be a link. `name` is what messages call it.

    Raises:
        OSError: The system lets nobody look into a folder.
    """
    root = Path(os.path.realpath(folder))
    found: list[Problem] = []
    for here, folders, files in os.walk(root, onerror=refuse):
        for path in (Path(here, entry) for entry in (*folders, *files)):
            if path.is_symlink() and (why := _why_not(path, root, name)):
                place = f"{name}/{path.relative_to(root).as_posix()}"
                message = f"this is a link to '{path.readlink()}', {why}"
                found.append(Problem(place, 1, message, FIX))
    return found


def refuse(error: OSError) -> None:
    """Let a folder that cannot be looked into stop the walk: its pages would be missing."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _why_not(link: Path, root: Path, name: str) -> str:
    target = Path(os.path.realpath(link))
    if not target.is_relative_to(root):
        return f"which leads out of {name}/"
    if not target.exists():
        return "which is not there"
    return "a folder: its pages would be read twice, or without end" if target.is_dir() else ""
