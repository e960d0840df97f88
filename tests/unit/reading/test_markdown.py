"""No address gets into a page that its one reading did not show, or that it called disputed."""

from __future__ import annotations

import html
import random
import re

import markdown
import pytest

from guidekit.checking import links
from guidekit.checking.shields import markup
from guidekit.reading import front_matter
from guidekit.reading.markdown import Link, Parsed

TOP = (
    '---\ntitle: "Sleep"\ndescription: "About sleep."\nkind: about\n'
    "checked: 2026-11-01\ncheck_by: 2027-11-01\n---\n# Sleep\n\n"
)
ENGINE = markdown.Markdown(
    extensions=["toc", "attr_list", "tables", "fenced_code", "md_in_html", "pymdownx.blocks.html"]
)
EVIL = re.compile(r'(?:href|src)="javascript:')
TOLD = re.compile("javascript|cannot be read|HTML|fence|comment|code")
"""What messages say of an address, or of what makes readers take something else for one."""
PIECES = r"""
[a](javascript:x)¦![a](javascript:x)¦[k]: javascript:x¦[k]¦[a][k]¦![a][k]¦![k]¦![a] [k]¦![a]\n[k]¦
`¦``¦\`¦\n¦\n\n¦> ¦- ¦1. ¦    ¦  ¦<!-- ¦-->¦<br>¦<sub>¦</sub>¦<¦|¦[¦]¦(¦)¦"¦'¦word¦{ .pick }¦*¦_¦
# ¦```¦```\n¦~~~\n¦===\n¦|---|\n¦\t¦!¦[^1]¦///\n¦/// care | x\n¦[a](<javascript:x>)¦
[a](javascript:x 'b')¦[a](b.md "c¦[a]: b "t¦\n[x]: b\n"t\n¦[a [b](javascript:x) c](y)¦[a](b)¦
[![i](javascript:x)](z.md)¦[a](\njavascript:x)¦[a]( javascript:x )¦<javascript:x>
¦[a](x(javascript:x)
"""
LIST = [piece.replace("\\n", "\n") for piece in PIECES.replace("\n", "").split("¦")]


def seen(body: str) -> bool:
    page = front_matter.read(TOP + body, path="a.md", uri="a.md")
    told = [*links.problems(page, {"a.md"}), *markup.problems(page)]
    return bool(page.parsed.odd_blocks) or any(TOLD.search(one.message) for one in told)


def test_no_address_that_the_engine_makes_goes_unseen() -> None:
    draw = random.Random(1)
    made = 0
    for _ in range(4_000):
        body = "".join(draw.choices(LIST, k=draw.randint(1, 12)))
        shown = re.sub(r"<!--.*?-->", "", ENGINE.reset().convert(TOP + body), flags=re.DOTALL)
        if EVIL.search(html.unescape(shown)):
            made += 1
            assert seen(body), body
    assert made > 1_000


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("a\n[b](c.md)", [Link(1, "c.md", "b", image=False)]),
        ("[![b](c.png)](d.md)", [Link(0, "c.png", "b", True), Link(0, "d.md", "b", False)]),
        ("![b][c]\n\n[c]: d.png", [Link(2, "d.png", "c", False), Link(0, "d.png", "b", True)]),
        ("[`b`](c.md 'd')", [Link(0, "c.md", "`b`", image=False, title="d")]),
        ("`[a](b)`\n\n<!-- [a](b) -->\n\n```\n[a](b)\n```", []),
    ],
)
def test_links_are_read_with_their_lines(body: str, found: list[Link]) -> None:
    assert Parsed(body).links == found


def test_comments_and_code_are_no_headings_and_comments_no_words() -> None:
    text = "# A\n<!--\n# B\n\nmore\n-->\n```\n# C\n```\nSay `so`. <!-- no_source: old -->\n"
    found = [(passage.line, passage.text) for passage in Parsed(text).passages]
    assert found == [(0, "A"), (9, "Say so.")]
    assert "no_source: old" in Parsed(text).passages[1].raw
