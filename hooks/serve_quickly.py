"""While serving: show an edit at once, and keep the last good site up when a rebuild fails.

An edit of one page's text changes that page alone, so only it is read, checked and rendered.
Any other edit builds the whole site, which also brings search and the lists up to date.
"""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands import build as engine
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import event_priority
from mkdocs.utils import DuplicateFilter
from watchdog.observers.polling import PollingObserver

import _engine
from guidekit import guide
from guidekit.reading import settings
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

STAYS = "The last good pages stay up; mend the file and save it."
LOOK_EVERY = 0.1
"""Seconds between two looks for changes."""

Stamp = dict[str, tuple[int, int]]
"""Size and time of every file that the site is made from."""


class _Last:
    """What the last look at the files found."""

    config: MkDocsConfig
    stamp: Stamp


@event_priority(100)  # first: what is saved while a build runs is seen by the next one
def on_config(config: MkDocsConfig) -> None:
    if _engine.session.serving and not _engine.session.threads:
        _claim_port(config)
    _Last.config = config
    _Last.stamp = _stamp()


def _claim_port(config: MkDocsConfig) -> None:
    """Say that the port is taken before the site is built, not after it."""
    host, port = config.dev_addr
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "another program uses that port" if taken else error
        raise _CannotServe(
            f"Cannot serve on {host}:{port}: {why}. Another port: make serve PORT=8001"
        ) from None
    _engine.log.info("Building, then serving. Another port: make serve PORT=8001; stop: Ctrl+C")


class _CannotServe(MkDocsException):
    """Ends the engine with one line."""


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    _engine.build().nav = nav


@event_priority(-100)  # last: by now every hook has added what templates show
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    _engine.build().env = env


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
) -> None:
    _engine.session.threads = True
    _watch_at_once(server, config)
    server.builder = lambda: _rebuild(builder)


def _watch_at_once(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Look for changes more often than MkDocs does, which leaves an edit waiting for half a second.

    Files are asked, not the system: it also tells of reading, and a build reads every file.
    """
    watched = [config.docs_dir, config.config_file_path]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=LOOK_EVERY)
    for path in watched:
        server.watch(path)


def _rebuild(builder: Callable[..., None]) -> None:
    """Show what was edited; whatever is wrong with it, the server goes on.

    MkDocs answers no request after a rebuild that raised something.
    """
    try:
        _show_edit(builder)
    except SystemExit:  # told already
        _engine.log.error(STAYS)
    except Exception as error:  # noqa: BLE001 - nothing may keep readers of the preview waiting
        words = _engine.in_words(error, _engine.session.site)
        _engine.log.error("%s\n%s", words or error, STAYS, exc_info=None if words else error)


def _show_edit(builder: Callable[..., None]) -> None:
    now = _stamp()
    changed = {p for p in _Last.stamp.keys() | now.keys() if _Last.stamp.get(p) != now.get(p)}
    _Last.stamp = now
    if not changed:
        return
    if len(changed) == 1 and _show(Path(changed.pop())):
        return
    _tell_again()
    if wrong := sorted(settings.mistakes(Path(_Last.config.config_file_path))):
        raise ContentError(wrong)
    builder()


def _tell_again() -> None:
    """Let a build say that it is done each time; MkDocs tells the same words once in a process."""
    for known in engine.log.filters:
        if isinstance(known, DuplicateFilter):
            known.msgs.clear()


def _show(path: Path) -> bool:
    """Draw the page of one file again; return False if more than that is called for."""
    build, docs = _engine.session.build, Path(_Last.config.docs_dir)
    uri = path.relative_to(docs).as_posix() if path.is_relative_to(docs) else ""
    if build is None or uri not in build.project.by_uri:
        return False
    again = guide.reread(build.project.found, uri, today=_engine.today())
    if again is None:
        return False
    build.project = build.project.again(again)
    _engine.report(again.problems)
    _draw(build, uri)
    return True


def _draw(build: _engine.Build, uri: str) -> None:
    """Let the engine draw one page as it does in a whole build, in its place on the site."""
    file, documents = build.files.src_uris[uri], build.files.documentation_pages()
    file.abs_dest_path = str(_engine.session.site / file.dest_uri)
    engine._populate_page(file.page, _Last.config, build.files)
    engine._build_page(file.page, _Last.config, documents, build.nav, build.env)


def _stamp() -> Stamp:
    config = _Last.config
    roots = {config.docs_dir, config.theme.custom_dir or config.docs_dir, *config.watch}
    files = {Path(config.config_file_path)}
    for root in roots:
        files.update(path for path in Path(root).rglob("*") if path.is_file())
    return {str(f): (f.stat().st_size, f.stat().st_mtime_ns) for f in files}
