"""Publish when each page is due for a check, for the reminder that opens an issue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import _engine
from guidekit.publishing import reviews

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

FILE = "reviews.json"


def on_post_build(*, config: MkDocsConfig) -> None:
    run = _engine.run
    found = reviews.reviews(run.pages.values(), run.compose_with.data)
    text = reviews.as_json(found, config.site_url or "/")
    (Path(config.site_dir) / FILE).write_text(text, encoding="utf-8")
