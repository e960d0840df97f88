"""The same commit gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import hashlib
import os
import re
import time
from typing import TYPE_CHECKING

from conftest import build, copy_project

if TYPE_CHECKING:
    from pathlib import Path

CLOCK = re.compile(r"\b(?:datetime|date)\.(?:now|utcnow|today)\(|\btime\.\w*time\(|\bbuild_date")
"""How code and templates ask for the time."""


def digests(site: Path) -> dict[str, str]:
    files = (file for file in site.rglob("*") if file.is_file())
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


CLOSED = """
import socket
def closed(*_, **__): raise OSError('the build asked the network')
socket.socket.connect = socket.create_connection = socket.getaddrinfo = closed
"""
"""What closes every socket of a build that has it on its path."""


def made(project: Path, to: Path, **environment: str) -> dict[str, str]:
    """Build a project, and return what the files of its site hold."""
    result = build(project, "--site-dir", str(to), **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return digests(to)


def test_two_folders_and_two_days_give_the_same_bytes(tmp_path: Path, root: Path) -> None:
    """So do another seed, other dates of files, and no network."""
    first = made(root, tmp_path / "here" / "site")
    other = copy_project(tmp_path / "a much longer name" / "guide")
    for file in other.rglob("*"):
        os.utime(file, (0, 0))
    (tmp_path / "sitecustomize.py").write_text(CLOSED, "utf-8")
    again = made(
        other,
        other / "site",
        PYTHONHASHSEED="7",
        PYTHONPATH=str(tmp_path),
        SOURCE_DATE_EPOCH=str(int(time.time()) + 60 * 24 * 3600),
        TZ="Pacific/Auckland",
    )
    assert again.keys() == first.keys()
    assert [name for name in first if again[name] != first[name]] == []


def test_no_file_tells_where_it_was_built(site: Path, root: Path) -> None:
    for file in site.rglob("*"):
        if file.suffix in {".html", ".xml", ".json", ".js", ".css", ".txt", ".conf"}:
            text = file.read_text("utf-8")
            assert str(root) not in text, file
            assert str(site) not in text, file


def test_a_build_asks_the_clock_for_the_day_alone(root: Path) -> None:
    """So a moment that the environment names stands for the clock in all that is built."""
    files = [file for name in ("hooks", "overrides") for file in (root / name).rglob("*.*")]
    texts = {
        file: file.read_text("utf-8") for file in files if file.suffix in {".py", ".html", ".md"}
    }
    asking = {
        file.relative_to(root).as_posix() for file, text in texts.items() if CLOCK.search(text)
    }
    assert asking == {"hooks/guidekit/reading/dates.py"}


def test_packages_are_installed_by_hash(root: Path) -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (root / name).read_text("utf-8").split("\n")
        pinned = [i for i, line in enumerate(lines) if line[:1].isalnum()]
        assert pinned, name
        for index in pinned:
            assert "==" in lines[index], lines[index]
            assert "--hash=sha256:" in lines[index + 1], lines[index]
    assert "--require-hashes" in (root / "Makefile").read_text("utf-8")
