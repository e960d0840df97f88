"""Pages made from data: the check, the sources, the glossary, the menu, A to Z."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from guidekit.composing.hints import GLOSSARY_URI, names, uses
from guidekit.composing.page import link
from guidekit.composing.templates import Render
from guidekit.reading import register
from guidekit.reading.data import Data
from guidekit.reading.dates import months_later
from guidekit.reading.front_matter import Page
from guidekit.shapes.evidence import SourceKind
from guidekit.tree import check_page

CHECK_URI = "check.md"
LISTS = frozenset({GLOSSARY_URI, "check/map.md", "menu.md", "a-to-z.md", "about/sources.md"})
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
        (CHECK_URI, "_data/decision-tree.yml", checked, check_page.check(data)),
        ("check/map.md", "_data/decision-tree.yml", checked, check_page.tree_map(data)),
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


GENERATED_URIS = frozenset(
    {CHECK_URI, "check/map.md", *check_page.FILES, GLOSSARY_URI, "menu.md", "a-to-z.md"}
    | {"about/sources.md"}
)


def _linker(uri: str) -> Any:  # noqa: ANN401 - a function for templates
    return lambda to: link(uri, to)


def _sources(data: Data, pages: Iterable[Page]) -> dict[str, Any]:
    keys = register.main_keys(data.sources.sources)
    used_by: Counter[str] = Counter()
    for page in pages:
        texts = (page.body, *page.meta.summary)
        used_by.update({keys[k] for text in texts for k in register.cited(text) if k in keys})
    works = data.sources.sources
    by_kind = {
        kind.value: [
            (key, works[key].model_dump(mode="json")) for key in works if works[key].kind is kind
        ]
        for kind in SourceKind
    }
    return {"by_kind": by_kind, "used_by": used_by}


def _glossary(data: Data, pages: Sequence[Page]) -> dict[str, Any]:
    used = uses(data.glossary.terms, pages)
    letters: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for term in sorted(data.glossary.terms, key=lambda term: term.everyday.lower()):
        used_in = [{"title": page.meta.title, "uri": page.uri} for page in used[term.id][:4]]
        entry = {**term.model_dump(mode="json"), "names": names(term), "used_in": used_in}
        letters[term.everyday[0].upper()].append(entry)
    return {"letters": dict(letters)}


def _a_to_z(data: Data, pages: Sequence[Page]) -> dict[str, Any]:
    entries = {(page.meta.title, page.uri, "") for page in pages}
    for page in pages:
        entries |= {(_capital(name), page.uri, page.meta.title) for name in page.meta.also_called}
    for term in data.glossary.terms:
        uri = f"{GLOSSARY_URI}#{term.id}"
        entries.add((_capital(term.everyday), uri, ""))
        entries |= {(_capital(name), uri, term.everyday) for name in names(term)}
    letters: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry[0].lower(), entry[1])):
        letters[entry[0][0].upper()].append(entry)
    return {"letters": dict(letters)}


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


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
