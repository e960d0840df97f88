from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidekit.reading import yamlfile
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from pathlib import Path


def said(text: str) -> str:
    with pytest.raises(ContentError) as caught:
        yamlfile.parse(text, path="x.yml", first_line=3)
    return str(caught.value).split("\n")[0]


def test_lines_of_values_are_known() -> None:
    document = yamlfile.parse("a:\n  - b: 1\n  - c: 2\n", path="x.yml", first_line=10)
    assert document.data == {"a": [{"b": 1}, {"c": 2}]}
    assert document.line(("a",)) == 10
    assert document.line(("a", 1, "c")) == 12
    assert document.line(("a", 1, "none", "such")) == 12


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a:\n\tb: 1", "x.yml:4: a tab stands where only spaces can"),
        ("a: b: c", "x.yml:3: there is a ': ' inside a text without quotes"),
        ('a: "b\nc: "d"', "x.yml:3: a quote is opened but never closed"),
        ("a: [b", "x.yml:3: a [ or { is opened but never closed"),
        ("a: @b", "x.yml:3: this text starts with a character that YAML keeps for itself"),
        ("a: 1\na: 2", "x.yml:4: the key 'a' stands here twice"),
        ("a: no", "x.yml:3: YAML reads no without quotes as true or false"),
        ("on: 1", "x.yml:3: YAML reads on without quotes as true or false"),
        ("? [a]\n: b", "x.yml:3: a key is a list or a mapping"),
        ("a: 2027-02-30", "x.yml:3: there is no day '2027-02-30'"),
        ("a: &b 1\nc: *b", "x.yml:3: YAML anchors and aliases (& and *) are not used here"),
        ("a: !b c", "x.yml:3: YAML tags (!) are not used here"),
        ("a: 12:30", "x.yml:3: YAML reads 12:30 without quotes as a number of another kind"),
        ("a: 1\n---\nb: 2", "x.yml:4: a line '---' starts a second document"),
        (
            "a: b\x07",
            "x.yml:3: there is a character that nobody sees: "
            "U+0007 a control character, in column 5",
        ),
        ("[" * 100_000, "x.yml:3: lists and keys are nested too deep"),
        ("- " * 50_000, "x.yml:3: lists and keys are nested too deep"),
        ("a: b\n" * 300_000, "x.yml:3: this file holds 1,500,000 bytes; the most is 500,000"),
    ],
    ids=lambda value: value[:24],
)
def test_trap_is_named(text: str, message: str) -> None:
    assert said(text) == message


def test_settings_may_hold_tags() -> None:
    found = yamlfile.parse("a: !ENV [B, c]\nd: !!python/name:e.f\n", path="x", any_tag=True)
    assert found.data["a"] == ["B", "c"]
    assert found.data["d"] == ""


def test_mark_and_line_ends_do_not_matter() -> None:
    assert yamlfile.decode(b"\xef\xbb\xbfa: 1\r\nb: 2\r", path="x") == "a: 1\nb: 2\n"


def test_bytes_that_are_no_text_are_named_by_line() -> None:
    with pytest.raises(ContentError, match="x:2: this line is not UTF-8 text"):
        yamlfile.decode(b"a\nb\xff\n", path="x")


def test_large_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(b"#" * 5_000_000)
    with pytest.raises(ContentError, match="5,000,000 bytes"):
        yamlfile.read(file, path="x.yml")


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"x\.yml:1: this file is missing"):
        yamlfile.read(tmp_path / "x.yml", path="x.yml")
