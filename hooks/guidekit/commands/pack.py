"""`guide pack`: packed copies of a finished site, so that nginx packs nothing as readers wait."""

import gzip
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click

from guidekit.commands.options import site_argument

TEXTS = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv"})
SMALLEST = 200
"""Bytes below which packing saves nothing."""


@click.command()
@site_argument
def pack(site: Path) -> None:
    """Write packed copies, gzip and brotli, beside the files of SITE, a folder made by a build."""
    if not (site / "index.html").is_file():
        raise click.BadParameter(f"{site} holds no site; make one with `make build`")
    files = texts(site)
    with ProcessPoolExecutor() as workers:
        saved = sum(workers.map(_pack, files, chunksize=16))
    click.echo(f"{len(files)} files packed; readers save {saved:,} bytes")


def texts(site: Path) -> list[Path]:
    """Return the files of a site that are worth packing."""
    found = (file for file in site.rglob("*") if file.suffix in TEXTS and file.is_file())
    return sorted(file for file in found if file.stat().st_size >= SMALLEST)


def _pack(file: Path) -> int:
    """Write the copies of a file, whose bytes depend on it alone; return how many readers save."""
    import brotli  # type: ignore[import-untyped]  # noqa: PLC0415 - no other command packs

    text = file.read_bytes()
    packed = {".gz": gzip.compress(text, 9, mtime=0), ".br": brotli.compress(text, quality=11)}
    for suffix, small in packed.items():
        file.with_name(file.name + suffix).write_bytes(small)
    return len(text) - len(packed[".br"])
