"""While serving: a bad edit is told and the old page stays; a mended one brings the new page."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest

from conftest import copy_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = "docs/causes/spider-veins.md"
PATIENCE = 60.0


class Server:
    """A running `mkdocs serve` on a project of its own."""

    def __init__(self, project: Path) -> None:
        self.project = project
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = project / "serve.log"
        self._said = self.log.open("w")
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            command,
            cwd=project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=self._said,
            stderr=subprocess.STDOUT,
        )

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self._said.close()

    def page(self, path: str = "causes/spider-veins/") -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=10) as answer:
            return str(answer.read().decode("utf-8"))

    def said(self) -> str:
        return re.sub(r"\x1b\[[0-9;]*m", "", self.log.read_text("utf-8"))

    def wait(self, what: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, self.said()[-3000:]
            assert self.process.poll() is None, self.said()[-3000:]
            time.sleep(0.05)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.project / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(copy_project(tmp_path_factory.mktemp("serving") / "guide"))
    running.wait(lambda: "Serving on" in running.said())
    yield running
    running.stop()


def test_unreadable_page_is_told_and_the_old_page_stays(server: Server) -> None:
    server.edit(PAGE, "kind: topic", "kind: topci")
    server.wait(lambda: "'topci', which is not a choice" in server.said())
    assert "Spider veins" in server.page()
    server.edit(PAGE, "kind: topci\n", "kind: topic\n")
    server.edit(PAGE, "\n## How to tell", "\nMended at last.\n\n## How to tell")
    server.wait(lambda: "Mended at last." in server.page())


def test_unknown_source_is_told_and_the_old_page_stays(server: Server) -> None:
    server.edit(PAGE, "\n## How to tell", "\nNew line.[^no-such]\n\n## How to tell")
    server.wait(lambda: "the source 'no-such' does not exist" in server.said())
    assert "New line." not in server.page()
    server.edit(PAGE, "[^no-such]", "")
    server.wait(lambda: "New line." in server.page())


def test_broken_data_is_told_and_the_site_stays(server: Server) -> None:
    tree = "docs/_data/decision-tree.yml"
    server.edit(tree, "start: emergency", "start: emergenci")
    server.wait(lambda: "the tree starts at 'emergenci', which is no question" in server.said())
    assert "Spider veins" in server.page()
    server.edit(tree, "start: emergenci", "start:  emergenci")
    server.wait(lambda: server.said().count("the tree starts at 'emergenci'") == 2)
    server.edit(tree, "start:  emergenci", "start: emergency")


def test_taken_port_is_told_in_one_line(server: Server) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{server.port}"],
        cwd=server.project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert second.returncode == 1
    assert f"Cannot serve on 127.0.0.1:{server.port}: another program" in second.stderr
    assert "Traceback" not in second.stderr


def test_data_edit_reloads_the_pages_it_feeds(server: Server) -> None:
    server.edit("docs/_data/labels.yml", 'in_short: "In short"', 'in_short: "In a few words"')
    server.wait(lambda: "In a few words" in server.page())
