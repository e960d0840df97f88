"""Keep old addresses working on every kind of host."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.structure.files import File, InclusionLevel

import _engine
from guidekit import hosting, policy, redirects
from guidekit.compose import plain_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from guidekit.redirects import Move


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    moves = redirects.plan(_engine.run.compose_with.data.redirects.redirects)
    base = urlsplit(config.site_url or "/").path
    texts = {
        "_redirects": hosting.redirects_file(moves, base),
        "_nginx/moves.conf": hosting.nginx_moves(moves, base),
        **dict(_pages(moves, env, config)),
    }
    for uri, text in texts.items():
        files.append(File.generated(config, uri, content=text, inclusion=InclusionLevel.INCLUDED))


def _pages(moves: list[Move], env: Environment, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield a small page for each old address, for hosts that know no redirects."""
    template = env.get_template("moved.html")
    for move in moves:
        html = template.render(
            config=config,
            base_url=("../" * move.file.count("/")).rstrip("/") or ".",
            move={"to": move.way_back, "url": f"{config.site_url}{move.new}"},
            guide=plain_facts(_engine.run.compose_with.data),
        )
        yield move.file, html if _engine.run.serving else policy.secure(html)
