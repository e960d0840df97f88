"""Pages made from data: the check, the sources, the glossary, the menu, A to Z."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from . import sources
from .compose import link
from .dates import months_later
from .model import SourceKind
from .tree import edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from .data import Data
    from .frontmatter import Page
    from .templates import Render

CHECK_URI = "check.md"
GLOSSARY_URI = "glossary.md"
LISTS = frozenset({GLOSSARY_URI, "menu.md", "a-to-z.md", "about/sources.md"})
"""Pages that only list: search finds them by name, not by what they list."""


class Generated(NamedTuple):
    """One page made from data."""

    uri: str
    text: str
    """Markdown with front matter."""
    made_from: str
    """File under docs/ that an editor changes to change it."""


class MenuEntry(NamedTuple):
    """A page, or a section with pages, of the menu."""

    title: str
    uri: str | None
    entries: tuple[MenuEntry, ...]


def generate(
    data: Data, pages: Sequence[Page], menu: Sequence[MenuEntry], render: Render
) -> list[Generated]:
    """Return every page that is made from data."""
    read = max(source.read for source in data.sources.sources.values())
    checked = max((page.meta.checked for page in pages if page.meta.checked), default=read)
    made = [
        (CHECK_URI, "_data/decision-tree.yml", checked, _check(data)),
        ("about/sources.md", "_data/sources.yml", read, _sources(data, pages)),
        ("glossary.md", "_data/glossary.yml", checked, _glossary(data, pages)),
        ("menu.md", "index.md", checked, {"menu": menu}),
        ("a-to-z.md", "_data/glossary.yml", checked, _a_to_z(data, pages)),
    ]
    shared = {"labels": data.labels.labels, "titles": {page.uri: page.meta.title for page in pages}}
    return [
        Generated(
            uri,
            render(_template(uri), uri=uri, link=_linker(uri), **_review(day), **shared, **context),
            source,
        )
        for uri, source, day, context in made
    ]


def _template(uri: str) -> str:
    return uri.rpartition("/")[2]


def _review(day: date) -> dict[str, date]:
    """Return the dates of a generated page: it is as fresh as what it is made from."""
    return {"checked": day, "check_by": months_later(day, 12)}


GENERATED_URIS = frozenset({"check.md", "about/sources.md", "glossary.md", "menu.md", "a-to-z.md"})


def _linker(uri: str) -> Any:  # noqa: ANN401 - a function for templates
    return lambda to: link(uri, to)


def _check(data: Data) -> dict[str, Any]:
    tree = data.decision_tree
    keys = sources.main_keys(data.sources.sources)
    reasons: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, question in tree.questions.items():
        by_id = {answer.id: answer for answer in question.answers}
        for edge in edges(name, question):
            if edge.next in tree.outcomes and edge.why:
                answer = by_id.get(edge.answer)
                cites = reasons[edge.next][edge.why]
                cites += [
                    keys[key]
                    for key in (answer.sources if answer else ())
                    if keys[key] not in cites
                ]
    return {
        "tree": tree.model_dump(mode="json"),
        "levels": {
            level.id.value: level.model_dump(mode="json") for level in data.care_levels.levels
        },
        "flags": {
            key: flag.model_dump(mode="json") for key, flag in data.red_flags.red_flags.items()
        },
        "reasons": {node: dict(by_why) for node, by_why in reasons.items()},
        "emergency": data.emergency.model_dump(mode="json"),
    }


def _sources(data: Data, pages: Iterable[Page]) -> dict[str, Any]:
    keys = sources.main_keys(data.sources.sources)
    used_by: dict[str, list[dict[str, str]]] = defaultdict(list)
    for page in pages:
        texts = (page.body, *page.meta.summary)
        for key in dict.fromkeys(
            keys[k] for text in texts for k in sources.cited(text) if k in keys
        ):
            used_by[key].append({"title": page.meta.title, "uri": page.uri})
    works = data.sources.sources
    by_kind = {
        kind.value: [
            (key, works[key].model_dump(mode="json")) for key in works if works[key].kind is kind
        ]
        for kind in SourceKind
    }
    return {"by_kind": by_kind, "used_by": used_by}


def _glossary(data: Data, pages: Sequence[Page]) -> dict[str, Any]:
    terms = sorted(data.glossary.terms, key=lambda term: term.everyday.lower())
    letters: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for term in terms:
        words = [w for w in (term.clinical, term.everyday) if w]
        uses = [
            p
            for p in pages
            if p.meta.kind.advises and any(w.lower() in p.body.lower() for w in words)
        ]
        used_in = [{"title": p.meta.title, "uri": p.uri} for p in uses[:4]]
        letters[term.everyday[0].upper()].append(
            {**term.model_dump(mode="json"), "used_in": used_in}
        )
    return {"letters": dict(letters)}


def _a_to_z(data: Data, pages: Sequence[Page]) -> dict[str, Any]:
    entries = {(page.meta.title, page.uri, "") for page in pages}
    for page in pages:
        entries |= {
            (name[0].upper() + name[1:], page.uri, page.meta.title)
            for name in page.meta.also_called
        }
    for term in data.glossary.terms:
        entries.add((term.everyday[0].upper() + term.everyday[1:], f"glossary.md#{term.id}", ""))
    letters: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry[0].lower(), entry[1])):
        letters[entry[0][0].upper()].append(entry)
    return {"letters": dict(letters)}


def menu_from(nav: Iterable[Any], titles: Mapping[str, str]) -> list[MenuEntry]:
    """Return the menu of a `nav:` setting, titles taken from the pages."""
    return [_entry(item, titles) for item in nav]


def _entry(item: Any, titles: Mapping[str, str]) -> MenuEntry:  # noqa: ANN401 - `nav:` mixes texts and mappings
    if isinstance(item, str):
        return MenuEntry(titles.get(item, item), item, ())
    ((title, value),) = item.items()
    if isinstance(value, str):
        return MenuEntry(title, value, ())
    return MenuEntry(title, None, tuple(_entry(child, titles) for child in value))


def nav_uris(menu: Iterable[MenuEntry]) -> list[str]:
    """Return the pages of a menu, in reading order."""
    found: list[str] = []
    for entry in menu:
        found += [entry.uri] if entry.uri else []
        found += nav_uris(entry.entries)
    return found
