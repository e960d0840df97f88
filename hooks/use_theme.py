"""With GUIDE_THEME=material, show the same guide in the full look of its theme.

`overrides/material/` holds what that look needs: a template, settings and a part of the stylesheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from mkdocs.plugins import event_priority

import _engine

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

SEARCH = "material/search"


@event_priority(100)  # before the theme's search asks whether it is wanted
def on_config(config: MkDocsConfig) -> None:
    if not _engine.in_theme():
        return
    look = _engine.of_look(config)
    config.theme.dirs.insert(0, str(look))
    config.theme.update(yaml.safe_load((look / "theme.yml").read_text("utf-8")))
    config.plugins[SEARCH].config.enabled = True


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    labels = _engine.run.compose_with.data.labels.labels
    for option in config.theme["palette"] if _engine.in_theme() else ():
        toggle = option["toggle"]
        toggle["name"] = labels.get(toggle["name"], toggle["name"])
