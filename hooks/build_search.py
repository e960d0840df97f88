"""Write the index that the search box loads when a reader first uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

import _engine
from guidekit.publishing.search import files as search_files

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    run = _engine.run
    pages, contents, address = [], dict[str, str](), dict[str, str]()
    for file in files.documentation_pages():
        if (source := run.pages.get(file.src_uri)) and file.page:
            pages.append(source)
            contents[source.uri] = file.page.content or ""
            address[source.uri] = "" if file.url in {".", "./"} else file.url
    found = search_files.build(pages, contents, address, run.compose_with.data)
    for uri, text in found.items():
        files.append(File.generated(config, uri, content=text))
