"""What the YAML library says, and what YAML does unasked, in words for editors: message and fix."""

import re

import yaml

Said = tuple[str, str]

_QUOTE = 'put the text in double quotes: "..."'
_QUOTE_SIGN = re.compile(r'(?<!\\)"')
_NO_TAB = "a tab stands where only spaces can", "indent with spaces"
_OPEN = "a quote is opened but never closed", "close the text with the same quote"
_INDENT = (
    "the indent of this line does not fit the lines around it",
    "line it up with its neighbours, or put the text in quotes",
)
_SYNTAX: dict[str, Said] = {
    "cannot start any token": (
        "this text starts with a character that YAML keeps for itself",
        _QUOTE,
    ),
    "mapping values are not allowed": ("there is a ': ' inside a text without quotes", _QUOTE),
    "while scanning a quoted scalar": _OPEN,
    "could not find expected ':'": ("a key has no ': ' after it", "write 'key: value'"),
    "did not find expected key": _INDENT,
    "block end": _INDENT,
    "flow": ("a [ or { is opened but never closed", "close it with ] or }"),
    "expected a single document": (
        "a line '---' starts a second document",
        "keep one document in a file",
    ),
    "escape character": ("a backslash stands in a text with double quotes", "write it twice: \\\\"),
    "": ("this line is not readable as YAML", "compare it with the lines above it"),
}
"""Phrases of the YAML library, the first that fits counts, and what editors are told instead."""


def syntax(error: Exception, text: str) -> tuple[int, str, str]:
    """Return the line, counted from 0, on which a text is no YAML, with what is wrong there."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0, "this is not readable as YAML", "compare it with a file that works"
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    rows = text.split("\n")
    if mark and "".join(rows[line : line + 1])[mark.column : mark.column + 1] == "\t":
        return line, *_NO_TAB
    odd = (n for n, row in enumerate(rows[: line + 1]) if len(_QUOTE_SIGN.findall(row)) % 2)
    if (opened := next(odd, None)) is not None:
        return opened, *_OPEN
    if "flow" in said and error.context_mark:
        line = error.context_mark.line  # where it was opened, not where the text ended
    return line, *next(told for phrase, told in _SYNTAX.items() if phrase in said)


def unreadable(text: str, kind: str) -> Said:
    """Return what is wrong with a value that has the form of a kind, but none of its values."""
    if kind == "timestamp":
        return f"there is no day '{text[:40]}'", "write a day that exists, as 2026-11-21"
    return f"'{text[:40]}' is not a value that can be read", "put it in double quotes"


def hidden(name: str) -> Said:
    """Return what is wrong with a character that nobody sees, written with a backslash."""
    message = f"the text holds a character that nobody sees: {name}"
    return message, "take out what stands for it behind a backslash"


def time(text: str) -> Said:
    """Return what is wrong with a time of day: YAML counts it in sixties."""
    message = f"YAML reads {text} without quotes as a number of another kind"
    return message, f'write "{text}" with quotes'


def switch(word: str) -> Said:
    """Return what is wrong with yes, no, on and off."""
    message = f"YAML reads {word} without quotes as true or false"
    return message, f'write "{word}" with quotes, or another word'
