"""YAML text to plain data, with the line of every key, and the traps of YAML named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from guidekit.reading import unseen
from guidekit.reading.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Place = tuple[str | int, ...]

MAX_BYTES = 500_000
MAX_DEPTH = 20
MAX_VALUES = 50_000
_LONGEST_NUMBER = 40
"""A value longer than this is text, whatever it looks like: some numbers take minutes to reckon."""
MARK = "\ufeff"

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SWITCH = re.compile(r"(?i:yes|no|on|off)")


@dataclass(frozen=True, slots=True)
class Document:
    """Data of one YAML text, and the line on which each of its values stands."""

    path: str
    data: Any
    lines: dict[Place, int] = field(default_factory=dict)
    first_line: int = 1
    tagged: frozenset[Place] = frozenset()
    """Values such as `!ENV NAME`, which the engine fills in."""

    def line(self, place: Place) -> int:
        """Return the line of a value, or of the nearest value around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, self.first_line)

    def problem(
        self, place: Place, message: str, fix: str = "", *, warning: bool = False
    ) -> Problem:
        """Return a problem with the value at `place`."""
        return Problem(self.path, self.line(place), message, fix, warning)


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
    _refuse_size(text, path, first_line)
    _refuse_characters(text, path, first_line)
    try:
        _refuse_events(text, path, first_line, any_tag=any_tag)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise ContentError([_syntax_problem(error, text, path, first_line)]) from error
    except (yaml.YAMLError, RecursionError) as error:
        problem = Problem(
            path, first_line, "this is not readable as YAML", "compare it with a file that works"
        )
        raise ContentError([problem]) from error
    reader = _Reader(path, first_line, any_tag=any_tag)
    data = reader.value(node, ()) if node is not None else None
    if reader.problems:
        raise ContentError(reader.problems)
    return Document(path, data, reader.lines, first_line, frozenset(reader.tagged))


def decode(raw: bytes, *, path: str) -> str:
    """Return the text of a file, without a byte order mark and with `\\n` line ends.

    Raises:
        ContentError: The bytes are not UTF-8, or the file is too large.
    """
    if len(raw) > MAX_BYTES:
        raise ContentError([_too_large(path, 1, len(raw))])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problem = Problem(
            path, line, "this line is not UTF-8 text", "save the file with the encoding UTF-8"
        )
        raise ContentError([problem]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read(file: Path, *, path: str, any_tag: bool = False) -> Document:
    """Return the data of a YAML file; `path` is the name used in messages.

    Raises:
        ContentError: The file is missing, or breaks a rule of `parse` or `decode`.
    """
    return parse(read_text(file, path=path), path=path, any_tag=any_tag)


def read_text(file: Path, *, path: str) -> str:
    """Return the text of a file; `path` is the name used in messages.

    Raises:
        ContentError: The file is missing, too large, or not UTF-8.
    """
    try:
        if (size := file.stat().st_size) > MAX_BYTES:
            raise ContentError([_too_large(path, 1, size)])
        raw = file.read_bytes()
    except OSError as error:
        message = "this file is missing or cannot be read"
        problem = Problem(path, 1, message, "put the file back, or check its name")
        raise ContentError([problem]) from error
    return decode(raw, path=path)


def _too_large(path: str, line: int, size: int) -> Problem:
    message = f"this file holds {size:,} bytes; the most is {MAX_BYTES:,}"
    return Problem(path, line, message, "split it, or take out what does not belong in it")


def _refuse_size(text: str, path: str, line: int) -> None:
    if len(text) > MAX_BYTES:
        raise ContentError([_too_large(path, line, len(text))])


def _refuse_characters(text: str, path: str, first_line: int) -> None:
    if problems := list(unseen.problems(text, path=path, first_line=first_line)):
        raise ContentError(problems)


def _refuse_events(text: str, path: str, first_line: int, *, any_tag: bool) -> None:
    """Refuse what a small file can blow up with: `&name`, `*name`, `!tag`, and endless nesting.

    The events are gone through one by one, so no depth can exhaust the stack.
    """
    depth = 0
    quote = "write the text out in full, or put it in double quotes"
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if getattr(event, "anchor", None):
            message, fix = "YAML anchors and aliases (& and *) are not used here", quote
        elif not any_tag and getattr(event, "tag", None):
            message, fix = "YAML tags (!) are not used here", quote
        elif depth > MAX_DEPTH:
            message, fix = "lists and keys are nested too deep", "use fewer levels"
        elif number > MAX_VALUES:
            message = f"this file holds more than {MAX_VALUES:,} keys and values"
            fix = "take out what does not belong in it"
        else:
            continue
        line = event.start_mark.line if event.start_mark else 0
        raise ContentError([Problem(path, line + first_line, message, fix)])


_QUOTE = 'put the text in double quotes: "..."'
_LINE_UP = "line it up with its neighbours, or put the text in quotes"
_BAD_INDENT = "the indent of this line does not fit the lines around it"
_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (
        "cannot start any token",
        "this text starts with a character that YAML keeps for itself",
        _QUOTE,
    ),
    ("mapping values are not allowed", "there is a ': ' inside a text without quotes", _QUOTE),
    (
        "while scanning a quoted scalar",
        "a quote is opened but never closed",
        "close the text with the same quote",
    ),
    ("could not find expected ':'", "a key has no ': ' after it", "write 'key: value'"),
    ("did not find expected key", _BAD_INDENT, _LINE_UP),
    ("block end", _BAD_INDENT, _LINE_UP),
    ("flow", "a [ or { is opened but never closed", "close it with ] or }"),
    (
        "expected a single document",
        "a line '---' starts a second document",
        "keep one document in a file",
    ),
    ("escape character", "a backslash stands in a text with double quotes", "write it twice: \\\\"),
)
"""Phrases of the YAML library, and what editors are told instead."""


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    row = "".join(text.split("\n")[line : line + 1])
    if mark and row[mark.column : mark.column + 1] == "\t":
        message, fix = "a tab stands where only spaces can", "indent with spaces"
        return Problem(path, line + first_line, message, fix)
    if (quote := _open_quote(text, line)) is not None:
        message, fix = "a quote is opened but never closed", "close the text with the same quote"
        return Problem(path, quote + first_line, message, fix)
    if "flow" in said and error.context_mark:
        line = error.context_mark.line  # where it was opened, not where the text ended
    for phrase, message, fix in _SYNTAX:
        if phrase in said:
            return Problem(path, line + first_line, message, fix)
    message, fix = "this line is not readable as YAML", "compare it with the lines above it"
    return Problem(path, line + first_line, message, fix)


