"""Evidence sheets hold every claim with what its sources say, and nothing that could do harm."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from broken_guides import ROOT, TODAY, base, change
from broken_guides import read as read_small
from guidekit import guide
from guidekit.checking.evidence.claims import needs_source
from guidekit.publishing import evidence
from guidekit.reading.addresses import Site
from guidekit.reading.register import cited, cited_in, main_keys

if TYPE_CHECKING:
    from pathlib import Path

    from guidekit.guide import Guide
    from guidekit.publishing.evidence import Row
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page

SITE = Site("Hiccup guide", "https://guide.example/", "en")
FINDING = """
    findings:
      - figure: "84 of 100 stopped"
        of: "1,566 adults"
        who: "adults in one town"
        read: abstract"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return base(tmp_path / "guide")


def known(found: Guide) -> Data:
    assert found.data is not None
    assert not found.errors, found.errors
    return found.data


def pages(found: Guide) -> dict[str, Page]:
    made = [one.page for one in found.made]
    return {page.uri: page for page in (*found.pages, *made)}


def rows(root: Path, uri: str = "topics/hiccups.md") -> list[Row]:
    found = read_small(root)
    return evidence.rows(pages(found)[uri], known(found), needs_source)


def sheet(root: Path, uri: str = "topics/hiccups.md") -> str:
    found = read_small(root)
    page, data = pages(found)[uri], known(found)
    return evidence.sheet(
        page, evidence.rows(page, data, needs_source), data, SITE, found.composer.render
    )


def test_warning_signs_come_first_with_their_level_and_sources(root: Path) -> None:
    first, second, *rest = rows(root)
    assert (first.part, first.words, first.works) == ("sign", "you cannot breathe", ("health",))
    assert first.place.startswith("Emergency: Call")
    assert second.place.startswith("Urgent: Get")
    assert all(row.place != first.place for row in rest)


def test_a_sentence_that_cites_is_a_claim_with_its_sources_under_its_heading(root: Path) -> None:
    claim = next(row for row in rows(root) if row.words == "Most spells end in 48 hours.")
    assert (claim.part, claim.place, claim.works) == ("claim", "How to tell", ("health",))
    cup = next(row for row in rows(root) if row.words == "A shop sells a cup for it.")
    assert cup.works == ("health", "seller")
    assert "You feel a jerk under the ribs." not in [row.words for row in rows(root)]


def test_a_key_with_another_name_means_the_same_source(root: Path) -> None:
    change(root / "docs", "topics/hiccups.md", "[^seller]", "[^shop]")
    assert ("health", "seller") in [row.works for row in rows(root)]


def test_a_claim_that_is_let_off_its_source_says_why(root: Path) -> None:
    line = "- Rest for 5 minutes. <!-- no_source: a rule of thumb -->"
    change(root / "docs", "topics/hiccups.md", "- Rest for a while.", line)
    claim = next(row for row in rows(root) if row.words == "Rest for 5 minutes.")
    assert (claim.works, claim.why) == ((), "a rule of thumb")
    assert "No source is named for this." in sheet(root)


def test_in_short_boxes_chances_and_tables_are_there(root: Path) -> None:
    change(
        root / "docs",
        "topics/hiccups.md",
        "Wait first, and rest.",
        "Most end in 48 hours.[^health]",
    )
    table = "| What | How long |\n|---|---|\n| A spell | 48 hours[^health] |\n\n"
    drawn = "/// chance | hiccups\n///\n\n"
    change(
        root / "docs",
        "topics/hiccups.md",
        "## What you can do",
        f"{table}{drawn}## What you can do",
    )
    found = {row.words: row for row in rows(root)}
    assert found["Most end in 48 hours."].place == "In short"
    assert found["A spell | 48 hours"].works == ("health",)
    box = found["hiccups last for days"]
    assert (box.part, box.place) == ("sign", "Book a visit with a doctor if:")
    (chance,) = (row for words, row in found.items() if " out of 100 " in words)
    assert (chance.place, chance.works) == ("How to tell", ("health",))


def test_a_treatment_page_has_the_claims_of_its_entry(root: Path) -> None:
    found = {row.words: row for row in rows(root, "treatments/breath.md")}
    assert found["You may feel faint."].place == "Common"
    assert found["Most spells end in 48 hours."].place == "What happens with no treatment"
    told = found["Hiccups stopped: 3 out of 100 (48 hours; people with hiccups)."]
    assert (told.place, told.works) == ("What it can do", ("health",))
    assert "We do not know. No trial tested it." in found


