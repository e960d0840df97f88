"""Type every query of a list into the real search box and print the rank of the right page.

    make search-report                    the guide's own list, and the project's samples if there
    python tests/site/search_report.py LIST.yml [LIST.yml ...]

A list holds `q`, what is typed, `want`, a pattern for the address or the title, `kind`, the group
it is counted in, and `sign`, the care level of the warning that is due. A query of the kind
`foreign` asks for what the guide does not hold.
"""

from __future__ import annotations

import functools
import http.server
import json
import re
import sys
import tempfile
import threading
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
    HERE / "search-queries-frozen.yml",
    HERE.parents[2] / "shared" / "search-queries.yaml",
)
READ = """() => [...document.querySelectorAll('.search__found a')].slice(0, 10)
    .map(a => [new URL(a.href).pathname + new URL(a.href).hash, a.textContent])"""

SEEN = """() => ({
    results: (READ)(),
    snippets: [...document.querySelectorAll('.search__found li')]
        .map(one => one.querySelector('p')?.textContent ?? ''),
    marked: [...document.querySelectorAll('.search__found li')]
        .map(one => one.querySelectorAll('p mark').length),
    sign: document.querySelector('.search__signs .care')?.className.split('--')[1] ?? 'none',
    covered: document.querySelector('.search__none').hidden,
})""".replace("READ", READ)
"""What the box shows of one query."""

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
NONE = "none"
DONE = "asked => document.getElementById('search').dataset.ready === asked"


class Found(NamedTuple):
    """What one query found."""

    query: str
    want: str
    results: list[tuple[str, str]]
    kind: str = "other"
    due: str = NONE
    """Care level of the warning that is due."""
    sign: str = NONE
    """Care level of the warning that is shown."""
    covered: bool = True
    """Whether the box says that the guide holds it."""
    snippets: Sequence[str] = ()
    marked: Sequence[int] = ()
    """Words of the query in each snippet."""

    @property
    def rank(self) -> int:
        """Return where the right page stands, counted from 1, or 0 if it is not there."""
        for rank, (address, title) in enumerate(self.results if self.want else (), 1):
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


def answers(page: Page, asked: Sequence[str], read: str = READ) -> list[Any]:
    """Put queries into an open box, one after another, and return what is read after each."""
    return list(page.evaluate(ASK.replace("READ", read), asked))


def found_at_once(page: Page, asked: Sequence[dict[str, Any]]) -> list[Found]:
    """Ask each query of a list as if it were pasted."""
    came = answers(page, [one["q"] for one in asked], SEEN)
    return [_found(one, seen) for one, seen in zip(asked, came, strict=True)]


def _found(one: dict[str, Any], seen: dict[str, Any]) -> Found:
    told = {"kind": one.get("kind", "other"), "due": one.get("sign") or NONE}
    return Found(one["q"], one.get("want") or "", **told, **seen)


class Score(NamedTuple):
    """How one group of queries did: shares between 0 and 1."""

    queries: int
    first: float
    three: float
    snippet: float
    """Right pages among three whose snippet holds a word of the query."""
    warned: float
    """Warnings shown, at their level, of those that were due."""
    false: float
    """Warnings shown where none was due."""
    covered: float
    """Queries that the box says the guide holds."""


def score(found: Sequence[Found]) -> Score:
    """Return how queries did; a share of none is 1, or 0 for what ought not to be."""
    right = [one for one in found if 0 < one.rank <= 3]
    wanted = [one for one in found if one.want]
    due = [one for one in found if one.due != NONE]
    calm = [one for one in found if one.due == NONE]
    return Score(
        len(found),
        _share([one.rank == 1 for one in wanted]),
        _share([0 < one.rank <= 3 for one in wanted]),
        _share([one.marked[one.rank - 1] > 0 for one in right]),
        _share([one.sign == one.due for one in due]),
        1 - _share([one.sign == NONE for one in calm]),
        _share([one.covered for one in found]),
    )


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 1.0


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
                report(path, found_at_once(page, queries(path)))
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
    """Print one list: a line a query, with its snippet or what came instead; then the groups."""
    print(f"\n{path.name}")
    for one in found:
        told = one.snippets[0] if one.snippets else ""
        instead = "; ".join(title for _, title in one.results[:3])
        held = "" if one.covered else "not here "
        warned = "" if one.sign == one.due else f"warns {one.sign}, not {one.due} "
        line = told if one.rank == 1 else instead
        print(f"{one.rank or '-':>3}  {one.query[:80]}   {held}{warned}| {line}")
    print(f"\n{'group':<10} " + " ".join(f"{name:>8}" for name in Score._fields))
    kinds = dict.fromkeys(one.kind for one in found)
    groups = {kind: [one for one in found if one.kind == kind] for kind in kinds}
    for name, group in {**groups, "all": found}.items():
        number, *shares = score(group)
        print(f"{name:<10} {number:>8} " + " ".join(f"{share:8.1%}" for share in shares))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main([Path(name) for name in sys.argv[1:]] or [path for path in LISTS if path.exists()])
