"""Fail the build for a page whose finished HTML lacks its disclaimer banner."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> None:
    banner = page.meta.get("guide", {}).get("banner", {}).get("text")
    if not banner or banner not in html.unescape(output):
        raise PluginError(
            f"docs/{page.file.src_uri}:1: the finished page lacks its disclaimer banner\n"
            "    fix: let overrides/main.html include partials/guide/banner.html"
        )
