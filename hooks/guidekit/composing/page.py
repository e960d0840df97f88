"""A page as an editor wrote it, to the Markdown that an engine builds.

Hooks and `guide export` both call `compose`, so every engine shows the same.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple

from guidekit.composing import signatures
from guidekit.composing.citations import Notes
from guidekit.composing.hints import GLOSSARY_URI, Hints
from guidekit.composing.theme import Render
from guidekit.reading.data import Data
from guidekit.reading.dates import long_date, months_later
from guidekit.reading.front_matter import Page
from guidekit.reading.markdown import plain
from guidekit.shapes.page import PageKind
from guidekit.shapes.tree import CareLevel, Level, RedFlag

TITLE_LINE = re.compile(r"^# .*$", re.MULTILINE)
_FIRST_STEPS = re.compile(r"\s*## (?P<heading>.*)\n+(?P<steps>(?:\d+\. .*(?:\n|$))+)")
"""Numbered steps right under the title, with their heading."""
_SIGNS = re.compile(r"[\"\[\]<>\\&]")
"""Signs that would end the name of a table, or its tag."""
_BETWEEN = re.compile(r"(?<!\\)\|")
"""What parts the cells of a row."""
_TABLE = re.compile(r"(?:^\|.*\n?)+", re.MULTILINE)
_BANNERS = {PageKind.TREATMENT: "treatment", PageKind.TOOL: "check"}
"""Kinds of page with a banner of their own."""


@dataclass(frozen=True)
class Composer:
    """What composing needs besides the page."""

    data: Data
    render: Render
    check_uri: str
    """Page of the check, under docs/."""
    drawing: Callable[[str], str]
    """Gives the text of a file in `docs/assets/svg/`."""
    uses: Mapping[str, int] = field(default_factory=dict)
    """On how many pages each warning sign stands."""

    @cached_property
    def draw(self) -> Render:
        """Return what renders a template with the words of the layout."""
        return partial(self.render, labels=self.data.labels.labels)

    @cached_property
    def levels(self) -> dict[str, CareLevel]:
        """Return the care levels by their ids."""
        return {level.id: level for level in self.data.care_levels.levels}

    @cached_property
    def notes(self) -> Notes:
        """Return what turns citations into numbered notes."""
        return Notes(self.data.sources.sources, self.draw)

    @cached_property
    def hints(self) -> Hints:
        """Return what underlines the words of the glossary."""
        return Hints(self.data.glossary.terms, self.draw)


def compose(page: Page, with_: Composer) -> str:
    """Return the whole Markdown of a page: top, body with its blocks drawn, sources."""
    flags = _flags(page, with_)
    body = _expand(page, with_)
    if page.meta.kind.advises:
        body = with_.hints.add(body, page, link(page.uri, GLOSSARY_URI))
    if title := TITLE_LINE.search(body):
        steps, rest = _first_steps(body[title.end() :], with_)
        top = _top(page, flags, with_, steps)
        body = f"{body[: title.end()]}\n\n{steps}{top}\n{rest}"
    return with_.notes.number(_wrap_tables(body, with_), [k for f in flags for k in f.sources])


def link(page_uri: str, to_uri: str) -> str:
    """Return the relative link from one page to another."""
    return posixpath.relpath(to_uri, posixpath.dirname(page_uri) or ".")


def dates_of(page: Page, data: Data) -> tuple[date | None, date | None]:
    """Return the day a page was checked, and the day by which it is due again."""
    if page.meta.kind is not PageKind.TREATMENT:
        return page.meta.checked, page.meta.check_by
    treatment = data.treatments.treatments[page.meta.treatment or ""]
    return treatment.checked, months_later(treatment.checked, treatment.check_every_months)


def facts(page: Page, data: Data) -> dict[str, Any]:
    """Return what the page template shows beside the Markdown, as plain values."""
    checked, check_by = dates_of(page, data)
    review = data.disclosure.review.page_end if data.disclosure.review else None
    text = signatures.told(data.disclosure.page_end, review, signatures.current(page, data))
    end = _page_end(text, checked, check_by)
    dates = {"checked": str(checked or ""), "check_by": str(check_by or "")}
    return {"kind": page.meta.kind.value, **dates, "page_end": end}


def disclaimer(data: Data, page: Page | None = None) -> dict[str, Any]:
    """Return what the disclaimer banner of a page shows; without a page, the one of all others."""
    kind = _BANNERS.get(page.meta.kind, "general") if page else "general"
    words = data.disclosure.banner
    review = data.disclosure.review.banner if data.disclosure.review else None
    signed = signatures.current(page, data) if page else ()
    return {
        "banner": {"kind": kind, "text": signatures.told(getattr(words, kind), review, signed)},
        "overdue": words.overdue,
        "numbers": kind == "check",
    }


def _page_end(text: str, checked: date | None, check_by: date | None) -> str:
    if not (checked and check_by):
        return ""
    return text.replace("{checked}", long_date(checked)).replace("{check_by}", long_date(check_by))


def _flags(page: Page, with_: Composer) -> list[RedFlag]:
    """Return the warning signs of a page: worst first; on a page of advice its own signs first.

    Its own are those that few other pages have.
    """
    known = with_.data.red_flags.red_flags
    keys = [key for key in known if key in page.meta.red_flags]
    if page.meta.kind.advises:
        keys.sort(key=lambda key: with_.uses.get(key, 0))
    return [known[key] for key in keys]


def _first_steps(text: str, with_: Composer) -> tuple[str, str]:
    """Return the card of steps with which a text opens, for it comes before all else; and the rest.

    Only steps under the heading that labels keep for them are such: they cannot wait.
    """
    found = _FIRST_STEPS.match(text)
    if not found or found["heading"].strip() != with_.data.labels.labels["do_now"]:
        return "", text
    card = with_.draw("page-steps.md", **found.groupdict(), emergency=with_.data.emergency)
    return card, text[found.end() :]


class Shown(NamedTuple):
    """The signs of one box."""

    first: list[RedFlag]
    later: list[RedFlag]
    """Those that follow in few words, if they have such, and in full at a tap."""


def _shown(page: Page, flags: list[RedFlag], level: Level) -> Shown:
    """Return the signs of a level: those in full, and those that open at a tap.

    On a page of advice one stands in full, its own; the home page shows two.
    """
    here = [flag for flag in flags if flag.level is level]
    if page.meta.kind is PageKind.HOME:
        return Shown(here[:2], here[2:])
    later = [flag for flag in here[1:] if flag.brief and page.meta.kind.advises]
    return Shown([flag for flag in here if flag not in later], later)


def _top(page: Page, flags: list[RedFlag], with_: Composer, steps: str) -> str:
    check = page.meta.check
    return with_.draw(
        "page-top.md",
        meta=page.meta,
        steps=steps,
        levels=with_.levels,
        groups=with_.data.red_flags.groups,
        emergency=_shown(page, flags, Level.EMERGENCY),
        urgent=_shown(page, flags, Level.URGENT),
        check_link=f"{link(page.uri, with_.check_uri)}#{check}" if check else "",
    )


class Spot(NamedTuple):
    """Where a block stands: its name, what it holds, and the page."""

    name: str
    inner: str
    page: Page


class BlockKind(NamedTuple):
    """A kind of `/// kind | name` block: which names it may have, and what draws it."""

    names: Callable[[Data], Iterable[str]]
    draw: Callable[[Spot, Composer], str]


def _care(spot: Spot, with_: Composer) -> str:
    text = spot.inner.strip().partition("\n")[2].strip()
    return with_.draw("block-care.md", level=with_.levels[spot.name], text=text)


def _drawing(spot: Spot, with_: Composer) -> str:
    drawing = with_.data.drawings.drawings[spot.name]
    svg = with_.drawing(drawing.file).strip()
    return with_.draw("block-drawing.md", key=spot.name, drawing=drawing, svg=svg)


def _chance(spot: Spot, with_: Composer) -> str:
    return with_.draw("block-chance.md", chance=with_.data.chances.chances[spot.name])


def _data(spot: Spot, with_: Composer) -> str:
    data = with_.data
    return with_.draw(
        f"data-{spot.name}.md",
        treatments=data.treatments.treatments,
        groups=data.treatments.groups,
        beside=data.treatments,
        current=spot.page.meta.treatment,
        areas=data.body_map.areas,
        levels=data.care_levels.levels,
        emergency=data.emergency,
        score=data.story_score,
        drawing=with_.drawing,
        link=partial(link, spot.page.uri),
    )


_DATA = (
    *("treatment", "compare", "ladder", "matters", "waits"),
    *("body-map", "emergency-numbers", "check-score"),
)
"""Data that a page can show; each has its template, `data-....md`."""

BLOCKS: Mapping[str, BlockKind] = {
    "care": BlockKind(lambda data: [level.id for level in data.care_levels.levels], _care),
    "drawing": BlockKind(lambda data: data.drawings.drawings, _drawing),
    "chance": BlockKind(lambda data: data.chances.chances, _chance),
    "data": BlockKind(lambda _: _DATA, _data),
}
"""Every kind of block; one more needs a line here, and its template."""


def _expand(page: Page, with_: Composer) -> str:
    lines = page.body.split("\n")
    for kind, name, start, end in reversed(page.parsed.blocks):
        if kind in BLOCKS:
            spot = Spot(name, "\n".join(lines[start + 1 : end]), page)
            lines[start : end + 1] = BLOCKS[kind].draw(spot, with_).split("\n")
    return "\n".join(lines)


def _wrap_tables(body: str, with_: Composer) -> str:
    """Give each table a box that scrolls by keyboard and has a name of its own."""
    seen = Counter[str]()

    def wrap(found: re.Match[str]) -> str:
        head, *rows = found.group().strip().split("\n")
        columns = [_SIGNS.sub("", plain(cell)).rstrip(":") for cell in _cells(head)]
        name = ", ".join(columns)
        seen[name] += 1
        name += f" ({seen[name]})" if seen[name] > 1 else ""
        table = "\n".join([head, *rows[:1], *(_labelled(row, columns) for row in rows[1:])])
        return with_.render("block-table.md", table=table, name=name)

    return _TABLE.sub(wrap, body)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _BETWEEN.split(row.strip().strip("|"))]


def _labelled(row: str, columns: list[str]) -> str:
    """Return a row whose cells, but the first, name their columns, for a phone makes it a card."""
    first, *rest = _cells(row)
    named = zip(rest, columns[1:], strict=False)
    told = [
        f'{cell} {{ data-label="{name}{"" if name.endswith("?") else ":"}" }}'
        for cell, name in named
    ]
    return f"| {' | '.join([first, *told])} |"
