"""Every claim of the three articles is dealt with on a page, in words that are still there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from pathlib import Path

CLAIMS = {"S1": 31, "S2": 41, "S3": 47}
FEWEST_WORDS = 4
LIST_OF_ANSWERS = "about/articles.md"
"""It sums up what is said elsewhere, so it cannot be the one place that deals with a claim."""


@pytest.fixture(scope="module")
def ledger(root: Path) -> dict[str, Any]:
    rows = yaml.safe_load((root / "tests/content/ledger.yml").read_text("utf-8"))
    assert isinstance(rows, dict)
    return rows


def lost(rows: dict[str, Any], docs: Path) -> list[str]:
    """Return the texts of the ledger that their page no longer holds."""
    return [
        f"{row}: '{place['text']}' is not in docs/{place['page']}"
        for row, entry in rows.items()
        for place in entry["found"]
        if not _holds(docs / place["page"], place["text"])
    ]


def _holds(page: Path, text: str) -> bool:
    return page.exists() and " ".join(text.split()) in " ".join(page.read_text("utf-8").split())


def test_ledger_has_every_claim(ledger: dict[str, Any]) -> None:
    wanted = [
        f"{article}-{number:02}"
        for article, count in CLAIMS.items()
        for number in range(1, count + 1)
    ]
    assert list(ledger) == wanted


def test_every_text_stands_on_its_page(ledger: dict[str, Any], root: Path) -> None:
    assert lost(ledger, root / "docs") == []


def test_every_claim_is_dealt_with_on_a_page_of_its_own_subject(ledger: dict[str, Any]) -> None:
    assert [
        row
        for row, entry in ledger.items()
        if all(place["page"] == LIST_OF_ANSWERS for place in entry["found"])
    ] == []


def test_texts_say_enough_to_carry_a_claim(ledger: dict[str, Any]) -> None:
    assert [
        place["text"]
        for entry in ledger.values()
        for place in entry["found"]
        if len(place["text"].split()) < FEWEST_WORDS
    ] == []


def test_a_reworded_page_is_reported(ledger: dict[str, Any], project: Path) -> None:
    place = ledger["S1-29"]["found"][0]
    page = project / "docs" / place["page"]
    page.write_text(page.read_text("utf-8").replace(place["text"], "Other words."), "utf-8")
    assert lost({"S1-29": ledger["S1-29"]}, project / "docs") == [
        f"S1-29: '{place['text']}' is not in docs/{place['page']}"
    ]
