"""A small host: serves a built site as a good one would, by its own `_headers` and `_redirects`."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


class Rules(NamedTuple):
    """What the two files say, addresses relative to the root."""

    headers: list[tuple[str, dict[str, str]]]
    moves: dict[str, str]

    def headers_for(self, path: str) -> dict[str, str]:
        """Return the headers of all patterns that fit an address."""
        fitting = (
            values for pattern, values in self.headers if path.startswith(pattern.rstrip("*"))
        )
        return {name: value for values in fitting for name, value in values.items()}


def rules(site: Path) -> Rules:
    """Read the two files of a built site."""
    headers: list[tuple[str, dict[str, str]]] = []
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            headers.append((line, {}))
        else:
            name, _, value = line.strip().partition(": ")
            headers[-1][1][name] = value
    moves = (line.split()[:2] for line in (site / "_redirects").read_text("utf-8").splitlines())
    return Rules(headers, {old: new for old, new in moves})  # noqa: C416 - lists, not pairs


@contextmanager
def serve(site: Path, **more: str) -> Iterator[str]:
    """Serve a built site, with more headers if need be; give its address with closing slash."""
    known = rules(site)
    known.headers.append(("/*", more))
    handler = functools.partial(_Host, directory=str(site), rules=known)
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of readers who hang up; what they miss shows in the test."""


class _Host(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, rules: Rules, **named: object) -> None:
        self.rules = rules
        super().__init__(*arguments, **named)  # type: ignore[arg-type]  # passed on as they came

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests' own output is what counts."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in self.rules.moves:
            self._send(301, b"", "text/plain", {"Location": self.rules.moves[path]})
            return
        file = Path(self.translate_path(path))
        if file.is_dir():
            file /= "index.html"
        found = file.is_file() and not path.startswith("/_")
        page = file if found else Path(self.directory) / "404.html"
        self._send(200 if found else 404, page.read_bytes(), self.guess_type(page), {})

    def _send(self, status: int, body: bytes, kind: str, more: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**self.rules.headers_for(self.path), **more}.items():
            self.send_header(name, value)
        text = kind.startswith("text/") or kind.endswith(("json", "javascript", "xml"))
        if text and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
