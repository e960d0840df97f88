"""Write what hosts heed: the headers of every file, and old addresses that lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

import _engine
from guidekit import hostfiles

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    known, tag = _engine.run.compose_with, config.extra["policy"]
    found = hostfiles.for_hosts(_engine.site(config), known.data, known.render, tag=tag)
    for uri, text in found.items():
        file = File.generated(config, uri, content=text, inclusion=InclusionLevel.INCLUDED)
        files.append(file)
