"""What one page needs, besides its front matter: headings, boxes, links, pictures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from guidekit.checking import claims, links, prose, texts
from guidekit.checking.claims import Cited
from guidekit.checking.shields import markup
from guidekit.composing.page import BLOCKS, TITLE_LINE, dates_of
from guidekit.reading import shown_code, unseen
from guidekit.reading.dates import long_date, months_later
from guidekit.reading.markdown import passages, scan_blocks
from guidekit.reading.problems import PLACEHOLDER, TO_WRITE, did_you_mean
from guidekit.reading.register import main_keys
from guidekit.shapes.page import PageKind
from guidekit.shapes.tree import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.markdown import Block, Passage
    from guidekit.reading.problems import Problem

NOT_SURE_HEADING = "What we are not sure about"
MAX_CHARACTERS = 50_000
WARN_DAYS = 30


class Around(NamedTuple):
    """What a page is checked against."""

    data: Data
    house: prose.House
    keys: Mapping[str, str]
    """Main key of every key by which a source can be cited."""
    uris: Collection[str]
    """Files that it can link to."""
    today: date


def around(data: Data, *, uris: Collection[str], today: date) -> Around:
    """Return what pages are checked against, made once for all of them."""
    keys = main_keys(data.sources.sources)
    return Around(data, prose.House(data.words.words), keys, uris, today)


def check(page: Page, known: Around) -> Iterator[Problem]:
    """Yield the problems of a page, those aside that keep it from being built."""
    if _unreadable(page):
        return
    found = passages(page.body)
    blocks, _ = scan_blocks(page.body)
    yield from _dates(page, known)
    yield from _placeholders(page)
    yield from _headings(page, found)
    yield from _boxes(page, found, blocks, known.data)
    yield from _treatment_shown(page, blocks)
    yield from markup.check(page, found)
    yield from links.check(page, known.uris)
    yield from prose.check(page, found)
    yield from prose.check_words(page, page.uri, found, known.house)
    if page.meta.kind.advises:
        yield from claims.check_claims(page, found, Cited(known.data.sources.sources, known.keys))
    yield from texts.check_front_matter(page, known.data.sources.sources, known.keys, known.house)


def check_buildable(page: Page, known: Around) -> Iterator[Problem]:
    """Yield what keeps a page from being built at all: keys that name nothing, broken blocks."""
    if problem := _unreadable(page):
        yield problem
        return
    yield from unseen.check(page.body, path=page.path, first_line=page.body_line)
    blocks, misspelt = scan_blocks(page.body, page.path, page.body_line)
    yield from misspelt
    yield from _keys(page, known.data)
    yield from _blocks(page, blocks, known)
    yield from claims.check_keys(page, known.keys)


def _unreadable(page: Page) -> Problem | None:
    """Return what would make the other checks say nonsense, or take for ever."""
    if len(page.body) > MAX_CHARACTERS:
        message = f"the page holds {len(page.body):,} characters; the most is {MAX_CHARACTERS:,}"
        return page.problem(0, message, "make two pages of it")
    if (deep := markup.nesting(page.body)) is not None:
        message = "quotes or lists stand too deep inside each other"
        return page.problem(deep, message, f"use {markup.MAX_NESTED} levels or fewer")
    at = 0
    while (start := page.body.find("<!--", at)) >= 0:
        if (at := page.body.find("-->", start)) < 0:
            message = "a comment is opened here and never closed, so the rest is not shown"
            return page.problem(page.body.count("\n", 0, start), message, "close it with -->")
    return None


def _dates(page: Page, known: Around) -> Iterator[Problem]:
    meta, today = page.meta, known.today
    if meta.checked and meta.checked > today:
        yield page.document.problem(
            ("checked",),
            f"'checked' is {meta.checked}, a day still to come",
            "write the day on which you checked it",
        )
    if meta.checked and meta.check_by and meta.check_by > (most := months_later(meta.checked, 12)):
        yield page.document.problem(
            ("check_by",), "'check_by' is more than a year after 'checked'", f"write {most}"
        )
    if page.meta.kind is PageKind.TREATMENT and not _has_treatment(page, known.data):
        return
    _, due = dates_of(page, known.data)
    if due and (due - today).days <= WARN_DAYS:
        when = "was due" if due < today else "is due"
        yield page.document.problem(
            ("check_by",),
            f"the page {when} for a check by {long_date(due)}",
            "check every claim against its sources, then write new dates",
            warning=True,
        )


def _has_treatment(page: Page, data: Data) -> bool:
    return page.meta.treatment in data.treatments.treatments


def _placeholders(page: Page) -> Iterator[Problem]:
    fix = "write what the comment above it asks for"
    for place, text in texts.strings(page.document.data):
        if PLACEHOLDER in text:
            yield page.document.problem(place, f"'{place[0]}' is still to be written", fix)
    for number, line in enumerate(shown_code.without_code(page.body).split("\n")):
        if PLACEHOLDER in line:
            yield page.problem(number, "this line is still to be written", fix)


def _headings(page: Page, found: Sequence[Passage]) -> Iterator[Problem]:
    yield from _title(page, found)
    depth = 1
    for passage in found:
        if passage.kind != "heading":
            continue
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


def _title(page: Page, found: Sequence[Passage]) -> Iterator[Problem]:
    tops = [passage for passage in found if passage.kind == "heading" and passage.depth == 1]
    line = TITLE_LINE.search(page.body)
    if not tops or not line or page.body[: line.start()].strip():
        yield page.problem(
            0,
            "the page does not start with its title line",
            f"start its text with '# {page.meta.title}'",
        )
    for passage in tops[1:]:
        yield page.problem(
            passage.line, "the page has a second title line", "use ## for the headings of its parts"
        )


def _boxes(
    page: Page, found: Sequence[Passage], blocks: Sequence[Block], data: Data
) -> Iterator[Problem]:
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
    for before, block in pairwise(boxes):
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


def _box_heading(
    page: Page, found: Sequence[Passage], block: Block, heading: str
) -> Iterator[Problem]:
    inside = [p for p in found if block.start < p.line < block.end]
    if not inside or inside[0].kind != "heading" or inside[0].text != heading:
        yield page.problem(
            block.start,
            f"this {block.name} box does not start with its heading",
            f"start it with '## {heading}'",
        )


def _keys(page: Page, data: Data) -> Iterator[Problem]:
    flags = data.red_flags.red_flags
    for index, key in enumerate(page.meta.red_flags):
        if key == TO_WRITE:
            yield page.document.problem(
                ("red_flags", index),
                "the warning signs are still to be chosen",
                "put the keys of those in docs/_data/red-flags.yml that fit this page",
            )
        elif key not in flags:
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
            f"{did_you_mean(page.meta.treatment, treatments)} "
            "Or add it to docs/_data/treatments.yml",
        )


def _blocks(page: Page, blocks: Sequence[Block], around_it: Around) -> Iterator[Problem]:
    known = {kind: [*of.names(around_it.data)] for kind, of in BLOCKS.items()}
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
        elif (block.kind, block.name) == ("data", "treatment") and not page.meta.treatment:
            yield page.problem(
                block.start,
                "this block shows the page's treatment, and the page names none",
                "take the block out, or give the page 'kind: treatment' and 'treatment:'",
            )


def _treatment_shown(page: Page, blocks: Sequence[Block]) -> Iterator[Problem]:
    if page.meta.treatment and not any(
        block.kind == "data" and block.name == "treatment" for block in blocks
    ):
        yield page.problem(
            0,
            "the page does not show its treatment",
            "add the lines '/// data | treatment' and '///'",
        )
