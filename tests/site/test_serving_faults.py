"""While serving: broken settings and templates are told in one message, and pages stay up."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from test_serving import Server  # type: ignore[import-not-found]

from conftest import ROOT, small_guide

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULTS = {
    "settings that are no YAML": ("mkdocs.yml", "nav:\n", "nav: [\n", "mkdocs.yml:"),
    "setting of the wrong kind": ("mkdocs.yml", "site_url: ", "site_url: [5] #", "'site_url' is"),
    "extension that is not there": ("mkdocs.yml", "- tables", "- tablez", "no extension 'tablez'"),
    "broken template": (
        "overrides/partials/guide/footer.html",
        "<footer",
        "{% if %}<footer",
        "overrides/partials/guide/footer.html:",
    ),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(small_guide(tmp_path_factory.mktemp("serving") / "guide"))
    running.wait(lambda: "Serving on" in running.said())
    yield running
    running.stop()


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_pages_stay_and_mending_it_shows(server: Server, name: str) -> None:
    path, old, new, message = FAULTS[name]
    before = len(server.said())
    server.edit(path, old, new)
    server.wait(lambda: "The last good pages stay up" in server.said()[before:])
    assert message in server.said()[before:]
    assert "    fix: " in server.said()[before:]
    assert "Stop a nosebleed" in server.page("stop-it/")
    mended = len(server.said())
    server.edit(path, new, old)
    server.wait(lambda: "Documentation built" in server.said()[mended:])
    assert "Stop a nosebleed" in server.page("stop-it/")
    assert "Traceback" not in server.said()


def test_taken_port_is_all_that_is_said(server: Server) -> None:
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{server.port}"]
    second = subprocess.run(
        command, cwd=server.project, capture_output=True, text=True, check=False
    )
    said = second.stdout + second.stderr
    assert second.returncode == 1
    assert "make serve PORT=8001" in second.stderr
    assert "Serving on" not in said
    assert "Aborted" not in said
    assert "Serving on" not in (ROOT / "Makefile").read_text("utf-8")
