"""The files of `docs/_data/`, each read into its shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from guidekit.reading import fit, yamlfile
from guidekit.reading.problems import ContentError, Problem
from guidekit.shapes.files import FILES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from guidekit.reading.yamlfile import Document
    from guidekit.shapes.evidence import Chances, Drawings, Sources, Treatments
    from guidekit.shapes.review import Reviews
    from guidekit.shapes.site import BodyMap, Changes, Disclosure, Emergency, Publisher, Redirects
    from guidekit.shapes.tree import CareLevels, RedFlags, StoryScore, Tree
    from guidekit.shapes.words import Glossary, Labels, SearchWords, Words

OPTIONAL: dict[str, dict[str, Any]] = {
    "treatments": {"treatments": {}},
    "glossary": {"terms": []},
    "words": {"words": []},
    "chances": {"chances": {}},
    "drawings": {"drawings": {}},
    "body-map": {"areas": []},
    "story-score": {"version": "0"},
    "search": {"warning_page": "index.md"},
    "publisher": {},
    "redirects": {"redirects": {}},
    "changes": {"changes": []},
    "reviews": {"reviews": []},
}
"""Files a guide can do without, and what stands for them then."""


@dataclass(frozen=True, slots=True)
class Data:
    """Everything in `docs/_data/`."""

    decision_tree: Tree
    sources: Sources
    red_flags: RedFlags
    care_levels: CareLevels
    emergency: Emergency
    disclosure: Disclosure
    labels: Labels
    treatments: Treatments
    glossary: Glossary
    words: Words
    chances: Chances
    drawings: Drawings
    body_map: BodyMap
    story_score: StoryScore
    search: SearchWords
    publisher: Publisher
    redirects: Redirects
    changes: Changes
    reviews: Reviews
    documents: Mapping[str, Document]
    """Each file's document, for the lines of its values."""


def load(read: Callable[[str], Document | None], *, folder: str) -> Data:
    """Return the data of all files; `references.check_data` says whether they fit together.

    Args:
        read: Gives the document of a file name, or None if the file is missing.
        folder: What messages call the folder of the files.

    Raises:
        ContentError: With the problems of all files whose data has not the right shape.
    """
    problems: list[Problem] = []
    models: dict[str, Any] = {}
    documents: dict[str, Document] = {}
    for name in FILES:
        try:
            documents[name] = _document(read, name, folder)
            models[name.replace("-", "_")] = fit.fit(documents[name], FILES[name])
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return Data(**models, documents=documents)


def load_folder(folder: Path, *, name: str = "docs/_data") -> Data:
    """Return the data of a folder as `load` does; `name` is what messages call it.

    Raises:
        ContentError: With the problems of all files whose data has not the right shape.
    """

    def read(file: str) -> Document | None:
        path = folder / f"{file}.yml"
        if file in OPTIONAL and not path.exists():
            return None
        return yamlfile.read(path, path=f"{name}/{file}.yml")

    return load(read, folder=name)


def _document(read: Callable[[str], Document | None], name: str, folder: str) -> Document:
    document = read(name)
    if document is not None:
        return document
    if name in OPTIONAL:
        return yamlfile.Document(f"{folder}/{name}.yml", OPTIONAL[name])
    problem = Problem(
        f"{folder}/{name}.yml", 1, "this file is missing", "put the file back, or check its name"
    )
    raise ContentError([problem])
