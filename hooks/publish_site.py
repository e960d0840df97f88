"""Publish a finished build in one step, so that a failed one leaves the last good site alone.

The last gate is here, right before that step: whatever hooks ran, each HTML file is read as it
will go out, and one without its content policy or its banner keeps the whole site back.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

import _engine
from guidekit.engines import gate
from guidekit.publishing import swap
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> None:
    _engine.run.site = Path(config.site_dir)
    swap.remove(_staging())
    config.site_dir = str(_staging())


@event_priority(-inf)  # last: other hooks still write to the site
def on_post_build(*, config: MkDocsConfig) -> None:
    if config.strict and _warned():
        swap.remove(_staging())
        return
    if not _engine.run.serving:
        _stop_at_gate()
    swap.swap(_staging(), _engine.run.site)
    config.site_dir = str(_engine.run.site)


def on_build_error(*, error: Exception) -> None:
    with suppress(OSError):
        swap.remove(_staging())
    if words := _engine.in_words(error, _staging()):
        _engine.log.error(words)
        raise Abort("Nothing was published; the last good site is as it was.") from None


def _stop_at_gate() -> None:
    run = _engine.run
    due = gate.due(run.pages.values(), run.compose_with.data)
    if found := list(gate.problems(_staging(), due, gate.look())):
        raise ContentError(found)


def _staging() -> Path:
    return swap.beside(_engine.run.site, "new")


def _warned() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
