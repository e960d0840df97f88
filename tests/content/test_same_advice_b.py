"""One advice, told alike: each place of `same-advice-b.yml` has its level, words and signs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("same-advice-b.yml").read_text("utf-8")
)
_CITED = re.compile(r"\[\^[a-z0-9-]+\]")


class Told(NamedTuple):
    """What a place tells: its words, its care level if it has one, and the signs it names."""

    words: str
    level: str | None = None
    signs: frozenset[str] = frozenset()


def data(name: str) -> dict[str, Any]:
    """Return one data file."""
    held: dict[str, Any] = yaml.safe_load((DOCS / f"_data/{name}.yml").read_text("utf-8"))
    return held


TREE, FLAGS, TREATMENTS = data("decision-tree"), data("red-flags"), data("treatments")


def words(value: object) -> str:
    """Return all texts of some data as one line, without citations."""
    if isinstance(value, dict):
        return words(list(value.values()))
    if isinstance(value, list):
        return " ".join(map(words, value))
    return " ".join(_CITED.sub("", str(value)).lower().split())


def page(name: str) -> Told:
    text = (DOCS / name).read_text("utf-8")
    front = yaml.safe_load(text.split("---")[1])
    return Told(words(text), signs=frozenset(front.get("red_flags", ())))


def flag(key: str) -> Told:
    sign = FLAGS["red_flags"][key]
    return Told(words(sign), sign["level"])


def answer(path: str) -> Told:
    question, _, key = path.partition(".")
    found = next(a for a in TREE["questions"][question]["answers"] if a["id"] == key)
    end = TREE["outcomes"].get(found["next"], {})
    told = [found["label"], found.get("list", []), found.get("why", "")]
    return Told(words(told), end.get("level"), frozenset(found.get("flags", ())))


def ending(key: str) -> Told:
    end = TREE["outcomes"][key]
    return Told(words(end), end["level"], frozenset(end["sooner"]))


def term(key: str) -> Told:
    return Told(words(next(t for t in data("glossary")["terms"] if t["id"] == key)))


def treatment(key: str) -> Told:
    entry = TREATMENTS["treatments"][key]
    return Told(words([entry, TREATMENTS["groups"].get(entry.get("group"), "")]))


def labels(key: str) -> Told:
    return Told(words(data("labels")["labels"][key]))


READ: Mapping[str, Callable[[str], Told]] = {
    "page": page,
    "flag": flag,
    "answer": answer,
    "ending": ending,
    "term": term,
    "treatment": treatment,
    "labels": labels,
}


def wrong(place: Mapping[str, Any], told: Told) -> list[str]:
    """Return what a place drops or contradicts."""
    level = place.get("level")
    found = [] if level in {None, told.level} else [f"level {told.level}, not {level}"]
    found += [f"drops '{text}'" for text in place.get("says", ()) if words(text) not in told.words]
    found += [f"says '{text}'" for text in place.get("never", ()) if words(text) in told.words]
    return found + [
        f"lacks the sign '{key}'" for key in place.get("signs", ()) if key not in told.signs
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_place_gives_the_same_advice(case: dict[str, Any]) -> None:
    problems = {}
    for place in case["places"]:
        kind = next(kind for kind in READ if kind in place)
        if found := wrong(place, READ[kind](place[kind])):
            problems[f"{kind} {place[kind]}"] = found
    assert problems == {}, case["why"]


def test_every_urgent_place_says_what_to_do_if_nobody_can_see_you(root: Path) -> None:
    for template in ("check.md", "page-flags.md"):
        text = (root / "overrides/generated" / template).read_text("utf-8")
        assert "urgent_unseen" in text, template


def test_a_place_that_drops_or_contradicts_is_named() -> None:
    place = {
        "flag": "x",
        "level": "urgent",
        "says": ["today"],
        "never": ["next week"],
        "signs": ["a"],
    }
    assert len(wrong(place, Told("see someone next week", "appointment"))) == 4
    assert wrong(place, Told("see someone today", "urgent", frozenset("a"))) == []
