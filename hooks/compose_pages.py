"""Turn each page, as an editor wrote it, into the text that readers get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import _engine
from guidekit import apart
from guidekit.compose import compose, facts, plain_facts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    run, uri = _engine.run, page.file.src_uri
    data = run.compose_with.data
    if source := run.pages.get(uri):
        run.good[uri] = facts(source, data), compose(source, run.compose_with)
    # A page that cannot be built stops a build; while serving, its last good text stays.
    page.meta["guide"], text = run.good.get(uri) or (plain_facts(data), markdown)
    text, run.apart[uri] = apart.take(text)
    return text


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    return apart.put_back(html, _engine.run.apart.pop(page.file.src_uri))
