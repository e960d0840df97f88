from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidekit.reading import fit, yamlfile
from guidekit.reading.problems import ContentError, did_you_mean
from guidekit.shapes.evidence import Chances, Sources
from guidekit.shapes.page import PageMeta

if TYPE_CHECKING:
    from pydantic import BaseModel

META = 'title: "A"\ndescription: "B"\nkind: hub\nchecked: 2026-11-01\ncheck_by: 2027-11-01\n'


def said(text: str, shape: type[BaseModel] = PageMeta) -> list[str]:
    with pytest.raises(ContentError) as caught:
        fit.fit(yamlfile.parse(text, path="x"), shape)
    return str(caught.value).split("\n")


def test_data_becomes_an_instance() -> None:
    assert fit.fit(yamlfile.parse(META, path="x"), PageMeta).title == "A"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("titel: x\n", ["x:6: 'titel' is not a known key", "    fix: did you mean 'title'?"]),
        ("summary: x\n", ["x:6: 'summary' is 'x', which is not what belongs there",
                          "    fix: write a list: one '- item' a line"]),
        ("summary: [1]\n", ["x:6: 'item 1' is '1', which is not what belongs there (in 'summary')",
                            "    fix: write text, in double quotes"]),
        ("summary: ['']\n", ["x:6: 'item 1' is empty or too short (in 'summary')",
                             "    fix: write at least 1"]),
        ("red_flags: [A B]\n", [
            "x:6: 'item 1' is 'A B', which has characters or a form that is not allowed here "
            "(in 'red_flags')",
            "    fix: use small letters, digits, - and _ (60 characters at most)"]),
    ],
)  # fmt: skip
def test_mistake_gets_plain_words(text: str, lines: list[str]) -> None:
    assert said(META + text) == lines


def test_all_mistakes_come_at_once() -> None:
    found = said('title: ""\nkind: x\nchecked: 1.5\nabc: 1\n')
    assert [line.split(":")[1] for line in found[::2]] == ["1", "1", "2", "3", "4"]


def test_no_message_quotes_the_library() -> None:
    told = "\n".join(said("chances:\n  A b:\n    n: -1\n    out_of: 7\n    x: {}\n", Chances))
    assert "Input should" not in told
    assert "Field required" not in told
    assert "use at least 0" in told


def test_unknown_key_deep_down_gets_a_near_one() -> None:
    told = said("sources:\n  a:\n    titel: b\n", Sources)
    assert any("did you mean 'title'?" in line for line in told)


def test_nearest_name_or_the_list_is_given() -> None:
    assert did_you_mean("breth", ["breath", "sore"]) == "did you mean 'breath'?"
    assert did_you_mean("x", ["b", "a"]) == "use one of: a, b"
    assert did_you_mean("x", []) == "there is none to choose from yet"
    assert did_you_mean("x", map(str, range(20))).endswith("...")
