"""Write what hosts heed: the headers of every file, and old addresses that lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

import _engine
from guidekit.composing import policy
from guidekit.engines import gate
from guidekit.publishing import hosts

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    known, site = _engine.run.compose_with, _engine.site(config)
    # These pages are ours alone in every look, and so keep the strict policy.
    tag = "" if _engine.run.serving else policy.TAG
    sent = gate.look().policy
    found = hosts.for_hosts(site, known.data, known.render, tag=tag, sent=sent)
    for uri, text in found.items():
        file = File.generated(config, uri, content=text, inclusion=InclusionLevel.INCLUDED)
        files.append(file)
