"""The `///` blocks of a page: that each is one the guide has, and stands where readers see it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from guidekit.reading.problems import did_you_mean
from guidekit.shapes.tree import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.markdown import Block, Passage
    from guidekit.reading.problems import Problem

DATA_BLOCKS = frozenset(
    {"treatment", "compare", "ladder", "matters", "waits"}
    | {"body-map", "emergency-numbers", "check-score"}
)


def unknown(page: Page, data: Data) -> Iterator[Problem]:
    """Yield the blocks that cannot be drawn: they are broken, or name nothing that is there."""
    for said in page.parsed.odd_blocks:
        yield page.problem(*said)
    for block in page.parsed.blocks:
        if wrong := _unknown(block, page, data):
            yield page.problem(block.start, *wrong)


def _unknown(block: Block, page: Page, data: Data) -> tuple[str, str] | None:
    known = {
        "care": [level.id.value for level in data.care_levels.levels],
        "drawing": data.drawings.drawings,
        "chance": data.chances.chances,
        "data": DATA_BLOCKS,
    }
    if not block.name:  # told already
        return None
    if block.kind not in known:
        fix = "write '/// care | name', with a space on each side of |, or drawing, chance or data"
        shown = block.name if block.kind == "?" else f"/// {block.kind} | {block.name}"
        return f"'{shown}' is not a block of this guide", fix
    if block.name not in known[block.kind]:
        fix = did_you_mean(block.name, known[block.kind])
        return f"there is no {block.kind} '{block.name}'", fix
    if block[:2] == ("data", "treatment") and not page.meta.treatment:
        fix = "take the block out, or give the page 'kind: treatment' and 'treatment:'"
        return "this block shows the page's treatment, and the page names none", fix
    return None


def problems(page: Page, data: Data) -> Iterator[Problem]:
    """Yield boxes that are missing, stand twice, touch, or have a heading of their own."""
    boxes = [block for block in page.parsed.blocks if block.kind == "care"]
    headings = {level.id.value: level.heading for level in data.care_levels.levels}
    seen: set[str] = set()
    for box in boxes:
        if wrong := _wrong(box, page, headings, seen):
            yield page.problem(box.start, *wrong)
        seen.add(box.name)
    for before, box in pairwise(boxes):
        if not _inside(page, before.end, box.start):
            message = "two boxes touch, so readers may skip the text between them"
            fix = "put a heading and a line of text between them"
            yield page.problem(box.start, message, fix)
    broken = page.parsed.odd_blocks or any(_unknown(b, page, data) for b in page.parsed.blocks)
    if page.meta.kind.advises and Level.APPOINTMENT not in seen and not broken:
        message = "the page does not say when to see a doctor"
        fix = f"add '/// care | appointment', '## {headings[Level.APPOINTMENT]}', a list and '///'"
        yield page.problem(0, message, fix)
    if page.meta.treatment and not any(b[:2] == ("data", "treatment") for b in page.parsed.blocks):
        message = "the page does not show its treatment"
        yield page.problem(0, message, "add the lines '/// data | treatment' and '///'")


def _wrong(
    box: Block, page: Page, headings: Mapping[str, str], seen: Collection[str]
) -> tuple[str, str] | None:
    if box.name in seen:
        return f"the page has a second {box.name} box", "make one box of them"
    if box.name in {Level.EMERGENCY, Level.URGENT}:
        fix = "list the warning signs in the front matter instead"
        return f"an {box.name} box is made from 'red_flags'", fix
    if (heading := headings.get(box.name)) is None:
        return None
    first = next(iter(_inside(page, box.start, box.end)), None)
    if first and (first.kind, first.text) == ("heading", heading):
        return None
    return f"this {box.name} box does not start with its heading", f"start it with '## {heading}'"


def _inside(page: Page, start: int, end: int) -> list[Passage]:
    return [passage for passage in page.parsed.passages if start < passage.line < end]
