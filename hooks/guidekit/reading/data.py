"""The files of `docs/_data/`, each read into its shape."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from guidekit.reading import fit, yamlfile
from guidekit.reading.problems import ContentError, Problem
from guidekit.reading.yamlfile import Document
from guidekit.shapes.evidence import Chances, Drawings, Sources
from guidekit.shapes.forms import Shape
from guidekit.shapes.review import Reviews
from guidekit.shapes.site import BodyMap, Changes, Disclosure, Emergency, Publisher, Redirects
from guidekit.shapes.treatments import Treatments
from guidekit.shapes.tree import CareLevels, RedFlags, StoryScore, Tree
from guidekit.shapes.words import Glossary, Labels, SearchWords, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """Everything in `docs/_data/`; a guide can do without the files that have a value here."""

    documents: Mapping[str, Document]
    """Each file's document, for the lines of its values."""
    decision_tree: Tree
    sources: Sources
    red_flags: RedFlags
    care_levels: CareLevels
    emergency: Emergency
    disclosure: Disclosure
    labels: Labels
    treatments: Treatments = Treatments(treatments={})
    glossary: Glossary = Glossary(terms=())
    words: Words = Words(words=())
    chances: Chances = Chances(chances={})
    drawings: Drawings = Drawings(drawings={})
    body_map: BodyMap = BodyMap(areas=())
    story_score: StoryScore = StoryScore(version="0")
    search: SearchWords = SearchWords(warning_page="index.md")
    publisher: Publisher = Publisher()
    redirects: Redirects = Redirects(redirects={})
    changes: Changes = Changes(changes=())
    reviews: Reviews = Reviews(reviews=())


_FIELDS = {field.name.replace("_", "-"): field for field in fields(Data)[1:]}

FILES: dict[str, type[Shape]] = {name: field.type for name, field in _FIELDS.items()}  # type: ignore[misc]
"""Name of each data file, without `.yml`, and its shape."""
OPTIONAL = frozenset(name for name, field in _FIELDS.items() if field.default is not MISSING)
"""Files that a guide can do without."""


def load(read: Callable[[str], Document | None], *, folder: str) -> Data:
    """Return the data of all files; `references.check_data` says whether they fit together.

    Args:
        read: Gives the document of a file name, or None if the file is missing.
        folder: What messages call the folder of the files.

    Raises:
        ContentError: With the problems of all files whose data has not the right shape.
    """
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    documents: dict[str, Document] = {}
    for name, shape in FILES.items():
        path = f"{folder}/{name}.yml"
        documents[name] = Document(path, {})
        try:
            if document := read(name):
                documents[name] = document
                found[name.replace("-", "_")] = fit.fit(document, shape)
            elif name not in OPTIONAL:
                fix = "put the file back, or check its name"
                problems.append(Problem(path, 1, "this file is missing", fix))
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return Data(**found, documents=documents)


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
