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

    no_diagnosis: str
    no_plan: str
    """Of a treatment, in place of the words on a diagnosis."""
    unreviewed: str
    page_end: str
    claim: re.Pattern[str]
    """What no text may say besides its phrases: that someone who knows has checked the pages."""
    signed: str
    """Phrase that takes the place of the one on a lack of review, once someone has reviewed it."""

    def must_say(self, name: str) -> tuple[str, ...]:
        """Return the phrases that a text must hold, whatever the guide's subject."""
        if name == "page_end":
            return (self.page_end, "{checked}", "{check_by}")
        first = self.no_plan if name == "treatment" else self.no_diagnosis
        return () if name == "overdue" else (first, self.unreviewed)

    def once_signed(self, name: str) -> tuple[str, ...]:
        """Return the phrases of a text once someone who knows has reviewed the page."""
        unsigned = (self.unreviewed, self.page_end)
        return tuple(self.signed if one in unsigned else one for one in self.must_say(name))


RULES = {
    "en": Rule(
        "not a diagnosis",
        "not a treatment plan",
        "not reviewed by a health professional",
        "no doctor, nurse or other health professional has checked this page",
        re.compile(
            r"\b(?:approv|certif|clinician|doctor|endors|expert|medic|nurse|physician|professional"
            r"|review|specialis|surgeo|verif)\w*",
            re.IGNORECASE,
        ),
        "reviewed by {name}, {profession}, on {day}",
    ),
    "es": Rule(
        "no es un diagnóstico",
        "no es un plan de tratamiento",
        "sin revisar por ningún profesional de la salud",
        "ningún médico, enfermero ni otro profesional de la salud ha revisado esta página",
        re.compile(
            r"\b(?:apr(?:ob|ueb)|aval|certific|cirujan|cl[ií]nic|doctor|enfermer|especialist|expert"
            r"|facultativ|m[eé]dic|profesional|respald|revis|sanitari|valid|verific)\w*",
            re.IGNORECASE,
        ),
        "revisada por {name}, {profession}, el {day}",
    ),
    "de": Rule(
        "keine Diagnose",
        "kein Behandlungsplan",
        "nicht von medizinischem Fachpersonal geprüft",
        "keine Ärztin, kein Arzt und keine andere Fachperson aus dem Gesundheitswesen "
        "hat diese Seite geprüft",
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


def problems(data: Data, language: str) -> Iterator[Problem]:
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
        for message, fix in _wrong(name, text, rule.must_say(name), rule):
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
        text = texts[name].replace(words.unsigned, words.signed)
        for message, fix in _wrong(f"{name}' with 'signed", text, rule.once_signed(name), rule):
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
