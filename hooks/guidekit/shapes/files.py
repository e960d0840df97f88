"""Which shape each file of `docs/_data/` has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidekit.shapes.evidence import Chances, Drawings, Sources, Treatments
from guidekit.shapes.review import Reviews
from guidekit.shapes.site import BodyMap, Changes, Disclosure, Emergency, Publisher, Redirects
from guidekit.shapes.tree import CareLevels, RedFlags, StoryScore, Tree
from guidekit.shapes.words import Glossary, Labels, SearchWords, Words

if TYPE_CHECKING:
    from guidekit.shapes.forms import Shape

FILES: dict[str, type[Shape]] = {
    "decision-tree": Tree,
    "sources": Sources,
    "red-flags": RedFlags,
    "care-levels": CareLevels,
    "emergency": Emergency,
    "disclosure": Disclosure,
    "labels": Labels,
    "treatments": Treatments,
    "glossary": Glossary,
    "words": Words,
    "chances": Chances,
    "drawings": Drawings,
    "body-map": BodyMap,
    "story-score": StoryScore,
    "search": SearchWords,
    "publisher": Publisher,
    "redirects": Redirects,
    "changes": Changes,
    "reviews": Reviews,
}
"""Name of each data file, without `.yml`, and its shape."""
