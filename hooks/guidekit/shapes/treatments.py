"""What an editor writes about treatments: the same fields for each, and how they compare."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from guidekit.shapes.forms import Count, Form, Key, Keys, PagePath, Shape, Text, broken

Dated = Annotated[
    Text,
    Form(
        r"\b(?:19|20)\d\d\b",
        "write 'March 2025', or 'no date; read in November 2026'",
        "a price needs the year of which it is",
    ),
]
"""A time in words, with its year."""


class Helps(Shape):
    """What a treatment gains, in words; its counts stand in `outcomes`."""

    text: Text


class Harms(Shape):
    """What can go wrong, in words; its counts stand in `outcomes`."""

    common: Text
    rare: Text
    serious: Text | None = None
    """What calls for help at once, however seldom it comes."""


class Counted(Shape):
    """Something that studies count, in the words that readers see."""

    name: Text
    side: Literal["benefit", "harm", "serious"]
    """Whether it is good for people, bad for them, or calls for help at once."""


class Row(Shape):
    """One line of the comparison: what holds for every count in it, unless the count says not."""

    what: Key
    """Key in `counted`."""
    title: Text
    when: Text | None = None
    out_of: Literal[100, 1000] | None = None
    source: Key | None = None
    """The trial that all counts come from; without it, each comes from a study of its own."""
    of: Text | None = None
    """Of how many: those who were followed."""


class Outcome(Shape):
    """What happened to people: a count, else words, or the words that nobody knows."""

    what: Key
    """Key in `counted`."""
    when: Text | None = None
    n: Count | None = None
    out_of: Literal[100, 1000] | None = None
    of: Text | None = None
    """Of how many: those who were followed."""
    source: Key | None = None
    versus: Text | None = None
    """What the same study found in its other group."""
    row: Key | None = None
    """Key in `rows`, if it is set beside those of other treatments."""
    differs: Text | None = None
    """In what it differs from the others in its row: another time, base or trial."""
    says: Text | None = None
    """What was found, if it is no count of people, with its source."""
    none: Text | None = None
    """That no study gives a count, and where we looked."""

    @model_validator(mode="after")
    def _is_a_count_or_words(self) -> Outcome:
        whole = [self.n, self.out_of, self.when, self.of, self.source]
        words = bool(self.says) + bool(self.none)
        if words > 1 or (words and whole != [None] * 5):
            fix = "keep 'n' with its base, or 'says', or 'none'"
            raise broken("an outcome is a count, or words, or 'none'", fix)
        if not words and None in whole:
            raise broken(
                "a count needs 'n', 'out_of', 'when', 'of' and 'source'",
                "add what is missing, or say in 'none:' that nobody has counted it",
            )
        if self.n is not None and self.out_of and self.n > self.out_of:
            raise broken(f"{self.n} is more than {self.out_of}", "mend 'n' or 'out_of'")
        return self


class Step(Shape):
    """One stretch of time after a treatment."""

    when: Text
    usual: Text
    unusual: Text | None = None
    """What is not usual then, and whom to call."""


class Cost(Shape):
    """What something costs in one country, on one day."""

    country: Text
    text: Text
    when: Dated
    """Of when it is, or when it was read if it has no date."""


class Certainty(Shape):
    """How sure we are, in one of four fixed labels, and why."""

    of: Text | None = None
    """What the label is about, such as "Eases symptoms"; it stands before the label."""
    label: Literal["Well shown", "Likely", "Not clear", "We do not know"]
    why: Text


class Group(Shape):
    """What holds for several treatments alike, worded once: who should not have them."""

    lead: Text
    not_for: Annotated[tuple[Text, ...], Field(min_length=1)]


class Treatment(Shape):
    """One treatment, told with the same fields as every other."""

    name: Text
    short: Text | None = None
    """A name of one or two words, for a column."""
    page: PagePath
    invasiveness: Annotated[int, Field(ge=0, le=9)]
    """0 is no treatment, 9 an operation; the file is in this order."""
    for_: Annotated[Text, Field(alias="for")]
    what: Text
    how: Text
    day: Text
    facts: dict[Key, Text] = {}
    """What people ask first, by key of `asked`; what is left out, nobody has measured."""
    lived: Text | None = None
    """What people who had it say about body, mood and daily life."""
    helps: Helps
    harms: Harms
    outcomes: tuple[Outcome, ...] = ()
    recovery: tuple[Step, ...] = ()
    activities: dict[Key, Text] = {}
    """What can be done when, by key of `activities`."""
    none: Text
    """What happens with no treatment."""
    life: Text
    cost: tuple[Cost, ...] = ()
    others: Text
    ask: Annotated[tuple[Text, ...], Field(min_length=4, max_length=6)]
    certainty: Certainty
    not_for: Text
    group: Key | None = None
    """Key in `groups`, shown before `not_for`."""
    sources: Keys
    checked: date
    check_every_months: Annotated[int, Field(ge=1, le=24)]
    funding: Text


class Matter(Shape):
    """Something that people say matters to them, and the question for a visit that follows."""

    says: Text
    ask: Text


class Wait(Shape):
    """What happens to people of one stage who wait."""

    stage: Text
    n: Count | None = None
    out_of: Literal[100, 1000] | None = None
    text: Text


class Treatments(Shape):
    """`_data/treatments.yml`, from no treatment to the most invasive."""

    groups: dict[Key, Group] = {}
    counted: dict[Key, Counted] = {}
    """What studies count; once it is there, every treatment needs a benefit and a harm."""
    rows: dict[Key, Row] = {}
    """Lines of the comparison, in order."""
    first: tuple[Key, ...] = ()
    """Treatments that the comparison shows to those who have chosen none."""
    asked: dict[Key, Text] = {}
    """What people ask first about a treatment, in order."""
    headline: Key | None = None
    """Row whose count stands beside those facts."""
    activities: dict[Key, Text] = {}
    """What people want to do again, in the words of readers."""
    matters: tuple[Matter, ...] = ()
    waits: tuple[Wait, ...] = ()
    treatments: dict[Key, Treatment]
