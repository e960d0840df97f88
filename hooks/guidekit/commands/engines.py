"""Commands for other engines and other guides: build, export, finish, verify, init."""

from datetime import date
from pathlib import Path

import click

from guidekit.commands.options import root_option, today_option
from guidekit.engines.composed import Project
from guidekit.reading.problems import ContentError

ENGINES = ("mkdocs", "properdocs", "zensical")
OWN = Path(__file__).with_name("new_guide")
"""What is a new guide's own, until someone writes it."""

folder_argument = click.argument("folder", type=click.Path(path_type=Path))
site_argument = click.argument(
    "site", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
work_option = click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    default=".cache/engines",
    show_default=True,
    help="Folder for what comes between; it may be removed at any time.",
)


def _project(root: Path, today: date) -> Project:
    from guidekit.engines import composed  # noqa: PLC0415 - costs time that other commands need not pay

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
@work_option
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
    finisher.finish(site, known)
    _verify(site, known)


@click.command()
@root_option
@today_option
@site_argument
def verify(root: Path, today: date, site: Path) -> None:
    """Check that every page of SITE has its banner, warning signs, dates, answers and endings."""
    _verify(site, _project(root, today))


def _verify(site: Path, known: Project) -> None:
    from guidekit.engines import gate  # noqa: PLC0415
    from guidekit.engines import verify as verifier  # noqa: PLC0415

    if found := list(verifier.problems(site, known, gate.look())):
        raise ContentError(found)
    click.echo(f"{len(known.pages)} pages of {site} hold what their checks promise")


@click.command()
@root_option
@today_option
@folder_argument
def init(root: Path, today: date, folder: Path) -> None:
    """Start a guide on another subject in FOLDER, with the engine of this one.

    FOLDER is new or empty. The new guide builds once what is marked TO WRITE is written.
    """
    from guidekit.commands import init as starter  # noqa: PLC0415

    starter.write(starter.files(root, OWN, today=today), folder)
    click.echo(f"Started a guide in {folder}")
    click.echo(f"Next: 'guide check --root {folder}' lists what is left to write.")


COMMANDS: tuple[click.Command, ...] = (export, build, finish, verify, init)
