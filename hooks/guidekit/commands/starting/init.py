"""`guide init`: a new guide, with the engine of this one and the words of another."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from guidekit.commands.options import folder_argument, root_option, today_option
from guidekit.composing import theme
from guidekit.engines.export import visible
from guidekit.guide import DATA
from guidekit.reading import yamlfile
from guidekit.reading.dates import months_later
from guidekit.reading.problems import ContentError
from guidekit.reading.settings import NAME as SETTINGS
from guidekit.reading.settings import Settings

ENGINE = (
    *("hooks", "overrides", "docs/assets/css", "docs/assets/js", "docs/assets/vendor"),
    *("docs/assets/favicon.svg", f"docs/{DATA}/schema", f"docs/{DATA}/emergency.yml"),
    *(f"docs/{DATA}/disclosure.yml", "Makefile", "requirements.txt", "requirements-dev.txt"),
    ".gitignore",
)
"""Files and folders that know no subject, so that every guide can have them as they are."""
OWN = Path(__file__).with_name("new_guide")
"""What is a new guide's own, until someone writes it."""
LABELS = f"docs/{DATA}/labels.yml"
START_DAY, DUE_DAY = "START_DAY", "DUE_DAY"
"""Stand in a new guide for the day it was started, and for the day its pages are due."""

_BLOCK = re.compile(r"^(?:#.*\n)*(?P<key>[A-Za-z_]+):.*\n(?:(?:[ \t-].*)?\n)*", re.MULTILINE)
_LABEL = re.compile(r"^  (?P<key>[A-Za-z0-9_-]+):.*\n", re.MULTILINE)
_OF_SUBJECT = frozenset(
    {"site_name", "site_description", "site_url", "edit_uri", "copyright", "extra", "nav"}
)


@click.command()
@root_option
@today_option
@folder_argument
def init(root: Path, today: date, folder: Path) -> None:
    """Start a guide on another subject in FOLDER, with the engine of this one.

    FOLDER is new or empty. The new guide builds once what is marked TO WRITE is written.
    """
    write(files(root, OWN, today=today), folder)
    click.echo(f"Started a guide in {folder}")
    click.echo(f"Next: 'guide check --root {folder}' lists what is left to write.")


def files(project: Path, own: Path, *, today: date) -> dict[str, bytes]:
    """Return the files of a new guide, by their path there.

    Args:
        project: A guide whose engine the new one gets.
        own: Folder with what is the new guide's own: `mkdocs.yml` with its name and menu, its
            pages, its data, and in `labels.yml` those labels that tell its subject.
        today: The day on which the guide starts.
    """
    mine = {file.relative_to(own).as_posix(): _dated(file, today) for file in visible(own)}
    ours = {name: (project / name).read_text("utf-8") for name in (SETTINGS, LABELS)}
    merged = settings(ours[SETTINGS], mine.get(SETTINGS, b"").decode())
    translated = _language(merged, project) != _language(ours[SETTINGS], project)
    words = labels(ours[LABELS], mine.get(LABELS, b"").decode(), translated=translated)
    engine = {
        file.relative_to(project).as_posix(): file.read_bytes()
        for place in (project / name for name in ENGINE)
        for file in (visible(place) if place.is_dir() else [place])
        if file.is_file() and "__pycache__" not in file.parts
    }
    return {**engine, **mine, SETTINGS: merged.encode(), LABELS: words.encode()}


def _language(text: str, root: Path) -> str:
    return Settings(yamlfile.parse(text, path=SETTINGS, any_tag=True), (), root).language


def _dated(file: Path, today: date) -> bytes:
    content = file.read_bytes().replace(START_DAY.encode(), str(today).encode())
    return content.replace(DUE_DAY.encode(), str(months_later(today, 6)).encode())


def write(found: Mapping[str, bytes], to: Path) -> None:
    """Write the files of a new guide to a folder that is new or empty.

    Raises:
        ContentError: Something stands there; nothing has been written then.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        fix = "name a folder that does not exist yet, or an empty one"
        raise ContentError.of(str(to), 1, "something stands here already", fix)
    for name, content in found.items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(content)


def settings(project: str, own: str) -> str:
    """Return `mkdocs.yml` of a guide: its own settings, and the project's for all the rest."""
    mine = {found["key"] for found in _BLOCK.finditer(own)} | _OF_SUBJECT
    rest = [found.group() for found in _BLOCK.finditer(project) if found["key"] not in mine]
    return f"{own.rstrip()}\n\n{''.join(rest).rstrip()}\n"


def labels(project: str, own: str, *, translated: bool = False) -> str:
    """Return `labels.yml` of a guide: the project's labels, its own in place of theirs.

    A guide that is translated, to another language than the project's, gets none for which
    the theme has a word.
    """
    of_theme = dict.fromkeys(theme.WORDS, "") if translated else {}
    instead = {**of_theme, **{found["key"]: found.group() for found in _LABEL.finditer(own)}}
    return _LABEL.sub(lambda found: instead.get(found["key"], found.group()), project)
