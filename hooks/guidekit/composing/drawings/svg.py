"""SVG text to a tree of elements, and back: what is written out is the tree, and nothing else."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from guidekit.reading.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_DEPTH = 30
_PLAIN = "save the drawing as plain SVG, or take it out"


@dataclass(slots=True)
class Element:
    """One element, with the line on which its tag starts."""

    name: str
    """As it stands in the file, with its prefix if it has one."""
    attributes: Mapping[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all inside it, in the order of the file."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()


def parse(text: str, *, path: str) -> tuple[Element | None, list[Problem]]:
    """Return the outermost element of an SVG text, if it can be read, and what is not plain XML.

    Comments are left out. Entities of its own, instructions and CDATA are refused, because
    browsers read them in another way where a drawing stands inside a page.

    Args:
        text: What stands in the file.
        path: What messages call the file.
    """
    reader = _Reader(path)
    try:
        reader.expat.Parse(text, True)
    except _TooDeepError:
        reader.say("the elements are nested too deep", "use fewer groups inside groups")
    except expat.ExpatError as error:
        message = f"this line is not readable as XML ({expat.ErrorString(error.code)})"
        reader.problems.append(Problem(path, error.lineno, message, "save the drawing again"))
    else:
        return reader.root, reader.problems
    return None, reader.problems


def serialise(element: Element) -> str:
    """Return an element as text that browsers read alike as XML and inside HTML."""
    attributes = "".join(f' {name}="{_quoted(v)}"' for name, v in element.attributes.items())
    inside = "".join(
        html.escape(child, quote=False) if isinstance(child, str) else serialise(child)
        for child in element.children
    )
    start = f"<{element.name}{attributes}"
    return f"{start}>{inside}</{element.name}>" if inside else f"{start}/>"


def _quoted(value: str) -> str:
    escaped = html.escape(value, quote=False).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\t", "&#9;")


class _TooDeepError(Exception):
    """Ends the reading of a text before its depth exhausts the stack."""


class _Reader:
    """Collects elements, and notes what is refused on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Element | None = None
        self.problems: list[Problem] = []
        self._open: list[Element] = []
        self.expat = expat.ParserCreate()
        self.expat.buffer_text = True
        self.expat.XmlDeclHandler = self._declaration
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = lambda _: self._open.pop()
        self.expat.CharacterDataHandler = self._add
        self.expat.StartDoctypeDeclHandler = lambda *_: self._refuse("a '<!DOCTYPE'")
        self.expat.ProcessingInstructionHandler = lambda *_: self._refuse("an instruction '<?'")
        self.expat.StartCdataSectionHandler = lambda: self._refuse("a '<![CDATA['")

    def say(self, message: str, fix: str) -> None:
        self.problems.append(Problem(self.path, self.expat.CurrentLineNumber, message, fix))

    def _refuse(self, what: str) -> None:
        self.say(f"there is {what}, which drawings do not use", _PLAIN)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            self.say(f"the file says it is written in '{encoding}'", 'write encoding="UTF-8"')

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) == MAX_DEPTH:
            raise _TooDeepError
        element = Element(name, attributes, self.expat.CurrentLineNumber)
        self._add(element)
        self.root = self.root or element
        self._open.append(element)

    def _add(self, child: Element | str) -> None:
        if self._open:
            self._open[-1].children.append(child)
