"""What the texts about the guide itself must say, and what none of them may claim."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guidekit.reading.data import Data
    from guidekit.reading.problems import Problem
    from guidekit.shapes.review import ReviewWords


class Rule(NamedTuple):
    """The honest words of one language; their case does not count."""

    must_say: dict[str, tuple[str, ...]]
    """Phrases that each text must hold, whatever the guide's subject."""
    claim: re.Pattern[str]
    """What no text may say besides its phrases: that someone who knows has checked the pages."""
    signed: str
    """Phrase that takes the place of the one on a lack of review, once someone has reviewed it."""


_UNREVIEWED = "not reviewed by a health professional"
_UNREVIEWED_ES = "sin revisar por ningún profesional de la salud"
_UNREVIEWED_DE = "nicht von medizinischem Fachpersonal geprüft"
_UNCHECKED = "no doctor, nurse or other health professional has checked this page"
_UNCHECKED_ES = "ningún médico, enfermero ni otro profesional de la salud ha revisado esta página"
_UNCHECKED_DE = (
    "keine Ärztin, kein Arzt und keine andere Fachperson aus dem Gesundheitswesen "
    "hat diese Seite geprüft"
)
_ON_REVIEW = frozenset(
    {_UNREVIEWED, _UNREVIEWED_ES, _UNREVIEWED_DE, _UNCHECKED, _UNCHECKED_ES, _UNCHECKED_DE}
)
"""Phrases that hold as long as nobody has reviewed a page."""
RULES = {
    "en": Rule(
        {
            "general": ("not a diagnosis", _UNREVIEWED),
            "treatment": ("not a treatment plan", _UNREVIEWED),
            "check": ("not a diagnosis", _UNREVIEWED),
            "overdue": (),
            "page_end": (
                _UNCHECKED,
                "{checked}",
                "{check_by}",
            ),
        },
        re.compile(
            r"\b(?:approv|certif|clinician|doctor|endors|expert|medic|nurse|physician|professional"
            r"|review|specialis|surgeo|verif)\w*",
            re.IGNORECASE,
        ),
        "reviewed by {name}, {profession}, on {day}",
    ),
    "es": Rule(
        {
            "general": ("no es un diagnóstico", _UNREVIEWED_ES),
            "treatment": ("no es un plan de tratamiento", _UNREVIEWED_ES),
            "check": ("no es un diagnóstico", _UNREVIEWED_ES),
            "overdue": (),
            "page_end": (
                _UNCHECKED_ES,
                "{checked}",
                "{check_by}",
            ),
        },
        re.compile(
            r"\b(?:apr(?:ob|ueb)|aval|certific|cirujan|cl[ií]nic|doctor|enfermer|especialist|expert"
            r"|facultativ|m[eé]dic|profesional|respald|revis|sanitari|valid|verific)\w*",
            re.IGNORECASE,
        ),
        "revisada por {name}, {profession}, el {day}",
    ),
    "de": Rule(
        {
            "general": ("keine Diagnose", _UNREVIEWED_DE),
            "treatment": ("kein Behandlungsplan", _UNREVIEWED_DE),
            "check": ("keine Diagnose", _UNREVIEWED_DE),
            "overdue": (),
            "page_end": (
                _UNCHECKED_DE,
                "{checked}",
                "{check_by}",
            ),
        },
        # Anywhere in a word, as German joins its words.
        re.compile(
            r"\w*(?:approb|arzt|ärzt|bestätig|chirurg|doktor|expert|fach(?:frau|kr[aä]ft|leut|mann"
            r"|person)|freigab|freigegeb|gutacht|klini|medizin|pfleger|pflegekr|prüf|schwester"
            r"|spezialist|validier|verifi|zertifi)\w*",
            re.IGNORECASE,
        ),
        "geprüft von {name}, {profession}, am {day}",
    ),
}


def check(data: Data, language: str) -> Iterator[Problem]:
    """Yield texts of `disclosure.yml` that leave out what they must say, or claim a review."""
    document, banner = data.documents["disclosure"], data.disclosure.banner
    if (rule := RULES.get(language.partition("-")[0])) is None:
        message = f"nobody has written down what a banner must say in the language '{language}'"
        yield document.problem((), message, "add it to RULES in hooks/guidekit/honesty.py")
        return
    texts = {**banner.model_dump(), "page_end": data.disclosure.page_end}
    for name, text in texts.items():
        place = (name,) if name == "page_end" else ("banner", name)
        for message, fix in _wrong(name, text, rule.must_say[name], rule):
            yield document.problem(place, message, fix)
    if review := data.disclosure.review:
        for part, words in (("banner", review.banner), ("page_end", review.page_end)):
            for key, message, fix in _wrong_words(part, words, texts, rule):
                yield document.problem(("review", part, key), message, fix)


def _wrong_words(
    part: str, words: ReviewWords, texts: Mapping[str, str], rule: Rule
) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the words on a review, judged by the texts that they make."""
    for name in _PARTS[part]:
        if words.unsigned not in texts[name]:
            fix = f"write it letter by letter as it stands in '{name}'"
            yield "unsigned", f"'unsigned' does not stand in '{name}'", fix
            continue
        says = [rule.signed if one in _ON_REVIEW else one for one in rule.must_say[name]]
        text = texts[name].replace(words.unsigned, words.signed)
        for message, fix in _wrong(f"{name}' with 'signed", text, says, rule):
            yield "signed", message, fix


_PARTS = {"banner": ("general", "treatment", "check"), "page_end": ("page_end",)}
"""Texts that say whether someone has reviewed the page."""


def _wrong(name: str, text: str, must_say: Iterable[str], rule: Rule) -> Iterator[tuple[str, str]]:
    rest = " ".join(unicodedata.normalize("NFC", text).split())
    for phrase in must_say:
        found = re.search(re.escape(phrase), rest, re.IGNORECASE)
        if not found:
            yield f"'{name}' does not say '{phrase}'", "write these words into it, as they stand"
        else:
            rest = rest[: found.start()] + rest[found.end() :]
    if claim := rule.claim.search(rest):
        message = f"'{name}' says '{claim.group()}', as if someone had checked the pages"
        yield message, "take it out: no health professional has, and the banner must not say so"
