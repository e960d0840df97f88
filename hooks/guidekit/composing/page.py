"""A page as an editor wrote it, to the Markdown that an engine builds.

Hooks and `guide export` both call `compose`, so every engine shows the same.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from guidekit.composing.citations import Notes
from guidekit.composing.hints import GLOSSARY_URI, Hints
from guidekit.reading.dates import long_date, months_later
from guidekit.reading.markdown import plain, scan_blocks
from guidekit.shapes.page import PageKind
from guidekit.shapes.tree import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from guidekit.composing.templates import Render
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.markdown import Block
    from guidekit.shapes.tree import RedFlag

TITLE_LINE = re.compile(r"^# .*$", re.MULTILINE)
_FIRST_STEPS = re.compile(r"\s*## (?P<heading>.*)\n+(?P<steps>(?:\d+\. .*(?:\n|$))+)")
"""Numbered steps right under the title, with their heading."""
_SIGNS = re.compile(r"[\"\[\]<>\\&]")
"""Signs that would end the name of a table, or its tag."""
_TABLE = re.compile(r"(?:^\|.*\n?)+", re.MULTILINE)


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
    def notes(self) -> Notes:
        """Return what turns citations into numbered notes."""
        return Notes(self.data.sources.sources, self.render, self.data.labels.labels)

    @cached_property
    def hints(self) -> Hints:
        """Return what underlines the words of the glossary."""
        return Hints(self.data.glossary.terms, self.render, self.data.labels.labels)


def compose(page: Page, with_: Composer) -> str:
    """Return the whole Markdown of a page: top, body with its blocks drawn, sources."""
    body = _expand(page, with_)
    if page.meta.kind.advises:
        body = with_.hints.add(body, page, link(page.uri, GLOSSARY_URI))
    title = TITLE_LINE.search(body)
    if title:
        steps, rest = _first_steps(body[title.end() :], with_)
        top = with_.render("page-top.md", **_top(page, with_), steps=steps)
        body = f"{body[: title.end()]}\n\n{steps}{top}\n{rest}"
    signs = [key for flag in _page_flags(page, with_.data) for key in flag.sources]
    return with_.notes.number(_wrap_tables(body, with_), signs)


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
    end = _page_end(data.disclosure.page_end, checked, check_by)
    dates = {"checked": str(checked or ""), "check_by": str(check_by or "")}
    return {"kind": page.meta.kind.value, **dates, "page_end": end}


def disclaimer(data: Data, page: Page | None = None) -> dict[str, Any]:
    """Return what the disclaimer banner of a page shows; without a page, the one of all others."""
    kinds = {PageKind.TREATMENT: "treatment", PageKind.TOOL: "check"}
    kind = kinds.get(page.meta.kind, "general") if page else "general"
    words = data.disclosure.banner
    return {
        "banner": {"kind": kind, "text": getattr(words, kind)},
        "overdue": words.overdue,
        "numbers": kind == "check",
    }


def _page_end(text: str, checked: date | None, check_by: date | None) -> str:
    if not (checked and check_by):
        return ""
    return text.replace("{checked}", long_date(checked)).replace("{check_by}", long_date(check_by))


def _top(page: Page, with_: Composer) -> dict[str, Any]:
    levels = {
        level.id.value: level.model_dump(mode="json") for level in with_.data.care_levels.levels
    }
    return {
        "meta": page.meta.model_dump(mode="json"),
        "labels": with_.data.labels.labels,
        "levels": levels,
        "emergency": _flags(page, with_, Level.EMERGENCY),
        "urgent": _flags(page, with_, Level.URGENT),
        "check_link": f"{link(page.uri, with_.check_uri)}#{page.meta.check}"
        if page.meta.check
        else "",
    }


def _first_steps(text: str, with_: Composer) -> tuple[str, str]:
    """Return the card of steps that a page opens with, for it comes before all else; and the rest.

    Only steps under the heading that labels keep for it are such: they cannot wait.
    """
    data, found = with_.data, _FIRST_STEPS.match(text)
    if not found or found["heading"].strip() != data.labels.labels["do_now"]:
        return "", text
    emergency = data.emergency.model_dump(mode="json")
    card = with_.render(
        "page-steps.md", **found.groupdict(), emergency=emergency, labels=data.labels.labels
    )
    return card, text[found.end() :]


def _flags(page: Page, with_: Composer, level: Level) -> list[dict[str, Any]]:
    """Return the signs of a box; on a page of advice those first that few other pages have."""
    flags = with_.data.red_flags.red_flags
    keys = [
        key for key, flag in flags.items() if key in page.meta.red_flags and flag.level == level
    ]
    if page.meta.kind.advises:
        keys.sort(key=lambda key: with_.uses.get(key, 0))
    return [flags[key].model_dump(mode="json") for key in keys]


def _page_flags(page: Page, data: Data) -> list[RedFlag]:
    """Return the warning signs of a page in the order of the data file: worst first."""
    return [flag for key, flag in data.red_flags.red_flags.items() if key in page.meta.red_flags]


def _expand(page: Page, with_: Composer) -> str:
    lines = page.body.split("\n")
    blocks, _ = scan_blocks(page.body)
    for block in reversed(blocks):
        if block.kind in _EXPANDERS:
            inner = "\n".join(lines[block.start + 1 : block.end])
            lines[block.start : block.end + 1] = _EXPANDERS[block.kind](
                block, inner, page, with_
            ).split("\n")
    return "\n".join(lines)


def _care(block: Block, inner: str, _page: Page, with_: Composer) -> str:
    level = next(level for level in with_.data.care_levels.levels if level.id == block.name)
    text = inner.strip().partition("\n")[2].strip()
    return with_.render("block-care.md", level=level.model_dump(mode="json"), text=text)


def _drawing(block: Block, _inner: str, _page: Page, with_: Composer) -> str:
    drawing = with_.data.drawings.drawings[block.name]
    return with_.render(
        "block-drawing.md",
        key=block.name,
        drawing=drawing.model_dump(mode="json"),
        svg=with_.drawing(drawing.file).strip(),
        labels=with_.data.labels.labels,
    )


def _chance(block: Block, _inner: str, _page: Page, with_: Composer) -> str:
    chance = with_.data.chances.chances[block.name]
    return with_.render(
        "block-chance.md", chance=chance.model_dump(mode="json"), labels=with_.data.labels.labels
    )


def _data(block: Block, _inner: str, page: Page, with_: Composer) -> str:
    data = with_.data
    return with_.render(
        f"data-{block.name}.md",
        labels=data.labels.labels,
        treatments={
            k: t.model_dump(mode="json", by_alias=True)
            for k, t in data.treatments.treatments.items()
        },
        groups={k: g.model_dump(mode="json") for k, g in data.treatments.groups.items()},
        current=page.meta.treatment,
        areas=[area.model_dump(mode="json") for area in data.body_map.areas],
        flags={k: f.model_dump(mode="json") for k, f in data.red_flags.red_flags.items()},
        levels=[level.model_dump(mode="json") for level in data.care_levels.levels],
        emergency=data.emergency.model_dump(mode="json"),
        score=data.story_score.model_dump(mode="json"),
        drawing=with_.drawing,
        link=lambda uri: link(page.uri, uri),
    )


_EXPANDERS: Mapping[str, Callable[[Block, str, Page, Composer], str]] = {
    "care": _care,
    "drawing": _drawing,
    "chance": _chance,
    "data": _data,
}


def _wrap_tables(body: str, with_: Composer) -> str:
    """Give each table a box that scrolls by keyboard and has a name of its own."""
    names = Counter[str]()

    def wrap(found: re.Match[str]) -> str:
        cells = found.group().split("\n", 1)[0].strip("| ").split("|")
        name = ", ".join(_SIGNS.sub("", plain(cell)).rstrip(":") for cell in cells)
        names[name] += 1
        name += f" ({names[name]})" if names[name] > 1 else ""
        return with_.render("block-table.md", table=found.group().strip(), name=name)

    return _TABLE.sub(wrap, body)
