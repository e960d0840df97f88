"""Citations: who cites what, what needs a source, and how a definition reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .model import SourceKind
from .passages import CITATION, NO_SOURCE
from .problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .frontmatter import Page
    from .model import Source
    from .passages import Passage
    from .problems import Problem

CLAIM = re.compile(
    r"""(?<![\w.])\d[\d.,]*(?![\w])          # a number
      | \bcaus(?:e|es|ed|ing)\b
      | \bprevent(?:s|ed|ing)?\b
      | \b(?:lowers?|raises?|reduces?|cuts?)\ the\ (?:risk|chance)
      | \b(?:more|less)\ (?:likely|often)\b
      | \bside\ effects?\b
      | \b(?:stud(?:y|ies)|trials?|reviews?)\ (?:show|shows|showed|find|finds|found|suggest|suggests)\b
      | \b(?:works|helps)\ (?:better|best|as\ well|most)\b
      | \bcan\ (?:harm|damage|kill|lead\ to)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words that make a sentence a claim: a number, a cause, a benefit or a harm."""

NOT_A_COUNT = re.compile(
    r"\b(?:999|112|911|811|111|000|1800 022 222|0800 611 116)\b"  # numbers to call
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?"
    r"|\b(?i:no) (?:study|studies|trials?|reviews?) \w+"  # that nothing was found
    r"|\bsteps? \d+\b|\bWCAG [\d.]+|\bCC BY [\d.]+|\b24 hours a day\b"
)
WEAK_ALONE = frozenset({SourceKind.SELLER, SourceKind.ARTICLE})


class Sentence(NamedTuple):
    """One sentence that may need a source."""

    line: int
    raw: str
    words: str


def cited(text: str) -> list[str]:
    """Return the keys a text cites, each once, in the order of first use."""
    return list(dict.fromkeys(CITATION.findall(text)))


def main_keys(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return the main key of every key by which a source can be cited."""
    keys = {other: key for key, source in sources.items() for other in source.also}
    return {**keys, **{key: key for key in sources}}


def needs_source(sentence: str) -> bool:
    """Return whether the words of a sentence make a claim.

    A question claims nothing; a day or a number to call is no count.
    """
    return not sentence.endswith("?") and bool(CLAIM.search(NOT_A_COUNT.sub("", sentence)))


def check_claims(
    page: Page, found: Iterable[Passage], sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """Yield claims without a source, and claims with weak sources alone."""
    if not page.meta.kind.advises:
        return
    keys = main_keys(sources)
    for sentence in _sentences(found):
        cites = [keys[key] for key in cited(sentence.raw) if key in keys]
        if (
            cites
            and all(sources[key].kind in WEAK_ALONE for key in cites)
            and "article" not in sentence.words.lower()
        ):
            yield page.problem(
                sentence.line,
                f"'{_start(sentence.words)}' rests on a seller or an article alone",
                "add a stronger source, or say who claims it",
            )
        if not cites and needs_source(sentence.words) and not NO_SOURCE.search(sentence.raw):
            fix = "add [^key] before its full stop, or end it with <!-- no_source: reason -->"
            yield page.problem(
                sentence.line, f"'{_start(sentence.words)}' is a claim without a source", fix
            )


def _start(words: str) -> str:
    return f"{' '.join(words.split()[:6])} ..."


def check_keys(page: Page, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield the keys a page cites that name no source."""
    keys = main_keys(sources)
    texts = enumerate(page.body.split("\n"))
    for number, line in texts:
        for key in CITATION.findall(line):
            if key not in keys:
                yield page.problem(
                    number, f"the source '{key}' does not exist", _source_fix(key, keys)
                )
    for index, text in enumerate(page.meta.summary):
        for key in cited(text):
            if key not in keys:
                yield page.document.problem(
                    ("summary", index), f"the source '{key}' does not exist", _source_fix(key, keys)
                )


def _source_fix(key: str, keys: Iterable[str]) -> str:
    return f"{did_you_mean(key, keys)} Or add it to docs/_data/sources.yml"


def _sentences(found: Iterable[Passage]) -> Iterator[Sentence]:
    for passage in found:
        if passage.kind != "heading":
            for raw, words in passage.sentences():
                yield Sentence(passage.line, raw, words)
