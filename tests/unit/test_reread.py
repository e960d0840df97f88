"""Which edits of a page, while serving, change it alone, and which call for a whole build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broken_guides import TODAY, base, read
from guidekit import guide

if TYPE_CHECKING:
    from pathlib import Path

URI = "topics/hiccups.md"
SEEN_ELSEWHERE = {
    "title, in menus and on neighbours": ('title: "Hiccups"', 'title: "Hick-ups"'),
    "description, in the feed": ("What hiccups are, and", "Hiccups, and"),
    "other name, in search": ('["hiccoughs"]', '["hick-ups"]'),
    "warning sign, in search": ("[breath, sore]", "[breath]"),
    "date, in the list of reviews": ("check_by: 2027-11-01", "check_by: 2027-10-01"),
    "heading, which links lead to": ("## How to tell", "## How to know"),
    "source, in the list of sources": ("[^health][^seller]", "[^health]"),
}
"""What other pages show of a page, or link to in it; each edit leaves a page that can be built."""
BROKEN = {
    "no front matter": ("---\n", ""),
    "unknown source": ("[^health]", "[^helth]"),
    "unknown block": ("/// care | appointment", "/// car | appointment"),
}


def reread_after(root: Path, old: str, new: str) -> guide.Again | None:
    """Read a small guide, edit its page, and read that page again."""
    found = read(base(root))
    page = root / "docs" / URI
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), "utf-8")
    return guide.reread(found, URI, today=TODAY)


def test_edit_of_a_text_is_read_on_its_own(tmp_path: Path) -> None:
    again = reread_after(tmp_path / "guide", "Rest for a while.", "Rest, and wait.")
    assert again is not None
    assert "Rest, and wait." in again.page.body
    assert [page.body for page in again.guide.pages if page.uri == URI] == [again.page.body]
    assert again.problems == ()


def test_mistake_in_a_text_is_told(tmp_path: Path) -> None:
    again = reread_after(tmp_path / "guide", "Rest for a while.", "It takes 3 weeks.")
    assert again is not None
    assert "is a claim without a source" in again.problems[0].message


@pytest.mark.parametrize("name", SEEN_ELSEWHERE)
def test_edit_of_what_other_pages_show_calls_for_a_whole_build(name: str, tmp_path: Path) -> None:
    assert reread_after(tmp_path / "guide", *SEEN_ELSEWHERE[name]) is None
    assert URI not in read(tmp_path / "guide").unbuildable


@pytest.mark.parametrize("name", BROKEN)
def test_page_that_cannot_be_built_calls_for_a_whole_build(name: str, tmp_path: Path) -> None:
    assert reread_after(tmp_path / "guide", *BROKEN[name]) is None
    assert read(tmp_path / "guide").errors
