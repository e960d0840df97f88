"""Markup that a page may not hold: HTML, attributes, places of the layout, and deep nesting."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from guidekit.checking import links
from guidekit.composing import layout
from guidekit.reading import shown_code
from guidekit.reading.markdown import CITATION, CLOSE, OPEN, plain
from guidekit.reading.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from guidekit.reading.front_matter import Page
    from guidekit.reading.markdown import Passage
    from guidekit.reading.problems import Problem

HTML_TAGS = frozenset({"br", "small", "sub", "sup"})
CLASSES = ("pick", "to-check")
"""Classes that pages can give to a link; those that continue one, as `pick--one`, are too."""
MARKS = frozenset({"contents", "numbers"})
"""Comments in whose place the layout puts parts of its own."""
MAX_NESTED = 6

_TAG = re.compile(r"<(?P<name>/?[A-Za-z][^\s<>/]*|[!?/])[^<>]{0,2000}+>?")
_PLAIN_TAG = re.compile(r"</?(?P<name>[a-z]+)[ ]?/?>")
_ADDRESS = re.compile(r"<(?:https?://[^<>\s]+|[\w.+-]+@[\w.-]+)>")
_VALUE = re.compile(r"\{[^\n}={]{0,2000}+=[^{}\n]{0,200}+\}?")
_LIST = re.compile(r"\{:?(?P<tokens>[^{}\n=]*)\}")
_MARK = re.compile(r"<!--\s*(?P<name>[a-z]+)\s*-->")
_BLOCK = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])[\s>]+)*/{3}")
_START = re.compile(r"[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)(?!(?:[-*_][ \t]*)+$))*")
_FAR_IN = re.compile(r"^[\s>*+.)\d-]{7}", re.MULTILINE)
_SIGN = re.compile(r"[->*+.)]")
_NO_SPACE = re.compile(r"#{1,6}[^#\s]")
_NAMED = re.compile(r"\{:?[^}\n]*\}\s*$")


class Said(NamedTuple):
    """A line of a body, counted from 0, what is wrong there, and what to write instead."""

    line: int
    message: str
    fix: str


def nesting(body: str) -> int | None:
    """Return the line, counted from 0, on which quotes or lists stand too deep inside others."""
    if not _FAR_IN.search(body):
        return None
    for number, line in enumerate(shown_code.blank_blocks(body).split("\n")):
        start = _START.match(line)
        if start and _depth(start.group()) > MAX_NESTED:
            return number
    return None


def _depth(start: str) -> int:
    """Return how many quotes and lists a line stands in, by the signs and spaces before it."""
    indent = start.expandtabs(4)
    spaces = len(indent) - len(indent.lstrip(" "))
    return spaces // 4 + len(_SIGN.findall(start))


def check(page: Page, found: Sequence[Passage]) -> Iterator[Problem]:
    """Yield the markup of a page that could run, hide, or take the place of something."""
    text = shown_code.without_code(page.body)
    for said in (
        *_fences(page.body),
        *_comments(page.body),
        *_tags(text),
        *_attributes(text),
        *_blocks(text),
        *_headings(found, text),
    ):
        yield page.problem(*said)


def _fences(body: str) -> Iterator[Said]:
    for line, message in shown_code.fences(body).odd:
        fix = "put ``` and a language on a line of their own, and ``` alone after the code"
        yield Said(line, message, fix)


def _comments(body: str) -> Iterator[Said]:
    if "<!--" not in body:
        return
    for line in shown_code.odd_comments(body):
        message = "this comment holds '--' or starts with '>', which ends it in some browsers"
        yield Said(line, message, "write it in plain words between <!-- and -->")
    for line, mark in links.with_lines(_MARK, shown_code.blank_blocks(body)):
        if mark["name"] in MARKS:
            message = f"'{mark.group()}' is where the layout puts a part of its own"
            yield Said(line, message, "take it out")


def _tags(text: str) -> Iterator[Said]:
    for line, tag in links.with_lines(_TAG, text):
        known = _PLAIN_TAG.fullmatch(tag.group())
        if (known and known["name"] in HTML_TAGS) or _ADDRESS.fullmatch(tag.group()):
            continue
        if tag.group().startswith("<!--"):
            continue  # told as a comment
        message = f"'<{tag['name'].lstrip('/')[:40]}>' is HTML, which pages do not use"
        yield Said(line, message, "write it in Markdown, or put it in `...` to show it as it is")


def _attributes(text: str) -> Iterator[Said]:
    for line, found in links.with_lines(_VALUE, text):
        message = f"'{found.group()[:40]}' sets an attribute, which pages do not use"
        yield Said(line, message, "leave it out; { #name } and { .name } are allowed")
    seen: Counter[str] = Counter()
    for line, found in links.with_lines(_LIST, text):
        for token in found["tokens"].split():
            seen[token] += 1
            yield from _token(line, token, first=seen[token] == 1)


def _token(line: int, token: str, *, first: bool) -> Iterator[Said]:
    name = token[1:]
    if token.startswith("#") and layout.is_taken(name):
        yield Said(line, f"the layout has a place '#{name}' of its own", "choose another name")
    elif token.startswith("#") and not first:
        yield Said(line, f"the name '#{name}' stands on this page twice", "rename one of them")
    elif token.startswith(".") and not any(_continues(name, known) for known in CLASSES):
        fix = did_you_mean(name, CLASSES)
        yield Said(line, f"'.{name}' is not a class that pages use", fix)


def _continues(name: str, known: str) -> bool:
    return name == known or name.startswith(f"{known}--")


def _blocks(text: str) -> Iterator[Said]:
    """Yield blocks that the guide does not see, and an engine would, inside quotes and lists."""
    if "///" not in text:
        return
    for number, line in enumerate(text.split("\n")):
        if _BLOCK.match(line) and not OPEN.match(line) and not CLOSE.match(line):
            if line.startswith("///"):
                continue  # told as an unknown block
            message = "a line '///' stands inside a quote or a list, or is indented"
            yield Said(number, message, "start the line with ///, after an empty line")


def _headings(found: Sequence[Passage], text: str) -> Iterator[Said]:
    for passage in found:
        if passage.kind == "heading":
            yield from _heading(passage.line, passage.raw)
    for number, line in enumerate(text.split("\n")):
        if line.startswith("#") and _NO_SPACE.match(line):
            message = "a line that starts with # becomes a heading in some places"
            yield Said(number, message, "put a space after it, or \\ before it")


def _heading(line: int, raw: str) -> Iterator[Said]:
    named = _NAMED.search(raw)
    words = plain(_NAMED.sub("", raw))
    name = links.slug(words)
    if CITATION.search(raw):
        fix = "put it behind a sentence below the heading"
        yield Said(line, "a heading holds a source, so its address would change", fix)
    if not any(letter.isalnum() for letter in words):
        yield Said(line, "this heading has no words", "write what the part is about")
    elif not name and not (named and "#" in named.group()):
        fix = "put a name behind it, as in: ## Words { #name }"
        yield Said(line, "no address can be made of this heading", fix)
    elif layout.is_taken(name) and not named:
        fix = f"word it in another way, or name it, as in: ## {words[:40]} {{ #the-{name[:40]} }}"
        yield Said(line, f"the layout has a place '#{name}' of its own", fix)
