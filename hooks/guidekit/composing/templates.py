"""Templates of `overrides/`, rendered without any site engine."""

import html
import re
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, Self
from xml.sax.saxutils import escape

import jinja2
from jinja2 import Template
from jinja2.debug import rewrite_traceback_stack

from guidekit.composing import theme
from guidekit.composing.theme import Render
from guidekit.reading.dates import long_date
from guidekit.reading.markdown import CITATION
from guidekit.reading.problems import ContentError, Problem

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!|~^=-])")


def as_text(value: object) -> str:
    """Return a value as Markdown that shows it letter by letter: no markup, no HTML."""
    return _MARKDOWN.sub(r"\\\1", html.escape(" ".join(str(value).split()), quote=False))


def as_html(value: object) -> str:
    """Return a value as one line of HTML that shows it letter by letter."""
    return html.escape(" ".join(str(value).split()))


class Environment(jinja2.Environment):
    """Tells what is wrong in a template with its file and line."""

    @classmethod
    def of(cls, other: jinja2.Environment) -> Self:
        """Return an environment with all that another has."""
        own = object.__new__(cls)  # as jinja2's own `overlay` does
        own.__dict__.update(other.__dict__)
        return own

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: Any = None,  # noqa: A002, ANN401 - as jinja2 has it
    ) -> Template:
        """Return a template.

        Raises:
            ContentError: It is not there, and no other template asked for it.
        """
        try:
            return super().get_template(name, parent, globals)
        except jinja2.TemplateNotFound as error:
            if parent is not None:  # what stands in that template is told with its line
                raise
            path, message = f"{self._folder.name}/{name}", "this template is not there"
            raise ContentError.of(path, 1, message, _fix(error)) from None

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise the error that is being handled, as a problem where a template can be mended.

        Raises:
            ContentError: A template cannot be read, or names what is not there.
        """
        error = rewrite_traceback_stack(source)
        refused = isinstance(error, OSError) and not isinstance(error, jinja2.TemplateError)
        if refused or isinstance(error, ContentError) or not isinstance(error, Exception):
            raise error
        raise ContentError([self._problem(error)]) from None

    @property
    def _folder(self) -> Path:
        assert isinstance(self.loader, jinja2.FileSystemLoader)  # noqa: S101 - as all engines have it
        first = Path(self.loader.searchpath[0])  # what a look needs stands in a folder of ours
        return first.parent if str(first.parent) in self.loader.searchpath else first

    def _problem(self, error: Exception) -> Problem:
        """Return what is wrong in the innermost template that an error came through."""
        frames = traceback.walk_tb(error.__traceback__)
        places = [(Path(frame.f_code.co_filename), line) for frame, line in frames]
        ours = [(path, line) for path, line in places if path.is_relative_to(self._folder)]
        path, line = ours[-1] if ours else (self._folder, 1)
        message = str(error)
        if isinstance(error, jinja2.TemplateNotFound):
            message = f"there is no template '{error.name}'"
        return Problem(path.relative_to(self._folder.parent).as_posix(), line, message, _fix(error))


_FIXES = {
    jinja2.TemplateNotFound: "name a template that is there, or put the file back",
    jinja2.TemplateSyntaxError: "compare the tags on this line with a template that works",
    jinja2.UndefinedError: "name a value that is there, or write '| default(...)' behind it",
    Exception: "mend what this line does",
}


def _fix(error: Exception) -> str:
    return next(fix for kind, fix in _FIXES.items() if isinstance(error, kind))


def renderer(folders: Sequence[Path]) -> Render:
    """Return a function that renders the templates of folders, the first that has one."""
    environment = Environment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the result is Markdown; texts pass through `as_text`
    )
    environment.filters |= {
        "as_text": as_text,
        "as_html": as_html,
        "as_xml": escape,
        "uncited": partial(CITATION.sub, ""),
        "long_date": long_date,
        "outline": partial(theme.outline, folders),
    }

    def render(template: str, /, **context: Any) -> str:  # noqa: ANN401
        return environment.get_template(f"generated/{template}").render(**context)

    return render
