"""Render pages in several processes: first their Markdown, then their whole HTML.

MkDocs renders one page after the other. Here all pages are rendered before MkDocs comes
to them, and MkDocs is handed the results. GUIDE_WORKERS=1 renders in one process.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority

import _engine
import _render
from guidekit.checking import workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

KEPT = ("meta", "content", "toc", "present_anchor_ids", "_title_from_render")

Said = list[tuple[int, str]]
Rendered = tuple[dict[str, Any], dict[str, dict[str, str]], Said]
"""State, links to anchors by page, and what was said: plain data, which processes can hand over."""


@event_priority(-100)  # last: by now every page stands in its place
def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    _engine.run.nav = nav
    pages = _pages(files)
    for page in pages:
        page.read_source(config)  # neighbours are shown by their titles

    def fill(page: Page) -> Rendered:
        said = _listen(lambda: _render.fill(page, config, files))
        links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
        return {name: getattr(page, name) for name in KEPT}, links, said

    for page, done in zip(pages, workers.each(fill, pages, _engine.processes()), strict=True):
        _take(page, done, files)
    _done_with(config, "page_markdown", "page_content")


@event_priority(-100)  # last: by now every hook has added what templates show
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    pages, documents, nav = _pages(files), files.documentation_pages(), _engine.run.nav

    def write(page: Page) -> Said:
        to = Path(page.file.abs_dest_path)
        return _listen(
            lambda: _render.write(page, to, config=config, documents=documents, nav=nav, env=env)
        )

    for page, said in zip(pages, workers.each(write, pages, _engine.processes()), strict=True):
        _repeat(said)
        page.meta.update(template="finished.html", finished=_OnDisk(page.file.abs_dest_path))
    _done_with(config, "page_context", "post_page")


def on_post_build(*, config: MkDocsConfig) -> None:
    config.plugins.events.update(_engine.run.events)


class _OnDisk:
    """Stands for a finished page in its template."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    def __str__(self) -> str:
        return self._path.read_text("utf-8")


def _pages(files: Files) -> list[Page]:
    return [file.page for file in files.documentation_pages() if file.page]


def _take(page: Page, done: Rendered, files: Files) -> None:
    """Give a page what a process made of it, so that it need not be rendered again."""
    state, links, said = done
    _repeat(said)
    for name, value in state.items():
        setattr(page, name, value)
    page.links_to_anchors = {files.src_uris[uri]: found for uri, found in links.items()}
    for name in ("read_source", "render"):
        setattr(page, name, lambda *_: None)
    page.markdown = ""  # it has been rendered, and a thousand of them take room
    if _engine.run.serving and (uri := page.file.src_uri) in _engine.run.pages:
        _engine.run.good[uri] = _engine.Good(page.meta["guide"], page.content or "")


def _done_with(config: MkDocsConfig, *events: str) -> None:
    """Keep MkDocs from running events again that the pages have been through."""
    for event in events:
        _engine.run.events[event] = config.plugins.events[event]
        config.plugins.events[event] = []


class _Listener(logging.Handler):
    """Notes what is said in a process, so that the main one can say and count it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: Said = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append((record.levelno, record.getMessage()))


def _listen(do: Callable[[], None]) -> Said:
    listener, log = _Listener(), logging.getLogger("mkdocs")
    handlers, log.handlers = log.handlers, [listener]
    try:
        do()
    finally:
        log.handlers = handlers
    return listener.said


def _repeat(said: Said) -> None:
    for level, words in said:
        logging.getLogger("mkdocs.structure.pages").log(level, words)
