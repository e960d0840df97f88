"""Write what stands beside the pages, look over the finished site, and publish it in one step.

The site is built in a folder of its own, so that a failed build leaves the last good one alone.
Right before it is published, each HTML file is read as it will go out, whatever hooks ran; one
without its content policy or its banner keeps the whole site back.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.utils import CountHandler

import _engine
from guidekit.composing import policy, theme
from guidekit.engines import finish, gate
from guidekit.publishing import scripts, styles, swap
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_config(config: MkDocsConfig) -> None:
    _engine.session.site = Path(config.site_dir)
    swap.remove(_staging())
    config.site_dir = str(_staging())


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Join the parts of the stylesheet, lighten scripts, leave out what theme and templates add."""
    parts = {uri: file for uri, file in files.src_uris.items() if styles.is_part(uri)}
    texts = {uri: file.content_string for uri, file in parts.items()}
    folders = [Path(folder) for folder in config.theme.dirs]
    if _engine.in_theme():
        own = (_engine.of_look(config) / "theme.css").read_text("utf-8")
        made = {styles.STYLESHEET: styles.join(styles.within_theme(texts, own), folders)}
    else:
        made = styles.sheets(texts, folders)
    for file in [*parts.values(), *_theme_files(files, config)]:
        files.remove(file)
    for uri, text in made.items():
        files.append(File.generated(config, uri, content=text))
    for uri, file in [(u, f) for u, f in files.src_uris.items() if scripts.is_own(u)]:
        files.remove(file)
        content = scripts.lighter(file.content_string)
        files.append(File.generated(config, uri, content=content))


@event_priority(-inf)  # last: other hooks still write to the site
def on_post_build(*, config: MkDocsConfig) -> None:
    if config.strict and _warned():
        swap.remove(_staging())
        return
    session, build = _engine.session, _engine.build()
    # Pages at old addresses are ours alone in every look, and so keep the strict policy.
    tag, sent = "" if session.serving else policy.TAG, gate.look().policy
    finish.finish(_staging(), build.project, build.contents, tag=tag, sent=sent)
    if not session.serving:
        _stop_at_gate(build)
    swap.swap(_staging(), session.site)
    config.site_dir = str(session.site)


def on_build_error(*, error: Exception) -> None:
    with suppress(OSError):
        swap.remove(_staging())
    if words := _engine.in_words(error, _staging()):
        _engine.log.error(words)
        raise Abort("Nothing was published; the last good site is as it was.") from None


def _stop_at_gate(build: _engine.Build) -> None:
    due = gate.due(build.project.pages, build.project.data)
    if found := list(gate.problems(_staging(), due, gate.look())):
        raise ContentError(found)


def _staging() -> Path:
    return swap.beside(_engine.session.site, "new")


def _theme_files(files: Files, config: MkDocsConfig) -> list[File]:
    kept = {config.docs_dir}
    if _engine.in_theme():
        kept.add(str(theme.folder(config.theme.name)))
    return [file for file in files if file.src_dir not in kept and not file.generated_by]


def _warned() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
