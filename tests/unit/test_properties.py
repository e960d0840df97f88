"""Whatever is done to a page or a data file, editors get a message or a pass, and soon."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from broken_guides import BROKEN, ROOT, SHARED
from guidekit.checking import links, references, whole
from guidekit.checking import page as pages
from guidekit.composing import made_pages
from guidekit.reading import data, yamlfile
from guidekit.reading.data import FILES
from guidekit.reading.problems import ContentError, Problem
from pace import seconds, within

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from guidekit.reading.data import Data
    from guidekit.reading.yamlfile import Document

TODAY = date(2026, 11, 21)
SECONDS = 1.0
EACH = settings(
    max_examples=1_100,
    deadline=None,  # measured below, by the processor's clock, which other work does not slow
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""Two tests of 1,100 make 2,200 mangled files a run."""

BASE = BROKEN / "base/docs"
PAGES = {file.relative_to(BASE).as_posix(): file.read_text("utf-8") for file in BASE.rglob("*.md")}
PAGES |= {
    file.relative_to(ROOT / "docs").as_posix(): file.read_text("utf-8")
    for file in sorted((ROOT / "docs").glob("*/*.md"))[::9]
}


def _data_file(name: str) -> Path:
    return (ROOT / "docs/_data" if f"{name}.yml" in SHARED else BASE / "_data") / f"{name}.yml"


DATA = {name: _data_file(name).read_bytes() for name in FILES if _data_file(name).exists()}
DOCUMENTS = {
    name: yamlfile.parse(yamlfile.decode(raw, path=name), path=name) for name, raw in DATA.items()
}
KNOWN = data.load(DOCUMENTS.get, folder="docs/_data")
URIS = frozenset({*PAGES, *made_pages.GENERATED_URIS})

PIECES = [
    *(
        "---",
        "///",
        "# ",
        "## ",
        "- ",
        "> ",
        "| a |",
        "```",
        "`",
        "<!--",
        "-->",
        "[^",
        "]",
        "(",
        ")",
    ),
    *("[a](", "![](", "{{ x }}", "{% x %}", "<script>", "&colon;", "{#", "}", "**", "\\", "$"),
    *(": ", "? ", "- - - ", "[", "{", "&a", "*a", "!!", "!t ", "|", ">", "'", '"', "#", "%", "@"),
    *("\t", "\n", "\r\n", "\x00", "\x85", "\u2028", "\ufeff", "\ud800", "\U0001f9e6", "é", "١"),
    *(
        "yes",
        "null",
        "~",
        "12:30:00",
        "0x1F",
        "1e999",
        "-.inf",
        "2027-13-01",
        "9" * 5000,
        "=",
        "<<",
    ),
    *("TO WRITE", "to-write", "javascript:", "../", "[^health]", "/// care | ", "no_source:"),
]
piece = some.one_of(some.sampled_from(PIECES), some.text(max_size=8))


@some.composite
def mangled(draw: some.DrawFn, text: str) -> bytes:
    """Return a text with some places cut, doubled, overwritten or filled; bytes may be odd."""
    for _ in range(draw(some.integers(1, 6))):
        start = draw(some.integers(0, len(text)))
        end = min(len(text), start + draw(some.integers(0, 60)))
        middle = draw(some.one_of(piece, some.just(text[start:end] * 2)))
        text = text[:start] + middle * draw(some.sampled_from([1, 1, 1, 2, 40])) + text[end:]
    raw = text.encode("utf-8", "surrogatepass")
    if draw(some.integers(0, 19)) == 0:
        at = draw(some.integers(0, len(raw)))
        raw = raw[:at] + draw(some.binary(min_size=1, max_size=3)) + raw[at:]
    return raw


def _soon(work: Callable[[], list[Problem]]) -> None:
    found: list[Problem] = []
    assert within(SECONDS, seconds(lambda: found.extend(work())))
    for problem in found:
        assert problem.path
        assert problem.line >= 1
        assert problem.message
        assert problem.fix


