"""Read and check the whole guide; stop with all problems at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from mkdocs.plugins import event_priority

import _engine
from guidekit import guide
from guidekit.composing import layout, policy, templates, theme
from guidekit.engines import composed, gate
from guidekit.guide import Folders
from guidekit.reading.addresses import Site
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

THEME_SEARCH = "material/search"


def on_startup(*, command: str, dirty: bool) -> None:
    _engine.session.serving = command == "serve"


@event_priority(100)  # first: what leads out of the guide's folders is refused before any is walked
def on_config(config: MkDocsConfig) -> None:
    if stray := guide.stray(_folders(config)):
        raise ContentError(stray)
    if _engine.in_theme():
        look = _engine.of_look(config)
        config.theme.dirs.insert(0, str(look))
        config.theme.update(yaml.safe_load((look / "theme.yml").read_text("utf-8")))
        config.plugins[THEME_SEARCH].config.enabled = True


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    session = _engine.session
    found = guide.read(_folders(config), today=_engine.today())
    _engine.report(found.problems, must_stop=not found.drawable)
    project = composed.of(found, _site(config))
    session.build = _engine.Build(project, files=files)
    # The preview has no content policy: its live reload is a script inside the page.
    tag = "" if session.serving else policy.tag(gate.look().policy)
    config.extra.update(layout.for_templates(project.data, found.pages, tag=tag))


@event_priority(100)  # first: from here on, a mistake in a template is told with its line
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    labels = _engine.build().project.data.labels.labels
    for option in config.theme["palette"] if _engine.in_theme() else ():
        toggle = option["toggle"]
        toggle["name"] = labels.get(toggle["name"], toggle["name"])
    return templates.Environment.of(env)


def _folders(config: MkDocsConfig) -> Folders:
    overrides = Path(config.theme.custom_dir or "overrides")
    installed = theme.folder(config.theme.name)
    return Folders(Path(config.config_file_path), Path(config.docs_dir), overrides, installed)


def _site(config: MkDocsConfig) -> Site:
    language, direction = config.theme["language"], config.extra.get("direction", "ltr")
    address = config.site_url or "/"
    return Site(config.site_name, address, language, direction, config.use_directory_urls)
