"""Packed copies of a finished site, so that nginx need not pack while readers wait.

Run it on a site: `python -m guidekit.publishing.pack site`. Its bytes depend on the site alone.
"""

import gzip
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it brings no types

TEXTS = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv"})
SMALLEST = 200
"""Bytes below which packing saves nothing."""


def pack(file: Path) -> int:
    """Write `.gz` and `.br` beside a file, and return how many bytes readers save."""
    text = file.read_bytes()
    packed = {".gz": gzip.compress(text, 9, mtime=0), ".br": brotli.compress(text, quality=11)}
    for suffix, small in packed.items():
        file.with_name(file.name + suffix).write_bytes(small)
    return len(text) - len(packed[".br"])


def texts(site: Path) -> list[Path]:
    """Return the files of a site that are worth packing."""
    found = (file for file in site.rglob("*") if file.suffix in TEXTS and file.is_file())
    return sorted(file for file in found if file.stat().st_size >= SMALLEST)


def main(arguments: list[str]) -> int:
    """Pack the site named on the command line."""
    if len(arguments) != 1 or not (site := Path(arguments[0])).joinpath("index.html").is_file():
        sys.stderr.write(
            "usage: python -m guidekit.publishing.pack SITE (a folder made by `make build`)\n"
        )
        return 2
    files = texts(site)
    with ProcessPoolExecutor() as workers:
        saved = sum(workers.map(pack, files, chunksize=16))
    sys.stdout.write(f"{len(files)} files packed; readers save {saved:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
