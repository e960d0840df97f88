"""One piece of advice reads alike on every page, warning sign, ending and glossary entry.

`same-advice.yml` holds the points. A place that drops a point or contradicts it is named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from guidekit import guide
from guidekit.checking.texts import strings
from guidekit.reading.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guidekit.guide import Guide
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page

TODAY = date(2026, 11, 21)
KINDS = ("sign", "answer", "outcome", "glossary", "treatment", "label", "page")
ROOT = Path(__file__).parents[2]
POINTS: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("same-advice.yml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def real() -> Guide:
    return guide.read(guide.folders(ROOT), today=TODAY)


def texts(known: Guide, kind: str, name: str) -> tuple[str | None, list[str]]:
    """Return the care level of a place, if it has one, and the texts a reader meets there.

    Raises KeyError when there is no such place.
    """
    data = known.data
    assert data is not None
    if kind == "page":
        return None, _page(known, name)
    if kind == "sign":
        sign = data.red_flags.red_flags[name]
        return str(sign.level), [f"{sign.sign}. {sign.act or ''}"]
    if kind == "glossary":
        return None, [{term.id: term.definition for term in data.glossary.terms}[name]]
    if kind == "outcome":
        ending = data.decision_tree.outcomes[name]
        steps = [step for steps in ending.steps_for.values() for step in steps]
        return str(ending.level), [" ".join((ending.title, *ending.do)), *steps]
    if kind == "answer":
        return _answer(known, *name.split("."))
    return None, _told(data, kind, name)


def _told(data: Data, kind: str, name: str) -> list[str]:
    """Return the texts of a treatment, with those of its group, or of a label of the layout."""
    if kind == "label":
        return [data.labels.labels[name]]
    entry = data.treatments.treatments[name]
    shared = data.treatments.groups[entry.group] if entry.group else None
    found = [one.model_dump(mode="json") for one in (entry, shared) if one]
    return [plain(text) for _, text in strings(found)]


def _page(known: Guide, uri: str) -> list[str]:
    page = {page.uri: page for page in known.pages}[uri]
    return [*map(plain, page.meta.summary), *(passage.text for passage in page.parsed.passages)]


def _answer(known: Guide, question: str, answer: str) -> tuple[str | None, list[str]]:
    """Return where an answer ends, if it ends, and its words, hint and steps in one text."""
    assert known.data is not None
    model = known.data.decision_tree
    asked = model.questions[question]
    given = {one.id: one for one in asked.answers}[answer]
    words = [asked.hint or "", given.label, *given.any_of, given.why or ""]
    ending = model.outcomes.get(given.next)
    if ending:
        words += [*ending.do, *ending.steps_for.get(answer, ())]
    return str(ending.level) if ending else None, [" ".join(words)]


def faults(point: dict[str, Any], known: Guide) -> list[str]:
    """Return each place that does not say what the point says, or says what it forbids."""
    return [*_dropped(point, known), *_contradicted(point, known), *_apart(point, known)]


def _dropped(point: dict[str, Any], known: Guide) -> Iterator[str]:
    for place in point["places"]:
        kind = next(kind for kind in KINDS if kind in place)
        for name in place[kind]:
            try:
                told = texts(known, kind, name)
            except KeyError:
                yield f"{kind} {name}: there is no such place"
                continue
            yield from (f"{kind} {name}: {fault}" for fault in _lacking(point, place, *told))
            if wanted := {*place.get("signs", ())}:
                missing = wanted - signs(known, kind, name)
                yield from (f"{kind} {name}: lacks the sign '{key}'" for key in sorted(missing))


def _lacking(
    point: dict[str, Any], place: dict[str, Any], level: str | None, found: list[str]
) -> Iterator[str]:
    """Yield what the texts of one place drop or contradict."""
    say = place.get("say", point.get("say", ()))
    whole = " ".join(" ".join(found).lower().split())
    if level not in {None, place.get("level", point.get("level", level))}:
        yield f"the level is {level}"
    if not any(all(re.search(word, text, re.I) for word in say) for text in found):
        yield f"no passage says all of {say}"
    yield from (f"does not say '{word}'" for word in place.get("has", ()) if word not in whole)
    yield from (f"says '{word}'" for word in place.get("never", ()) if word in whole)


def signs(known: Guide, kind: str, name: str) -> set[str]:
    """Return the warning signs that a page, an answer or an ending names."""
    assert known.data is not None
    tree = known.data.decision_tree
    if kind == "page":
        return {*next(page for page in known.pages if page.uri == name).meta.red_flags}
    if kind == "outcome":
        return {*tree.outcomes[name].sooner}
    question, _, answer = name.partition(".")
    return {*next(one for one in tree.questions[question].answers if one.id == answer).flags}


def _contradicted(point: dict[str, Any], known: Guide) -> Iterator[str]:
    assert known.data is not None
    tree = known.data.decision_tree
    everywhere = [("page", page.uri) for page in known.pages]
    everywhere += [("sign", key) for key in known.data.red_flags.red_flags]
    everywhere += [("outcome", key) for key in tree.outcomes]
    everywhere += [("glossary", term.id) for term in known.data.glossary.terms]
    everywhere += [
        ("answer", f"{q}.{a.id}") for q in tree.questions for a in tree.questions[q].answers
    ]
    for kind, name in everywhere:
        for word in point.get("never", ()):
            for text in texts(known, kind, name)[1]:
                if re.search(word, text, re.I):
                    yield f"{kind} {name}: says '{word}': {text}"


def _apart(point: dict[str, Any], known: Guide) -> Iterator[str]:
    """Yield pages that show a sign without the one that belongs beside it."""
    for sign, beside in point.get("beside", {}).items():
        for page in known.pages:
            shown = set(page.meta.red_flags)
            if shown & set(beside) and sign not in shown and page.uri not in point["spared"]:
                yield f"page {page.uri}: the warning sign '{sign}' is missing"


def test_the_page_of_all_warning_signs_shows_each(real: Guide) -> None:
    assert real.data is not None
    shown = next(page for page in real.pages if page.uri == real.data.search.warning_page)
    assert set(shown.meta.red_flags) == set(real.data.red_flags.red_flags)


@pytest.mark.parametrize("name", POINTS)
def test_every_place_says_the_same(name: str, real: Guide) -> None:
    assert faults(POINTS[name], real) == []


@pytest.mark.parametrize("name", POINTS)
def test_a_page_that_drops_the_point_is_named(name: str, real: Guide) -> None:
    """Each page of a point is emptied, to see that the point misses it by name."""
    uris = {uri for place in POINTS[name]["places"] for uri in place.get("page", ())}
    emptied = tuple(_emptied(page) if page.uri in uris else page for page in real.pages)
    found = faults(POINTS[name], replace(real, pages=emptied))
    assert {uri for uri in uris if not any(uri in fault for fault in found)} == set()


def _emptied(page: Page) -> Page:
    return replace(
        page, body="", meta=page.meta.model_copy(update={"summary": (), "red_flags": ()})
    )


def test_a_place_of_another_level_is_named(real: Guide) -> None:
    point = {
        "level": "appointment",
        "say": ["."],
        "places": [{"sign": ["chest"]}, {"sign": ["gone"]}],
    }
    assert faults(point, real) == [
        "sign chest: the level is emergency",
        "sign gone: there is no such place",
    ]


def test_a_place_that_says_what_is_forbidden_is_named(real: Guide) -> None:
    point = {"level": "emergency", "say": ["."], "places": [], "never": ["you pass out"]}
    assert any(fault.startswith("sign chest: says") for fault in faults(point, real))


def test_a_page_without_the_sign_that_belongs_there_is_named(real: Guide) -> None:
    point = {"level": "urgent", "say": ["."], "places": [], "spared": []}
    found = faults({**point, "beside": {"stocking_toes": ["chest"]}}, real)
    assert "page exercise/running.md: the warning sign 'stocking_toes' is missing" in found
