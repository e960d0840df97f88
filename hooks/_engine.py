"""The little of the engine that all hooks share: this run, this build, and how problems end it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.exceptions import BuildError, ConfigurationError, PluginError
from mkdocs.plugins import get_plugin_logger

from guidekit.engines import gate
from guidekit.reading import dates, settings
from guidekit.reading.problems import ContentError, refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig

    from guidekit.engines.composed import Project
    from guidekit.reading.problems import Problem

log = get_plugin_logger("guide")


class Good(NamedTuple):
    """What a page showed when it could last be built."""

    facts: dict[str, Any]
    html: str


@dataclass
class Build:
    """One build, made anew each time; hooks tell each other here what they found."""

    project: Project
    held: dict[str, list[str]] = field(default_factory=dict)
    """Finished markup of each page, held back while its Markdown is read."""
    contents: dict[str, str] = field(default_factory=dict)
    """HTML of the text of each page, by uri."""
    files: Any = None
    nav: Any = None
    env: Any = None
    """With `files` and `nav`, what the engine draws one page again with, while serving."""


@dataclass
class Session:
    """What lasts from one build to the next while serving."""

    serving: bool = False
    threads: bool = False
    """Whether the server runs by now."""
    site: Path = Path("site")
    """Where the finished site goes."""
    build: Build | None = None
    """The build that is under way, or the last one."""
    good: dict[str, Good] = field(default_factory=dict)
    """Each page as it was when it could last be built."""
    told: set[Problem] = field(default_factory=set)
    """Warnings that need not be told again at every save."""


session = Session()


def build() -> Build:
    """Return the build that is under way."""
    if session.build is None:
        raise PluginError("hooks/read_guide.py must stand before this hook in mkdocs.yml")
    return session.build


def today() -> date:
    """Return the day of the build."""
    try:
        return dates.today()
    except ValueError as error:
        raise PluginError(str(error)) from None


def in_theme() -> bool:
    """Return whether pages get the full look of the theme; GUIDE_THEME=material asks for it."""
    return gate.look() is gate.THEME


def of_look(config: MkDocsConfig) -> Path:
    """Return the folder of what that look needs."""
    return Path(config.theme.custom_dir or "overrides") / "material"


def in_words(error: Exception, near: Path) -> str:
    """Return what an editor can do about an error, or nothing if it is a mistake of the code.

    Args:
        error: What ended a build.
        near: Stands in for a file that the system refused without its name.
    """
    if isinstance(error, ContentError):
        return _message(error.problems)
    if isinstance(error, OSError):
        return str(refused(error, near))
    return str(error) if isinstance(error, BuildError | ConfigurationError) else ""


def report(problems: Iterable[Problem], *, must_stop: bool = False) -> None:
    """Tell warnings, and end the run on errors; while serving, only on those that must stop it."""
    found = sorted(problems)
    errors = [problem for problem in found if not problem.warning]
    warnings = {problem for problem in found if problem.warning}
    for problem in sorted(warnings - session.told):
        log.info(str(problem))
    session.told |= warnings
    if errors and (must_stop or not session.serving):
        raise ContentError(errors)
    for problem in errors:
        log.warning(str(problem))


def _message(problems: list[Problem]) -> str:
    count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in the content"
    return "\n".join([count, "", *map(str, problems), ""])


def _refuse(file: Path) -> None:
    """End at once with what is wrong in the settings."""
    if file.is_file() and (found := list(settings.mistakes(file))):
        raise ConfigurationError(_message(sorted(found)))


# The engine loads hooks while it reads its settings. What is wrong there, a missing hook too, is
# told here and now: later, the engine would tell it without its line, or go on without the hook.
_refuse(Path(__file__).parents[1] / settings.NAME)
