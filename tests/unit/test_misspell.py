from __future__ import annotations

import pytest

from guidekit import misspell


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("phlebitis", "flebitus"),
        ("varicose", "vericose"),
        ("cramp", "kramp"),
        ("sclerotherapy", "schlerotherapy"),
        ("eczema", "exzema"),
        ("capillary", "capilary"),
        ("rhabdo", "rabdo"),
    ],
)
def test_words_that_sound_alike_share_a_key(one: str, other: str) -> None:
    assert misspell.sound(one) == misspell.sound(other)


@pytest.mark.parametrize(
    ("known", "other"), [("vein", "vine"), ("foot", "feat"), ("heel", "hail"), ("calf", "cliff")]
)
def test_word_of_the_same_sound_is_no_misspelling_if_its_letters_are_too_far(
    known: str, other: str
) -> None:
    """The key only proposes; the distance decides."""
    assert misspell.sound(known) == misspell.sound(other)
    assert misspell.corrections([[other]], {known: 9}, set()) == {}


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("vein", "vein", 0),
        ("vein", "vien", 1),  # swapped
        ("vein", "ven", 1),  # dropped
        ("vein", "veein", 1),  # doubled
        ("vein", "vain", 1),  # changed
        ("varicose", "vericos", 2),
        ("cramp", "stocking", 3),
    ],
)
def test_distance_counts_slips(one: str, other: str, far: int) -> None:
    assert misspell.distance(one, other, 2) == far
    assert misspell.distance(other, one, 2) == far


def test_slips_are_of_all_four_kinds() -> None:
    slips = misspell.misspellings("phleb")
    assert {"pleb", "phhleb", "phelb", "fleb"} <= slips
    assert "phleb" not in slips


def test_listed_slips_never_mean_two_words_nor_are_words_themselves() -> None:
    listed = misspell.slips_to_list(["vein", "vain", "foam", "form"], ["vein", "from", "foam"], 4)
    assert listed["vien"] == "vein"
    assert "from" not in listed  # a word of the guide
    assert "fom" not in listed  # foam, or form
    assert all(slip[0] == word[0] for slip, word in listed.items())


def test_corrections_mend_what_editors_listed_and_leave_other_words() -> None:
    known = {"varicose": 9, "veins": 9, "cough": 3, "confusion": 2, "phlebitis": 4, "flaps": 2}
    beside = {("varicose", "veins")}
    names = [["vericose", "veins"], ["flebitis"], ["couch", "to"], ["contusion"], ["red", "flags"]]
    assert misspell.corrections(names, known, beside) == {
        "vericose": "varicose",
        "flebitis": "phlebitis",
    }
