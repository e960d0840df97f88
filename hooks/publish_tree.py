"""Publish what stands beside the check: a table of all ways, FHIR for software, its script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

import _engine
from guidekit.tree import check_page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    data, pages = _engine.run.compose_with.data, _engine.run.pages.values()
    for uri, text in check_page.files(data, pages, site=config.site_url or "").items():
        files.append(File.generated(config, uri, content=text))
    if source := files.src_uris.get(check_page.SCRIPT):
        text = check_page.script(source.content_string, data)
        files.remove(source)
        files.append(File.generated(config, check_page.SCRIPT, content=text))
