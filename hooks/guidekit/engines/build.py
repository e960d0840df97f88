"""Build the guide with one engine or another, and publish only what holds its checks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from guidekit.engines import export, finish, gate, verify
from guidekit.publishing import swap
from guidekit.reading.problems import ContentError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from guidekit.engines.composed import Project

ENGINES = ("mkdocs", "properdocs", "zensical")
WITHOUT_HOOKS = frozenset({"zensical"})
"""Engines that ignore hooks: they build the export."""
SETTINGS = "mkdocs.yml"

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TOLD = re.compile(
    r"^(?:[A-Z]+ +-  guide: )?(?P<path>[^\s:]+):(?P<line>\d+): (?P<message>.*)\n"
    r"    fix: (?P<fix>.*)$",
    re.MULTILINE,
)
"""A problem as the hooks write it."""
_TRACE = re.compile(r"^Traceback .*\n(?:^[ \t].*\n)*", re.MULTILINE)


def build(engine: str, project: Project, work: Path) -> Path:
    """Return a checked site that an engine built below `work`, which is the engine's own folder.

    Raises:
        ContentError: The engine failed, or a finished page lacks what its checks promise.
    """
    work.mkdir(parents=True, exist_ok=True)
    if engine in WITHOUT_HOOKS:
        source, site = work / "export", work / "export" / "site"
        export.write(export.files(project), source)
        _run(engine, source, "--clean")
        finish.finish(site, project, finish.contents(project))
    else:
        site = work / "site"
        _run(engine, project.root, "--site-dir", str(site.resolve()))
    if lacking := list(verify.problems(site, project, gate.look())):
        raise ContentError(lacking)
    return site


def publish(site: Path, to: Path) -> None:
    """Put a built site in the place of an older one in one step.

    Raises:
        OSError: The system refuses it; the older site is as it was.
    """
    new = swap.beside(to, "new")
    swap.remove(new)
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.move(site, new)
        swap.swap(new, to)
    except OSError:
        swap.remove(new)
        raise


def _run(engine: str, folder: Path, *more: str) -> None:
    command = [sys.executable, "-m", engine, "build", "--strict", "-f", SETTINGS, *more]
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(  # noqa: S603 - the engine is one of ENGINES
        command, cwd=folder, env=variables, text=True, capture_output=True, check=False
    )
    if done.returncode:
        if told := [_problem(one) for one in _TOLD.finditer(_COLOUR.sub("", done.stderr))]:
            raise ContentError(told)
        said = _TRACE.sub("", _COLOUR.sub("", f"{done.stdout}\n{done.stderr}")).strip()
        fix = f"mend what it says, or see it whole: cd {folder} && {engine} build -f {SETTINGS}"
        raise ContentError(
            [Problem(SETTINGS, 1, f"{engine} could not build the guide:\n{said}", fix)]
        )


def _problem(told: re.Match[str]) -> Problem:
    return Problem(told["path"], int(told["line"]), told["message"], told["fix"])
