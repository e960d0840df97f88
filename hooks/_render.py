"""Render one page as MkDocs does: its Markdown, then its whole HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.utils import write_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def fill(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Give a page its content, through the events of the hooks."""
    events = config.plugins
    type(page).read_source(page, config)
    text = page.markdown or ""
    page.markdown = events.on_page_markdown(text, page=page, config=config, files=files)
    type(page).render(page, config, files)
    page.content = events.on_page_content(page.content or "", page=page, config=config, files=files)


def write(
    page: Page,
    to: Path,
    *,
    config: MkDocsConfig,
    documents: Sequence[File],
    nav: Navigation,
    env: Environment,
) -> None:
    """Write the HTML of a filled page to a file, through the events of the hooks."""
    page.active = True
    context = get_context(nav, documents, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    output = env.get_template("main.html").render(context)
    output = config.plugins.on_post_page(output, page=page, config=config)
    write_file(output.encode("utf-8", errors="xmlcharrefreplace"), str(to))
    page.active = False
