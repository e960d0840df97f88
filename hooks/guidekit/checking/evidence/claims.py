"""Citations: who cites what, what needs a source, and what is said too surely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from guidekit.checking.evidence import figures, labels
from guidekit.checking.evidence.labels import LABELS
from guidekit.reading.markdown import CODE_OR_CITATION, NO_SOURCE, with_lines
from guidekit.reading.problems import PLACEHOLDER, did_you_mean
from guidekit.reading.register import cited
from guidekit.shapes.evidence import SourceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

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
    r"|\b(?:not proven|nobody (?:has|knows)|we do not know|we found no)\b"
    r"|\bno (?:sound |good )?proof\b",
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
*_most, _last = (f"**{label}.**" for label in LABELS)
_LABELS = f"{', '.join(_most)} or {_last}"
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
        if named := labels.in_text(passage.raw):
            kinds = [known.sources[key].kind for key in _keys(passage.raw, known)]
            for message, fix in labels.unearned(named, kinds):
                yield place.problem(passage.line, message, fix)
        for raw, words in passage.sentences:
            for message, fix in _wrong(passage, raw, words, known):
                said = f"'{' '.join(words.split()[:6])} ...' {message}"
                yield place.problem(passage.line, said, fix)


def _wrong(passage: Passage, raw: str, words: str, known: Cited) -> Iterator[tuple[str, str]]:
    sign = passage.box is not None and passage.kind == "item"
    if _weak(raw, words, known):
        yield "rests on a seller or an article alone", "add a stronger source, or say who claims it"
    cites = _keys(raw, known)
    for number in figures.unfounded(words, [known.sources[key] for key in cites]):
        fix = f"mend the number, or add it under 'findings:' of {cites[0]}, with its base"
        yield f"says {number}, and no finding of {' or '.join(cites)} holds it", fix
    if not _backed(raw, known) and needs_source(words, sign=sign):
        fix = "add [^key] before its full stop, or end it with <!-- no_source: reason -->"
        yield "is a claim without a source", fix
    if _too_sure(words, passage, known):
        fix = f"start the paragraph with {_LABELS}, or say it with less certainty"
        yield "sounds certain, and no label says how sure we are", fix


def _keys(raw: str, known: Cited) -> list[str]:
    """Return the main keys of the sources that a text cites, or that stand beside it."""
    return list(
        dict.fromkeys(known.keys[key] for key in (*cited(raw), *known.around) if key in known.keys)
    )


def _backed(raw: str, known: Cited) -> bool:
    return bool(known.around or known.keys.keys() & cited(raw) or NO_SOURCE.search(raw))


def _weak(raw: str, words: str, known: Cited) -> bool:
    if known.around and not needs_source(words):
        return False  # a definition or a sign, with its sources beside it
    kinds = {known.sources[key].kind for key in _keys(raw, known)}
    return bool(kinds) and kinds <= WEAK_ALONE and "article" not in words.lower()


def _too_sure(words: str, passage: Passage, known: Cited) -> bool:
    return (
        not known.labelled
        and bool(SURE.search(words))
        and not words.endswith("?")
        and not HEDGE.search(words)
        and not any(f"**{label}.**" in passage.raw for label in LABELS)
    )


def check_keys(page: Page, keys: Collection[str]) -> Iterator[Problem]:
    """Yield the keys a page cites that name no source."""
    for line, found in with_lines(CODE_OR_CITATION, page.body):
        if (key := found["key"]) and key not in keys:
            yield page.problem(line, *_no_such(key, keys))
    for index, text in enumerate(page.meta.summary):
        for key in (key for key in cited(text) if key not in keys):
            yield page.document.problem(("summary", index), *_no_such(key, keys))


def _no_such(key: str, keys: Iterable[str]) -> tuple[str, str]:
    fix = f"{did_you_mean(key, keys)} Or add it to docs/_data/sources.yml"
    return f"the source '{key}' does not exist", fix
