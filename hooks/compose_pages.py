"""Turn each page, as an editor wrote it, into the text that readers get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import _engine
from guidekit.engines import held

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    build, uri = _engine.build(), page.file.src_uri
    source = build.project.by_uri.get(uri)
    if source is None:  # a build has stopped by now; while serving, the last good text stays
        last = _engine.session.good.get(uri)
        page.meta["guide"] = last.facts if last else {}
        return markdown
    composed = build.project.compose(source)
    page.meta["guide"] = composed.facts
    text, build.held[uri] = held.take(composed.markdown)
    return text


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    build, good, uri = _engine.build(), _engine.session.good, page.file.src_uri
    if uri not in build.held:
        return good[uri].html if uri in good else html
    build.contents[uri] = held.put_back(html, build.held.pop(uri))
    if _engine.session.serving:
        good[uri] = _engine.Good(page.meta["guide"], build.contents[uri])
    return build.contents[uri]
