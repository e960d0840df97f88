"""No banner says less than it must, and none claims that someone who knows has checked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broken_guides import ROOT, base
from guidekit.checking.shields import honesty
from guidekit.reading import data

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (ROOT / "docs/_data/disclosure.yml").read_text("utf-8")
UNREVIEWED = "Not reviewed by a health professional."
LIES = {
    "claim": (f"not a diagnosis. {UNREVIEWED}", "Reviewed by doctors."),
    "nothing": (f" {UNREVIEWED}", ""),
    "no diagnosis": ("General information, not a diagnosis.", "General information."),
    "no plan": ("not a treatment plan for you", "for you"),
    "claim beside it": (UNREVIEWED, f"{UNREVIEWED} Approved by two doctors."),
    "turned round": (UNREVIEWED, "Reviewed by a health professional."),
    "page end": ("No doctor, nurse or other", "A"),
    "page end with a claim": ("Written by volunteers", "Verified by volunteers"),
    "no date": (" Last checked against its sources: {checked}.", ""),
    "signed by nobody": ("Reviewed by {name}, {profession},", "Reviewed by {profession},"),
    "signed on no day": ('{profession}, on {day}."\n  page', '{profession}."\n  page'),
    "signed and praised": ("on {day}.", "on {day}. All of it is expert advice."),
    "signed by more": ("was reviewed by", "was verified by doctors and reviewed by"),
    "unsigned is elsewhere": ('unsigned: "Not reviewed', 'unsigned: "Never reviewed'),
    "unsigned takes more out": (
        'unsigned: "Not reviewed',
        'unsigned: "not a diagnosis. Not reviewed',
    ),
    "unsigned takes less out": (
        'unsigned: "Not reviewed by a health professional."',
        'unsigned: "a"',
    ),
    "page end unsigned": ('unsigned: "No doctor', 'unsigned: "Doctor'),
}


OTHERS = {
    language: (ROOT / f"tests/honest/{language}.yml").read_text("utf-8")
    for language in ("es", "de")
}
UNTRUE = {
    ("es", "claim"): ("Sin revisar por ningún", "Revisada por un"),
    ("es", "claim beside it"): ("Información general", "Con el aval de una médica"),
    ("es", "accent apart"): ("Información general", "De una me\u0301dica"),
    ("es", "no diagnosis"): ("no es un diagnóstico", "es un diagnóstico"),
    ("es", "no plan"): ("no es un plan", "es un plan"),
    ("es", "page end"): ("Ningún médico, enfermero ni otro", "Un"),
    ("es", "signed by nobody"): ("Revisada por {name}, {profession}", "Revisada por {profession}"),
    ("es", "signed by more"): ("Página revisada", "Página aprobada y revisada"),
    ("es", "unsigned is elsewhere"): ('unsigned: "Sin', 'unsigned: "No'),
    ("es", "no date"): (" Próxima comprobación: {check_by}.", ""),
    ("de", "claim"): ("Nicht von medizinischem", "Von medizinischem"),
    ("de", "claim beside it"): ("Allgemeine Informationen", "Fachärztlich bestätigt"),
    ("de", "no diagnosis"): ("keine Diagnose", "eine Diagnose"),
    ("de", "no plan"): ("kein Behandlungsplan", "ein Behandlungsplan"),
    ("de", "page end"): ("Keine Ärztin, kein Arzt", "Eine Ärztin, ein Arzt"),
    ("de", "signed by nobody"): ("Geprüft von {name}, {profession}", "Geprüft von {profession}"),
    ("de", "signed by more"): ("Diese Seite wurde", "Diese Seite wurde bestätigt und"),
    ("de", "unsigned is elsewhere"): ('unsigned: "Keine', 'unsigned: "Kaum'),
    ("de", "claim in one word"): ("Allgemeine Informationen", "Geprüfte Informationen"),
    ("de", "no date"): (" Zuletzt mit den Quellen abgeglichen: {checked}.", ""),
}


def told(text: str, folder: Path, language: str = "en") -> list[str]:
    root = base(folder / "guide")
    (root / "docs/_data/disclosure.yml").write_text(text, "utf-8")
    known = data.load_folder(root / "docs/_data")
    return [str(problem) for problem in honesty.problems(known, language)]


def test_the_texts_of_the_guide_are_honest(tmp_path: Path) -> None:
    assert told(TEXT, tmp_path, "en-GB") == []


@pytest.mark.parametrize("name", LIES)
def test_a_text_that_says_too_little_or_too_much_is_told(name: str, tmp_path: Path) -> None:
    old, new = LIES[name]
    assert old in TEXT
    found = told(TEXT.replace(old, new), tmp_path)
    assert found
    assert all(one.startswith("docs/_data/disclosure.yml:") for one in found)


def test_words_of_a_new_subject_are_free(tmp_path: Path) -> None:
    text = TEXT.replace("General information, not", "What is known of nosebleeds, not")
    assert told(text, tmp_path) == []


def test_a_language_without_a_rule_is_told(tmp_path: Path) -> None:
    (found,) = told(TEXT, tmp_path, "fi")
    assert "in the language 'fi'" in found


@pytest.mark.parametrize("language", OTHERS)
def test_honest_texts_pass_in_their_language_alone(language: str, tmp_path: Path) -> None:
    assert told(OTHERS[language], tmp_path / "own", language) == []
    assert len(told(OTHERS[language], tmp_path / "other", "en")) >= 4


@pytest.mark.parametrize("case", UNTRUE, ids=" ".join)
def test_an_untrue_text_is_told_in_its_language(case: tuple[str, str], tmp_path: Path) -> None:
    language, _ = case
    old, new = UNTRUE[case]
    assert old in OTHERS[language]
    assert told(OTHERS[language].replace(old, new, 1), tmp_path, language)
