"""YAML text to plain data, with the line of every value, and the traps of YAML in plain words."""

from pathlib import Path

import yaml

from guidekit.reading.problems import ContentError
from guidekit.reading.yamlfile import traps, unseen
from guidekit.reading.yamlfile.files import MARK, MAX_BYTES, decode, read_text, too_large
from guidekit.reading.yamlfile.lines import Document, Place, Reader

__all__ = ("MARK", "MAX_BYTES", "Document", "Place", "decode", "parse", "read", "read_text")

MAX_DEPTH = 20
MAX_VALUES = 50_000
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(file: Path, *, path: str, any_tag: bool = False) -> Document:
    """Return the data of a YAML file; `path` is the name used in messages.

    Raises:
        ContentError: The file is missing, or breaks a rule of `parse` or `decode`.
    """
    return parse(read_text(file, path=path), path=path, any_tag=any_tag)


def parse(text: str, *, path: str, first_line: int = 1, any_tag: bool = False) -> Document:
    """Return the data of a YAML text.

    Args:
        text: What stands in the file.
        path: What messages call the file.
        first_line: The line of the file on which the text starts.
        any_tag: Whether values such as `!ENV NAME` are read as plain text, as settings need it.

    Raises:
        ContentError: The text is not YAML, repeats a key, uses aliases, or is too large.
    """
    text = text.removeprefix(MARK)
    if len(text) > MAX_BYTES:
        raise too_large(path, len(text), first_line)
    if problems := list(unseen.problems(text, path=path, first_line=first_line)):
        raise ContentError(problems)
    try:
        _refuse_events(text, path, first_line, any_tag=any_tag)
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        line, message, fix = traps.syntax(error, text)
        raise ContentError.of(path, line + first_line, message, fix) from error
    reader = Reader(path, first_line, any_tag=any_tag)
    data = reader.value(node, ()) if node is not None else None
    if reader.problems:
        raise ContentError(reader.problems)
    return Document(path, data, reader.lines, first_line, frozenset(reader.tagged))


def _refuse_events(text: str, path: str, first_line: int, *, any_tag: bool) -> None:
    """Refuse what a small file can blow up with: `&name`, `*name`, `!tag`, and endless nesting.

    The events are gone through one by one, so no depth can exhaust the stack.
    """
    depth = 0
    fix = "write the text out in full, or put it in double quotes"
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if getattr(event, "anchor", None):
            message = "YAML anchors and aliases (& and *) are not used here"
        elif not any_tag and getattr(event, "tag", None):
            message = "YAML tags (!) are not used here"
        elif depth > MAX_DEPTH:
            message, fix = "lists and keys are nested too deep", "use fewer levels"
        elif number > MAX_VALUES:
            message = f"this file holds more than {MAX_VALUES:,} keys and values"
            fix = "take out what does not belong in it"
        else:
            continue
        line = event.start_mark.line if event.start_mark else 0
        raise ContentError.of(path, line + first_line, message, fix)
