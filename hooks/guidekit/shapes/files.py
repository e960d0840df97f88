"""Which shape each file of `docs/_data/` has."""

from guidekit.shapes.evidence import Chances, Drawings, Sources, Treatments
from guidekit.shapes.forms import Shape
from guidekit.shapes.site import BodyMap, Changes, Disclosure, Emergency, Publisher, Redirects
from guidekit.shapes.tree import CareLevels, RedFlags, StoryScore, Tree
from guidekit.shapes.words import Glossary, Labels, SearchWords, Words

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
}
"""Name of each data file, without `.yml`, and its shape."""
