"""Turn each page, as an editor wrote it, into the Markdown that readers get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import _engine
from guidekit.compose import compose, facts, plain_facts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    run, uri = _engine.run, page.file.src_uri
    source = run.pages.get(uri)
    if source is not None and uri not in run.unbuildable:
        run.good[uri] = facts(source, run.data), compose(source, run.composer)
    # A page that cannot be built stops a build; while serving, its last good text stays.
    page.meta["guide"], text = run.good.get(uri) or (plain_facts(run.data), markdown)
    return text
