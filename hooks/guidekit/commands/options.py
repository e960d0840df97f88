"""What commands of `guide` share: which guide, which day, which form, and how they end."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from guidekit.reading import dates, settings
from guidekit.reading.problems import Problem


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
folder_argument = click.argument("folder", type=click.Path(path_type=Path))
site_argument = click.argument(
    "site", type=click.Path(exists=True, file_okay=False, path_type=Path)
)


def form_option(**more: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option that chooses a form: text, json, or one `more`, with what each is for."""
    forms = {"text": "people", "json": "programs", **more}
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(forms)),
        default="text",
        show_default=True,
        help=", ".join(f"{form} for {use}" for form, use in forms.items()) + ".",
    )


def count(number: int, word: str) -> str:
    """Return how many there are, in words: 1 page, 2 pages."""
    return f"{number} {word}{'s'[: number != 1]}"


def stop(problems: Iterable[Problem]) -> None:
    """Tell problems, and end with status 1 if there are any."""
    found = sorted(problems)
    for problem in found:
        click.echo(str(problem), err=True)
    sys.exit(1 if found else 0)
