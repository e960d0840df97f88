"""YAML nodes to plain data that knows its lines."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from guidekit.reading.problems import Problem
from guidekit.reading.yamlfile import traps, unseen

Place = tuple[str | int, ...]

_LONGEST_NUMBER = 40
"""A value longer than this is text, whatever it looks like: some numbers take minutes to reckon."""
_SWITCH = re.compile(r"(?i:yes|no|on|off)")
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("bool", "float", "int", "map", "null", "seq", "str", "timestamp")
)


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


class Reader:
    """Turns YAML nodes into data, noting lines and problems on the way."""

    def __init__(self, path: str, first_line: int, *, any_tag: bool) -> None:
        self.lines: dict[Place, int] = {}
        self.tagged: set[Place] = set()
        self.problems: list[Problem] = []
        self._path, self._first_line, self._any_tag = path, first_line, any_tag
        self._scalars = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, place: Place) -> Any:  # noqa: ANN401 - YAML holds anything
        """Return the data of a node that stands at a place."""
        self.lines.setdefault(place, self._line(node))
        if node.tag not in _PLAIN_TAGS:
            self.tagged.add(place)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*place, index)) for index, child in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._say(key, "a key is a list or a mapping", "write the key as one word")
                continue
            name = str(key.value)
            if not key.style and _SWITCH.fullmatch(name):
                self._say(key, *traps.switch(name))
            if name in data:
                fix = "keep one of them; the other would be lost"
                self._say(key, f"the key '{name}' stands here twice", fix)
            self.lines[(*place, name)] = self._line(key)
            data[name] = self.value(child, (*place, name))
        return data

    def _scalar(self, node: yaml.Node) -> Any:  # noqa: ANN401 - YAML holds anything
        text, kind = node.value, node.tag.rpartition(":")[2]
        if kind == "bool" and _SWITCH.fullmatch(text):
            self._say(node, *traps.switch(text))
            return text
        if found := next(unseen.find(text), None):
            self._say(node, *traps.hidden(unseen.name_of(found[1])))
        if (self._any_tag and node.tag not in _PLAIN_TAGS) or len(text) > _LONGEST_NUMBER:
            return str(text)
        if kind in {"int", "float"} and ":" in text:
            self._say(node, *traps.time(text))
            return text
        try:
            value = self._scalars.construct_object(node)
        except (ValueError, KeyError, AttributeError, OverflowError, yaml.YAMLError):
            self._say(node, *traps.unreadable(text, kind))
            return None
        return value.isoformat() if isinstance(value, date) else value

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self._first_line

    def _say(self, node: yaml.Node, message: str, fix: str) -> None:
        self.problems.append(Problem(self._path, self._line(node), message, fix))
