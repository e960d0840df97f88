"""Markup that a page may not hold: HTML, attributes, places of the layout, and deep nesting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guidekit.checking.links import slug
from guidekit.composing import layout
from guidekit.reading import shown_code
from guidekit.reading.markdown import CITATION, Said, plain, with_lines
from guidekit.reading.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guidekit.reading.front_matter import Page
    from guidekit.reading.problems import Problem

CLASSES = ("pick", "to-check")
"""Classes that pages can give to a link; those that continue one, as `pick--one`, are too."""
MAX_NESTED = 6

_TAG = re.compile(r"<(?P<name>/?[A-Za-z][^\s<>/]*|[!?/])[^<>]{0,2000}+>?")
_ALLOWED = re.compile(
    r"</?(?:br|small|sub|sup) ?/?>|<(?:https?://[^<>\s]+|[\w.+-]+@[\w.-]+)>"
    r"|<!--.*",  # told as a comment
    re.DOTALL,
)
_VALUE = re.compile(r"\{[^\n}={]{0,2000}+=[^{}\n]{0,200}+\}?")
_LIST = re.compile(r"\{:?(?P<tokens>[^{}\n=]*)\}")
_MISWRITTEN = (
    (re.compile(r"\(\^[\w-]+\)|\[\s*\^\s+[\w-]+\s*\]|\[\s+\^[\w-]+\s*\]"), "write it as [^key]"),
    (re.compile(r"\[[^\[\]^]+\]\s\([\w./#-]+\)"), "write [words](page.md), with nothing between"),
    (re.compile(r"^[ >]*\[\^[^\[\]]+\]:", re.MULTILINE), "name a source of sources.yml instead"),
)
"""What looks like a citation, a link or a note of its own, and would be shown as it stands."""
_MARK = re.compile(r"<!--\s*(?:contents|numbers)\s*-->")
_START = re.compile(r"[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)(?!(?:[-*_][ \t]*)+$))*")
_FAR_IN = re.compile(r"^[\s>*+.)\d-]{7}", re.MULTILINE)
_SIGN = re.compile(r"[->*+.)]")
_NO_SPACE = re.compile(r"^#{1,6}[^#\s]", re.MULTILINE)
_NAMED = re.compile(r"\{:?[^}\n]*\}\s*$")


def nesting(body: str) -> int | None:
    """Return the line, counted from 0, on which quotes or lists stand too deep inside others."""
    lines = shown_code.blank_blocks(body).split("\n") if _FAR_IN.search(body) else ()
    return next((number for number, line in enumerate(lines) if _depth(line) > MAX_NESTED), None)


def _depth(line: str) -> int:
    """Return how many quotes and lists a line stands in, by the signs and spaces before it."""
    start = found.group() if (found := _START.match(line)) else ""
    indent = start.expandtabs(4)
    return (len(indent) - len(indent.lstrip(" "))) // 4 + len(_SIGN.findall(start))


def problems(page: Page) -> Iterator[Problem]:
    """Yield the markup of a page that could run, hide, or take the place of something."""
    text = page.parsed.text
    for said in (*_disputed(page.body, text), *_tags(text), *_attributes(text), *_headings(page)):
        yield page.problem(*said)


def _disputed(body: str, text: str) -> Iterator[Said]:
    for line, message in shown_code.fences(body).odd:
        fix = "put ``` and a language on a line of their own, and ``` alone after the code"
        yield Said(line, message, fix)
    for line, _ in with_lines(shown_code.COMMENT, text):
        fix = "write it in plain words between <!-- and -->, without -- > [ ] ` or \\ among them"
        yield Said(line, "some readers end this comment early, and show the rest", fix)
    for pattern, fix in _MISWRITTEN:
        for line, found in with_lines(pattern, text):
            yield Said(line, f"'{found.group().strip()[:60]}' would be shown as it stands", fix)
    for line, mark in with_lines(_MARK, shown_code.blank_blocks(body)):
        message = f"'{mark.group()}' is where the layout puts a part of its own"
        yield Said(line, message, "take it out")


def _tags(text: str) -> Iterator[Said]:
    for line, tag in with_lines(_TAG, text):
        if not _ALLOWED.fullmatch(tag.group()):
            message = f"'<{tag['name'].lstrip('/')[:40]}>' is HTML, which pages do not use"
            yield Said(
                line, message, "write it in Markdown, or put it in `...` to show it as it is"
            )


def _attributes(text: str) -> Iterator[Said]:
    for line, found in with_lines(_VALUE, text):
        message = f"'{found.group()[:40]}' sets an attribute, which pages do not use"
        yield Said(line, message, "leave it out; { #name } and { .name } are allowed")
    seen: set[str] = set()
    for line, found in with_lines(_LIST, text):
        for token in found["tokens"].split():
            if wrong := _token(token, seen):
                yield Said(line, *wrong)
            seen.add(token)


def _token(token: str, seen: set[str]) -> tuple[str, str] | None:
    sign, name = token[0], token[1:]
    if sign == "#" and layout.is_taken(name):
        return f"the layout has a place '#{name}' of its own", "choose another name"
    if sign == "#" and token in seen:
        return f"the name '#{name}' stands on this page twice", "rename one of them"
    known = name in CLASSES or name.startswith(tuple(f"{one}--" for one in CLASSES))
    if sign == "." and not known:
        return f"'.{name}' is not a class that pages use", did_you_mean(name, CLASSES)
    return None


def _headings(page: Page) -> Iterator[Said]:
    for passage in page.parsed.passages:
        if passage.kind == "heading":
            yield from (Said(passage.line, *wrong) for wrong in _heading(passage.raw))
    for line, _ in with_lines(_NO_SPACE, page.parsed.text):
        message = "a line that starts with # becomes a heading in some places"
        yield Said(line, message, "put a space after it, or \\ before it")


def _heading(raw: str) -> Iterator[tuple[str, str]]:
    named = _NAMED.search(raw)
    words = plain(_NAMED.sub("", raw))
    name = slug(words)
    if CITATION.search(raw):
        fix = "put it behind a sentence below the heading"
        yield "a heading holds a source, so its address would change", fix
    if not any(letter.isalnum() for letter in words):
        yield "this heading has no words", "write what the part is about"
    elif not name and not (named and "#" in named.group()):
        fix = "put a name behind it, as in: ## Words { #name }"
        yield "no address can be made of this heading", fix
    elif layout.is_taken(name) and not named:
        fix = f"word it in another way, or name it, as in: ## {words[:40]} {{ #the-{name[:40]} }}"
        yield f"the layout has a place '#{name}' of its own", fix
