"""Publish a finished build in one step, so that a failed one leaves the last good site alone."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

import _engine

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> None:
    _engine.run.site = Path(config.site_dir)
    config.site_dir = str(_staging())


@event_priority(-100)  # last: other hooks still write to the site
def on_post_build(*, config: MkDocsConfig) -> None:
    if config.strict and _warned():
        _drop_staging()
        return
    site, old = _engine.run.site, _engine.run.site.with_name(f"{_engine.run.site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    _staging().rename(site)
    shutil.rmtree(old, ignore_errors=True)
    config.site_dir = str(site)


def on_build_error(*, error: Exception) -> None:
    _drop_staging()


def _staging() -> Path:
    return _engine.run.site.with_name(f"{_engine.run.site.name}.new")


def _drop_staging() -> None:
    shutil.rmtree(_staging(), ignore_errors=True)


def _warned() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
