"""Treatments are told fairly: every field, one order, equal room, counts with both sides."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIELDS = (
    "name", "short", "page", "invasiveness", "for", "what", "how", "day", "facts", "lived", "helps",
    "harms", "outcomes", "none", "life", "others", "ask", "certainty", "not_for", "sources",
    "checked", "check_every_months", "funding",
)  # fmt: skip
FIRST = ["none", "self-care"]
LABELS = {"Well shown", "Likely", "Not clear", "We do not know"}
SHORTEST_OF_LONGEST = 0.7
"""No list of other choices may be more than 30% shorter than the longest."""
LONGEST_SENTENCE = 25
NO_NUMBER = re.compile(r"no (?:good )?(?:number|count)|nobody has counted", re.IGNORECASE)

Treatments = dict[str, dict[str, Any]]
NO_TREATMENT = re.compile(r"\b(?:[Ww]aiting|alone)\b")
_KEYS = {"sources", "source", "row", "differs"}
"""Fields that hold keys, or words that the comparison alone shows."""
_CITED = re.compile(r"\[\^([a-z0-9-]+)\]")
_CITE_LINK = re.compile(r'<a [^>]*class="cite"[^>]*>.*?</a>')
_COUNT = re.compile(r"\b(\d+)(?: to \d+)? out of (\d+)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@pytest.fixture(scope="module")
def held(root: Path) -> dict[str, Any]:
    """Return the file of treatments as it stands."""
    found: dict[str, Any] = yaml.safe_load((root / "docs/_data/treatments.yml").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def treatments(held: dict[str, Any]) -> Treatments:
    found: Treatments = held["treatments"]
    return found


@pytest.fixture(scope="module")
def register(root: Path) -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load((root / "docs/_data/sources.yml").read_text("utf-8"))
    sources: dict[str, Any] = held["sources"]
    return sources


def texts(value: object) -> Iterator[str]:
    """Yield every text inside a treatment's fields, save keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _KEYS and not (key == "what" and " " not in str(inner)):
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def plain(text: str) -> str:
    return _CITED.sub("", text)


def uneven(lengths: dict[str, int], least: float = SHORTEST_OF_LONGEST) -> list[str]:
    """Return the names whose length falls too far below the longest."""
    return [name for name, length in lengths.items() if length < least * max(lengths.values())]


def one_sided(text: str) -> list[str]:
    """Return the counts of a text that give the number with and not the number without."""
    bare = plain(text)
    numbers = {int(number) for number in re.findall(r"\b\d+\b", bare)}
    return [
        f"{count} out of {base}"
        for count, base in _COUNT.findall(bare)
        if int(base) - int(count) not in numbers
        and not (int(count) == 1 and {"fewer than 1", "more than 99"} <= _phrases(bare))
    ]


def _phrases(text: str) -> set[str]:
    return {phrase for phrase in ("fewer than 1", "more than 99") if phrase in text}


def test_each_treatment_has_every_field(treatments: Treatments) -> None:
    lacking = {
        name: [field for field in FIELDS if entry.get(field) in (None, "", [])]
        for name, entry in treatments.items()
    }
    assert {name: fields for name, fields in lacking.items() if fields} == {}
    assert all(4 <= len(entry["ask"]) <= 6 for entry in treatments.values())
    assert {entry["certainty"]["label"] for entry in treatments.values()} <= LABELS


def test_order_runs_from_no_treatment_to_the_most_invasive(treatments: Treatments) -> None:
    assert list(treatments)[:2] == FIRST
    steps = [entry["invasiveness"] for entry in treatments.values()]
    assert steps == sorted(steps)


def test_other_choices_get_equal_room(treatments: Treatments) -> None:
    lengths = {name: len(plain(entry["others"])) for name, entry in treatments.items()}
    assert uneven(lengths) == []


def test_doing_nothing_is_named_among_the_choices(treatments: Treatments) -> None:
    silent = [
        name
        for name, entry in treatments.items()
        if name != "none" and not re.search(NO_TREATMENT, entry["others"])
    ]
    assert silent == []


def test_sources_are_those_cited(treatments: Treatments, register: dict[str, Any]) -> None:
    for name, entry in treatments.items():
        cited = {key for text in texts(entry) for key in _CITED.findall(text)}
        cited |= {one["source"] for one in entry["outcomes"] if "source" in one}
        assert sorted(entry["sources"]) == sorted(cited), name
        assert set(cited) <= set(register), name


def test_no_treatment_rests_its_harms_on_sellers_alone(
    treatments: Treatments, register: dict[str, Any]
) -> None:
    for name, entry in treatments.items():
        kinds = {
            register[key]["kind"] for text in texts(entry["harms"]) for key in _CITED.findall(text)
        }
        assert kinds != {"seller"}, name


def test_counts_stand_on_one_base_and_have_both_sides(treatments: Treatments) -> None:
    for name, entry in treatments.items():
        bases = {base for text in texts(entry) for _, base in _COUNT.findall(text)}
        assert bases <= {"100"}, (name, bases)
        for field in ("helps", "harms", "none"):
            for text in texts(entry[field]):
                assert one_sided(text) == [], (name, field)


def test_a_count_of_a_stage_is_told_in_its_words(held: dict[str, Any]) -> None:
    waits = [one for one in held["waits"] if "n" in one]
    assert len(waits) >= 5
    assert [one["stage"] for one in waits if f"{one['n']} of 100" not in one["text"]] == []


