"""A signature stands under the words that were read, and under no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broken_guides import base, change
from broken_guides import read as read_small
from guidekit.composing import page as compose
from guidekit.composing import signatures
from guidekit.engines import gate

if TYPE_CHECKING:
    from pathlib import Path

    from guidekit.guide import Guide
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page

HICCUPS, BREATH, CHECK = "topics/hiccups.md", "treatments/breath.md", "check.md"
DRAWN = "/// chance | hiccups\n///\n\n## What you can do"
FINDING = """
    findings:
      - figure: "84 of 100 stopped"
        of: "1,566 adults"
        read: abstract"""
WORDS = {
    "a word of the text": (HICCUPS, HICCUPS, "You feel a jerk", "You feel a jolt"),
    "the title": (HICCUPS, HICCUPS, 'title: "Hiccups"', 'title: "Hiccup"'),
    "a line of In short": (HICCUPS, HICCUPS, "Wait first, and rest.", "Wait first."),
    "another name": (HICCUPS, HICCUPS, "hiccoughs", "hicks"),
    "which source": (HICCUPS, HICCUPS, "[^health][^seller]", "[^seller][^health]"),
    "a warning sign": (HICCUPS, "_data/red-flags.yml", "you cannot breathe", "you can not breathe"),
    "what to do": (HICCUPS, "_data/red-flags.yml", 'sore"', 'sore"\n    act: "Sit."'),
    "which signs": (HICCUPS, HICCUPS, "red_flags: [breath, sore]", "red_flags: [breath]"),
    "a figure": (HICCUPS, "_data/sources.yml", "84 of 100", "48 of 100"),
    "its base": (HICCUPS, "_data/sources.yml", "1,566 adults", "156 adults"),
    "a source's title": (HICCUPS, "_data/sources.yml", 'title: "Hiccups"', 'title: "Hiccup"'),
    "a source's address": (HICCUPS, "_data/sources.yml", "health.example/hic", "health.example/h"),
    "a drawn chance": (HICCUPS, "_data/chances.yml", "n: 3", "n: 4"),
    "a treatment": (BREATH, "_data/treatments.yml", "You may feel faint", "You may faint"),
    "a sign of the check": (CHECK, "_data/red-flags.yml", "you cannot breathe", "you gasp"),
    "where an answer leads": (CHECK, "_data/decision-tree.yml", "{next: today", "{next: now"),
    "what backs an answer": (CHECK, "_data/decision-tree.yml", "[health]", "[health, seller]"),
}
"""The page, and what of what it says is changed."""
SAME = {
    "the day of a check": (HICCUPS, HICCUPS, "checked: 2026-11-01", "checked: 2026-11-02"),
    "a word for search": (HICCUPS, HICCUPS, 'when to get help."', 'when to see a doctor."'),
    "a broken line": (HICCUPS, HICCUPS, "under the ribs. Most", "under the ribs.\nMost"),
    "another page": (HICCUPS, BREATH, "# ", "#  "),
    "another source": (BREATH, "_data/sources.yml", "The hiccup cup", "The cup"),
    "another sign": (BREATH, HICCUPS, "red_flags: [breath, sore]", "red_flags: [sore]"),
    "the day of reading": (HICCUPS, "_data/sources.yml", "read: 2026-11-01", "read: 2026-11-02"),
    "a treatment's day": (
        BREATH,
        "_data/treatments.yml",
        "checked: 2026-11-01",
        "checked: 2026-11-02",
    ),
    "a label of the version": (CHECK, "_data/decision-tree.yml", 'version: "1"', 'version: "2"'),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small guide whose page has a chance and a source with a finding."""
    root = base(tmp_path / "guide")
    change(root / "docs", HICCUPS, "## What you can do", DRAWN)
    change(
        root / "docs",
        "_data/sources.yml",
        '"How long hiccups last."\n    findings:',
        f'"How long."{FINDING}',
    )
    return root


def known(found: Guide) -> Data:
    assert found.data is not None
    assert not found.errors, found.errors
    return found.data


def pages(found: Guide) -> dict[str, Page]:
    made = [one.page for one in found.made]
    return {page.uri: page for page in (*found.pages, *made)}


def code(root: Path, uri: str) -> str:
    found = read_small(root)
    return signatures.digest(pages(found)[uri], known(found))


