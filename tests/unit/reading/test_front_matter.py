from __future__ import annotations

import pytest

from guidekit.reading import front_matter
from guidekit.reading.problems import ContentError

PAGE = """---
title: "Sleep"
description: "About sleep."
kind: hub
checked: 2026-11-01
check_by: 2027-11-01
---

# Sleep
"""


def test_page_knows_where_its_parts_stand() -> None:
    page = front_matter.read(PAGE, path="docs/sleep.md", uri="sleep.md")
    assert page.meta.title == "Sleep"
    assert page.document.line(("kind",)) == 4
    assert page.body == "\n# Sleep\n"
    assert page.problem(1, "x").line == 9


def test_mark_before_the_text_does_not_matter() -> None:
    assert front_matter.read("\ufeff" + PAGE, path="x").meta.title == "Sleep"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Sleep\n", "docs/x.md:1: this page has no front matter"),
        ("", "docs/x.md:1: this page has no front matter"),
        ("---\ntitle: x\n", "docs/x.md:1: the front matter is never closed"),
        ("---\n---\n", "docs/x.md:2: there is nothing here"),
        ("---\n- a\n---\n", "docs/x.md:2: this holds no keys, so nothing can be read from it"),
        ("---\ntitle: a: b\n---\n", "docs/x.md:2: there is a ': ' inside a text without quotes"),
    ],
)
def test_block_that_engines_drop_is_named(text: str, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        front_matter.read(text, path="docs/x.md")
    assert str(caught.value).split("\n")[0] == message
