"""The little of the engine that all hooks share: the guide of this run, and how problems end it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from guidekit import generated
from guidekit.compose import Composer
from guidekit.problems import ContentError
from guidekit.templates import renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from guidekit.data import Data
    from guidekit.frontmatter import Page
    from guidekit.problems import Problem
    from guidekit.templates import Render

log = get_plugin_logger("guide")


@dataclass
class Run:
    """What the hooks of one build know; a new one replaces it at the next build."""

    serving: bool = False
    site: Path = Path("site")
    data: Data | None = None
    render: Render | None = None
    pages: dict[str, Page] = field(default_factory=dict)
    composer: Composer | None = None
    unbuildable: frozenset[str] = frozenset()
    good: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    """Last facts and Markdown of each page that could be composed; serving falls back on them."""


run = Run()


def begin(config: MkDocsConfig, data: Data) -> None:
    """Start a run with freshly read data."""
    overrides = Path(config.theme.custom_dir or "overrides")
    drawings = Path(config.docs_dir) / "assets" / "svg"
    config.extra["labels"] = data.labels.labels
    config.extra["emergency"] = data.emergency.model_dump(mode="json")
    run.data = data
    run.render = renderer(overrides)
    run.pages = {}
    run.composer = Composer(
        data, run.render, generated.CHECK_URI, lambda name: (drawings / name).read_text("utf-8")
    )


def today() -> date:
    """Return the day of the build; SOURCE_DATE_EPOCH sets it, so that builds can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


@contextmanager
def stop_on_problems() -> Iterator[None]:
    """Turn content problems into a build failure without a traceback."""
    try:
        yield
    except ContentError as error:
        raise PluginError(message(error.problems)) from error


def report(problems: Iterable[Problem]) -> None:
    """Tell warnings, and end the run on errors; while serving, errors are told too."""
    found = sorted(problems)
    errors = [problem for problem in found if not problem.warning]
    for problem in found:
        if problem.warning:
            log.info(str(problem))
    if errors and not run.serving:
        raise PluginError(message(errors))
    for problem in errors:
        log.warning(str(problem))


def message(problems: Iterable[Problem]) -> str:
    """Return the problems as one message."""
    found = list(problems)
    return "\n\n".join(
        [f"{len(found)} problem{'s'[: len(found) != 1]} in the content", "\n".join(map(str, found))]
    )