def sign(root: Path, *uris: str, name: str = "Test Person One") -> None:
    """Let someone sign pages as they are now."""
    lines = [f'      {uri}: "{code(root, uri)}"\n' for uri in uris]
    file = root / "docs/_data/reviews.yml"
    before = file.read_text("utf-8") if file.exists() else "reviews:\n"
    person = f'  - name: "{name}"\n    profession: "test nurse"\n    day: 2026-11-20\n    pages:\n'
    file.write_text(before + person + "".join(lines), "utf-8")


def banner(root: Path, uri: str) -> str:
    found = read_small(root)
    return str(compose.disclaimer(known(found), pages(found)[uri])["banner"]["text"])


def page_end(root: Path, uri: str) -> str:
    found = read_small(root)
    return str(compose.facts(pages(found)[uri], known(found))["page_end"])


def test_a_code_is_16_digits_and_the_same_every_time(root: Path) -> None:
    assert len(code(root, HICCUPS)) == 16
    assert int(code(root, HICCUPS), 16) >= 0
    assert code(root, HICCUPS) == code(root, HICCUPS) != code(root, BREATH)


@pytest.mark.parametrize("what", WORDS)
def test_one_word_takes_the_signature_off(what: str, root: Path) -> None:
    uri, file, old, new = WORDS[what]
    sign(root, uri)
    assert "Reviewed by Test Person One, test nurse, on 20 November 2026." in banner(root, uri)
    change(root / "docs", file, old, new)
    found = read_small(root)
    assert found.data
    page = pages(found)[uri]
    assert "Not reviewed by" in compose.disclaimer(found.data, page)["banner"]["text"]
    assert [one.uri for one in found.lapsed] == [uri]
    (warned,) = [problem for problem in found.problems if problem.path.endswith("reviews.yml")]
    assert (warned.line, warned.message) == (6, "the page has changed since they read it")
    assert warned.warning


@pytest.mark.parametrize("what", SAME)
def test_what_was_not_read_changes_nothing(what: str, root: Path) -> None:
    uri, file, old, new = SAME[what]
    before = code(root, uri)
    change(root / "docs", file, old, new)
    assert code(root, uri) == before


def test_nobody_has_signed_a_page_that_no_review_names(root: Path) -> None:
    sign(root, HICCUPS)
    assert "Not reviewed by a health professional." in banner(root, BREATH)
    assert "No doctor, nurse or other health professional has checked" in page_end(root, BREATH)
    assert read_small(root).lapsed == ()


def test_banner_and_page_end_say_who_and_when_and_keep_the_rest(root: Path) -> None:
    plain, end = banner(root, HICCUPS), page_end(root, HICCUPS)
    sign(root, HICCUPS)
    who = "eviewed by Test Person One, test nurse, on 20 November 2026."
    assert banner(root, HICCUPS) == plain.replace(
        "Not reviewed by a health professional.", f"R{who}"
    )
    unsigned = "No doctor, nurse or other health professional has checked this page."
    assert page_end(root, HICCUPS) == end.replace(unsigned, f"This page was r{who}")
    assert "not a diagnosis" in banner(root, HICCUPS)


def test_two_who_read_the_same_words_are_both_named(root: Path) -> None:
    sign(root, HICCUPS)
    sign(root, HICCUPS, name="Test Person Two")
    assert "One, test nurse, on 20 November 2026. Reviewed by Test Person Two," in banner(
        root, HICCUPS
    )


def test_a_page_that_cannot_be_read_claims_no_review(root: Path) -> None:
    sign(root, HICCUPS, BREATH, CHECK)
    assert "Not reviewed by" in compose.disclaimer(known(read_small(root)))["banner"]["text"]


def test_the_gate_asks_for_the_signed_banner_and_takes_no_other(root: Path) -> None:
    plain = banner(root, HICCUPS)
    sign(root, HICCUPS)
    found = read_small(root)
    due = gate.due(pages(found).values(), known(found))("topics/hiccups/index.html")
    shown = '<html><body><aside class="banner"><div class="banner__in"><p>{}</p>'
    assert gate.shows(shown.format(banner(root, HICCUPS)), due.banner)
    assert not gate.shows(shown.format(plain), due.banner)
    change(root / "docs", HICCUPS, "You feel a jerk", "You feel a jolt")
    found = read_small(root)
    due = gate.due(pages(found).values(), known(found))("topics/hiccups/index.html")
    assert due.banner == plain
