from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from guidekit.publishing import jsonld
from guidekit.reading import front_matter
from guidekit.shapes.evidence import Sources
from guidekit.shapes.site import Publisher

if TYPE_CHECKING:
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page

PLACE = jsonld.Place("https://x.example/", "https://x.example/tea/", "en")
PUBLISHER = {
    "name": "The cooks",
    "page": "about/index.md",
    "usage": "about/index.md#who",
    "licence": "https://licence.example/",
    "subjects": {"tea.md": {"type": "MedicalCondition", "name": "Thirst", "part": "Throat"}},
}
WORK = {"title": "On tea", "body": "B", "address": "https://b.example/", "read": "2030-01-01"}


def page(kind: str) -> Page:
    more = 'summary: [a, b, c]\nred_flags: [f]\nalso_called: ["dry mouth"]\n'
    text = (
        f'---\ntitle: "Tea"\ndescription: "About tea."\nkind: {kind}\n'
        f"{more if kind == 'topic' else ''}"
        "checked: 2030-01-01\ncheck_by: 2031-01-01\n---\n# Tea\n"
    )
    return front_matter.read(text, path="docs/tea.md", uri="tea.md")


def data(**publisher: object) -> Data:
    works = {
        "g": {**WORK, "kind": "guideline", "took": "t"},
        "a": {
            "title": "On coffee",
            "body": "B",
            "read": "2030-01-01",
            "kind": "article",
            "took": "t",
        },
    }
    return cast(
        "Data",
        SimpleNamespace(
            publisher=Publisher.model_validate(publisher),
            sources=Sources.model_validate({"sources": works}),
        ),
    )


def said(kind: str, **publisher: object) -> dict[str, Any]:
    return jsonld.describe(
        page(kind), data(**publisher), PLACE, changed="2030-01-01", cites=["g", "a"]
    )


def test_topic_page_says_what_it_is_about_and_rests_on() -> None:
    told = said("topic", **PUBLISHER)
    assert told["@type"] == "MedicalWebPage"
    assert told["dateModified"] == "2030-01-01"
    assert told["usageInfo"] == "https://x.example/about/#who"
    assert told["publisher"]["url"] == "https://x.example/about/"
    assert told["about"] == {
        "@type": "MedicalCondition",
        "name": "Thirst",
        "alternateName": ["dry mouth"],
        "associatedAnatomy": {"@type": "AnatomicalStructure", "name": "Throat"},
    }


def test_works_are_named_by_their_addresses_and_else_by_their_titles() -> None:
    assert said("topic")["citation"] == ["https://b.example/", "On coffee"]


@pytest.mark.parametrize(("kind", "type_"), [("home", "WebSite"), ("about", "AboutPage")])
def test_pages_that_give_no_advice_are_no_medical_pages(kind: str, type_: str) -> None:
    told = said(kind, **{**PUBLISHER, "subjects": {}})
    assert told["@type"] == type_
    assert {"citation", "about"}.isdisjoint(told)


def test_guide_without_a_publisher_says_nothing_about_one() -> None:
    assert {"publisher", "license", "usageInfo", "audience"}.isdisjoint(said("topic"))


def test_texts_cannot_end_the_script_they_stand_in() -> None:
    text = jsonld.as_script({"name": "</script><script>alert('&')</script>"})
    assert "<" not in text
    assert json.loads(text) == {"name": "</script><script>alert('&')</script>"}


def test_cited_works_are_read_from_the_list_of_sources() -> None:
    html = '<ol class="sources"><li id="source-b">B</li>\n<li id="source-a-1">A</li></ol>'
    assert jsonld.cited_in(html) == ["b", "a-1"]
