"""Follow the links of a served site, and look up the anchors of a built one."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

from conftest import ROOT, pages_of

HREF = re.compile(r"""<a\b[^>]*?\bhref=["']([^"']*)["']""")
POLITE, FAST = "maxrequestspersecond=1\n", "maxrequestspersecond=1000\n"
"""On loopback nobody needs sparing; linkchecker also wants a header there, `LinkChecker`."""
ID = re.compile(r"""\bid=["']([^"']+)["']""")


def follow(address: str, *, outside: bool = False) -> list[dict[str, str]]:
    """Follow all links from an address, to other hosts too if asked; return a row for each."""
    # As root, linkchecker drops to a user who cannot read everyone's folders.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        settings = folder / "linkchecker.ini"
        text = (ROOT / ".github/hosting/linkchecker.ini").read_text("utf-8")
        settings.write_text(text if outside else text.replace(POLITE, FAST), "utf-8")
        settings.chmod(0o644)
        command = [sys.executable, "-m", "linkcheck", "-f", str(settings), "--no-status"]
        command += ["-v", "-o", "csv", *(["--check-extern"] if outside else []), address]
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=name)
    lines = [line for line in result.stdout.splitlines() if not line.startswith("#")]
    assert len(lines) > 1, result.stdout + result.stderr
    return list(csv.DictReader(lines, delimiter=";"))


def dead_links(rows: list[dict[str, str]], address: str) -> list[str]:
    """Return a line for each row that is no good: the page, its link, and what came back."""
    return [
        f"{row['parentname'].replace(address, '/')} -> {row['urlname']}: "
        f"{row['result']} {row['warningstring']}".strip()
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
