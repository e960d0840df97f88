"""Read the guide's data and pages, and add the pages that are made from data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

import _engine
from guidekit import guide
from guidekit.composing import layout, policy, templates, theme
from guidekit.engines import gate
from guidekit.guide import Folders
from guidekit.reading import front_matter
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from guidekit.composing import made_pages


def on_startup(*, command: str, dirty: bool) -> None:
    _engine.run.serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Refuse what leads out of the guide's folders before the engine walks through them."""
    where = _folders(config)
    if stray := guide.stray(where):
        raise ContentError(stray)


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    run, where = _engine.run, _folders(config)
    found = guide.read(where, today=_engine.today(), processes=_engine.processes())
    _engine.report(found.problems, must_stop=not found.drawable)
    run.found = found
    run.composer = found.composer
    # The preview has no content policy: its live reload is a script inside the page.
    tag = "" if run.serving else policy.tag(gate.look().policy)
    config.extra.update(layout.for_templates(run.composer.data, found.pages, tag=tag))
    run.pages = {page.uri: page for page in found.pages if page.uri not in found.unbuildable}
    for page in found.made:
        _add(page, files, config)


@event_priority(100)  # first: from here on, a mistake in a template is told with its line
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    return templates.Environment.of(env)


def _folders(config: MkDocsConfig) -> Folders:
    overrides = Path(config.theme.custom_dir or "overrides")
    installed = theme.folder(config.theme.name)
    return Folders(Path(config.config_file_path), Path(config.docs_dir), overrides, installed)


def _add(page: made_pages.Generated, files: Files, config: MkDocsConfig) -> None:
    file = File.generated(config, page.uri, content=page.text)
    file.edit_uri = page.made_from
    files.append(file)
    _engine.run.pages[page.uri] = front_matter.read(
        page.text, path=f"docs/{page.uri}", uri=page.uri
    )
