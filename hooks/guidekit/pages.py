"""What one page needs, besides its front matter: headings, boxes, links, pictures."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from . import prose, sources
from .model import Level
from .passages import passages, scan_blocks
from .problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from .data import Data
    from .frontmatter import Page
    from .passages import Block, Passage
    from .problems import Problem

NOT_SURE_HEADING = "What we are not sure about"
DATA_BLOCKS = frozenset({"treatments-table", "treatment", "body-map", "emergency-numbers"})
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<to>[^)\s]*)(?:\s[^)]*)?\)"
)
_WEB = re.compile(r"^(?:https?:|tel:|mailto:)")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


def check(page: Page, data: Data, *, uris: Collection[str], today: date) -> Iterator[Problem]:
    """Yield the problems of a page that can be built; `uris` are the files it can link to."""
    found = passages(page.body)
    blocks, _ = scan_blocks(page.body)
    yield from _dates(page, today)
    yield from _headings(page, found)
    yield from _boxes(page, found, blocks, data)
    yield from _links(page, uris)
    yield from sources.check_claims(page, found, data.sources.sources)
    yield from prose.check(page, found, data.words.words)


def check_buildable(page: Page, data: Data) -> Iterator[Problem]:
    """Yield what keeps a page from being built at all: keys that name nothing, broken blocks."""
    blocks, misspelt = scan_blocks(page.body, page.path, page.body_line)
    yield from misspelt
    yield from _keys(page, data)
    yield from _blocks(page, blocks, data)
    yield from sources.check_keys(page, data.sources.sources)


def _dates(page: Page, today: date) -> Iterator[Problem]:
    if page.meta.checked and page.meta.checked > today:
        yield page.document.problem(
            ("checked",),
            f"'checked' is {page.meta.checked}, a day still to come",
            "write the day on which you checked it",
        )


def _headings(page: Page, found: list[Passage]) -> Iterator[Problem]:
    tops = [passage for passage in found if passage.kind == "heading" and passage.depth == 1]
    if not tops:
        yield page.problem(
            0, "the page has no title line", f"start its text with '# {page.meta.title}'"
        )
    for passage in tops[1:]:
        yield page.problem(
            passage.line, "the page has a second title line", "use ## for the headings of its parts"
        )
    depth = 1
    for passage in found:
        if passage.kind == "heading":
            if passage.depth > depth + 1:
                yield page.problem(
                    passage.line,
                    f"this heading jumps from level {depth} to level {passage.depth}",
                    f"use {'#' * (depth + 1)}",
                )
            depth = passage.depth
    if page.meta.kind.advises and not any(
        p.kind == "heading" and p.text == NOT_SURE_HEADING for p in found
    ):
        yield page.problem(
            0,
            f"the page does not say '{NOT_SURE_HEADING}'",
            f"add '## {NOT_SURE_HEADING}' and at least one line",
        )


def _boxes(page: Page, found: list[Passage], blocks: list[Block], data: Data) -> Iterator[Problem]:
    boxes = [block for block in blocks if block.kind == "care"]
    known = {level.id.value: level for level in data.care_levels.levels}
    for index, block in enumerate(boxes):
        if block.name in {other.name for other in boxes[:index]}:
            yield page.problem(
                block.start, f"the page has a second {block.name} box", "make one box of them"
            )
        elif block.name in {Level.EMERGENCY, Level.URGENT}:
            yield page.problem(
                block.start,
                f"an {block.name} box is made from 'red_flags'",
                "list the warning signs in the front matter instead",
            )
        elif block.name in known:
            yield from _box_heading(page, found, block, known[block.name].heading)
    for before, block in zip(boxes, boxes[1:], strict=False):
        if not any(before.end < p.line < block.start for p in found):
            yield page.problem(
                block.start,
                "two boxes touch, so readers may skip the text between them",
                "put a heading and a line of text between them",
            )
    if page.meta.kind.advises and not any(block.name == Level.APPOINTMENT for block in boxes):
        yield page.problem(
            0, "the page does not say when to see a doctor", "add a block '/// care | appointment'"
        )


def _box_heading(page: Page, found: list[Passage], block: Block, heading: str) -> Iterator[Problem]:
    inside = [p for p in found if block.start < p.line < block.end]
    if not inside or inside[0].kind != "heading" or inside[0].text != heading:
        yield page.problem(
            block.start,
            f"a {block.name} box starts with its own heading",
            f"start it with '## {heading}'",
        )


def _keys(page: Page, data: Data) -> Iterator[Problem]:
    flags = data.red_flags.red_flags
    for index, key in enumerate(page.meta.red_flags):
        if key not in flags:
            yield page.document.problem(
                ("red_flags", index),
                f"the warning sign '{key}' does not exist",
                did_you_mean(key, flags),
            )
    questions = data.decision_tree.questions
    if page.meta.check and page.meta.check not in questions:
        yield page.document.problem(
            ("check",),
            f"the check has no question '{page.meta.check}'",
            did_you_mean(page.meta.check, questions),
        )
    treatments = data.treatments.treatments
    if page.meta.treatment and page.meta.treatment not in treatments:
        yield page.document.problem(
            ("treatment",),
            f"the treatment '{page.meta.treatment}' does not exist",
            f"{did_you_mean(page.meta.treatment, treatments)} Or add it to docs/_data/treatments.yml",
        )


def _blocks(page: Page, blocks: list[Block], data: Data) -> Iterator[Problem]:
    known = {
        "care": [level.id.value for level in data.care_levels.levels],
        "drawing": list(data.drawings.drawings),
        "chance": list(data.chances.chances),
        "data": list(DATA_BLOCKS),
    }
    for block in blocks:
        if block.kind not in known:
            yield page.problem(
                block.start,
                f"'/// {block.name}' is not a block of this guide",
                "write /// care | ..., /// drawing | ..., /// chance | ... or /// data | ...",
            )
        elif block.name not in known[block.kind]:
            yield page.problem(
                block.start,
                f"there is no {block.kind} '{block.name}'",
                did_you_mean(block.name, known[block.kind]),
            )
    if page.meta.treatment and not any(
        block.kind == "data" and block.name == "treatment" for block in blocks
    ):
        yield page.problem(
            0,
            "the page does not show its treatment",
            "add the lines '/// data | treatment' and '///'",
        )


def _links(page: Page, uris: Collection[str]) -> Iterator[Problem]:
    fenced = False
    for number, line in enumerate(page.body.split("\n")):
        fenced ^= bool(_FENCE.match(line))
        if fenced:
            continue
        for link in _LINK.finditer(re.sub(r"`[^`]*`", "", line)):
            yield from _link(page, number, link, uris)


def _link(page: Page, number: int, link: re.Match[str], uris: Collection[str]) -> Iterator[Problem]:
    to = link["to"].partition("#")[0]
    if link["image"] and not link["text"].strip():
        yield page.problem(
            number, f"the picture '{link['to']}' has no words", "say in the [ ] what it shows"
        )
    if not link["to"] or link["to"].startswith("//") or (":" in to and not _WEB.match(to)):
        yield page.problem(
            number,
            f"'{link['to']}' is not an address the guide can link to",
            "link to a page (../causes/x.md) or to https://...",
        )
        return
    if not to or _WEB.match(to):
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), to))
    if target.startswith(("../", "/")):
        yield page.problem(
            number,
            f"the link '{link['to']}' leaves the guide's folder",
            "link to a page under docs/, by a relative path",
        )
    elif target not in uris:
        yield page.problem(
            number, f"the link '{link['to']}' leads to no page", did_you_mean(target, uris)
        )
