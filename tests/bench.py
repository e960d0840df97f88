"""Time builds of guides of many sizes against plain Material on the same Markdown, in turns.

Timings on a shared machine mislead; ratios of builds that take turns do not.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil
import yaml

ROOT = Path(__file__).parents[1]


if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = """\
site_name: Plain
theme: {{name: material, font: false}}
plugins: [search]
exclude_docs: /_data/
markdown_extensions:
  - attr_list
  - footnotes
  - tables
  - toc
  - pymdownx.blocks.html
nav: {nav}
"""
PAGES_A_SECTION = 25
EDITED = {25, 1000}
"""Sizes at which the time until an edit shows is measured too."""
TITLE = re.compile(r'^(title: "[^"]{1,50})[^"]*"$', re.MULTILINE)
LINK = re.compile(r"(?<!!)\[([^\]^]+)\]\((?!https?:)[^)]*\)")
BLOCK = re.compile(r"^/// (?:drawing|chance|data) \|.*\n(?:.*\n)*?///\n", re.MULTILINE)


class Run(NamedTuple):
    """One build: how long it took, and the most memory all its processes held."""

    seconds: float
    peak_mib: float


def make_guide(to: Path, pages: int) -> None:
    """Write a guide of `pages` pages: the real topic pages' text, over and over."""
    docs = to / "docs"
    shutil.copytree(ROOT / "hooks", to / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "overrides", to / "overrides")
    shutil.copytree(ROOT / "docs/assets", docs / "assets")
    shutil.copytree(ROOT / "docs/_data", docs / "_data")
    for name in (
        "treatments",
        "body-map",
        "drawings",
        "chances",
        "publisher",
        "redirects",
        "changes",
    ):
        (docs / f"_data/{name}.yml").unlink(missing_ok=True)
    texts = _page_texts(pages)
    for uri, text in texts.items():
        path = docs / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    _trim_data(docs, texts)
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    settings["nav"] = _nav(list(texts))
    (to / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")


def make_plain(to: Path, guide: Path) -> None:
    """Write the same Markdown as a plain Material site, without hooks and overrides."""
    shutil.copytree(guide / "docs", to / "docs")
    settings = yaml.safe_load((guide / "mkdocs.yml").read_text("utf-8"))
    nav = _only_files(settings["nav"], guide / "docs")
    (to / "mkdocs.yml").write_text(PLAIN.format(nav=yaml.safe_dump(nav, default_flow_style=True)))


def make_same(to: Path, guide: Path) -> None:
    """Write the Markdown that readers get of a guide as a plain Material site."""
    command = [sys.executable, "-m", "guidekit", "export", str(to)]
    environment = {**os.environ, "PYTHONPATH": "hooks"}
    subprocess.run(command, cwd=guide, env=environment, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(to / "overrides")
    nav = yaml.safe_load((guide / "mkdocs.yml").read_text("utf-8"))["nav"]
    (to / "mkdocs.yml").write_text(PLAIN.format(nav=yaml.safe_dump(nav, default_flow_style=True)))


def _page_texts(count: int) -> dict[str, str]:
    real = [
        p for p in sorted((ROOT / "docs").rglob("*.md")) if "kind: topic" in p.read_text("utf-8")
    ]
    texts = {"index.md": _index()}
    for number in range(1, count):
        text = real[number % len(real)].read_text("utf-8")
        text = BLOCK.sub("", LINK.sub(r"\1", text))
        text = TITLE.sub(lambda found: f'{found[1]} {number}"', text, count=1)  # noqa: B023
        texts[f"part-{number // PAGES_A_SECTION}/page-{number}.md"] = text
    return texts


def _index() -> str:
    head, _, _ = (ROOT / "docs/index.md").read_text("utf-8").partition("\n# ")
    return f"{head}\n# Generated guide\n\nMany pages, to measure with.\n"


def _trim_data(docs: Path, texts: dict[str, str]) -> None:
    """Take out what the generated pages do not use, so that every check stays on and passes."""
    tree = docs / "_data/decision-tree.yml"
    data = yaml.safe_load(tree.read_text("utf-8"))
    for outcome in data["outcomes"].values():
        outcome.pop("pages", None)
    tree.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), "utf-8")
    register = docs / "_data/sources.yml"
    works = yaml.safe_load(register.read_text("utf-8"))
    used = " ".join(
        [
            *texts.values(),
            *(p.read_text("utf-8") for p in (docs / "_data").glob("*.yml") if p != register),
        ]
    )
    words = set(re.findall(r"[a-z0-9_-]+", used))
    kept = {k: v for k, v in works["sources"].items() if words & {k, *v.get("also", ())}}
    register.write_text(
        yaml.safe_dump({"sources": kept}, sort_keys=False, allow_unicode=True), "utf-8"
    )


def _nav(uris: list[str]) -> list[object]:
    """Return a menu of the generated pages, and of the real guide's pages made from data."""
    real = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    made = [uri for uri in _uris(real) if not (ROOT / "docs" / uri).exists()]
    sections: dict[str, list[str]] = {}
    for uri in uris[1:]:
        sections.setdefault(uri.partition("/")[0], []).append(uri)
    named: list[object] = [{f"Part {name[5:]}": pages} for name, pages in sections.items()]
    return ["index.md", *named, *made]


