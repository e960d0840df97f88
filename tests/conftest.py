"""What tests share: the project's folder, the built site, a server for it, a real browser."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from xdist.scheduler import LoadScopeScheduling

import faces
from guidekit.commands.starting import init

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
NOSEBLEEDS = ROOT / "tests" / "guides" / "nosebleeds"
SPLITS = re.compile(r"\bshare\d+\b")
"""What in a test's name makes it a part of its file's work that stands alone."""
LONGEST = (
    "agreement",
    "properties",
    "hostile",
    "search",
    "serving",
    "material",
    "check",
    "engines",
)
"""Files that take longest, and so start first: short ones fill the gaps that they leave."""


def pytest_configure() -> None:
    """Refuse a face that is none of ours before anything runs."""
    try:
        faces.chosen()
    except ValueError as error:
        raise pytest.UsageError(str(error)) from error


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    rank = {f"test_{name}": number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Give a file to one worker, for what its tests make once; and its parts to any."""
    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = part
    return scheduler


def part(test: str) -> str:
    """Return which part of the work a test belongs to: its file, its share of a sweep."""
    return " ".join([test.partition("::")[0], *SPLITS.findall(test.partition("[")[2])])


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def build(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` in a project folder and return what it said."""
    command = [sys.executable, "-m", "mkdocs", "build", *arguments]
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        command, cwd=project, env=variables, text=True, capture_output=True, check=False
    )


def guide(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command `guide` on the project and return what it said."""
    command = [sys.executable, "-m", "guidekit", *arguments]
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    return subprocess.run(
        command, cwd=ROOT, env=variables, text=True, capture_output=True, check=False
    )


def copy_project(to: Path) -> Path:
    """Copy what a build reads to a folder of its own, so that a test can change it."""
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", to)
    return to


def small_guide(to: Path, *, more: int = 0) -> Path:
    """Write a small guide on another subject to a folder, with so many more pages."""
    init.write(init.files(ROOT, NOSEBLEEDS, today=datetime.now(UTC).date()), to)
    page, settings = to / "docs/why-it-happens.md", to / "mkdocs.yml"
    for number in range(more):
        text = page.read_text("utf-8").replace('title: "', f'title: "{number} ', 1)
        name = f"more-{number}.md"
        page.with_name(name).write_text(text.replace("\n# ", f"\n# {number} ", 1), "utf-8")
        nav = settings.read_text("utf-8").replace("nav:\n", f"nav:\n  - {name}\n", 1)
        settings.write_text(nav, "utf-8")
    return to


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a small guide that a test may break."""
    return small_guide(tmp_path / "guide")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project that a test may break."""
    return copy_project(tmp_path / "guide")


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def site(common: Path) -> Path:
    """Return the real site, built once a run, strictly; ENGINE names another engine."""
    folder = common / "built" / "site"
    with FileLock(common / "built.lock"):
        if not folder.exists():
            _build_site(folder)
    return folder


def _build_site(folder: Path) -> None:
    engine = os.environ.get("ENGINE", "mkdocs")
    if engine == "mkdocs":
        result = build(ROOT, "--strict", "--site-dir", str(folder))
    else:
        result = guide("build", "--engine", engine, "--to", str(folder))
    assert result.returncode == 0, result.stdout + result.stderr


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the tests' own output is what counts."""

    def send_error(self, code: int, *rest: str | None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, *rest)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Return the address of a server for the built site, with its closing slash."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browsers(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str | None], Browser | None]]:
    """Return what opens Chromium, once, with a face of ours if the machine has it, or its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:

        @functools.cache
        def opened(name: str | None) -> Browser | None:
            if name is None:
                return faces.launched(engine.chromium)
            return faces.with_face(engine.chromium, name, tmp_path_factory.mktemp(name))

        yield opened


@pytest.fixture(scope="session")
def browser(browsers: Callable[[str | None], Browser | None]) -> Browser:
    """Return Chromium with the face of this run, else with the machine's own."""
    found = browsers(faces.chosen()) or browsers(None)
    assert found
    return found


@pytest.fixture(autouse=True)
def _face(request: pytest.FixtureRequest) -> None:
    """Skip what hangs on the width of letters where the face of this run is not there."""
    if request.node.get_closest_marker("every_face"):
        face = faces.FACES[faces.chosen()]
        if not request.getfixturevalue("browsers")(faces.chosen()):
            pytest.skip(f"{face.family} is not here, so nothing was tried; get {face.package}")


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """Return a fresh phone-sized page, with relative addresses meaning the built site."""
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone_without_scripts(browser: Browser, address: str) -> Iterator[Page]:
    """Return a fresh phone-sized page that runs no scripts."""
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def pages_of(site: Path) -> list[str]:
    """Return the address of every page of a built site, relative to its root."""
    found = (page.parent.relative_to(site).as_posix() for page in site.rglob("index.html"))
    return sorted("" if page == "." else f"{page}/" for page in found)
