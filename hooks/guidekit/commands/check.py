"""`guide check`: every problem, for people, for programs, or for a pull request."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from guidekit import guide
from guidekit.commands.options import count, form_option, root_option, today_option
from guidekit.reading.front_matter import Page
from guidekit.reading.problems import Problem

PATIENCE = 2.0
"""Seconds after which work shows how far it is."""


@click.command()
@root_option
@today_option
@form_option(github="annotations of a pull request")
def check(root: Path, today: date, form: str) -> None:
    """Check every page and data file, and list all problems by place.

    Warnings come first, and stop nothing.
    """
    found = guide.read(guide.folders(root), today=today, progress=_progress)
    for line in {"text": _as_text, "json": _as_json, "github": _as_github}[form](found.problems):
        click.echo(line)
    errors, problems = len(found.errors), len(found.problems)
    told = (len(found.pages), "page"), (errors, "problem"), (problems - errors, "warning")
    click.echo(", ".join(count(*one) for one in told), err=form != "text")
    sys.exit(1 if errors else 0)


def _as_text(problems: Iterable[Problem]) -> Iterator[str]:
    return map(str, sorted(problems, key=lambda problem: not problem.warning))


def _as_json(problems: Iterable[Problem]) -> Iterator[str]:
    yield json.dumps([asdict(problem) for problem in problems], indent=1, ensure_ascii=False)


def _as_github(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        level = "warning" if problem.warning else "error"
        text = f"{problem.message}\nfix: {problem.fix}" if problem.fix else problem.message
        path = _escaped(problem.path, ":", ",")
        yield f"::{level} file={path},line={problem.line}::{_escaped(text)}"


def _escaped(text: str, *more: str) -> str:
    for sign in ("%", "\r", "\n", *more):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _progress(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield pages; on a terminal, show how far the work is once it takes long."""
    waiting = list(pages)
    start = time.monotonic()
    while waiting and (not sys.stderr.isatty() or time.monotonic() - start < PATIENCE):
        yield waiting.pop(0)
    if waiting:
        with click.progressbar(waiting, label="Checking pages", file=sys.stderr) as rest:
            yield from rest