def _uris(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    else:
        for part in nav if isinstance(nav, list) else dict(nav).values():  # type: ignore[call-overload]
            yield from _uris(part)


def _only_files(nav: list[object], docs: Path) -> list[object]:
    """Return a menu without the pages that hooks make."""
    kept: list[object] = []
    for entry in nav:
        if isinstance(entry, dict):
            kept += [{name: _only_files(list(part), docs)} for name, part in entry.items()]
        elif (docs / str(entry)).exists():
            kept.append(entry)
    return kept


def build(project: Path, **environment: str) -> Run:
    """Build a project and return its time and the peak memory of all its processes."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=project, env=variables, stdout=said, stderr=said)
        peak = max(_memory(process), default=0.0)
        seconds = time.perf_counter() - start
        if process.wait():
            said.seek(0)
            sys.exit(f"the build in {project} failed:\n{said.read()[-3000:]}")
    return Run(seconds, peak)


def _memory(process: subprocess.Popen[bytes]) -> Iterator[float]:
    """Yield the memory of a process and its children in MiB, every 20 ms, until it ends."""
    parent = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            family = [parent, *parent.children(recursive=True)]
            yield sum(_held(one) for one in family) / 2**20
        except psutil.NoSuchProcess:
            pass
        time.sleep(0.02)


def _held(process: psutil.Process) -> int:
    """Return the memory of a process in bytes, what it shares with others counted once in all."""
    held = process.memory_full_info()
    return int(getattr(held, "pss", held.rss))


def compare(guide: Path, pairs: int) -> dict[str, list[Run]]:
    """Build a guide, its pages as editors wrote them and as readers get them, in turns."""
    made = {"ours": guide}
    if pairs:
        made |= {name: guide.with_name(f"{guide.name}-{name}") for name in ("raw", "same")}
        make_plain(made["raw"], guide)
        make_same(made["same"], guide)
    runs: dict[str, list[Run]] = {name: [] for name in made}
    for _ in range(max(pairs, 1)):
        for name, project in made.items():
            runs[name].append(build(project))
    return runs


def tell(name: str, runs: dict[str, list[Run]], pages: int) -> None:
    """Print one row: time, time a page, memory, and the median ratios of the turns."""
    ours = runs["ours"]
    seconds = statistics.median(run.seconds for run in ours)
    peak = max(run.peak_mib for run in ours)
    row = f"{name:<12}{seconds:>8.2f} s{1000 * seconds / pages:>8.1f} ms a page{peak:>6.0f} MiB"
    for other in ("raw", "same"):
        ratios = [a.seconds / b.seconds for a, b in zip(ours, runs.get(other, []), strict=False)]
        row += f"{statistics.median(ratios):>8.2f}" if ratios else f"{'-':>8}"
    print(row, flush=True)


def time_edits(guide: Path, count: int = 10) -> list[float]:
    """Serve a guide, edit a page `count` times, and return the seconds until each edit is shown."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "--dev-addr", f"127.0.0.1:{port}"]
    page = next((guide / "docs/part-0").glob("page-1.md"))
    address = f"http://127.0.0.1:{port}/part-0/page-1/"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=guide, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(address, "<h1")
            return [_time_edit(page, address, f"Edit number {number}.") for number in range(count)]
        finally:
            server.terminate()


def _time_edit(page: Path, address: str, words: str) -> float:
    text = page.read_text("utf-8")
    start = time.perf_counter()
    page.write_text(f"{text}\n{words}\n", "utf-8")
    _wait_for(address, words)
    seconds = time.perf_counter() - start
    time.sleep(0.5)  # as a person would: let the server come to rest before the next edit
    return seconds


def _wait_for(address: str, words: str) -> None:
    while True:
        try:
            with urllib.request.urlopen(address, timeout=120) as answer:
                if words in answer.read().decode("utf-8"):
                    return
        except OSError:
            pass
        time.sleep(0.01)


def real_guide(folder: Path) -> Path:
    """Copy the real guide, and return where it stands."""
    guide = folder / "real"
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, guide / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", guide)
    return guide


HEAD = f"""\
Ratio 1: to plain Material on the pages as editors wrote them, without boxes, sources and check.
Ratio 2: to plain Material on the same Markdown as our engine gets (guide export).
{"":<42}{"memory":>8}{"ratio 1":>8}{"ratio 2":>8}"""


def main() -> None:
    """Print a row for the real guide and one for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="25,250,1000,4000", help="pages of the generated guides")
    parser.add_argument("--pairs", type=int, default=5, help="pairs of builds at the small sizes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        print(HEAD)
        pages_of_real = len(list((ROOT / "docs").rglob("*.md")))
        tell("the guide", compare(real_guide(Path(name)), options.pairs), pages_of_real)
        for pages in map(int, options.sizes.split(",")):
            pairs = {25: options.pairs, 250: 3, 1000: 2}.get(pages, 0)
            guide = Path(name) / f"guide-{pages}"
            make_guide(guide, pages)
            tell(f"{pages} pages", compare(guide, pairs), pages)
            if pages in EDITED:
                seconds = time_edits(guide)
                print(f"{'':<12}an edit shows in {statistics.median(seconds):.2f} s (median of 10)")


if __name__ == "__main__":
    main()
