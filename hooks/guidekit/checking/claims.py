"""Citations: who cites what, what needs a source, and what is said too surely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, get_args

from guidekit.checking import figures
from guidekit.reading.markdown import CODE_OR_CITATION, NO_SOURCE
from guidekit.reading.problems import PLACEHOLDER, did_you_mean
from guidekit.reading.register import cited
from guidekit.shapes.evidence import Certainty, SourceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from guidekit.reading.front_matter import Page
    from guidekit.reading.markdown import Passage
    from guidekit.reading.problems import Place, Problem
    from guidekit.shapes.evidence import Source

COUNT = re.compile(
    r"""(?<![\w.])\d[\d.,]*(?![\w])
      | \b(?:half|a\ third|two\ thirds|a\ quarter|three\ quarters)\ (?:of|the)\b
      | \b(?:dozens|hundreds|thousands|millions)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A number, in digits or in words."""

CLAIM = re.compile(
    r"""\bcaus(?:e|es|ed|ing)\b
      | \b(?:prevent(?:s|ed|ing)?|triggers|triggered|worsens)\b
      | \b(?:leads?|led)\ to\b | \bresults?\ in\b | \bbrings\ on\b
      | \bdue\ to\b | \blinked\ (?:to|with)\b
      | \b(?:eases|relieves|improves|heals|shrinks|boosts|reduces|lowers|protects\ against)\b
      | \bcan\ (?:ease|relieve|improve|heal|shrink|reduce|lower|help|speed\ up)\b
      | \bcan\ (?:harm|damage|kill|hurt|burn|scar|lead\ to)\b
      | \b(?:deadly|fatal|raises?\ the\ (?:risk|chance)|cuts?\ the\ (?:risk|chance))\b
      | \b(?:lower|reduce)\ the\ (?:risk|chance)\b
      | \b(?:more|less)\ (?:likely|often)\b
      | \bside\ effects?\b
      | \b(?:stud(?:y|ies)|trials?|reviews?|research)\ (?:show|find|found|suggest)(?:s|ed)?\b
      | \b(?:works|helps)\ (?:better|best|as\ well|most)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words that name a cause, a benefit or a harm."""

NO_COUNT = re.compile(
    r"\b(?:999|112|911|811|111|000|1800 022 222|0800 611 116)\b"  # numbers to call
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?: \d{4})?"
    r"|\b(?i:no) (?:study|studies|trials?|reviews?) \w+"  # that nothing was found
    r"|\bsteps? \d+\b|\bWCAG [\d.]+|\bCC BY [\d.]+|\b24 hours a day\b"
)
"""Digits and words that count nothing: a day, a number to call, a step."""

NO_CLAIM = re.compile(
    r"^(?:do not|do|claim:|if|when|how|what|why|whether|whether or not)\b"
    r"|\b(?:whether|how (?:often|much|many|well|long))\b"
    r"|\b(?:not proven|nobody has|we do not know|we found no|no (?:sound |good )?proof)\b",
    re.IGNORECASE,
)
"""What makes a sentence advice, a question, or a word on what is not known."""

SURE = re.compile(
    r"\b(?:cures?|prevents?|proves|proven|guarantees?|always works|works (?:well|best|better)"
    r"|(?:is|are) (?:very |highly )?effective)\b",
    re.IGNORECASE,
)
"""Words that sound certain, so that a label must say how sure we are."""

HEDGE = re.compile(
    r"\b(?:no|not|never|nobody|cannot|whether|may|might|could|if|little|less|claim\w*|say|says"
    r"|what)\b",
    re.IGNORECASE,
)
LABELS: tuple[str, ...] = get_args(Certainty.model_fields["label"].annotation)
WEAK_ALONE = frozenset({SourceKind.SELLER, SourceKind.ARTICLE})


class Cited(NamedTuple):
    """What a text may cite, and what its surroundings cite for it."""

    sources: Mapping[str, Source]
    keys: Mapping[str, str]
    """Main key of every key, as `main_keys` gives them."""
    around: tuple[str, ...] = ()
    """Keys that stand beside the text for the whole of it, as in a data file's `sources`."""
    labelled: bool = False
    """Whether a field beside the text says how sure we are."""


