"""Read the guide's data and pages, and add the pages that are made from data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

import _engine
from guidekit import frontmatter, guide, shared, theme
from guidekit.guide import Folders

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from guidekit import generated


def on_startup(*, command: str, dirty: bool) -> None:
    _engine.run.serving = command == "serve"


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    run = _engine.run
    overrides = Path(config.theme.custom_dir or "overrides")
    installed = theme.folder(config.theme.name)
    where = Folders(Path(config.config_file_path), Path(config.docs_dir), overrides, installed)
    found = guide.read(where, today=_engine.today(), processes=_engine.processes())
    _engine.report(found.problems, must_stop=not found.drawable)
    run.found = found
    with _engine.stop_on_problems():
        run.composer = found.composer
        made = found.made
    config.extra.update(shared.for_templates(run.composer.data, found.pages))
    run.pages = {page.uri: page for page in found.pages if page.uri not in found.unbuildable}
    for page in made:
        _add(page, files, config)


def _add(page: generated.Generated, files: Files, config: MkDocsConfig) -> None:
    file = File.generated(config, page.uri, content=page.text)
    file.edit_uri = page.made_from
    files.append(file)
    _engine.run.pages[page.uri] = frontmatter.read(page.text, path=f"docs/{page.uri}", uri=page.uri)
