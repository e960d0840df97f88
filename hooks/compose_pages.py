"""Turn each page, as an editor wrote it, into the text that readers get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import _engine
from guidekit.composing import held
from guidekit.composing.page import compose, facts, plain_facts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    run, uri = _engine.run, page.file.src_uri
    data, source = run.compose_with.data, run.pages.get(uri)
    if source is None:  # a build has stopped by now; while serving, the last good text stays
        page.meta["guide"] = run.good[uri].facts if uri in run.good else plain_facts(data)
        return markdown
    page.meta["guide"] = facts(source, data)
    text, run.apart[uri] = held.take(compose(source, run.compose_with))
    return text


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    run, uri = _engine.run, page.file.src_uri
    if uri in run.apart:
        return held.put_back(html, run.apart.pop(uri))
    return run.good[uri].html if uri in run.good else html
