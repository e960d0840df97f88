"""Packed copies of a finished site, so that nginx need not pack while readers wait.

The bytes of a copy depend on its file alone.
"""

import gzip
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it brings no types

TEXTS = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv"})
SMALLEST = 200
"""Bytes below which packing saves nothing."""


def texts(site: Path) -> list[Path]:
    """Return the files of a site that are worth packing."""
    found = (file for file in site.rglob("*") if file.suffix in TEXTS and file.is_file())
    return sorted(file for file in found if file.stat().st_size >= SMALLEST)


def pack(files: list[Path]) -> int:
    """Write `.gz` and `.br` beside each file, and return how many bytes readers save."""
    with ProcessPoolExecutor() as workers:
        return sum(workers.map(_pack_one, files, chunksize=16))


def _pack_one(file: Path) -> int:
    text = file.read_bytes()
    packed = {".gz": gzip.compress(text, 9, mtime=0), ".br": brotli.compress(text, quality=11)}
    for suffix, small in packed.items():
        file.with_name(file.name + suffix).write_bytes(small)
    return len(text) - len(packed[".br"])