def test_the_check_gives_each_question_answer_and_ending(root: Path) -> None:
    found = rows(root, "check.md")
    tree = known(read_small(root)).decision_tree
    counted = {part: sum(row.part == part for row in found) for part in ("question", "ending")}
    assert counted == {"question": len(tree.questions), "ending": len(tree.outcomes)}
    answers = sum(len(question.answers) + 1 for question in tree.questions.values())
    assert sum(row.part == "answer" for row in found) == answers
    for question in tree.questions.values():
        for answer in question.answers:
            row = next(
                row for row in found if row.part == "answer" and row.words.startswith(answer.label)
            )
            outcome = tree.outcomes.get(answer.next)
            title = outcome.title if outcome else tree.questions[answer.next].title
            assert row.leads_to.endswith(title)
            assert row.why == (answer.why or "")
    endings = [row for row in found if row.part == "ending"]
    assert {row.leads_to for row in endings} >= {"Emergency"}
    assert all(row.why for row in endings)


def test_a_source_says_its_findings_or_what_was_taken(root: Path) -> None:
    source = known(read_small(root)).sources.sources["seller"]
    assert evidence.work(source, known(read_small(root))).said == ("What the shop claims.",)
    change(
        root / "docs",
        "_data/sources.yml",
        '"How long hiccups last."\n    findings:',
        f'"How long."{FINDING}',
    )
    data = known(read_small(root))
    work = evidence.work(data.sources.sources["health"], data)
    assert work.said == (
        "84 of 100 stopped; of how many: 1,566 adults; adults in one town; "
        "only the abstract was read",
        "3 of 100; of how many: people with hiccups, as an example; read whole",
        "48 hours; of how many: no count: advice; read whole",
    )
    assert work.named == "Health service, 2025. Official health page."
    assert work.read == "Read on 1 November 2026."
    assert "84 of 100 stopped" in sheet(root)
    assert "How long." not in sheet(root)


def test_a_sheet_tells_a_source_in_full_once_and_has_boxes_for_each_row(root: Path) -> None:
    text = sheet(root)
    assert text.count('href="https://health.example/hiccups"') == 1
    assert text.count('type="checkbox"') == 3 * len(rows(root))
    assert text.lstrip().startswith("<!doctype html>")


def test_words_of_a_page_are_no_markup_in_its_sheet(root: Path) -> None:
    change(
        root / "docs", "_data/sources.yml", "The hiccup cup", "The <b>cup</b> & <script>x</script>"
    )
    assert "&lt;b&gt;cup&lt;/b&gt; &amp; &lt;script&gt;" in sheet(root)
    assert "<script" not in sheet(root)


def test_the_table_holds_the_same_rows_with_columns_to_fill_in(root: Path) -> None:
    found = read_small(root)
    page, data = pages(found)["topics/hiccups.md"], known(found)
    listed = evidence.rows(page, data, needs_source)
    told = list(csv.DictReader(io.StringIO(evidence.table(page, listed, data))))
    assert [one["What the page says"] for one in told] == [row.words for row in listed]
    assert told[0]["Sources"].endswith("https://health.example/hiccups")
    assert {one[name] for one in told for name in ("Right", "Wrong", "Unsure", "Comment")} == {""}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_of_the_table_is_a_formula(start: str, root: Path) -> None:
    data = known(read_small(root))
    page = pages(read_small(root))["topics/hiccups.md"]
    row = evidence.Row("claim", start, start, leads_to=start, why=start)
    (_, cells) = csv.reader(io.StringIO(evidence.table(page, [row], data)))
    assert sum(cell == f"'{start}" for cell in cells) == 4


def test_no_source_of_the_real_guide_is_lost() -> None:
    found = guide.read(guide.folders(ROOT), today=TODAY)
    data = known(found)
    keys = main_keys(data.sources.sources)
    for page in (page for page in found.pages if page.meta.kind.advises):
        entry = data.treatments.treatments.get(page.meta.treatment or "")
        listed = {key for row in evidence.rows(page, data, needs_source) for key in row.works}
        told = {keys[key] for text in (page.body, *page.meta.summary) for key in cited(text)}
        if entry:
            fields = entry.model_dump(mode="json", exclude={"sources"})
            told |= {keys[key] for _, key in cited_in(fields)}
        assert told <= listed, page.uri
