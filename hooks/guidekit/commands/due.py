"""`guide due`: the pages whose next check against their sources is near or past."""

import sys
from datetime import date
from pathlib import Path

import click

from guidekit import guide
from guidekit.commands.options import count, form_option, root_option, today_option
from guidekit.publishing import reviews
from guidekit.reading.problems import ContentError


@click.command()
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
@form_option(issue="the text of an issue")
def due(root: Path, today: date, within: int, form: str) -> None:
    """List the pages that are due for a check against their sources, the soonest first.

    Exit status 1 means that pages are due.
    """
    found = guide.read(guide.folders(root), today=today)
    if found.data is None or found.settings is None:
        raise ContentError(found.errors)
    pages = reviews.reviews(found.pages, found.data, unbuildable=found.unbuildable)
    listed = reviews.due(pages, today, within=within)
    site = str(found.settings.document.data.get("site_url") or "/")
    if form == "json":
        click.echo(reviews.as_json(listed, site), nl=False)
    elif form == "text":
        told = f"{count(len(listed), 'page')} due within {count(within, 'day')}"
        click.echo("\n".join([*reviews.as_table(listed, today), told]))
    elif listed:
        click.echo(reviews.as_issue(listed, today, site))
    sys.exit(1 if listed else 0)
