from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

import pytest

from broken_guides import TODAY, base, read
from guidekit.checking import links
from guidekit.checking import page as pages
from guidekit.reading import front_matter

if TYPE_CHECKING:
    from guidekit.checking.page import Around
    from guidekit.reading.front_matter import Page

TOP = """---
title: "Sleep"
description: "About sleep."
kind: about
checked: 2026-11-01
check_by: 2027-11-01
---

# Sleep

"""
URIS = {"topics/sleep.md", "topics/rest.md", "assets/cup.png", "index.md"}


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Around:
    known = read(base(tmp_path_factory.mktemp("small") / "guide")).data
    assert known is not None
    return pages.around(known, uris=URIS, today=TODAY)


def page(body: str) -> Page:
    return front_matter.read(TOP + body, path="docs/topics/sleep.md", uri="topics/sleep.md")


def told(body: str, around: Around) -> list[str]:
    return [problem.message for problem in pages.check(page(body), around)]


@pytest.mark.parametrize(
    "body",
    [
        "[a](rest.md)",
        "[a](rest.md#part)",
        "[a](#part)",
        "[a](../index.md)",
        "[a](https://a.example/b_(c))",
        "[a](tel:112)",
        "![a cup](../assets/cup.png)",
        "[a][1]\n\n[1]: rest.md",
        "`[a](nowhere.md)`",
        "```\n[a](nowhere.md) <b>\n```",
        "<!-- [a](nowhere.md) <b> -->",
        "1 < 2 and a <- b",
        "H<sub>2</sub>O<br>",
        "## Part { #part }",
        "{ a }",
    ],
)
def test_what_is_right_is_left_alone(body: str, around: Around) -> None:
    assert told(body, around) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[a](nowhere.md)", "the link 'nowhere.md' leads to no page"),
        ("[a][1]\n\n[1]: nowhere.md", "the link 'nowhere.md' leads to no page"),
        ("[a\nb](nowhere.md)", "the link 'nowhere.md' leads to no page"),
        ("[a](<nowhere.md>)", "the link 'nowhere.md' leads to no page"),
        ('[a](nowhere.md "b")', "the link 'nowhere.md' leads to no page"),
        ("[a](../../x.md)", "the link '../../x.md' leaves the guide's folder"),
        ("[a](/x.md)", "the link '/x.md' leaves the guide's folder"),
        ("[a](//a.example)", "'//a.example' is not an address the guide can link to"),
        ("[a](JavaScript:b)", "'JavaScript:b' is not an address the guide can link to"),
        ("[a](data:text/html,b)", "'data:text/html,b' is not an address the guide can link to"),
        ("[a](&#106;avascript:b)", "'javascript:b' is not an address the guide can link to"),
        ("[](rest.md)", "the link 'rest.md' has no words"),
        ("![](../assets/cup.png)", "the picture '../assets/cup.png' has no words"),
        ("<script src=x>", "'<script>' is HTML, which pages do not use"),
        ("<img src=x onerror=y>", "'<img>' is HTML, which pages do not use"),
        ("</div>", "'<div>' is HTML, which pages do not use"),
        ("[a](rest.md){ onclick=b }", "'{ onclick=b }' sets an attribute, which pages do not use"),
        ("TO WRITE", "this line is still to be written"),
        ("#### Deep", "this heading jumps from level 1 to level 4"),
        ("# More", "the page has a second title line"),
    ],
)
def test_what_is_wrong_is_named(body: str, message: str, around: Around) -> None:
    assert message in told(body, around)


def test_line_is_that_of_the_file(around: Around) -> None:
    (problem,) = pages.check(page("Text.\n\nMore [a](nowhere.md).\n"), around)
    assert str(problem).startswith("docs/topics/sleep.md:13: ")


def test_nearest_page_is_given_by_its_path_from_here(around: Around) -> None:
    (problem,) = pages.check(page("[a](rets.md)"), around)
    assert problem.fix == "did you mean 'rest.md'?"


@pytest.mark.parametrize(
    ("to", "target"),
    [
        ("rest.md", "topics/rest.md"),
        ("#a", "topics/sleep.md"),
        ("../a.md?b#c", "a.md"),
        ("https://a.example", None),
    ],
)
def test_target_of_a_link(to: str, target: str | None) -> None:
    assert links.target_of("topics/sleep.md", to) == target
    assert target is None or posixpath.normpath(target) == target


def test_anchors_are_named_as_the_engine_names_them() -> None:
    text = (
        "## A *b* [c](d.md)\n\n## A b c\n\n## Ünï & `code`\n\n## X { #own }\n\n##\n\n"
        '```\n## not this\n```\n\n<p id="raw">x</p>\n'
    )
    assert links.anchors(text) == {"a-b-c", "a-b-c_1", "uni-code", "own", "_1", "raw"}
