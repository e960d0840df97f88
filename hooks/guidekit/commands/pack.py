"""`guide pack`: packed copies of a finished site, for nginx."""

from pathlib import Path

import click

from guidekit.commands.options import site_argument


@click.command()
@site_argument
def pack(site: Path) -> None:
    """Write packed copies, gzip and brotli, beside the files of SITE, a folder made by a build."""
    from guidekit.publishing import pack as packing  # noqa: PLC0415 - other commands pack nothing

    if not (site / "index.html").is_file():
        raise click.BadParameter(f"{site} holds no site; make one with `make build`")
    files = packing.texts(site)
    click.echo(f"{len(files)} files packed; readers save {packing.pack(files):,} bytes")
