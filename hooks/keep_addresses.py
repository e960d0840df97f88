"""Keep old addresses working on every kind of host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

import _engine
from guidekit import hostfiles, policy

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    known = _engine.run.compose_with
    found = hostfiles.for_moves(_engine.site(config), known.data, known.render)
    for uri, text in found.items():
        page = uri.endswith(".html") and not _engine.run.serving
        content = policy.secure(text) if page else text
        file = File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED)
        files.append(file)
