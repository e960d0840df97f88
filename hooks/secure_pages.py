"""Give every page a strict content policy, and write the headers that hosts send with it.

Not while serving: the live reload of the preview is a script of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

import _engine
from guidekit import hostfiles, policy

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

START = 2000
"""Characters of a page within which its policy stands."""


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    return output if _engine.run.serving else _secure(output, f"docs/{page.file.src_uri}")


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    if _engine.run.serving or not template_name.endswith(".html"):
        return output
    return _secure(output, f"overrides/{template_name}")


def on_post_build(*, config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    starts = (page.read_text("utf-8")[:START] for page in site.rglob("*.html"))
    for name, text in hostfiles.headers(_engine.site(config), starts, _rules()).items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text, "utf-8")


def _rules() -> tuple[str, ...]:
    """Return the policy of this build's pages: a theme's own scripts and styles stand inline."""
    return policy.THEME_RULES if _engine.in_theme() else policy.RULES


def _secure(html: str, path: str) -> str:
    if not _engine.in_theme() and (found := policy.blocked(html)):
        raise PluginError(
            f"{path}:1: the finished page holds {' and '.join(found)}, which its policy stops\n"
            "    fix: move styles to docs/assets/css/ and scripts to docs/assets/js/"
        )
    return policy.secure(html, _rules())
