"""A new guide: the engine of this one, with the words of another."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from guidekit.composing import theme
from guidekit.engines.export import visible
from guidekit.guide import DATA
from guidekit.reading import yamlfile
from guidekit.reading.dates import months_later
from guidekit.reading.problems import ContentError, Problem
from guidekit.reading.settings import NAME as SETTINGS
from guidekit.reading.settings import Settings

ENGINE = (
    "hooks",
    "overrides",
    "docs/assets/css",
    "docs/assets/js",
    "docs/assets/vendor",
    "docs/assets/favicon.svg",
    "docs/_data/schema",
    "docs/_data/emergency.yml",
    "docs/_data/disclosure.yml",
    "Makefile",
    "requirements.txt",
    "requirements-dev.txt",
    ".gitignore",
)
"""Files and folders that know no subject, so that every guide can have them as they are."""

LABELS = f"docs/{DATA}/labels.yml"

_BLOCK = re.compile(r"^(?:#.*\n)*(?P<key>[A-Za-z_]+):.*\n(?:(?:[ \t-].*)?\n)*", re.MULTILINE)
_LABEL = re.compile(r"^  (?P<key>[A-Za-z0-9_-]+):.*\n", re.MULTILINE)


START_DAY, DUE_DAY = "START_DAY", "DUE_DAY"
"""Stand in a new guide for the day it was started, and for the day its pages are due."""


def files(project: Path, own: Path, *, today: date) -> dict[str, bytes]:
    """Return the files of a new guide, by their path there.

    Args:
        project: A guide whose engine the new one gets.
        own: Folder with what is the new guide's own: `mkdocs.yml` with its name and menu, its
            pages, its data, and in `labels.yml` those labels that tell its subject.
        today: The day on which the guide starts.
    """
    found = {name: file.read_bytes() for name, file in _engine(project)}
    mine = {file.relative_to(own).as_posix(): _dated(file, today) for file in visible(own)}
    found |= mine
    texts = {name: (project / name).read_text("utf-8") for name in (SETTINGS, LABELS)}
    merged = settings(texts[SETTINGS], mine.get(SETTINGS, b"").decode())
    other = _language(merged, project) != _language(texts[SETTINGS], project)
    words = labels(texts[LABELS], mine.get(LABELS, b"").decode(), translated=other)
    return {**found, SETTINGS: merged.encode(), LABELS: words.encode()}


def _language(text: str, root: Path) -> str:
    document = yamlfile.parse(text, path=SETTINGS, any_tag=True)
    return Settings(document, (), root).language


def _dated(file: Path, today: date) -> bytes:
    days = {START_DAY: today, DUE_DAY: months_later(today, 6)}
    content = file.read_bytes()
    for name, day in days.items():
        content = content.replace(name.encode(), str(day).encode())
    return content


def write(found: Mapping[str, bytes], to: Path) -> None:
    """Write the files of a new guide to a folder that is new or empty.

    Raises:
        ContentError: Something stands there; nothing has been written then.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        fix = "name a folder that does not exist yet, or an empty one"
        raise ContentError([Problem(str(to), 1, "something stands here already", fix)])
    for name, content in found.items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(content)


def settings(project: str, own: str) -> str:
    """Return `mkdocs.yml` of a guide: its own settings, and the project's for all the rest."""
    mine = _blocks(own)
    rest = (text for key, text in _blocks(project).items() if key not in {*mine, *_OF_SUBJECT})
    return f"{own.rstrip()}\n\n{''.join(rest).rstrip()}\n"


def labels(project: str, own: str, *, translated: bool = False) -> str:
    """Return `labels.yml` of a guide: the project's labels, its own in place of theirs.

    A guide that is translated, to another language than the project's, gets none for which
    the theme has a word.
    """
    mine = {found["key"]: found.group() for found in _LABEL.finditer(own)}
    of_theme = dict.fromkeys(theme.WORDS, "") if translated else {}
    instead = {**of_theme, **mine}
    return _LABEL.sub(lambda found: instead.get(found["key"], found.group()), project)


_OF_SUBJECT = frozenset(
    {"site_name", "site_description", "site_url", "edit_uri", "copyright", "extra", "nav"}
)


def _blocks(text: str) -> dict[str, str]:
    """Return the top-level settings of a YAML text, each with the comments before it."""
    return {found["key"]: found.group() for found in _BLOCK.finditer(text)}


def _engine(project: Path) -> Iterator[tuple[str, Path]]:
    for name in ENGINE:
        place = project / name
        for file in visible(place) if place.is_dir() else [place]:
            if file.is_file() and "__pycache__" not in file.parts:
                yield file.relative_to(project).as_posix(), file
