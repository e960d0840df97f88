"""What the texts about the guide itself must say, and what none of them may claim."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guidekit.reading.data import Data
    from guidekit.reading.problems import Problem


class Rule(NamedTuple):
    """The honest words of one language; their case does not count."""

    must_say: dict[str, tuple[str, ...]]
    """Phrases that each text must hold, whatever the guide's subject."""
    claim: re.Pattern[str]
    """What no text may say besides its phrases: that someone who knows has checked the pages."""


_UNREVIEWED = "not reviewed by a health professional"
_UNREVIEWED_ES = "sin revisar por ningún profesional de la salud"
_UNREVIEWED_DE = "nicht von medizinischem Fachpersonal geprüft"
RULES = {
    "en": Rule(
        {
            "general": ("not a diagnosis", _UNREVIEWED),
            "treatment": ("not a treatment plan", _UNREVIEWED),
            "check": ("not a diagnosis", _UNREVIEWED),
            "overdue": (),
            "page_end": (
                "no doctor, nurse or other health professional has checked this page",
                "{checked}",
                "{check_by}",
            ),
        },
        re.compile(
            r"\b(?:approv|certif|clinician|doctor|endors|expert|medic|nurse|physician|professional"
            r"|review|specialis|surgeo|verif)\w*",
            re.IGNORECASE,
        ),
    ),
    "es": Rule(
        {
            "general": ("no es un diagnóstico", _UNREVIEWED_ES),
            "treatment": ("no es un plan de tratamiento", _UNREVIEWED_ES),
            "check": ("no es un diagnóstico", _UNREVIEWED_ES),
            "overdue": (),
            "page_end": (
                "ningún médico, enfermero ni otro profesional de la salud ha revisado esta página",
                "{checked}",
                "{check_by}",
            ),
        },
        re.compile(
            r"\b(?:apr(?:ob|ueb)|aval|certific|cirujan|cl[ií]nic|doctor|enfermer|especialist|expert"
            r"|facultativ|m[eé]dic|profesional|respald|revis|sanitari|valid|verific)\w*",
            re.IGNORECASE,
        ),
    ),
    "de": Rule(
        {
            "general": ("keine Diagnose", _UNREVIEWED_DE),
            "treatment": ("kein Behandlungsplan", _UNREVIEWED_DE),
            "check": ("keine Diagnose", _UNREVIEWED_DE),
            "overdue": (),
            "page_end": (
                "keine Ärztin, kein Arzt und keine andere Fachperson aus dem Gesundheitswesen "
                "hat diese Seite geprüft",
                "{checked}",
                "{check_by}",
            ),
        },
        # Anywhere in a word, as German joins its words.
        re.compile(
            r"\w*(?:approb|arzt|ärzt|bestätig|chirurg|doktor|expert|fach(?:frau|kr[aä]ft|leut|mann"
            r"|person)|freigab|freigegeb|gutacht|klini|medizin|pfleger|pflegekr|schwester|spezialist"
            r"|validier|verifi|zertifi)\w*",
            re.IGNORECASE,
        ),
    ),
}


def check(data: Data, language: str) -> Iterator[Problem]:
    """Yield texts of `disclosure.yml` that leave out what they must say, or claim a review."""
    document, banner = data.documents["disclosure"], data.disclosure.banner
    if (rule := RULES.get(language.partition("-")[0])) is None:
        message = f"nobody has written down what a banner must say in the language '{language}'"
        yield document.problem(
            (), message, "add it to RULES in hooks/guidekit/checking/shields/honesty.py"
        )
        return
    texts = {**banner.model_dump(), "page_end": data.disclosure.page_end}
    for name, text in texts.items():
        place = (name,) if name == "page_end" else ("banner", name)
        for message, fix in _wrong(name, text, rule):
            yield document.problem(place, message, fix)


def _wrong(name: str, text: str, rule: Rule) -> Iterator[tuple[str, str]]:
    rest = " ".join(unicodedata.normalize("NFC", text).split())
    for phrase in rule.must_say[name]:
        found = re.search(re.escape(phrase), rest, re.IGNORECASE)
        if not found:
            yield f"'{name}' does not say '{phrase}'", "write these words into it, as they stand"
        else:
            rest = rest[: found.start()] + rest[found.end() :]
    if claim := rule.claim.search(rest):
        message = f"'{name}' says '{claim.group()}', as if someone had checked the pages"
        yield message, "take it out: no health professional has, and the banner must not say so"
