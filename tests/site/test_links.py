"""No link inside the built site leads nowhere: pages and files by linkchecker, anchors by us.

linkchecker reads a whole page again for each anchor, which takes minutes for our 5,000.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from conftest import ROOT, pages_of
from hosted import serve

HREF = re.compile(r"""<a\b[^>]*?\bhref=["']([^"']*)["']""")
ID = re.compile(r"""\bid=["']([^"']+)["']""")


def follow(address: str) -> list[dict[str, str]]:
    """Follow all links from an address; return a row for each."""
    # As root, linkchecker drops to a user who cannot read everyone's folders.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        settings = shutil.copy(ROOT / ".github/hosting/linkchecker.ini", folder)
        Path(settings).chmod(0o644)
        command = [sys.executable, "-m", "linkcheck", "-f", settings, "--no-status"]
        command += ["-v", "-o", "csv", address]
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=name)
    lines = [line for line in result.stdout.splitlines() if not line.startswith("#")]
    assert len(lines) > 1, result.stdout + result.stderr
    return list(csv.DictReader(lines, delimiter=";"))


def broken(rows: list[dict[str, str]]) -> list[str]:
    return [
        f"{row['parentname']} -> {row['urlname']}: {row['result']} {row['warningstring']}"
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    ]


def dead_anchors(site: Path) -> list[str]:
    """Return every link within the site whose anchor is not on the page it names."""
    pages = {page: (site / page / "index.html").read_text("utf-8") for page in pages_of(site)}
    ids = {f"/{page}": {unescape(one) for one in ID.findall(html)} for page, html in pages.items()}
    found = []
    for page, html in pages.items():
        for href in set(HREF.findall(html)):
            target, mark, anchor = urljoin(f"/{page}", unescape(href)).partition("#")
            if mark and anchor and target in ids and unquote(anchor) not in ids[target]:
                found.append(f"/{page} -> {href}")
    return found


def test_every_link_leads_to_a_page_or_file(site: Path) -> None:
    with serve(site, LinkChecker="full speed") as address:
        rows = follow(address)
    assert broken(rows) == []
    seen = {row["url"].partition("#")[0].removeprefix(address) for row in rows}
    assert {page for page in pages_of(site) if not _moved(site, page)} <= seen


def _moved(site: Path, page: str) -> bool:
    return 'http-equiv="refresh"' in (site / page / "index.html").read_text("utf-8")


def test_every_anchor_is_there(site: Path) -> None:
    assert dead_anchors(site) == []


@pytest.fixture
def little_site(tmp_path: Path) -> Path:
    (tmp_path / "_headers").write_text("/*\n", "utf-8")
    (tmp_path / "_redirects").write_text("", "utf-8")
    (tmp_path / "404.html").write_text("<html><body>no</body></html>", "utf-8")
    links = '<a href="gone/">a</a> <a href="#gone">b</a> <a href="#here" id="here">c</a>'
    (tmp_path / "index.html").write_text(f"<html><body>{links}</body></html>", "utf-8")
    return tmp_path


def test_dead_links_and_anchors_are_found(little_site: Path) -> None:
    with serve(little_site, LinkChecker="full speed") as address:
        (line,) = broken(follow(address))
    assert "gone/: 404" in line
    assert dead_anchors(little_site) == ["/ -> #gone"]
