"""Commands for other engines: export, build, finish, verify.

Each imports what it needs when it runs: that costs time that other commands need not pay.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidekit.commands.options import folder_argument, root_option, site_argument, today_option
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from guidekit.engines.composed import Project

ENGINES = ("mkdocs", "properdocs", "zensical")


def _project(root: Path, today: date) -> Project:
    from guidekit.engines import composed  # noqa: PLC0415

    return composed.load(root, today=today)


@click.command()
@root_option
@today_option
@folder_argument
def export(root: Path, today: date, folder: Path) -> None:
    """Write the guide to FOLDER as plain Markdown, data and templates for any engine.

    FOLDER is new, empty, or an earlier export; nothing else is touched.
    """
    from guidekit.engines import export as writer  # noqa: PLC0415

    found = writer.files(_project(root, today))
    writer.write(found, folder)
    click.echo(f"Wrote {len(found)} files to {folder}")


@click.command()
@root_option
@today_option
@click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    default=".cache/engines",
    show_default=True,
    help="Folder for what comes between; it may be removed at any time.",
)
@click.option("--engine", type=click.Choice(ENGINES), default="mkdocs", show_default=True)
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default="site",
    show_default=True,
    help="Where the site goes, in one step and only if it holds its checks.",
)
def build(root: Path, today: date, work: Path, engine: str, to: Path) -> None:
    """Build the site with an engine, check every finished page, then publish it to a folder."""
    from guidekit.engines import build as engines  # noqa: PLC0415

    site = engines.build(engine, _project(root, today), root / work / engine)
    engines.publish(site, root / to)
    click.echo(f"Wrote {root / to} with {engine}")


@click.command()
@root_option
@today_option
@site_argument
def finish(root: Path, today: date, site: Path) -> None:
    """Add to SITE, built from an export, what the hooks would have added, and verify it."""
    from guidekit.engines import finish as finisher  # noqa: PLC0415

    known = _project(root, today)
    finisher.finish(site, known, finisher.contents(known))
    _verify(site, known)


@click.command()
@root_option
@today_option
@site_argument
def verify(root: Path, today: date, site: Path) -> None:
    """Check that every page of SITE has its banner, warning signs, dates, answers and endings."""
    _verify(site, _project(root, today))


def _verify(site: Path, known: Project) -> None:
    from guidekit.engines import gate, verify  # noqa: PLC0415

    if found := list(verify.problems(site, known, gate.look())):
        raise ContentError(found)
    click.echo(f"{len(known.pages)} pages of {site} hold what their checks promise")
