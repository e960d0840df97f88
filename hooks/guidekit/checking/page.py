"""What one page needs, besides its front matter: dates, headings, and keys that lead somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from guidekit.checking import boxes, links, prose, texts
from guidekit.checking.evidence import claims
from guidekit.checking.evidence.claims import Cited
from guidekit.checking.shields import markup
from guidekit.composing.page import dates_of
from guidekit.reading.dates import long_date, months_later
from guidekit.reading.problems import PLACEHOLDER, TO_WRITE, did_you_mean
from guidekit.reading.register import main_keys
from guidekit.reading.yamlfile import unseen
from guidekit.shapes.page import PageKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.problems import Problem

NOT_SURE_HEADING = "What we are not sure about"
MAX_CHARACTERS = 50_000
WARN_DAYS = 30
_STARTS_WITH_TITLE = re.compile(r"\s*^# ", re.MULTILINE)


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
    found, works = page.parsed.passages, known.data.sources.sources
    yield from _dates(page, known)
    yield from _placeholders(page)
    yield from _headings(page)
    yield from boxes.problems(page, known.data)
    yield from markup.problems(page)
    yield from links.problems(page, known.uris)
    yield from prose.problems(page)
    yield from prose.check_words(page, page.uri, found, known.house)
    if page.meta.kind.advises:
        yield from claims.check_claims(page, found, Cited(works, known.keys))
    yield from texts.check_front_matter(page, works, known.keys, known.house)


def check_buildable(page: Page, known: Around) -> Iterator[Problem]:
    """Yield what keeps a page from being built at all: keys that name nothing, broken blocks."""
    if problem := _unreadable(page):
        yield problem
        return
    yield from unseen.problems(page.body, path=page.path, first_line=page.body_line)
    yield from boxes.unknown(page, known.data)
    yield from _keys(page, known.data)
    yield from claims.check_keys(page, known.keys)


def _unreadable(page: Page) -> Problem | None:
    """Return what would make the other checks say nonsense, or take for ever."""
    if len(page.body) > MAX_CHARACTERS:
        message = f"the page holds {len(page.body):,} characters; the most is {MAX_CHARACTERS:,}"
        return page.problem(0, message, "make two pages of it")
    if (deep := markup.nesting(page.body)) is not None:
        message = "quotes or lists stand too deep inside each other"
        return page.problem(deep, message, f"use {markup.MAX_NESTED} levels or fewer")
    if (start := page.body.find("<!--", page.body.rfind("-->") + 1)) >= 0:
        message = "a comment is opened here and never closed, so the rest is not shown"
        return page.problem(page.body.count("\n", 0, start), message, "close it with -->")
    return None


def _dates(page: Page, known: Around) -> Iterator[Problem]:
    meta, today, say = page.meta, known.today, page.document.problem
    if meta.checked and meta.checked > today:
        message = f"'checked' is {meta.checked}, a day still to come"
        yield say(("checked",), message, "write the day on which you checked it")
    if meta.checked and meta.check_by and meta.check_by > (most := months_later(meta.checked, 12)):
        yield say(("check_by",), "'check_by' is more than a year after 'checked'", f"write {most}")
    if meta.kind is PageKind.TREATMENT and meta.treatment not in known.data.treatments.treatments:
        return
    _, due = dates_of(page, known.data)
    if due and (due - today).days <= WARN_DAYS:
        when = "was due" if due < today else "is due"
        message = f"the page {when} for a check by {long_date(due)}"
        fix = "check every claim against its sources, then write new dates"
        yield say(("check_by",), message, fix, warning=True)


def _placeholders(page: Page) -> Iterator[Problem]:
    fix = "write what the comment above it asks for"
    for place, text in texts.strings(page.document.data):
        if PLACEHOLDER in text:
            yield page.document.problem(place, f"'{place[0]}' is still to be written", fix)
    for number, line in enumerate(page.parsed.text.split("\n")):
        if PLACEHOLDER in line:
            yield page.problem(number, "this line is still to be written", fix)


def _headings(page: Page) -> Iterator[Problem]:
    headings = [passage for passage in page.parsed.passages if passage.kind == "heading"]
    if not _STARTS_WITH_TITLE.match(page.body):
        fix = f"start its text with '# {page.meta.title}'"
        yield page.problem(0, "the page does not start with its title line", fix)
    for second in [heading for heading in headings if heading.depth == 1][1:]:
        fix = "use ## for the headings of its parts"
        yield page.problem(second.line, "the page has a second title line", fix)
    depth = 1
    for heading in headings:
        if heading.depth > depth + 1:
            message = f"this heading jumps from level {depth} to level {heading.depth}"
            yield page.problem(heading.line, message, f"use {'#' * (depth + 1)}")
        depth = heading.depth
    if page.meta.kind.advises and not any(h.text == NOT_SURE_HEADING for h in headings):
        fix = f"add '## {NOT_SURE_HEADING}' and at least one line"
        yield page.problem(0, f"the page does not say '{NOT_SURE_HEADING}'", fix)


def _keys(page: Page, data: Data) -> Iterator[Problem]:
    meta, say, flags = page.meta, page.document.problem, data.red_flags.red_flags
    for index, key in enumerate(meta.red_flags):
        if key == TO_WRITE:
            fix = "put the keys of those in docs/_data/red-flags.yml that fit this page"
            yield say(("red_flags", index), "the warning signs are still to be chosen", fix)
        elif key not in flags:
            fix = did_you_mean(key, flags)
            yield say(("red_flags", index), f"the warning sign '{key}' does not exist", fix)
    questions, treatments = data.decision_tree.questions, data.treatments.treatments
    if meta.check and meta.check not in questions:
        fix = did_you_mean(meta.check, questions)
        yield say(("check",), f"the check has no question '{meta.check}'", fix)
    if meta.treatment and meta.treatment not in treatments:
        fix = f"{did_you_mean(meta.treatment, treatments)} Or add it to docs/_data/treatments.yml"
        yield say(("treatment",), f"the treatment '{meta.treatment}' does not exist", fix)
