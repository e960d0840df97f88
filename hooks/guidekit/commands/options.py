"""Options that commands of `guide` share: which guide, and which day it is."""

from datetime import date
from pathlib import Path

import click

from guidekit.reading import dates, settings


class Day(click.ParamType):  # type: ignore[type-arg]  # older clicks take no argument
    """A day, written 2026-11-21."""

    name = "day"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2026-11-21", param, ctx)


def _today() -> date:
    try:
        return dates.today()
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _root(_context: click.Context, _param: click.Parameter, value: Path) -> Path:
    if not (value / settings.NAME).is_file():
        raise click.BadParameter(
            f"there is no {settings.NAME} in {value.resolve()}; name the folder that holds it"
        )
    return value


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    callback=_root,
    show_default=True,
    help="Folder of the guide: the one that holds mkdocs.yml.",
)
today_option = click.option(
    "--today", type=Day(), default=_today, show_default="this day", help="Judge dates by this day."
)
