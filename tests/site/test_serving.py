"""While serving: an edit shows at once, a bad one is told, and the last good page stays up.

One server takes the edits of all tests. Those that ask what an edit builds stand first: a single
save in a quiet guide starts one build and no other.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING
from urllib.error import HTTPError

import pytest

from conftest import copy_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = "docs/causes/spider-veins.md"
TREE = "docs/_data/decision-tree.yml"
BEFORE = "\n## How to tell"
"""Where a line is put into the page."""
EXTRA = "docs/extra.md"
BURST = "abcdefghijklmnopqrst"
"""One letter a save."""
NEIGHBOUR = "causes/varicose-veins/"


def patience() -> float:
    """Return how many seconds to wait: 60, and more where programs queue for the processor.

    It only ends tests that would never end; nothing here is a measure of time.
    """
    return 60 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class Server:
    """A running `mkdocs serve` on a project of its own."""

    def __init__(self, project: Path) -> None:
        self.project = project
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.built_in = project / "serving"  # the engine puts the site into a folder of its own
        self.built_in.mkdir()
        self.log = project / "serve.log"
        self._said = self.log.open("w")
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            command,
            cwd=project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(self.built_in)},
            stdout=self._said,
            stderr=subprocess.STDOUT,
        )

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(patience())
        self._said.close()

    def page(self, path: str = "causes/spider-veins/") -> str:
        """Return what a reader gets at an address: a page, or the one that stands for none."""
        address = f"http://127.0.0.1:{self.port}/{path}"
        try:
            with urllib.request.urlopen(address, timeout=patience()) as answer:
                return str(answer.read().decode("utf-8"))
        except HTTPError as error:
            return error.read().decode("utf-8")

    def said(self) -> str:
        return re.sub(r"\x1b\[[0-9;]*m", "", self.log.read_text("utf-8"))

    def whole_builds(self) -> int:
        """Return how many times the whole site was built, or tried."""
        return self.said().count("Building documentation...")

    def files(self) -> dict[str, tuple[int, bytes]]:
        """Return when each file of the site was written, and what it holds."""
        (site,) = (folder for folder in self.built_in.iterdir() if not folder.suffix)
        return {
            str(file.relative_to(site)): (file.stat().st_mtime_ns, file.read_bytes())
            for file in site.rglob("*")
            if file.is_file()
        }

    def wait(self, what: Callable[[], bool]) -> None:
        """Wait until something is so; an answer that is late or broken off is not one yet."""
        start = time.monotonic()
        while not _holds(what):
            assert time.monotonic() - start < patience(), self.said()[-3000:]
            assert self.process.poll() is None, self.said()[-3000:]
            time.sleep(0.05)

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.project / path).read_text("utf-8")
        assert old in text
        self.save(path, text.replace(old, new, 1))

    def save(self, path: str, text: str) -> None:
        """Put a file in its place in one step, so that no look for changes finds half of it."""
        whole = self.project / "saved.tmp"
        whole.write_text(text, "utf-8")
        whole.replace(self.project / path)


def _holds(what: Callable[[], bool]) -> bool:
    try:
        return what()
    except (OSError, http.client.HTTPException):
        return False


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(copy_project(tmp_path_factory.mktemp("serving") / "guide"))
    try:
        running.wait(lambda: "Serving on" in running.said())
        yield running
    finally:
        running.stop()


def test_waiting_outlasts_an_answer_that_is_late(server: Server) -> None:
    answers: Iterator[object] = iter([TimeoutError("timed out"), ConnectionResetError(), True])

    def ask() -> bool:
        if isinstance(answer := next(answers), OSError):
            raise answer
        return bool(answer)

    server.wait(ask)
    assert next(answers, None) is None


def test_edit_of_a_text_builds_that_page_and_no_other_file(server: Server) -> None:
    before, builds = server.files(), server.whole_builds()
    server.edit(PAGE, BEFORE, f"\nShown on its own.\n{BEFORE}")
    server.wait(lambda: "Shown on its own." in server.page())
    after = server.files()
    assert after.keys() == before.keys()
    assert [name for name in after if after[name] != before[name]] == [
        "causes/spider-veins/index.html"
    ]
    assert server.whole_builds() == builds


def test_edit_of_front_matter_is_shown_by_its_neighbours_and_the_menu_too(server: Server) -> None:
    server.edit(PAGE, 'title: "Spider veins"', 'title: "Fine red lines"')
    server.wait(lambda: "Fine red lines" in server.page())
    assert "Fine red lines" in server.page(NEIGHBOUR)
    assert "Fine red lines" in server.page("menu/")


def test_edit_of_a_heading_is_known_to_search_too(server: Server) -> None:
    server.edit(PAGE, "## How common they are", "## How many people have them")
    server.wait(lambda: "How many people have them" in server.page())
    assert "How many people have them" in server.page("assets/search/index.js")


def add_page(server: Server) -> None:
    """Let the guide have one more page, and its menu the entry."""
    text = (server.project / "docs/about/accessibility.md").read_text("utf-8")
    if not (server.project / EXTRA).exists():
        server.save(EXTRA, re.sub('title: ".*"', 'title: "An extra page"', text))
        server.edit("mkdocs.yml", "  - glossary.md\n", "  - glossary.md\n  - extra.md\n")
    server.wait(lambda: 'href="../extra/"' in server.page("menu/"))


def test_new_page_is_shown_with_its_entry_in_the_menu(server: Server) -> None:
    add_page(server)
    assert "<title>An extra page" in server.page("extra/")


def test_deleted_page_is_gone_with_its_entry_in_the_menu(server: Server) -> None:
    add_page(server)
    server.edit("mkdocs.yml", "  - extra.md\n", "")
    (server.project / EXTRA).unlink()
    server.wait(lambda: "<title>An extra page" not in server.page("extra/"))
    assert 'href="../extra/"' not in server.page("menu/")


def test_burst_of_saves_ends_with_the_newest_text(server: Server) -> None:
    file = server.project / PAGE
    text = file.read_text("utf-8")
    for letter in BURST:  # as an editor saves: over the old file, at any moment of a build
        file.write_text(text.replace(BEFORE, f"\nSaved as {letter}.\n{BEFORE}", 1), "utf-8")
        time.sleep(0.25)
    server.wait(lambda: f"Saved as {BURST[-1]}." in server.page())
    assert server.page().count("Saved as ") == 1
    assert "Traceback" not in server.said()


def test_unreadable_page_is_told_and_the_old_page_stays(server: Server) -> None:
    good = (server.project / PAGE).read_text("utf-8")
    server.edit(PAGE, "kind: topic", "kind: topci")
    server.wait(lambda: "'topci', which is not a choice" in server.said())
    assert "Spider veins" in server.page()
    server.save(PAGE, good.replace(BEFORE, f"\nMended at last.\n{BEFORE}", 1))
    server.wait(lambda: "Mended at last." in server.page())


def test_unknown_source_is_told_and_the_old_page_stays(server: Server) -> None:
    server.edit(PAGE, BEFORE, f"\nNew line.[^no-such]\n{BEFORE}")
    server.wait(lambda: "the source 'no-such' does not exist" in server.said())
    assert "New line." not in server.page()
    server.edit(PAGE, "[^no-such]", "")
    server.wait(lambda: "New line." in server.page())


def test_broken_data_is_told_at_every_save_and_the_site_stays(server: Server) -> None:
    good, told = (server.project / TREE).read_text("utf-8"), "starts at 'emergenci', which is no"
    server.save(TREE, good.replace("start: emergency", "start: emergenci", 1))
    server.wait(lambda: server.said().count(told) == 1)
    assert "Spider veins" in server.page()
    server.edit(TREE, "start: emergenci", "start:  emergenci")
    server.wait(lambda: server.said().count(told) == 2)
    assert "Traceback" not in server.said()
    server.save(TREE, good.replace('title: "', 'title: "Now: ', 1))
    server.wait(lambda: ">Now: " in server.page("check/"))


def test_a_page_without_its_banner_is_not_shown(server: Server) -> None:
    banner = "overrides/partials/guide/banner.html"
    good = (server.project / banner).read_text("utf-8")
    server.save(banner, "")
    server.wait(lambda: "lacks its disclaimer banner" in server.said())
    assert 'class="banner' in server.page()
    server.save(banner, good)


def test_data_edit_reloads_the_pages_it_feeds(server: Server) -> None:
    server.edit("docs/_data/labels.yml", 'in_short: "In short"', 'in_short: "In a few words"')
    server.wait(lambda: "In a few words" in server.page())


def test_taken_port_is_told_in_one_line(server: Server) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{server.port}"],
        cwd=server.project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=patience(),
        check=False,
    )
    assert second.returncode == 1
    assert f"Cannot serve on 127.0.0.1:{server.port}: another program" in second.stderr
    assert "Traceback" not in second.stderr