def needs_source(sentence: str, *, sign: bool = False) -> bool:
    """Return whether the words of a sentence make a claim.

    A question claims nothing; a day or a number to call is no count. Advice and
    words on what is not known claim nothing unless they count.

    Args:
        sentence: The words, without markup.
        sign: Whether it is one sign in a list of signs: those are told, not claimed.
    """
    if sentence.endswith("?"):
        return False
    words = NO_COUNT.sub("", sentence)
    if COUNT.search(words):
        return True
    return not sign and not NO_CLAIM.search(sentence) and bool(CLAIM.search(words))


def check_claims(place: Place, found: Iterable[Passage], known: Cited) -> Iterator[Problem]:
    """Yield claims without a source, with weak sources alone, or without a label."""
    for passage in found:
        if passage.kind == "heading" or PLACEHOLDER in passage.text:
            continue
        for raw, words in passage.sentences():
            yield from _weak(place, passage, raw, words, known)
            yield from _unfounded(place, passage, raw, words, known)
            if not _backed(raw, known) and needs_source(words, sign=_is_sign(passage)):
                yield place.problem(
                    passage.line,
                    f"'{_start(words)}' is a claim without a source",
                    "add [^key] before its full stop, or end it with <!-- no_source: reason -->",
                )
            if _too_sure(words, passage, known):
                yield place.problem(
                    passage.line,
                    f"'{_start(words)}' sounds certain, and no label says how sure we are",
                    f"start the paragraph with {_labels()}, or say it with less certainty",
                )


def _backed(raw: str, known: Cited) -> bool:
    return bool(known.around or known.keys.keys() & cited(raw) or NO_SOURCE.search(raw))


def _is_sign(passage: Passage) -> bool:
    return passage.box is not None and passage.kind == "item"


def _weak(place: Place, passage: Passage, raw: str, words: str, known: Cited) -> Iterator[Problem]:
    if known.around and not needs_source(words):
        return  # a definition or a sign, with its sources beside it
    cites = [known.keys[key] for key in (*cited(raw), *known.around) if key in known.keys]
    kinds = {known.sources[key].kind for key in cites}
    if kinds and kinds <= WEAK_ALONE and "article" not in words.lower():
        yield place.problem(
            passage.line,
            f"'{_start(words)}' rests on a seller or an article alone",
            "add a stronger source, or say who claims it",
        )


def _unfounded(
    place: Place, passage: Passage, raw: str, words: str, known: Cited
) -> Iterator[Problem]:
    cites = dict.fromkeys(
        known.keys[key] for key in (*cited(raw), *known.around) if key in known.keys
    )
    for number in figures.unfounded(words, [known.sources[key] for key in cites]):
        message = f"the sentence says {number}, and no finding of {' or '.join(cites)} holds it"
        fix = f"mend the number, or add it under 'findings:' of {next(iter(cites))}, with its base"
        yield place.problem(passage.line, message, fix)


def _too_sure(words: str, passage: Passage, known: Cited) -> bool:
    return (
        not known.labelled
        and bool(SURE.search(words))
        and not words.endswith("?")
        and not HEDGE.search(words)
        and not any(f"**{label}.**" in passage.raw for label in LABELS)
    )


def _labels() -> str:
    *most, last = (f"**{label}.**" for label in LABELS)
    return f"{', '.join(most)} or {last}"


def _start(words: str) -> str:
    return f"{' '.join(words.split()[:6])} ..."


def check_keys(page: Page, keys: Collection[str]) -> Iterator[Problem]:
    """Yield the keys a page cites that name no source."""
    for found in CODE_OR_CITATION.finditer(page.body):
        if (key := found["key"]) and key not in keys:
            yield page.problem(page.body.count("\n", 0, found.start()), *_no_such(key, keys))
    for field, lines in _cited_lines(page):
        for index, text in enumerate(lines):
            for key in _unknown(text, keys):
                yield page.document.problem((field, index), *_no_such(key, keys))


def _cited_lines(page: Page) -> Sequence[tuple[str, Sequence[str]]]:
    return (("summary", page.meta.summary),)


def _unknown(text: str, keys: Collection[str]) -> list[str]:
    return [key for key in cited(text) if key not in keys]


def _no_such(key: str, keys: Iterable[str]) -> tuple[str, str]:
    fix = f"{did_you_mean(key, keys)} Or add it to docs/_data/sources.yml"
    return f"the source '{key}' does not exist", fix
