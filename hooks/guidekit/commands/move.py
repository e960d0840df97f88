"""`guide move`: a page gets another name, and nothing that named or bookmarked it is lost."""

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

import click

from guidekit import guide
from guidekit.commands.options import count, root_option, today_option
from guidekit.composing.page import link
from guidekit.guide import PAGE_NAME, Guide
from guidekit.reading.addresses import address

REDIRECTS = "_data/redirects.yml"
_NAME = r"(?<![\w/.-]){}(?=[#\s\"',\]}}]|$)"
"""A page, as data and settings name it, with an anchor or without."""


@click.command()
@root_option
@today_option
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done.")
def move(root: Path, today: date, old: str, new: str, *, dry_run: bool) -> None:
    """Give the page OLD the name NEW, such as help/a.md and help/b.md.

    Links, menu and data follow, and the old address leads to the new one.
    """
    found = guide.read(guide.folders(root), today=today)
    old, new = (name.removeprefix(f"{guide.NAME}/") for name in (old, new))
    if why := _why_not(found, old, new):
        raise click.ClickException(why)
    changed = {**dict(_texts(found, old, new)), **_redirects(found, old, new)}
    for file, text in changed.items():
        said = _lines(found.folders.docs / old if file == found.folders.docs / new else file, text)
        click.echo(f"{'Would change' if dry_run else 'Changed'} {file.relative_to(root)}: {said}")
        if not dry_run:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    if not dry_run:
        (found.folders.docs / old).unlink()
    click.echo(
        f"{'Would move' if dry_run else 'Moved'} {old} to {new}; {address(old)} leads there."
    )


def _why_not(found: Guide, old: str, new: str) -> str:
    """Return why a page cannot be moved, with what to do, or nothing."""
    docs = found.folders.docs
    if not (docs / old).is_file() or not old.endswith(".md"):
        return f"there is no page '{old}' in {guide.NAME}/; name one, such as help/travel.md"
    if not PAGE_NAME.fullmatch(new) or posixpath.normpath(new) != new:
        return f"'{new}' cannot be the name of a page; write small letters, digits and -, as a-b.md"
    if (docs / new).exists():
        return f"'{new}' is there already; choose another name, or move that page first"
    if PurePosixPath(old).name == "index.md":
        return "the first page of a section goes with its folder; move its pages one by one"
    return ""


def _texts(found: Guide, old: str, new: str) -> Iterator[tuple[Path, str]]:
    """Yield each file that names the page, and its new text; the page itself under its new name."""
    docs = found.folders.docs
    for page in found.pages:
        here = new if page.uri == old else page.uri
        text = (docs / page.uri).read_text("utf-8")
        mended = _mended(text, page.uri, here, (old, new))
        if here == new or mended != text:
            yield docs / here, mended
    for file in (found.folders.settings, *sorted((docs / guide.DATA).glob("*.yml"))):
        text = file.read_text("utf-8")
        mended = re.sub(_NAME.format(re.escape(old)), new, text)
        if mended != text:
            yield file, mended


def _mended(text: str, was: str, here: str, renamed: tuple[str, str]) -> str:
    """Return a page's text with its links right: the page stood at `was`, and will at `here`."""

    def mend(found: re.Match[str]) -> str:
        to, mark, anchor = found["to"].partition("#")
        if not to or re.match(r"//|/|[^/?#]*:", to):
            return found.group()
        target = posixpath.normpath(posixpath.join(posixpath.dirname(was), to))
        target = renamed[1] if target == renamed[0] else target
        kept = was == here and target != renamed[1]
        return f"{found['open']}{to if kept else link(here, target)}{mark}{anchor}{found['close']}"

    inline = r"(?P<open>\]\()(?P<to>[^()\s]+)(?P<close>\))"
    return re.sub(inline, mend, text)


def _redirects(found: Guide, old: str, new: str) -> dict[Path, str]:
    """Return the file of redirects with the old address added."""
    file = found.folders.docs / REDIRECTS
    text = file.read_text("utf-8") if file.exists() else "redirects:\n"
    mended = re.sub(_NAME.format(re.escape(old)), new, text)
    empty = re.sub(r"^redirects:\s*\{\}\s*$", "redirects:", mended, flags=re.M)
    again = re.sub(rf"^  {re.escape(address(new))}:.*\n", "", empty, flags=re.M)
    return {file: f"{again.rstrip()}\n  {address(old)}: {new}\n"}


def _lines(before: Path, text: str) -> str:
    """Return how many lines of a file are changed, in words."""
    lines = before.read_text("utf-8").splitlines() if before.exists() else []
    return count(len(set(text.splitlines()) - set(lines)), "line")
