"""Treatments told fairly: one order, counts that can be set side by side, gains and harms alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from guidekit.checking.evidence import figures
from guidekit.checking.evidence.claims import WEAK_ALONE
from guidekit.reading.problems import did_you_mean
from guidekit.reading.register import main_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from guidekit.reading.data import Data
    from guidekit.reading.problems import Problem
    from guidekit.reading.yamlfile import Place
    from guidekit.shapes.evidence import Source
    from guidekit.shapes.treatments import Outcome, Row, Treatments

Said = tuple[str, str]
"""What is wrong, and what to write instead."""
_SIDES = {"benefit": {"benefit"}, "harm": {"harm", "serious"}}


class Name(NamedTuple):
    """A key that names something elsewhere in the file, and what it may name."""

    place: Place
    key: str | None
    kind: str
    known: Collection[str]


def unknown(data: Data) -> Iterator[Problem]:
    """Yield what does not fit together in the file of treatments, so that no page can be made."""
    document, known = data.documents["treatments"], data.treatments
    highest = 0
    for key, treatment in known.treatments.items():
        if treatment.invasiveness < highest:
            message = f"'{key}' is less invasive than the one above it"
            fix = "list them from no treatment to the most invasive"
            yield document.problem(("treatments", key, "invasiveness"), message, fix)
        highest = max(highest, treatment.invasiveness)
        if treatment.group and treatment.group not in known.groups:
            message = f"'{key}' is in the group '{treatment.group}', which does not exist"
            fix = did_you_mean(treatment.group, known.groups)
            yield document.problem(("treatments", key, "group"), message, fix)
    for place, name, kind, there in _names(known):
        if name is not None and name not in there:
            fix = did_you_mean(name, there)
            yield document.problem(place, f"there is no '{name}' under '{kind}'", fix)


def _names(known: Treatments) -> Iterator[Name]:
    """Yield every key in the file that names something else in it."""
    for key, row in known.rows.items():
        yield Name(("rows", key, "what"), row.what, "counted", known.counted)
    yield Name(("headline",), known.headline, "rows", known.rows)
    for number, key in enumerate(known.first):
        yield Name(("first", number), key, "treatments", known.treatments)
    for key, it in known.treatments.items():
        for number, one in enumerate(it.outcomes):
            place = ("treatments", key, "outcomes", number)
            yield Name((*place, "what"), one.what, "counted", known.counted)
            yield Name((*place, "row"), one.row, "rows", known.rows)
        for name in it.activities:
            yield Name(("treatments", key, "activities"), name, "activities", known.activities)
        for name in it.facts:
            yield Name(("treatments", key, "facts"), name, "asked", known.asked)


def problems(data: Data) -> Iterator[Problem]:
    """Yield counts that stand on nothing or beside what they do not match, and sides left out."""
    document, known = data.documents["treatments"], data.treatments
    works, keys = data.sources.sources, main_keys(data.sources.sources)
    for key, it in known.treatments.items():
        for number, one in enumerate(it.outcomes):
            source = works[keys[one.source]] if one.source in keys else None
            row = known.rows.get(one.row or "")
            for message, fix in (*_rests(one, source), *_beside(one, row)):
                yield document.problem(("treatments", key, "outcomes", number), message, fix)
        sides = {known.counted[one.what].side for one in it.outcomes if one.what in known.counted}
        for message, fix in _one_sided(sides) if known.counted else ():
            yield document.problem(("treatments", key), f"'{key}' {message}", fix)


def _rests(one: Outcome, source: Source | None) -> Iterator[Said]:
    """Yield what is wrong with what a count rests on."""
    if source is None:
        return
    if source.kind in WEAK_ALONE:
        message = f"this count rests on a {source.kind.value} alone"
        yield message, "name a stronger source, or say in 'none:' that nobody else has counted it"
    words = f"{one.n} of {one.out_of:,}. {one.of}. {one.when}. {one.versus or ''}"
    for number in figures.unfounded(words, [source]):
        fix = f"mend the number, or add it under 'findings:' of {one.source}, with its base"
        yield f"this count says {number}, and no finding of {one.source} holds it", fix


def _beside(one: Outcome, row: Row | None) -> Iterator[Said]:
    """Yield in what a count differs from its row without saying so."""
    if row is None:
        return
    if one.what != row.what:
        yield f"this counts '{one.what}' in a row of '{row.what}'", "give it the row it belongs to"
    if one.n is None or one.differs:
        return
    for part in ("when", "out_of", "source"):
        ours, theirs = getattr(one, part), getattr(row, part)
        if theirs is not None and ours != theirs:
            message = f"'{part}' is '{ours}' here, and '{theirs}' for the rest of '{one.row}'"
            yield message, "say so in 'differs:', or give the count that matches"


def _one_sided(sides: Collection[str]) -> Iterator[Said]:
    for name, kinds in _SIDES.items():
        if not kinds & {*sides}:
            fix = (
                "add one under 'outcomes:', or with 'none:' that nobody knows, and where you looked"
            )
            yield f"gives no {name}", fix
