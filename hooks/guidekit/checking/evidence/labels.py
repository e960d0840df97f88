"""Labels: how sure we are, by the key that readers are told.

The key stands in words in `docs/about/how-sure.md`: what a label needs at least, by kind of source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from guidekit.reading.register import cited
from guidekit.shapes.evidence import SourceKind
from guidekit.shapes.treatments import Certainty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from guidekit.reading.data import Data
    from guidekit.reading.problems import Problem

LABELS: tuple[str, ...] = get_args(Certainty.model_fields["label"].annotation)
_WEIGHED = frozenset({SourceKind.GUIDELINE, SourceKind.SYSTEMATIC_REVIEW})
NEEDS = {"Well shown": _WEIGHED, "Likely": _WEIGHED | {SourceKind.TRIAL}}
"""Kinds of source of which a label needs one; the other labels need none."""
_LABEL = re.compile(rf"\*\*(?:[^*]*: )?({'|'.join(LABELS)})\.\*\*")


def problems(data: Data, keys: Mapping[str, str]) -> Iterator[Problem]:
    """Yield treatments whose label no source of theirs bears out; `keys` as `main_keys` gives."""
    works = data.sources.sources
    for name, treatment in data.treatments.treatments.items():
        cites = {*treatment.sources, *cited(treatment.certainty.why)}
        kinds = {works[keys[key]].kind for key in cites if key in keys}
        for message, fix in unearned([treatment.certainty.label], kinds):
            place = ("treatments", name, "certainty", "label")
            yield data.documents["treatments"].problem(place, message, fix)


def in_text(raw: str) -> list[str]:
    """Return the labels of a paragraph, as Markdown has them: `**Likely.**`."""
    return _LABEL.findall(raw)


def unearned(labels: Collection[str], kinds: Collection[SourceKind]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with labels that no source beside them bears out, and what to write.

    Args:
        labels: The labels of a paragraph or a treatment.
        kinds: The kinds of the sources that it cites.
    """
    for label in labels:
        if not (needs := NEEDS.get(label)) or needs & set(kinds):
            continue
        kind = " or a ".join(sorted(one.value.replace("-", " ") for one in needs))
        message = f"the label '{label}' needs a {kind} beside it, and none is cited here"
        yield message, "say 'Not clear', or cite what bears the label out"
