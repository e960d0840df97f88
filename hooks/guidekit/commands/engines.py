"""Commands for other engines: export, build, finish, verify."""

from datetime import date
from pathlib import Path

import click

from guidekit.commands.options import folder_argument, root_option, site_argument, today_option
from guidekit.engines import build as builder
from guidekit.engines import composed, gate
from guidekit.engines import export as writer
from guidekit.engines import finish as finisher
from guidekit.engines import verify as verifier
from guidekit.engines.composed import Project
from guidekit.reading.problems import ContentError

ENGINES = ("mkdocs", "properdocs", "zensical")


@click.command()
@root_option
@today_option
@folder_argument
def export(root: Path, today: date, folder: Path) -> None:
    """Write the guide to FOLDER as plain Markdown, data and templates for any engine.

    FOLDER is new, empty, or an earlier export; nothing else is touched.
    """
    found = writer.files(composed.load(root, today=today))
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
    site = builder.build(engine, composed.load(root, today=today), root / work / engine)
    builder.publish(site, root / to)
    click.echo(f"Wrote {root / to} with {engine}")


@click.command()
@root_option
@today_option
@site_argument
def finish(root: Path, today: date, site: Path) -> None:
    """Add to SITE, built from an export, what the hooks would have added, and verify it."""
    known = composed.load(root, today=today)
    finisher.finish(site, known, finisher.contents(known))
    _verify(site, known)


@click.command()
@root_option
@today_option
@site_argument
def verify(root: Path, today: date, site: Path) -> None:
    """Check that every page of SITE has its banner, warning signs, dates, answers and endings."""
    _verify(site, composed.load(root, today=today))


def _verify(site: Path, known: Project) -> None:
    if found := list(verifier.problems(site, known, gate.look())):
        raise ContentError(found)
    click.echo(f"{len(known.pages)} pages of {site} hold what their checks promise")
