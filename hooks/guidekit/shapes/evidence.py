"""What claims rest on: sources, chances, drawings."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from guidekit.shapes.forms import Count, Form, Key, Keys, Shape, Text, WebAddress, broken


class SourceKind(StrEnum):
    """Kinds of source, the strongest first."""

    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic-review"
    TRIAL = "trial"
    COHORT = "cohort"
    OFFICIAL_PAGE = "official-page"
    EXPERT_VIEW = "expert-view"
    SELLER = "seller"
    ARTICLE = "article"


class Reading(StrEnum):
    """How much of a work was read for one finding."""

    WHOLE = "whole"
    PART = "part"
    ABSTRACT = "abstract"
    COPY = "copy"


Figure = Annotated[
    Text,
    Form(
        r"^(?![\s\S]*(?:[%٪％]|[Pp][Ee][Rr] ?[Cc][Ee][Nn][Tt]))",
        "write it as 84 of 100, with `of:` how many were followed",
        "a share needs its base",
    ),
]
"""A figure as a count: no share of a base that nobody can see."""


class Finding(Shape):
    """One figure that a work gives, with what it was counted in."""

    figure: Figure
    """The figure and what it counts: 84 of 100 got better."""
    of: Text
    """Of how many: those who were followed or measured."""
    who: Text | None = None
    """Who they were."""
    when: Text | None = None
    """When, or for how long."""
    read: Reading
    """How much of the work was read for it."""
    place: Text | None = None
    """Where in the work it stands: a table, a page, the abstract."""


class Source(Shape):
    """One work the guide cites."""

    title: Text
    body: Text
    """Organisation, or authors and journal."""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    address: WebAddress | None = None
    kind: SourceKind
    read: date
    """Day on which it was read."""
    copy_read: Annotated[bool, Field(alias="copy")] = False
    """True when a copy, a report or an abstract was read, not the publisher's full page."""
    took: Text
    """One line on what the guide takes from it."""
    findings: tuple[Finding, ...] = ()
    """The figures it gives, each with its base."""
    also: tuple[Key, ...] = ()
    """Other keys that mean the same work."""

    @model_validator(mode="after")
    def _has_an_address(self) -> Source:
        if self.address is None and self.kind is not SourceKind.ARTICLE:
            raise broken(
                "a source needs an 'address', unless its kind is article",
                "add 'address:' with https://...",
            )
        return self


class Sources(Shape):
    """`_data/sources.yml`."""

    sources: Annotated[dict[Key, Source], Field(min_length=1)]


class Chance(Shape):
    """One chance, drawn as dots."""

    n: Count
    out_of: Literal[100, 1000]
    what: Text
    both_sides: Text
    sources: Keys


class Chances(Shape):
    """`_data/chances.yml`."""

    chances: dict[Key, Chance]


class Drawing(Shape):
    """One drawing: what it shows, for those who see it and those who do not."""

    file: Annotated[
        str, Form(r"^[a-z0-9-]+\.svg$", "write a file of docs/assets/svg/, such as diagram.svg")
    ]
    caption: Text
    """What to conclude from it."""
    alt: Annotated[str, Field(min_length=1, max_length=125)]
    description: tuple[Text, ...]
    """Long description, a paragraph an item."""
    sources: tuple[Key, ...] = ()


class Drawings(Shape):
    """`_data/drawings.yml`."""

    drawings: dict[Key, Drawing]
