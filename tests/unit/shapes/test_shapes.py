from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from guidekit.commands import schema
from guidekit.reading.data import FILES
from guidekit.shapes.evidence import Finding, Source
from guidekit.shapes.page import PageMeta

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = {"title": "T", "body": "B", "kind": "trial", "read": "2026-11-01", "took": "x"}
WITH_ADDRESS = {**SOURCE, "address": "https://a.example/"}


def test_schemas_are_current_and_named_by_every_data_file(root: Path) -> None:
    assert list(schema.check(root / "docs/_data", folder="docs/_data")) == []


def test_old_schema_and_file_without_its_schema_are_told(tmp_path: Path) -> None:
    schema.write(tmp_path)
    (tmp_path / "schema/words.json").write_text("{}")
    (tmp_path / "words.yml").write_text("words: []\n")
    assert [str(p).split("\n")[0] for p in schema.check(tmp_path, folder="d")] == [
        "d/schema/words.json:1: this schema is out of date",
        "d/words.yml:1: the file does not name its schema",
    ]
    assert schema.write(tmp_path) == [tmp_path / "schema/words.json"]
    assert schema.write(tmp_path) == []


@pytest.mark.parametrize("name", FILES)
def test_schema_explains_keys_and_allows_no_others(name: str) -> None:
    found = json.loads(schema.schemas()[f"{name}.json"])
    assert found["additionalProperties"] is False
    assert found["$schema"] == schema.DIALECT
    assert found["description"]


def test_schema_uses_the_names_editors_write() -> None:
    found = json.loads(schema.schemas()["treatments.json"])
    assert "for" in found["$defs"]["Treatment"]["properties"]
    assert "title" in json.loads(schema.schemas()["sources.json"])["$defs"]["Source"]["properties"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://a.example",
        "https://a b",
        'https://a"b',
        "https://<a>",
        "a.b",
        "",
    ],
)
def test_source_has_a_web_address(address: str) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({**SOURCE, "address": address})


def test_source_address_may_hold_brackets() -> None:
    assert Source.model_validate({**SOURCE, "address": "https://a.example/S0140-6736(19)3"})


def test_every_front_matter_key_is_documented() -> None:
    assert schema.described(PageMeta).keys() == PageMeta.model_fields.keys()


FINDING = {"figure": "84 of 100 got better", "of": "1,566 adults", "read": "abstract"}


def test_a_finding_holds_a_figure_its_base_and_how_it_was_read() -> None:
    (found,) = Source.model_validate({**WITH_ADDRESS, "findings": [FINDING]}).findings
    assert (found.figure, found.of, found.read.value) == tuple(FINDING.values())
    assert (found.who, found.when, found.place) == (None, None, None)
    assert Source.model_validate(WITH_ADDRESS).findings == ()


@pytest.mark.parametrize("key", FINDING)
def test_a_finding_without_its_base_is_none(key: str) -> None:
    less = {k: v for k, v in FINDING.items() if k != key}
    with pytest.raises(ValidationError, match="Field required"):
        Finding.model_validate(less)


@pytest.mark.parametrize("share", ["84%", "84 %", "84 percent", "84 PER CENT", "so many\n84％"])
def test_a_share_without_its_base_is_no_figure(share: str) -> None:
    with pytest.raises(ValidationError, match="a share needs its base"):
        Finding.model_validate({**FINDING, "figure": share})
    assert not re.search(Finding.model_json_schema()["properties"]["figure"]["pattern"], share)
