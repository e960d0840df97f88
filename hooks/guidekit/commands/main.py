"""The command `guide`: checks, new pages, dates, the tree's paths, schemas."""

from __future__ import annotations

import errno
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidekit import guide
from guidekit.commands import engines, schema
from guidekit.commands import new as newpage
from guidekit.commands.evidence import evidence
from guidekit.commands.options import root_option, today_option
from guidekit.publishing import reviews
from guidekit.reading import settings, yamlfile
from guidekit.reading.problems import ContentError, refused
from guidekit.tree import rules
from guidekit.tree import table as path_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from guidekit.guide import Guide
    from guidekit.reading.front_matter import Page
    from guidekit.reading.problems import Problem

PATIENCE = 2.0
"""Seconds after which work shows how far it is."""


class _Telling(click.Group):
    """Lets problems, and what the system refuses, end a command in plain words with status 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ContentError as error:
            _stop(error.problems)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads has had enough
                raise
            _stop([refused(error, Path())])
        return None


@click.group(
    cls=_Telling, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
def main() -> None:
    """Check the guide, start new pages, and see what is due.

    Exit status: 0 all is well, 1 problems were found, 2 the command cannot be understood.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal without UTF-8 still gets the message.
            stream.reconfigure(errors="backslashreplace")


@main.command()
@root_option
@today_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="text for people, json for programs, github for annotations of a pull request.",
)
def check(root: Path, today: date, form: str) -> None:
    """Check every page and data file, and list all problems by place.

    Warnings come first, and stop nothing.
    """
    found = guide.read(guide.folders(root), today=today, progress=_progress)
    lines = {"text": _as_text, "json": _as_json, "github": _as_github}[form](found.problems)
    for line in lines:
        click.echo(line)
    click.echo(_summary(found), err=form != "text")
    sys.exit(1 if found.errors else 0)


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


def _summary(found: Guide) -> str:
    errors = len(found.errors)
    warnings = len(found.problems) - errors
    told = [
        _count(len(found.pages), "page"),
        _count(errors, "problem"),
        _count(warnings, "warning"),
    ]
    return ", ".join(told)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s'[: number != 1]}"


def _progress(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield pages; on a terminal, show how far the work is once it takes long."""
    waiting = list(pages)
    start = time.monotonic()
    while waiting and (not sys.stderr.isatty() or time.monotonic() - start < PATIENCE):
        yield waiting.pop(0)
    if waiting:
        with click.progressbar(waiting, label="Checking pages", file=sys.stderr) as rest:
            yield from rest


@main.command()
@root_option
@today_option
@click.argument("path")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in newpage.KINDS]),
    help="What the page is for; without it, what the pages beside it are for.",
)
@click.option("--title", help="Its title; without it, its file name.")
def new(root: Path, today: date, path: str, kind: str | None, title: str | None) -> None:
    """Start a page at PATH, such as topics/sleep.md, with comments on what to write.

    A treatment also gets an entry in docs/_data/treatments.yml.
    """
    found = guide.read(guide.folders(root), today=today)
    try:
        page = newpage.plan(found, path, kind=kind, title=title, today=today)
        written = newpage.write(page, found.folders.docs)
    except newpage.NotMade as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Wrote {written[0].relative_to(root)}, a page of kind {page.kind}.")
    if page.entry:
        click.echo(f"Added the entry '{page.key}' at the end of {written[1].relative_to(root)}.")
    click.echo(
        f"Next: add this line under nav: in {settings.NAME}, where readers will look for it:"
    )
    click.echo(f"  {page.menu_line}")
    click.echo("Then write what is marked TO WRITE; 'guide check' lists what is left.")


@main.command()
@root_option
@today_option
@click.option(
    "--within",
    type=click.IntRange(min=0),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="Also pages that fall due within so many days.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "issue"]),
    default="text",
    show_default=True,
    help="text for people, json for programs, issue for the text of an issue.",
)
def due(root: Path, today: date, within: int, form: str) -> None:
    """List the pages that are due for a check against their sources, the soonest first.

    Then come the signatures that have lapsed, as their pages have changed. Exit status 1 means
    that there are any of either.
    """
    found = guide.read(guide.folders(root), today=today)
    if found.data is None or found.settings is None:
        raise ContentError(found.errors)
    pages = reviews.reviews(found.pages, found.data, unbuildable=found.unbuildable)
    listed, lapsed = reviews.due(pages, today, within=within), found.lapsed
    site = str(found.settings.document.data.get("site_url") or "/")
    if form == "json":
        click.echo(reviews.as_json(listed, site, lapsed), nl=False)
    elif form == "issue":
        text = reviews.as_issue(listed, today, site, lapsed)
        click.echo(text, nl=bool(text))
    else:
        for line in reviews.as_table(listed, today, lapsed):
            click.echo(line)
        click.echo(f"{_count(len(listed), 'page')} due within {_count(within, 'day')}")
        if lapsed:
            click.echo(f"{_count(len(lapsed), 'signature')} lapsed")
    sys.exit(1 if listed or lapsed else 0)


@main.command()
@root_option
def paths(root: Path) -> None:
    """Print every path of the tree as CSV: answers, how many, care level, outcome."""
    file = guide.folders(root).docs / guide.DATA / "decision-tree.yml"
    model = rules.load(yamlfile.read(file, path=f"{guide.NAME}/{guide.DATA}/{file.name}"))
    table = path_table.published(model, rules.NOT_SURE)
    if table is None:
        raise click.ClickException(
            f"the tree has {path_table.count(model):,} paths, too many to list"
        )
    click.echo(table, nl=False)


@main.command("schema")
@root_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say what is out of date.")
def write_schema(root: Path, *, only_check: bool) -> None:
    """Write the JSON Schemas by which text editors complete and check the data files."""
    folder = guide.folders(root).docs / guide.DATA
    if only_check:
        _stop(schema.check(folder, folder=f"{guide.NAME}/{guide.DATA}"))
        return
    changed = schema.write(folder)
    for file in changed:
        click.echo(f"Wrote {file.relative_to(root)}")
    if not changed:
        click.echo("All schemas are current.")


def _stop(problems: Iterable[Problem]) -> None:
    """Tell problems, and end with status 1 if there are any."""
    found = sorted(problems)
    for problem in found:
        click.echo(str(problem), err=True)
    sys.exit(1 if found else 0)


for command in (*engines.COMMANDS, evidence):
    main.add_command(command)
