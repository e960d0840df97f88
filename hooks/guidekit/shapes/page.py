"""Front matter: what stands at the top of a page."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from guidekit.shapes.forms import Key, Shape, Text, broken


class PageKind(StrEnum):
    """What a page is for; decides which parts it needs and which banner it gets."""

    HOME = "home"
    HUB = "hub"
    TOPIC = "topic"
    TREATMENT = "treatment"
    ABOUT = "about"
    TOOL = "tool"

    @property
    def advises(self) -> bool:
        """Return whether readers may act on such a page, so that it needs warning signs."""
        return self in {PageKind.TOPIC, PageKind.TREATMENT}


class PageMeta(Shape):
    """Front matter of one page."""

    title: Annotated[str, Field(min_length=1, max_length=70)]
    """What menus and search show: everyday words, unlike any other page's title."""
    description: Annotated[str, Field(min_length=1, max_length=160)]
    """One sentence for search engines."""
    kind: PageKind
    """home, hub (a section's first page), topic, treatment, about or tool."""
    summary: Annotated[tuple[Text, ...], Field(max_length=5)] = ()
    """The lines of "In short": what it is, whether it is serious, what to do first."""
    also_called: tuple[Text, ...] = ()
    """Other names, shown under the title."""
    search_terms: tuple[Text, ...] = ()
    """Names people type: searched, not shown. The page's text answers each."""
    misspelt: tuple[Text, ...] = ()
    """Its names as people misspell them: searched, not shown."""
    red_flags: tuple[Key, ...] = ()
    """Keys of `_data/red-flags.yml`: they make the emergency box and the "today" box."""
    check: Key | None = None
    """Question of the check page that fits this page."""
    treatment: Key | None = None
    """Key in `_data/treatments.yml`; for pages of kind treatment."""
    checked: date | None = None
    """Day on which every claim of the page was last checked against its sources."""
    check_by: date | None = None
    """Day by which that is due again."""

    @model_validator(mode="after")
    def _dates_fit(self) -> PageMeta:
        if self.kind is PageKind.TREATMENT:
            if self.checked or self.check_by:
                raise broken(
                    "a treatment's dates stand in _data/treatments.yml, not here",
                    "take 'checked' and 'check_by' out of this page",
                )
        elif not (self.checked and self.check_by):
            raise broken("a page needs both 'checked' and 'check_by'", "add both, as 2026-11-21")
        if self.checked and self.check_by and self.check_by <= self.checked:
            raise broken(
                "'check_by' must be later than 'checked'",
                "choose a later day, at most a year on",
            )
        return self

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> PageMeta:
        if (self.kind is PageKind.TREATMENT) != (self.treatment is not None):
            raise broken(
                "'treatment' belongs on pages of kind treatment, and each of them needs it",
                "write 'kind: treatment' and 'treatment: key' together, or neither",
            )
        if self.kind.advises and not self.red_flags:
            raise broken(
                f"a {self.kind} page needs 'red_flags'",
                "add 'red_flags:' with keys of docs/_data/red-flags.yml",
            )
        if self.kind.advises and not 3 <= len(self.summary) <= 5:
            raise broken(
                f"a {self.kind} page needs 3 to 5 lines in 'summary'",
                "say what it is, whether it is serious, and what to do first",
            )
        return self
