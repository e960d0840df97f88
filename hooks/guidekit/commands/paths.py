"""`guide paths`: every way through the check."""

from pathlib import Path

import click

from guidekit import guide
from guidekit.commands.options import root_option
from guidekit.reading import yamlfile
from guidekit.tree import rules, table, walk


@click.command()
@root_option
def paths(root: Path) -> None:
    """Print every path of the tree as CSV: answers, care level, outcome, why, sources."""
    file = guide.folders(root).docs / guide.DATA / "decision-tree.yml"
    model = rules.load(yamlfile.read(file, path=f"{guide.NAME}/{guide.DATA}/{file.name}"))
    found = table.published(model, walk.NOT_SURE, {})
    if found is None:
        raise click.ClickException(f"the tree has {walk.count(model):,} paths, too many to list")
    click.echo(found, nl=False)
