"""Decide which disclaimer banner each page gets, add it, and fail a finished page without it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError

import _engine

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    facts = page.meta["guide"]
    for name, value in _engine.build().project.disclaimer(page.file.src_uri).items():
        facts.setdefault(name, value)  # while serving, a page that is broken keeps its last ones


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> None:
    banner = page.meta.get("guide", {}).get("banner", {}).get("text")
    if not banner or banner not in html.unescape(output):
        raise PluginError(
            f"docs/{page.file.src_uri}:1: the finished page lacks its disclaimer banner\n"
            "    fix: let overrides/main.html include partials/guide/banner.html"
        )
