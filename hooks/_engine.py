"""The little of the engine that all hooks share: the guide of this run, and how problems end it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.exceptions import BuildError, ConfigurationError, PluginError
from mkdocs.plugins import get_plugin_logger

from guidekit.checking import workers
from guidekit.engines import gate
from guidekit.reading import dates, settings
from guidekit.reading.addresses import Site
from guidekit.reading.problems import ContentError, refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig

    from guidekit.composing.page import Composer
    from guidekit.guide import Guide
    from guidekit.reading.front_matter import Page
    from guidekit.reading.problems import Problem

log = get_plugin_logger("guide")


class Good(NamedTuple):
    """What a page showed when it could last be built."""

    facts: dict[str, Any]
    html: str


@dataclass
class Run:
    """What hooks tell each other; lives as long as the process."""

    serving: bool = False
    threads: bool = False
    """Whether other threads run by now, so that the process must not be forked."""
    site: Path = Path("site")
    """Where the finished site goes."""
    found: Guide | None = None
    """The guide as it was last read."""
    apart: dict[str, list[str]] = field(default_factory=dict)
    """Finished markup of each page, held back while its Markdown is read."""
    nav: Any = None
    """The engine's menu of this build."""
    events: dict[str, Any] = field(default_factory=dict)
    """Events of the hooks that are kept from running twice."""
    composer: Composer | None = None
    pages: dict[str, Page] = field(default_factory=dict)
    """Pages of this build that can be built, by uri."""
    good: dict[str, Good] = field(default_factory=dict)
    """Each page as it was when it could last be built; serving falls back on it."""
    told: set[Problem] = field(default_factory=set)
    """Warnings that need not be told again at every save."""

    @property
    def compose_with(self) -> Composer:
        """Return what composing needs, once load_guide has read it."""
        if self.composer is None:
            raise PluginError("hooks/load_guide.py must stand before this hook in mkdocs.yml")
        return self.composer


run = Run()


def today() -> date:
    """Return the day of the build."""
    try:
        return dates.today()
    except ValueError as error:
        raise PluginError(str(error)) from None


def processes() -> int:
    """Return how many processes share the work; GUIDE_WORKERS sets it."""
    alone = run.threads or in_theme()  # the theme's search gathers pages in one process
    return 1 if alone else workers.count(os.environ.get("GUIDE_WORKERS"))


def in_theme() -> bool:
    """Return whether pages get the full look of the theme; GUIDE_THEME=material asks for it."""
    return gate.look() is gate.THEME


def of_look(config: MkDocsConfig) -> Path:
    """Return the folder of what that look needs."""
    return Path(config.theme.custom_dir or "overrides") / "material"


def site(config: MkDocsConfig) -> Site:
    """Return what the settings say about the site."""
    direction = config.extra.get("direction", "ltr")
    return Site(config.site_name, config.site_url or "/", config.theme["language"], direction)


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
    for problem in sorted(warnings - run.told):
        log.info(str(problem))
    run.told |= warnings
    if errors and (must_stop or not run.serving):
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
