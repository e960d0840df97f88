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
    "name", "page", "invasiveness", "for", "what", "how", "day", "helps", "harms", "none", "life",
    "others", "ask", "certainty", "not_for", "sources", "checked", "check_every_months", "funding",
)  # fmt: skip
FIRST = ["none", "self-care"]
LABELS = {"Well shown", "Likely", "Not clear", "We do not know"}
SHORTEST_OF_LONGEST = 0.7
"""No list of other choices may be more than 30% shorter than the longest."""
LONGEST_SENTENCE = 25
NO_NUMBER = re.compile(r"no (?:good )?(?:number|count)|nobody has counted", re.IGNORECASE)

Treatments = dict[str, dict[str, Any]]
NO_TREATMENT = re.compile(r"\b(?:[Ww]aiting|alone)\b")
_CITED = re.compile(r"\[\^([a-z0-9-]+)\]")
_CITE_LINK = re.compile(r'<a [^>]*class="cite"[^>]*>.*?</a>')
_COUNT = re.compile(r"\b(\d+)(?: to \d+)? out of (\d+)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@pytest.fixture(scope="module")
def treatments(root: Path) -> Treatments:
    held: Treatments = yaml.safe_load((root / "docs/_data/treatments.yml").read_text("utf-8"))[
        "treatments"
    ]
    return held


@pytest.fixture(scope="module")
def register(root: Path) -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load((root / "docs/_data/sources.yml").read_text("utf-8"))
    sources: dict[str, Any] = held["sources"]
    return sources


def texts(value: object) -> Iterator[str]:
    """Yield every text inside a treatment's fields, save the list of its sources."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "sources":
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
        cited = list(dict.fromkeys(key for text in texts(entry) for key in _CITED.findall(text)))
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
        bases |= {str(entry["helps"]["out_of"])} if "out_of" in entry["helps"] else set()
        assert bases <= {"100"}, (name, bases)
        for field in ("helps", "harms", "none"):
            for text in texts(entry[field]):
                if text != entry["helps"].get("compared_with"):
                    assert one_sided(text) == [], (name, field)


def test_the_number_shown_large_is_told_in_the_text(treatments: Treatments) -> None:
    for name, entry in treatments.items():
        helps = entry["helps"]
        if "n" in helps:
            words = plain(helps["text"])
            assert str(helps["n"]) in words, name
            assert str(helps["out_of"] - helps["n"]) in words, name


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


_NOT_SHOWN = ("name", "page", "checked", "check_every_months", "invasiveness", "sources")


def test_the_first_page_compares_and_links_all(treatments: Treatments, site: Path) -> None:
    html = (site / "treatments/index.html").read_text("utf-8")
    table = html[html.index("<table") : html.index("</table>")]
    rows = [row for row in table.split("<tr>") if "<td" in row]
    assert len(rows) == len(treatments)
    for row, entry in zip(rows, treatments.values(), strict=True):
        stem = entry["page"].removeprefix("treatments/").removesuffix(".md")
        assert f"{stem}/" in row
        assert entry["certainty"]["label"] in row


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