def test_harms_have_a_number_or_say_that_there_is_none(treatments: Treatments) -> None:
    vague = [
        name
        for name, entry in treatments.items()
        if name != "self-care"
        and not _COUNT.search(entry["harms"]["rare"])
        and not NO_NUMBER.search(entry["harms"]["rare"])
    ]
    assert vague == []


def test_sentences_of_the_data_are_short(treatments: Treatments) -> None:
    long = [
        sentence
        for entry in treatments.values()
        for text in texts(entry)
        for sentence in _SENTENCE_END.split(plain(text))
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert long == []


def test_each_treatment_has_a_page_that_shows_all_of_it(
    treatments: Treatments, site: Path, root: Path
) -> None:
    pages = [entry["page"] for entry in treatments.values()]
    assert len(set(pages)) == len(pages)
    for name, entry in treatments.items():
        source = (root / "docs" / entry["page"]).read_text("utf-8")
        assert f"treatment: {name}\n" in source, name
        assert "/// data | treatment\n" in source, name
        built = _words(site / entry["page"].removesuffix(".md") / "index.html")
        for text in texts({field: entry[field] for field in FIELDS if field not in _NOT_SHOWN}):
            assert _squeeze(plain(text)) in built, (name, text)


_NOT_SHOWN = ("name", "short", "page", "checked", "check_every_months", "invasiveness", "sources")


def test_the_ladder_links_every_choice_in_order(treatments: Treatments, site: Path) -> None:
    html = (site / "treatments/index.html").read_text("utf-8")
    ladder = html[html.index('class="ladder"') :]
    rungs = re.findall(r"<li>.*?</li>", ladder[: ladder.index("</ol>")], re.DOTALL)
    assert len(rungs) == len(treatments)
    for rung, entry in zip(rungs, treatments.values(), strict=True):
        stem = entry["page"].removeprefix("treatments/").removesuffix(".md")
        assert f"{stem}/" in rung
        assert entry["certainty"]["label"] in rung


GAIN, HARM = {"benefit"}, {"harm", "serious"}


def sides(entry: dict[str, Any], held: dict[str, Any]) -> list[str]:
    """Return for each count of a treatment, or words in its place, which side it is on."""
    return [held["counted"][one["what"]]["side"] for one in entry["outcomes"]]


def test_the_data_hold_what_a_decision_aid_needs(
    treatments: Treatments, held: dict[str, Any]
) -> None:
    """The minimum of IPDAS 4 as far as data can hold it; the rest stands on pages."""
    for name, entry in treatments.items():
        found = sides(entry, held)
        assert GAIN & {*found}, name
        assert HARM & {*found}, name
        assert entry["funding"], name
        assert entry["checked"], name
        assert entry["check_every_months"] <= 12, name
        assert entry["certainty"]["why"], name
        assert entry["sources"], name
        assert all(entry[field] for field in ("not_for", "none", "others", "lived")), name


def test_gains_and_harms_are_told_in_the_same_form(treatments: Treatments) -> None:
    """A count has the same fields on both sides, so that neither is told more largely."""
    fields = {"what", "when", "n", "out_of", "of", "source"}
    for name, entry in treatments.items():
        for one in entry["outcomes"]:
            words = {"says", "none"} & one.keys()
            assert fields <= one.keys() if not words else len(words) == 1, (name, one)


def test_rows_of_one_trial_hold_all_that_it_compared(
    treatments: Treatments, held: dict[str, Any]
) -> None:
    """What a trial set side by side stands side by side: no group of it is left out."""
    trials = {"ras11", "ras13", "ras17", "velden15"}
    for key, row in held["rows"].items():
        if row.get("source") in trials:
            of_it = [
                name
                for name, entry in treatments.items()
                for one in entry["outcomes"]
                if one.get("row") == key and row["source"] in str(one)
            ]
            assert sorted(of_it) == ["foam", "heat-ablation", "surgery"], key


def test_each_row_is_on_one_scale(treatments: Treatments, held: dict[str, Any]) -> None:
    for key in held["rows"]:
        scales = {
            one["out_of"]
            for entry in treatments.values()
            for one in entry["outcomes"]
            if one.get("row") == key and "out_of" in one
        }
        assert len(scales) <= 1, key


def test_no_page_shows_the_source_of_a_block(site: Path) -> None:
    def shown(page: Path) -> str:  # what stands in <pre> is shown on purpose
        return re.sub(r"<pre.*?</pre>", "", page.read_text("utf-8"), flags=re.DOTALL)

    raw = [
        page.parent.relative_to(site).as_posix()
        for page in site.rglob("index.html")
        if re.search(r"^\s*(?:<p>)?/{3,}(?: |$|<)", shown(page), re.MULTILINE)
    ]
    assert raw == []


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _words(page: Path) -> str:
    text = page.read_text("utf-8")
    main = _CITE_LINK.sub("", text[text.index("<main") : text.index("</main>")])
    return _squeeze(unescape(re.sub(r"<[^>]+>", "", main)))


def test_a_short_list_of_choices_is_reported() -> None:
    assert uneven({"laser": 100, "injections": 65}) == ["injections"]
    assert uneven({"laser": 100, "injections": 70}) == []


def test_a_count_without_its_other_side_is_reported() -> None:
    assert one_sided("After a year 23 out of 100 were open.[^x]") == ["23 out of 100"]
    assert one_sided("After a year 23 out of 100 were open and 77 were not.[^x]") == []
    assert one_sided("It came in fewer than 1 out of 100, so more than 99 had none.") == []