def _check_page(uri: str, raw: bytes) -> list[Problem]:
    try:
        text = yamlfile.decode(raw, path=uri)
    except ContentError as error:
        return error.problems
    read = whole.read_pages({uri: text})
    checked = whole.check(read, KNOWN, uris=URIS, today=TODAY)
    found = list(checked.problems)
    for page in read.pages:
        if page.uri in checked.unbuildable:
            continue
        found += links.check_anchors(page, lambda _: {"a"})
        links.anchors(page.body)
    return found


def _check_data(name: str, raw: bytes) -> list[Problem]:
    def read(other: str) -> Document | None:
        if other != name:
            return DOCUMENTS.get(other)
        return yamlfile.parse(yamlfile.decode(raw, path=name), path=name)

    try:
        known = data.load(read, folder="docs/_data")
    except ContentError as error:
        return error.problems
    return [*references.check_data(known), *_all(known)]


def _all(known: Data) -> list[Problem]:
    nothing = whole.Checked((), ())
    return list(whole.check(nothing, known, uris=URIS, today=TODAY).problems)


@EACH
@given(some.data())
def test_mangled_page_gets_a_message_or_a_pass(given_: some.DataObject) -> None:
    uri = given_.draw(some.sampled_from(sorted(PAGES)))
    raw = given_.draw(mangled(PAGES[uri]))
    _soon(lambda: _check_page(uri, raw))


@EACH
@given(some.data())
def test_mangled_data_file_gets_a_message_or_a_pass(given_: some.DataObject) -> None:
    name = given_.draw(some.sampled_from(sorted(DATA)))
    raw = given_.draw(mangled(DATA[name].decode("utf-8")))
    _soon(lambda: _check_data(name, raw))


TOP = PAGES["topics/hiccups.md"].partition("# Hiccups\n")[0]


@pytest.mark.parametrize(
    "body",
    [
        "[" * 90_000,
        "[a](" * 20_000,
        "![a" * 30_000,
        "[a" * 40_000,
        "[^a" * 30_000,
        "<!--" * 20_000,
        "<!---->" * 12_000,
        "<a " * 30_000,
        "<a" * 40_000,
        "{ a=" * 20_000,
        "{." * 40_000,
        "`" * 90_000,
        "` `` " * 15_000,
        "```\n" * 20_000,
        "**a" * 30_000,
        "_" * 90_000,
        "\\" * 90_000,
        "a.b! " * 18_000,
        "a. " * 30_000,
        "> " * 40_000,
        "- " * 40_000,
        "- a\n" * 20_000,
        "1. a\n" * 15_000,
        "| a " * 20_000 + "\n" + "|---" * 20_000,
        "# a\n" * 20_000,
        "a\n===\n" * 12_000,
        "/// care | appointment\n" * 4_000,
        "///\n" * 20_000,
        "&amp;" * 18_000,
        "a-" * 40_000,
        "1-2 " * 20_000,
        "no study " * 9_000,
        "\n" * 90_000,
        " " * 90_000,
        "é" * 90_000,
        "9" * 90_000,
        "9," * 40_000,
        "[a]: b\n" * 12_000,
        "how " * 20_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_body_made_to_take_long_does_not(body: str) -> None:
    text = f"{TOP}# Hiccups\n\n{body[: pages.MAX_CHARACTERS - 20]}"
    _soon(lambda: _check_page("topics/hiccups.md", text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "1:" * 240_000,
        "a: " + "9" * 490_000,
        "[" * 490_000,
        "- " * 240_000,
        "a: b\n" * 98_000,
        "? " * 240_000,
        '"' * 490_000,
        "a: |\n" + "  b\n" * 120_000,
        "#" * 490_000,
        "{a: " * 120_000,
    ],
    ids=lambda text: text[:12],
)
def test_data_made_to_take_long_does_not(text: str) -> None:
    _soon(lambda: _check_data("chances", text.encode()))
