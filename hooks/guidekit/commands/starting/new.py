"""`guide new`: a page that passes every check but those that only a person can answer."""

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import click

from guidekit import guide
from guidekit.checking.page import NOT_SURE_HEADING
from guidekit.commands.options import root_option, today_option
from guidekit.composing.templates import renderer
from guidekit.guide import PAGE_NAME, Guide
from guidekit.reading import settings
from guidekit.reading.dates import months_later
from guidekit.shapes.page import PageKind
from guidekit.shapes.tree import Level

TREATMENTS = "_data/treatments.yml"
KINDS = (PageKind.TOPIC, PageKind.TREATMENT, PageKind.HUB, PageKind.ABOUT)
"""Kinds of page that editors add."""


@click.command()
@root_option
@today_option
@click.argument("path")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in KINDS]),
    help="What the page is for; without it, what the pages beside it are for.",
)
@click.option("--title", help="Its title; without it, its file name.")
def new(root: Path, today: date, path: str, kind: str | None, title: str | None) -> None:
    """Start a page at PATH, such as topics/sleep.md, with comments on what to write.

    A treatment also gets an entry in docs/_data/treatments.yml.
    """
    found = guide.read(guide.folders(root), today=today)
    try:
        page = plan(found, path, kind=kind, title=title, today=today)
        written = write(page, found.folders.docs)
    except NotMade as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Wrote {written[0].relative_to(root)}, a page of kind {page.kind}.")
    if page.entry:
        click.echo(f"Added the entry '{page.key}' at the end of {written[1].relative_to(root)}.")
    where = f"add this line under nav: in {settings.NAME}, where readers will look for it"
    click.echo(f"Next: {where}:\n  - {page.uri}")
    click.echo("Then write what is marked TO WRITE; 'guide check' lists what is left.")


class NotMade(Exception):  # noqa: N818 - it names what happened
    """Why no page was made; nothing was written."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """Texts to write, and what is left to the editor."""

    uri: str
    kind: PageKind
    text: str
    entry: str = ""
    """What is appended to the file of treatments."""
    key: str = ""
    """Key of that entry."""


def plan(known: Guide, path: str, *, kind: str | None, title: str | None, today: date) -> NewPage:
    """Return a new page, with its treatment's entry if it is of that kind.

    Args:
        known: The guide that gets it; its data must be readable.
        path: Where it goes, under docs/ or with `docs/` in front.
        kind: What it is for; without it, what most pages of its folder are for.
        title: Its title; without it, its file name.
        today: The day written as the day of the check.

    Raises:
        NotMade: The path is no place for a page, or something stands there.
    """
    if known.data is None:
        raise NotMade("the data cannot be read; run the check, and mend what it says first")
    treatments, levels = known.data.treatments.treatments, known.data.care_levels.levels
    uri = _uri(path, known.folders.docs)
    found = PageKind(kind) if kind else _usual_kind(known, uri)
    context: dict[str, Any] = {
        "title": (title or _title(uri)).replace("\\", "").replace('"', "'"),
        "kind": found.value,
        "uri": uri,
        "today": today,
        "check_by": months_later(today, 12),
        "not_sure": NOT_SURE_HEADING,
        "appointment": next(one.heading for one in levels if one.id is Level.APPOINTMENT),
        "key": _key(treatments, uri) if found is PageKind.TREATMENT else "",
    }
    render = renderer(known.folders.templates)
    text, entry = render(f"new-{found.value}.md", **context), ""
    if found is PageKind.TREATMENT:
        highest = max((one.invasiveness for one in treatments.values()), default=0)
        counted = known.data.treatments.counted
        entry = render("new-treatment-entry.md", invasiveness=highest, counted=counted, **context)
    return NewPage(uri, found, text, entry, context["key"])


def write(page: NewPage, docs: Path) -> list[Path]:
    """Write a new page, and return the files that were made or changed.

    Raises:
        NotMade: Something stands there already.
        OSError: The system refuses it; everything is as it was.
    """
    file, treatments = docs / page.uri, docs / TREATMENTS
    before = treatments.read_bytes() if page.entry else b""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.touch(exist_ok=False)
    except FileExistsError as error:
        raise NotMade(f"docs/{page.uri} is there already; nothing was written") from error
    try:
        file.write_text(page.text, encoding="utf-8", newline="\n")
        if page.entry:
            _replace(treatments, before + _ending(before, page.entry))
    except OSError:
        file.unlink()
        raise
    return [file, treatments] if page.entry else [file]


def _ending(before: bytes, entry: str) -> bytes:
    """Return an entry as it is appended to a file: after its last line, with its line ends."""
    newline = "\r\n" if b"\r\n" in before else "\n"
    start = "" if not before or before.endswith(b"\n") else "\n"
    return (start + entry).replace("\n", newline).encode()


def _replace(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    new = file.with_name(f"{file.name}.new")
    try:
        new.write_bytes(content)
        new.chmod(file.stat().st_mode)
        new.replace(file)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _uri(path: str, docs: Path) -> str:
    uri = PurePosixPath(path.replace("\\", "/")).as_posix().removeprefix("docs/")
    if not PAGE_NAME.fullmatch(uri) or ".." in uri:
        fix = "use small letters, digits and -, and end it in .md"
        raise NotMade(f"'{path}' is no page's name; {fix}")
    if (docs / uri).exists():
        raise NotMade(f"docs/{uri} is there already; nothing was written")
    return uri


def _usual_kind(known: Guide, uri: str) -> PageKind:
    """Return what a page is most likely for, by its name and by the pages beside it."""
    folder, name = PurePosixPath(uri).parent, PurePosixPath(uri).name
    if name == "index.md":
        return PageKind.HUB
    beside = (p.meta.kind for p in known.pages if PurePosixPath(p.uri).parent == folder)
    usual = Counter(kind for kind in beside if kind in KINDS and kind is not PageKind.HUB)
    return usual.most_common(1)[0][0] if usual else PageKind.TOPIC


def _title(uri: str) -> str:
    path = PurePosixPath(uri)
    words = (path.parent.name if path.name == "index.md" else path.stem).replace("-", " ")
    return words[:1].upper() + words[1:]


def _key(treatments: Container[str], uri: str) -> str:
    key = re.sub(r"[^a-z0-9_-]", "-", PurePosixPath(uri).stem)[:60]
    if key in treatments:
        raise NotMade(f"docs/{TREATMENTS} has an entry '{key}' already; choose another file name")
    return key
