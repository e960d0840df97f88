"""YAML text to plain data, with the line of every key, and the traps of YAML named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from .problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Place = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MARK = "\ufeff"

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SWITCH = re.compile(r"(?i:yes|no|on|off)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """Data of one YAML text, and the line on which each of its values stands."""

    path: str
    data: Any
    lines: dict[Place, int] = field(default_factory=dict)
    first_line: int = 1

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


def parse(text: str, *, path: str, first_line: int = 1) -> Document:
    """Return the data of a YAML text; `first_line` is where the text starts in its file.

    Raises:
        ContentError: The text is not YAML, repeats a key, uses aliases, or is too large.
    """
    text = text.removeprefix(MARK)
    _refuse_size(text, path, first_line)
    _refuse_characters(text, path, first_line)
    try:
        node = yaml.compose(_no_aliases(text, path, first_line), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise ContentError([_syntax_problem(error, path, first_line)]) from error
    except (yaml.YAMLError, RecursionError) as error:
        problem = Problem(
            path, first_line, "this is not readable as YAML", "compare it with a file that works"
        )
        raise ContentError([problem]) from error
    reader = _Reader(path, first_line)
    data = reader.value(node, ()) if node is not None else None
    if reader.problems:
        raise ContentError(reader.problems)
    return Document(path, data, reader.lines, first_line)


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


def read(file: Path, *, path: str) -> Document:
    """Return the data of a YAML file; `path` is the name used in messages.

    Raises:
        ContentError: The file is missing, or breaks a rule of `parse` or `decode`.
    """
    try:
        raw = file.read_bytes()
    except OSError as error:
        problem = Problem(
            path,
            1,
            "this file is missing or cannot be read",
            "put the file back, or check its name",
        )
        raise ContentError([problem]) from error
    return parse(decode(raw, path=path), path=path)


def _too_large(path: str, line: int, size: int) -> Problem:
    message = f"this file holds {size:,} bytes; the most is {MAX_BYTES:,}"
    return Problem(path, line, message, "split it, or take out what does not belong in it")


def _refuse_size(text: str, path: str, line: int) -> None:
    if len(text) > MAX_BYTES:
        raise ContentError([_too_large(path, line, len(text))])


def _refuse_characters(text: str, path: str, first_line: int) -> None:
    if not (found := _CONTROL.search(text)):
        return
    line = text.count("\n", 0, found.start()) + first_line
    message = f"there is a character that cannot be shown (U+{ord(found.group()):04X})"
    raise ContentError(
        [Problem(path, line, message, "delete it, then type the words again by hand")]
    )


def _no_aliases(text: str, path: str, first_line: int) -> str:
    """Refuse `&name` and `*name`: they hide text, and can blow up a small file."""
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if getattr(event, "anchor", None):
                line = event.start_mark.line + first_line
                fix = "write the text out in full, or put it in quotes if it starts with & or *"
                raise ContentError(
                    [Problem(path, line, "YAML anchors and aliases are not used here", fix)]
                )
    except yaml.YAMLError:
        pass  # `compose` meets the same error and words it.
    return text


_SYNTAX: tuple[tuple[str, str, str], ...] = (
    ("cannot start any token", "a tab or a stray character stands where text should start", "use spaces, not tabs, to indent"),
    ("mapping values are not allowed", "there is a ': ' inside a text without quotes", 'put the text in double quotes: "..."'),
    ("while scanning a quoted scalar", "a quote is opened but never closed", "close the text with the same quote"),
    ("could not find expected ':'", "a key has no ': ' after it", "write 'key: value'"),
    ("did not find expected key", "the indent of this line does not fit the lines around it", "line it up with its neighbours, or put the text in quotes"),
    ("block end", "the indent of this line does not fit the lines around it", "line it up with its neighbours, or put the text in quotes"),
    ("expected a single document", "a line '---' starts a second document", "keep one document in a file"),
    ("escape character", "a backslash stands in a text with double quotes", "write it twice: \\\\"),
)  # fmt: skip


def _syntax_problem(error: yaml.MarkedYAMLError, path: str, first_line: int) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line = (mark.line if mark else 0) + first_line
    for phrase, message, fix in _SYNTAX:
        if phrase in said:
            return Problem(path, line, message, fix)
    return Problem(
        path, line, "this line is not readable as YAML", "compare it with the lines above it"
    )


class _Reader:
    """Turns YAML nodes into data, noting lines and problems on the way."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self._scalars = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, place: Place) -> Any:  # noqa: ANN401 - YAML holds anything
        self.lines.setdefault(place, node.start_mark.line + self.first_line)
        if len(place) > MAX_DEPTH:
            self._say(node, "lists and keys are nested too deep", "use fewer levels")
            return None
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
        try:
            value = self._scalars.construct_object(node)
        except (ValueError, OverflowError, yaml.YAMLError):
            self._say(
                node,
                f"'{node.value[:40]}' is not a value that can be read",
                "put it in double quotes",
            )
            return None
        return value.isoformat() if isinstance(value, date) else value

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
