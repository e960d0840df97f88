"""Templates of `overrides/`, rendered without any site engine."""

from __future__ import annotations

import html
import re
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import jinja2

from . import theme
from .dates import long_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!|~^=-])")


class Render(Protocol):
    """Renders one template of `overrides/generated/` with plain values."""

    def __call__(self, template: str, /, **context: Any) -> str:  # noqa: ANN401 - templates take any plain value
        """Return the rendered text."""
        ...


def as_text(value: object) -> str:
    """Return a value as Markdown that shows it letter by letter: no markup, no HTML."""
    return _MARKDOWN.sub(r"\\\1", html.escape(" ".join(str(value).split()), quote=False))


def as_html(value: object) -> str:
    """Return a value as one line of HTML that shows it letter by letter."""
    return html.escape(" ".join(str(value).split()))


def renderer(folders: Sequence[Path]) -> Render:
    """Return a function that renders the templates of folders, the first that has one."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - the result is Markdown; texts pass through `as_text`
    )
    environment.filters["as_text"] = as_text
    environment.filters["as_html"] = as_html
    environment.filters["long_date"] = long_date
    environment.filters["outline"] = partial(theme.outline, folders)

    def render(template: str, /, **context: Any) -> str:  # noqa: ANN401
        return environment.get_template(f"generated/{template}").render(**context)

    return render
