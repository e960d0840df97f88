"""The files of `docs/_data/`, read, checked, and checked against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import contract, tree, yamlfile
from .model import (
    FILES,
    BodyMap,
    CareLevels,
    Chances,
    Changes,
    Disclosure,
    Drawings,
    Emergency,
    Glossary,
    Labels,
    Level,
    Publisher,
    RedFlags,
    Redirects,
    SearchWords,
    Sources,
    StoryScore,
    Treatments,
    Tree,
    Words,
)
from .passages import CITATION
from .problems import TO_WRITE, ContentError, Problem, did_you_mean
from .sources import main_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from .yamlfile import Document, Place

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
}
"""Files a guide can do without, and what stands for them then."""

CITING = FILES.keys() - {
    "sources",
    "labels",
    "words",
    "publisher",
    "redirects",
    "changes",
    "search",
}
"""Files whose texts cite sources."""


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
    documents: Mapping[str, Document]
    """Each file's document, for the lines of its values."""


def load(read: Callable[[str], Document | None], *, folder: str) -> tuple[Data, list[Problem]]:
    """Return the data of all files, and what does not fit between them.

    Data with problems can be checked further, but no page can be made of it.

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
            models[name.replace("-", "_")] = _model(name, documents[name])
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    data = Data(**models, documents=documents)
    return data, list(_across(data))


def from_folder(folder: Path, *, name: str = "docs/_data") -> Data:
    """Return the checked data of a folder; `name` is what messages call it.

    Raises:
        ContentError: With the problems of all files at once.
    """
    data, problems = load_folder(folder, name=name)
    if problems:
        raise ContentError(problems)
    return data


def load_folder(folder: Path, *, name: str) -> tuple[Data, list[Problem]]:
    """Return the data of a folder as `load` does.

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


def _model(name: str, document: Document) -> Any:  # noqa: ANN401 - one of the shapes in FILES
    return tree.load(document) if FILES[name] is Tree else contract.fit(document, FILES[name])


def _across(data: Data) -> Iterator[Problem]:
    for check in _CHECKS:
        yield from check(data)


def _levels(data: Data) -> Iterator[Problem]:
    found = [level.id for level in data.care_levels.levels]
    if found != list(Level):
        document = data.documents["care-levels"]
        yield document.problem(
            ("levels",), "the four care levels are not in order", f"list {', '.join(Level)}"
        )


def _source_keys(data: Data) -> Iterator[Problem]:
    document = data.documents["sources"]
    seen: dict[str, str] = {key: key for key in data.sources.sources}
    for key, source in data.sources.sources.items():
        for index, other in enumerate(source.also):
            if seen.setdefault(other, key) != key:
                message = f"'{other}' already means the source '{seen[other]}'"
                yield document.problem(
                    ("sources", key, "also", index), message, "keep it at one of them"
                )


def _citations(data: Data) -> Iterator[Problem]:
    known = main_keys(data.sources.sources)
    for name, document in data.documents.items():
        for place, key in cited_in(document.data) if name in CITING else ():
            if key == TO_WRITE:
                fix = "put the keys of its sources there"
                yield document.problem(place, "the sources are still to be written", fix)
            elif key not in known:
                fix = f"{did_you_mean(key, known)} Or add it to sources.yml"
                yield document.problem(place, f"the source '{key}' does not exist", fix)


def cited_in(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield every source key in a file's data: in texts, and in lists named `sources`."""
    if isinstance(value, str):
        for key in CITATION.findall(value):
            yield place, key
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from cited_in(item, (*place, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in {"sources", "source"} and not isinstance(item, dict):
                yield from _listed(item, (*place, name))
            else:
                yield from cited_in(item, (*place, name))


def _listed(item: object, place: Place) -> Iterator[tuple[Place, str]]:
    keys: Iterable[object] = item if isinstance(item, list) else [item] if item else []
    for index, key in enumerate(keys):
        yield (*place, index), str(key)


def _tree_flags(data: Data) -> Iterator[Problem]:
    document = data.documents["decision-tree"]
    known = data.red_flags.red_flags
    for name, question in data.decision_tree.questions.items():
        for index, answer in enumerate(question.answers):
            for number, key in enumerate(answer.flags):
                if key not in known:
                    yield document.problem(
                        ("questions", name, "answers", index, "flags", number),
                        f"the warning sign '{key}' does not exist",
                        did_you_mean(key, known),
                    )
    for name, outcome in data.decision_tree.outcomes.items():
        for index, key in enumerate(outcome.sooner):
            if key not in known:
                yield document.problem(
                    ("outcomes", name, "sooner", index),
                    f"the warning sign '{key}' does not exist",
                    did_you_mean(key, known),
                )


def _sign_levels(data: Data) -> Iterator[Problem]:
    document, signs = data.documents["decision-tree"], data.red_flags.red_flags
    yield from tree.sign_levels(document, data.decision_tree, signs)


def _search_flags(data: Data) -> Iterator[Problem]:
    document = data.documents["search"]
    known = data.red_flags.red_flags
    for index, sign in enumerate(data.search.signs):
        if sign.flag not in known:
            yield document.problem(
                ("signs", index, "flag"),
                f"the warning sign '{sign.flag}' does not exist",
                did_you_mean(sign.flag, known),
            )


def _treatments(data: Data) -> Iterator[Problem]:
    document = data.documents["treatments"]
    highest = 0
    for key, treatment in data.treatments.treatments.items():
        if treatment.invasiveness < highest:
            yield document.problem(
                ("treatments", key, "invasiveness"),
                f"'{key}' is less invasive than the one above it",
                "list them from no treatment to the most invasive",
            )
        highest = max(highest, treatment.invasiveness)
        if treatment.group and treatment.group not in data.treatments.groups:
            yield document.problem(
                ("treatments", key, "group"),
                f"'{key}' is in the group '{treatment.group}', which does not exist",
                did_you_mean(treatment.group, data.treatments.groups),
            )


_CHECKS = (
    _levels,
    _citations,
    _tree_flags,
    _sign_levels,
    _treatments,
    _source_keys,
    _search_flags,
)
