"""The command `guide evidence`: sheets on which someone who knows can check a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidekit.checking.evidence.claims import needs_source
from guidekit.commands.options import root_option, today_option
from guidekit.reading.problems import ContentError, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from guidekit.engines.composed import Project
    from guidekit.reading.front_matter import Page


@click.command()
@root_option
@today_option
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default=".cache/evidence",
    show_default=True,
    help="Folder for the sheets and tables; a file of the same name there is replaced.",
)
def evidence(root: Path, today: date, pages: tuple[str, ...], to: Path) -> None:
    """Write every claim of each PAGE beside its sources: a sheet to print, and the same as CSV.

    A PAGE is a path under docs/, such as help/travel.md; check is the whole check. Without one,
    every page that advises gets its sheet, and the check.
    """
    from guidekit.engines import composed  # noqa: PLC0415 - costs time that other commands need not pay

    project = composed.load(root, today=today)
    named = list(_named(pages, project.by_uri)) if pages else _advising(project)
    for uri in named:
        for file, content in _files(project.by_uri[uri], project):
            (root / to / file).parent.mkdir(parents=True, exist_ok=True)
            (root / to / file).write_bytes(content)
    click.echo(f"Wrote {len(named)} sheet{'s'[: len(named) != 1]}, each as .html and .csv, to {to}")


def _advising(project: Project) -> list[str]:
    from guidekit.composing.made_pages import CHECK_URI  # noqa: PLC0415

    advising = (page.uri for page in project.pages if page.meta.kind.advises)
    return [CHECK_URI, *advising]


def _named(pages: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """Yield the page that each name means; `docs/` before it and `.md` behind it may be there.

    Raises:
        ContentError: There is no such page.
    """
    for name in dict.fromkeys(pages):
        stem = name.removeprefix("docs/").removesuffix(".md").rstrip("/")
        uri = next((uri for uri in (f"{stem}.md", f"{stem}/index.md") if uri in known), None)
        if uri is None:
            fix = did_you_mean(f"{stem}.md", known)
            raise ContentError([Problem(f"docs/{stem}.md", 1, "there is no such page", fix)])
        yield uri


def _files(page: Page, project: Project) -> Iterator[tuple[str, bytes]]:
    from guidekit.publishing import evidence as sheets  # noqa: PLC0415

    data, stem = project.data, page.uri.removesuffix(".md")
    rows = sheets.rows(page, data, needs_source)
    sheet = sheets.sheet(page, rows, data, project.site, project.composer.render)
    yield f"{stem}.html", sheet.encode()
    # With its mark, by which programs for tables know that it is UTF-8.
    yield f"{stem}.csv", sheets.table(page, rows, data).encode("utf-8-sig")
