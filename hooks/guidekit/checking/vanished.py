"""Pages that were once there and are gone, as Git knows them: their addresses must lead on."""

import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

from guidekit.reading.addresses import address
from guidekit.reading.data import Data
from guidekit.reading.problems import Problem, did_you_mean

_DELETED = ("diff", "HEAD"), ("log", "--format=")
"""What is gone since the last commit, and what any commit before took out."""


def problems(docs: Path, uris: Collection[str], data: Data) -> Iterator[Problem]:
    """Yield each page that Git once held and that is gone without a redirect.

    Outside of Git, and in a copy without its history, nothing is known of that.

    Args:
        docs: The folder of the pages.
        uris: Every file under docs/, those made from data too.
        data: The guide's data.
    """
    pages = [uri for uri in uris if uri.endswith(".md")]
    there = {address(uri) for uri in pages} | data.redirects.redirects.keys()
    for uri in sorted(_once(docs) - set(uris)):
        if address(uri) not in there:
            near = did_you_mean(uri, pages).removeprefix("did you mean ").rstrip("?").strip("'")
            line = f"{address(uri)}: {near if near in pages else 'page.md'}"
            message = f"'{uri}' was a page and is gone: what people kept and linked leads nowhere"
            yield data.documents["redirects"].problem(("redirects",), message, f"add '{line}'")


def _once(docs: Path) -> set[str]:
    """Return the pages that Git knows to have been taken out, by uri."""
    found: set[str] = set()
    for kind in _DELETED:
        options = ("--no-renames", "--diff-filter=D", "--name-only", "--relative", "-z")
        command = ["git", *kind, *options, "--", "*.md"]
        try:
            done = subprocess.run(command, cwd=docs, capture_output=True, check=False)  # noqa: S603
        except OSError:  # no Git here
            return set()
        names = done.stdout.decode("utf-8", "replace").split("\0") if not done.returncode else ()
        found.update(name.strip("\n") for name in names)
    return {name for name in found if name and not name.startswith(("_", "."))}
