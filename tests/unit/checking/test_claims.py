from __future__ import annotations

from datetime import date

import pytest

from guidekit.checking.evidence import claims
from guidekit.checking.evidence.claims import Cited
from guidekit.checking.texts import Lines
from guidekit.reading.markdown import Parsed
from guidekit.shapes.evidence import Finding, Source, SourceKind


def source(kind: SourceKind) -> Source:
    return Source(
        title="T",
        body="B",
        address="https://a.example/",
        kind=kind,
        read=date(2026, 11, 1),
        took="x",
        findings=(Finding(figure="3 weeks; 1,200 pounds", of="no count", read="whole"),),
    )


WORKS = {"good": source(SourceKind.TRIAL), "shop": source(SourceKind.SELLER)}
KNOWN = Cited(WORKS, {"good": "good", "other": "good", "shop": "shop"})


def told(text: str, known: Cited = KNOWN) -> list[str]:
    return [p.message for p in claims.check_claims(Lines("x"), Parsed(text).passages, known)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It takes 3 weeks.",
        "It costs 1,200 pounds.",
        "About half of the people heal.",
        "Thousands of people have it.",
        "Salt causes it.",
        "Heat triggers it.",
        "It leads to sores.",
        "It is due to heat.",
        "It is linked to heat.",
        "Rest eases it.",
        "Rest can relieve it.",
        "It protects against sores.",
        "It can harm you.",
        "It can lead to a sore.",
        "It has side effects.",
        "Trials show a gain.",
        "It is more likely at night.",
        "It works as well at night.",
        "Do it for 3 weeks.",
    ],
)
def test_number_cause_benefit_and_harm_need_a_source(sentence: str) -> None:
    assert told(sentence)
    assert told(f"{sentence[:-1]}.[^good]") == []
    assert told(f"{sentence} <!-- no_source: a reason -->") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Rest your leg.",
        "Does salt cause it?",
        "Call 999 or 112.",
        "Checked on 21 November 2026.",
        "Follow step 2.",
        "Do not rest because a leaflet says it eases pain.",
        "We do not know whether salt causes it.",
        "How often it leads to sores.",
        "We found no trial that shows rest heals it.",
        "If rest eases it, rest more.",
        "Nobody has shown that it heals.",
    ],
)
def test_advice_questions_and_open_points_need_none(sentence: str) -> None:
    assert told(sentence) == []


def test_source_of_the_next_sentence_does_not_count() -> None:
    assert len(told("It takes 3 weeks. It hurts.[^good]")) == 1


def test_sign_in_a_box_is_told_not_claimed() -> None:
    assert told("/// care | appointment\n\n- pain that rest eases\n///\n") == []
    assert told("/// care | appointment\n\n- pain for 3 weeks\n///\n")


def test_other_key_of_a_work_counts() -> None:
    assert told("It takes 3 weeks.[^other]") == []


def test_seller_alone_is_not_enough() -> None:
    assert "rests on a seller" in told("It takes 3 weeks.[^shop]")[0]
    assert told("It takes 3 weeks.[^shop][^good]") == []


def test_keys_beside_a_text_count_for_all_of_it() -> None:
    assert told("It takes 3 weeks.", KNOWN._replace(around=("good",))) == []
    assert told("It takes 3 weeks.", KNOWN._replace(around=("shop",)))
    assert told("A cup for drinks.", KNOWN._replace(around=("shop",))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It prevents sores.[^good]", True),
        ("It is effective.[^good]", True),
        ("**Likely.** It prevents sores.[^good]", False),
        ("It may prevent sores. It never prevents them all.[^good]", False),
        ("One maker says it prevents sores.[^good]", False),
        ("What prevents sores?", False),
    ],
)
def test_sure_words_need_a_label(text: str, *, found: bool) -> None:
    assert any("sounds certain" in message for message in told(text)) is found


def test_label_may_stand_beside_the_text() -> None:
    assert told("It prevents sores.[^good]", KNOWN._replace(labelled=True)) == []