_QUOTE_SIGN = re.compile(r'(?<!\\)"')


def _open_quote(text: str, until: int) -> int | None:
    """Return the first line, up to one, that holds an odd number of double quotes."""
    lines = enumerate(text.split("\n")[: until + 1])
    return next((number for number, row in lines if len(_QUOTE_SIGN.findall(row)) % 2), None)


_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("bool", "float", "int", "map", "null", "seq", "str", "timestamp")
)


def _unreadable(node: yaml.Node) -> tuple[str, str]:
    if node.tag.endswith(":timestamp"):
        return f"there is no day '{node.value[:40]}'", "write a day that exists, as 2026-11-21"
    return f"'{node.value[:40]}' is not a value that can be read", "put it in double quotes"


class _Reader:
    """Turns YAML nodes into data, noting lines and problems on the way."""

    def __init__(self, path: str, first_line: int, *, any_tag: bool) -> None:
        self.path = path
        self.any_tag = any_tag
        self.first_line = first_line
        self.lines: dict[Place, int] = {}
        self.tagged: set[Place] = set()
        self.problems: list[Problem] = []
        self._scalars = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, place: Place) -> Any:  # noqa: ANN401 - YAML holds anything
        self.lines.setdefault(place, node.start_mark.line + self.first_line)
        if node.tag not in _PLAIN_TAGS:
            self.tagged.add(place)
        kinds: tuple[tuple[type[yaml.Node], Callable[..., Any]], ...] = (
            (yaml.MappingNode, self._mapping),
            (yaml.SequenceNode, self._sequence),
        )
        for kind, read_as in kinds:
            if isinstance(node, kind):
                return read_as(node, place)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, child in self._pairs(node):
            self.lines[(*place, key)] = child[0].start_mark.line + self.first_line
            if key in data:
                self._say(
                    child[0],
                    f"the key '{key}' stands here twice",
                    "keep one of them; the other would be lost",
                )
            data[key] = self.value(child[1], (*place, key))
        return data

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, tuple[yaml.Node, yaml.Node]]]:
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._say(key_node, "a key is a list or a mapping", "write the key as one word")
                continue
            if not key_node.style and _SWITCH.fullmatch(key_node.value):
                self._say_switch(key_node)
            yield str(key_node.value), (key_node, value_node)

    def _sequence(self, node: yaml.SequenceNode, place: Place) -> list[Any]:
        return [self.value(child, (*place, index)) for index, child in enumerate(node.value)]

    def _scalar(self, node: yaml.Node) -> Any:  # noqa: ANN401 - YAML holds anything
        if node.tag.endswith(":bool") and _SWITCH.fullmatch(node.value):
            self._say_switch(node)
            return node.value
        self._say_hidden(node)
        if (self.any_tag and node.tag not in _PLAIN_TAGS) or len(node.value) > _LONGEST_NUMBER:
            return str(node.value)
        if node.tag.endswith((":int", ":float")) and ":" in node.value:
            self._say_time(node)
            return node.value
        try:
            value = self._scalars.construct_object(node)
        except (ValueError, KeyError, AttributeError, OverflowError, yaml.YAMLError):
            self._say(node, *_unreadable(node))
            return None
        return value.isoformat() if isinstance(value, date) else value

    def _say_hidden(self, node: yaml.Node) -> None:
        """Tell of a character that nobody sees and that is written with a backslash."""
        if hidden := next(unseen.find(node.value), None):
            name = unseen.name_of(hidden[1])
            message = f"the text holds a character that nobody sees: {name}"
            self._say(node, message, "take out what stands for it behind a backslash")

    def _say_time(self, node: yaml.Node) -> None:
        self._say(
            node,
            f"YAML reads {node.value} without quotes as a number of another kind",
            f'write "{node.value}" with quotes',
        )

    def _say_switch(self, node: yaml.Node) -> None:
        word = node.value
        self._say(
            node,
            f"YAML reads {word} without quotes as true or false",
            f'write "{word}" with quotes, or another word',
        )

    def _say(self, node: yaml.Node, message: str, fix: str) -> None:
        line = node.start_mark.line + self.first_line
        self.problems.append(Problem(self.path, line, message, fix))
