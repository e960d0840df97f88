"""The nginx recipe on the real Debian nginx: run by `make test-hosting`, not by `make test`."""

from __future__ import annotations

import gzip
import http.client
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import brotli  # type: ignore[import-untyped]  # it brings no types
import pytest

from hosted import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
MAIN = """\
load_module {brotli};
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    {temp}
    include {folder}/guide.conf;
}}
"""
SECONDS = 3.0


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Host(NamedTuple):
    """A running nginx."""

    port: int
    site: Path

    def get(self, path: str, **headers: str) -> Answer:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(
                "GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()}
            )
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Return a folder that nginx's own user can read, unlike those of pytest."""
    with tempfile.TemporaryDirectory(prefix="guide-nginx-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def host(site: Path, root: Path, folder: Path) -> Iterator[Host]:
    """Serve a packed copy of the site by the recipe, its folder and port put in."""
    own = folder / "srv"
    shutil.copytree(site, own)
    command = [sys.executable, "-m", "guidekit", "pack", str(own)]
    packed = subprocess.run(command, cwd=root / "hooks", text=True, capture_output=True, check=True)
    print(packed.stdout)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    _write_settings(folder, own, port, (root / ".github/hosting/nginx.conf").read_text("utf-8"))
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin")
    assert nginx, "nginx is missing: run `make test-hosting`, which installs it where it may"
    arguments = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run([*arguments, "-t"], check=True, capture_output=True)
    running = subprocess.Popen([*arguments, "-g", "daemon off;"])
    try:
        _wait_for(port)
        yield Host(port, own)
    finally:
        running.terminate()
        running.wait(10)
    assert "[error]" not in (folder / "error.log").read_text("utf-8")


def _write_settings(folder: Path, site: Path, port: int, recipe: str) -> None:
    recipe = recipe.replace("/srv/guide", str(site)).replace(
        "listen 80;", f"listen 127.0.0.1:{port};"
    )
    (folder / "guide.conf").write_text(recipe, "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temp = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    text = MAIN.format(brotli=BROTLI, folder=folder, temp=temp)
    (folder / "nginx.conf").write_text(text, "utf-8")


def _wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        threading.Event().wait(0.05)
    pytest.fail("nginx did not start within 10 seconds")


def test_headers_of_pages_files_and_errors(host: Host) -> None:
    for path, status in (("/", 200), ("/assets/guide.css", 200), ("/no/such/page/", 404)):
        answer = host.get(path)
        assert answer.status == status
        for name, value in rules(host.site).headers_for("/").items():
            assert answer.headers.get(name) == value, (path, name)
    assert host.get("/").headers["Cache-Control"] == "no-cache"
    assert host.get("/assets/guide.css").headers["Cache-Control"] == "public, max-age=3600"
    assert host.get("/").headers["Server"] == "nginx"


def test_kinds_and_character_set(host: Host) -> None:
    for path, kind in (
        ("/", "text/html; charset=utf-8"),
        ("/assets/guide.css", "text/css; charset=utf-8"),
        ("/assets/js/guide.js", "application/javascript; charset=utf-8"),
        ("/assets/favicon.svg", "image/svg+xml; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
    ):
        assert host.get(path).headers["Content-Type"] == kind, path


@pytest.mark.parametrize("path", ["/", "/check/", "/assets/guide.css"])
def test_packed_files_hold_the_same_text(host: Host, path: str) -> None:
    plain = host.get(path)
    assert "Content-Encoding" not in plain.headers
    zipped = host.get(path, Accept_Encoding="gzip")
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    small = host.get(path, Accept_Encoding="gzip, br")
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.body) == plain.body
    assert len(small.body) < len(zipped.body) < len(plain.body)
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_missing_page_shows_our_own_with_its_code(host: Host) -> None:
    answer = host.get("/no/such/page/")
    assert answer.status == 404
    assert answer.body == (host.site / "404.html").read_bytes()


@pytest.mark.parametrize("path", ["/_headers", "/_redirects", "/_nginx/headers.conf"])
def test_files_for_hosts_are_not_served(host: Host, path: str) -> None:
    assert host.get(path).status == 404


def test_part_of_a_file_can_be_asked_for(host: Host) -> None:
    whole = host.get("/assets/share.png").body
    part = host.get("/assets/share.png", Range="bytes=10-19")
    assert (part.status, part.body) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert host.get("/assets/share.png", Range="bytes=99999999-").status == 416


def test_unchanged_page_is_not_sent_again(host: Host) -> None:
    tag = host.get("/").headers["ETag"]
    assert host.get("/", If_None_Match=tag).status == 304


def test_old_addresses_lead_on(host: Host) -> None:
    moves = rules(host.site).moves
    assert moves
    for old, new in moves.items():
        answer = host.get(old)
        assert (answer.status, answer.headers["Location"]) == (301, new)
        assert host.get(new.partition("#")[0]).status == 200


def test_address_without_its_slash_leads_to_the_page(host: Host) -> None:
    answer = host.get("/check")
    assert (answer.status, answer.headers["Location"]) == (301, "/check/")


def test_load(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    """Ask for every page as fast as it goes, packed; not one request may fail."""
    paths = [
        f"/{p.parent.relative_to(host.site).as_posix()}/" for p in host.site.rglob("index.html")
    ]
    paths = ["/" if path == "/./" else path for path in paths]
    paths = [path for path in paths if path not in rules(host.site).moves]
    if shutil.which("wrk"):
        rate, failed, by = _wrk(host, paths)
    else:
        rate, failed, by = _own_load(host, paths)
    with capsys.disabled():
        print(f"\nload on loopback by {by}: {rate:,.0f} requests a second, {failed} errors")
    assert failed == 0
    assert rate > 200


def _wrk(host: Host, paths: list[str]) -> tuple[float, int, str]:
    script = host.site.parent / "load.lua"
    listed = ",".join(f'"{path}"' for path in paths)
    script.write_text(
        f"local p = {{{listed}}}; local i = 0\n"
        'wrk.headers["Accept-Encoding"] = "br"\n'
        "request = function() i = i % #p + 1; return wrk.format(nil, p[i]) end\n"
        "done = function(s) io.write('failed ', s.errors.connect + s.errors.read + s.errors.write"
        " + s.errors.status + s.errors.timeout, '\\n') end\n",
        "utf-8",
    )
    command = ["wrk", "-t2", "-c16", f"-d{SECONDS:.0f}s", "-s", str(script)]
    command.append(f"http://127.0.0.1:{host.port}")
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate, failed = re.search(r"Requests/sec:\s*([\d.]+)", said), re.search(r"failed (\d+)", said)
    assert rate, said
    assert failed, said
    return float(rate[1]), int(failed[1]), "wrk, 16 at a time"


def _own_load(host: Host, paths: list[str]) -> tuple[float, int, str]:
    done: list[bool] = []
    end = time.monotonic() + SECONDS

    def reader() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=30)
        while time.monotonic() < end:
            for path in paths:
                connection.request("GET", path, headers={"Accept-Encoding": "br"})
                answer = connection.getresponse()
                answer.read()
                done.append(answer.status == 200)
        connection.close()

    readers = [threading.Thread(target=reader) for _ in range(4)]
    start = time.monotonic()
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    return len(done) / (time.monotonic() - start), done.count(False), "our own loop, 4 at a time"
