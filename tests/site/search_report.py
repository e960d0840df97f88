"""Type every query of a list into the real search box and print the rank of the right page.

    make search-report                    the guide's own list, and the project's samples if there
    python tests/site/search_report.py LIST.yml [LIST.yml ...]

A list holds `q`, what is typed, and `want`, a pattern for the address or the title.
"""

from __future__ import annotations

import functools
import http.server
import json
import re
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

HERE = Path(__file__).parent
LISTS = (
    HERE / "search-queries.yml",
    HERE / "search-queries-unseen.yml",
    HERE / "search-queries-frozen.yml",
    HERE.parents[2] / "shared" / "search-queries.yaml",
)
READ = """() => [...document.querySelectorAll('.search__found a')].slice(0, 10)
    .map(a => [new URL(a.href).pathname + new URL(a.href).hash, a.textContent])"""

ASK = """async queries => {
    const box = document.getElementById("search"), input = box.querySelector("input"), all = [];
    for (const query of queries) {
        input.value = query;
        input.dispatchEvent(new Event("input", {bubbles: true}));
        while (box.dataset.ready !== query) await new Promise(done => setTimeout(done, 1));
        all.push((READ)());
    }
    return all;
}"""
DONE = "asked => document.getElementById('search').dataset.ready === asked"


class Found(NamedTuple):
    """What one query found."""

    query: str
    want: str
    results: list[tuple[str, str]]
    took: float
    """Milliseconds from the last letter to the results."""

    @property
    def rank(self) -> int:
        """Return where the right page stands, counted from 1, or 0 if it is not there."""
        for rank, (address, title) in enumerate(self.results, 1):
            path = address.partition("#")[0]
            if re.search(self.want, f"{path} {title}", re.IGNORECASE):
                return rank
        return 0


def queries(path: Path) -> list[dict[str, Any]]:
    """Return the queries of a list."""
    read = yaml.safe_load(path.read_text("utf-8"))
    return list(read["queries"] if isinstance(read, dict) else read)


def index(site: Path) -> dict[str, Any]:
    """Return the data of a site's index."""
    text = (site / "assets/search/index.js").read_text("utf-8")
    return dict(json.loads(text[text.index("(") + 1 : text.rindex(")")]))


OPENER = ":is([data-search-open], .bar__find button):visible"
"""What opens the search box: a link on a narrow screen, the button of a field on a wide one."""


def open_box(page: Page) -> None:
    """Open the search box of a page as a reader does, and wait until it can answer."""
    page.click(OPENER)
    page.wait_for_selector("#search[data-ready]")


def ask(page: Page, query: str, want: str) -> Found:
    """Type a query into an open box, letter by letter, and return what it finds."""
    box = page.locator("#search-for")
    box.fill("")
    box.press_sequentially(query[:-1])
    start = time.perf_counter()
    box.press_sequentially(query[-1:])
    page.wait_for_function(DONE, arg=query)
    took = (time.perf_counter() - start) * 1000
    return Found(query, want, [(a, b) for a, b in page.evaluate(READ)], took)


def answers(page: Page, asked: Sequence[str], read: str = READ) -> list[Any]:
    """Put queries into an open box, one after another, and return what is read after each."""
    return list(page.evaluate(ASK.replace("READ", read), asked))


def found_at_once(page: Page, asked: Sequence[dict[str, Any]]) -> list[Found]:
    """Ask each query of a list as if it were pasted."""
    came = answers(page, [one["q"] for one in asked])
    return [
        Found(one["q"], one["want"], results, 0) for one, results in zip(asked, came, strict=True)
    ]


def summary(found: list[Found]) -> str:
    """Return the shares of right pages first, and among the first three."""
    first = sum(one.rank == 1 for one in found)
    three = sum(0 < one.rank <= 3 for one in found)
    return (
        f"{len(found)} queries: right page first for {first / len(found):.1%}, "
        f"among the first three for {three / len(found):.1%}"
    )


def main(lists: list[Path]) -> None:
    """Build the site, ask all lists and print the ranks."""
    from playwright.sync_api import sync_playwright

    import faces
    from conftest import ROOT, build

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as engine:
        site = Path(folder) / "site"
        result = build(ROOT, "--site-dir", str(site))
        if result.returncode:
            sys.exit(result.stdout + result.stderr)
        browser = faces.launched(engine.chromium)
        page = browser.new_page()
        with served(site) as address:
            page.goto(address)
            open_box(page)
            for path in lists:
                report(path, [ask(page, one["q"], one["want"]) for one in queries(path)])
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the report is what counts."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site while the block runs, and give its address."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def report(path: Path, found: list[Found]) -> None:
    """Print one list: a line a query, the missed ones with what came instead."""
    print(f"\n{path.name}")
    for one in found:
        instead = "" if one.rank == 1 else "   " + "; ".join(title for _, title in one.results[:3])
        print(f"{one.rank or '-':>3}  {one.query}{instead}")
    print(summary(found))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main([Path(name) for name in sys.argv[1:]] or [path for path in LISTS if path.exists()])
