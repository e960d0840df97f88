"""Read the guide's data and pages, and add the pages that are made from data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

import _engine
from guidekit import checks, data, frontmatter, generated, yamlfile

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from guidekit.yamlfile import Document

FOLDER = "_data"


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs passes both by name
    _engine.run.serving = command == "serve"


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    with _engine.stop_on_problems():
        _engine.begin(
            config, data.load(lambda name: _document(files, name), folder=f"docs/{FOLDER}")
        )
        read = checks.read_pages(_texts(files))
    titles = {page.uri: page.meta.title for page in read.pages}
    menu = generated.menu_from(config.nav or [], titles)
    uris = {*(file.src_uri for file in files), *generated.GENERATED_URIS}
    found = checks.check(
        read, _engine.run.data, uris=uris, nav=generated.nav_uris(menu), today=_engine.today()
    )
    _engine.report(found.problems)
    _engine.run.pages = {page.uri: page for page in read.pages}
    _engine.run.unbuildable = found.unbuildable
    for page in generated.generate(_engine.run.data, read.pages, menu, _engine.run.render):
        _add(page, files, config)


def _document(files: Files, name: str) -> Document | None:
    file = files.src_uris.get(f"{FOLDER}/{name}.yml")
    if file is None:
        return None
    path = f"docs/{file.src_uri}"
    return yamlfile.parse(yamlfile.decode(file.content_bytes, path=path), path=path)


def _texts(files: Files) -> dict[str, str]:
    pages = files.documentation_pages()
    return {
        file.src_uri: yamlfile.decode(file.content_bytes, path=f"docs/{file.src_uri}")
        for file in pages
    }


def _add(page: generated.Generated, files: Files, config: MkDocsConfig) -> None:
    file = File.generated(config, page.uri, content=page.text)
    file.edit_uri = page.made_from
    files.append(file)
    _engine.run.pages[page.uri] = frontmatter.read(page.text, path=f"docs/{page.uri}", uri=page.uri)
