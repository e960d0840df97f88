"""Read the guide's data and pages, and add the pages that are made from data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

import _engine
from guidekit import checks, data, drawings, frontmatter, generated, yamlfile
from guidekit.compose import Composer
from guidekit.templates import renderer

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from guidekit.data import Data
    from guidekit.yamlfile import Document

FOLDER = "_data"


def on_startup(*, command: str, dirty: bool) -> None:
    _engine.run.serving = command == "serve"


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    run = _engine.run
    with _engine.stop_on_problems():
        known = data.load(lambda name: _document(files, name), folder=f"docs/{FOLDER}")
        read = checks.read_pages(_texts(files))
    titles = {page.uri: page.meta.title for page in read.pages}
    menu = generated.menu_from(config.nav or [], titles)
    uris = {*files.src_uris, *generated.GENERATED_URIS}
    nav = generated.nav_uris(menu)
    found = checks.check(read, known, uris=uris, nav=nav, today=_engine.today())
    _engine.report(found.problems)
    run.composer = _composer(known, config)
    run.pages = {page.uri: page for page in read.pages if page.uri not in found.unbuildable}
    for page in generated.generate(known, read.pages, menu, run.composer.render):
        _add(page, files, config)


def _composer(known: Data, config: MkDocsConfig) -> Composer:
    config.extra["labels"] = known.labels.labels
    config.extra["emergency"] = known.emergency.model_dump(mode="json")
    return Composer(
        known,
        renderer(Path(config.theme.custom_dir or "overrides")),
        generated.CHECK_URI,
        drawings.reader(Path(config.docs_dir) / "assets" / "svg"),
    )


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
