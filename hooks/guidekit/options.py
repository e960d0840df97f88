"""Options that commands of `guide` share: which guide, and which day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import click

from . import settings


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
    """Return the day of the run; SOURCE_DATE_EPOCH sets it, as it does for builds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH is '{epoch}'; it must be a number of seconds"
        ) from None


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
