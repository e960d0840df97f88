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
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from xdist.scheduler import LoadScopeScheduling

import faces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
SPLITS = re.compile(rf"\bshare\d+\b|\b(?:{'|'.join(faces.FACES)})\b")
"""What in a test's name makes it a part of its file's work that stands alone."""


def pytest_configure() -> None:
    """Refuse a face that is none of ours before anything runs."""
    try:
        faces.chosen()
    except ValueError as error:
        raise pytest.UsageError(str(error)) from error


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that the width of letters may change once with each face, or each other face."""
    for mark, names in (("every_face", faces.chosen()), ("other_faces", faces.chosen()[1:])):
        if metafunc.definition.get_closest_marker(mark) and "browser" in metafunc.fixturenames:
            metafunc.parametrize("browser", names, indirect=True, scope="module")


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Give a file to one worker, for what its tests make once; and its parts to any."""
    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = part
    return scheduler


def part(test: str) -> str:
    """Return which part of the work a test belongs to: its file, its face, its share of a sweep."""
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
def browser(
    browsers: Callable[[str | None], Browser | None], request: pytest.FixtureRequest
) -> Browser:
    """Return Chromium with the face a test names, else with the first face there is."""
    named: str | None = getattr(request, "param", None)
    wanted: list[str | None] = [named] if named else [*faces.chosen(), None]
    found = next(filter(None, map(browsers, wanted)), None)
    if not found:
        face = faces.FACES[str(named)]
        pytest.skip(f"{face.family} is not here, so nothing was tried with it; get {face.package}")
    return found


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
