"""Pages made from data: the check, the sources, the glossary, the menu, A to Z."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple

from guidekit.composing.hints import GLOSSARY_URI, names, uses
from guidekit.composing.page import link
from guidekit.composing.theme import Render
from guidekit.reading import front_matter, register
from guidekit.reading.data import Data
from guidekit.reading.dates import months_later
from guidekit.reading.front_matter import Page
from guidekit.shapes.evidence import SourceKind
from guidekit.tree import check_page


@dataclass(frozen=True)
class Generated:
    """One page made from data."""

    uri: str
    text: str
    """Markdown with front matter."""
    made_from: str
    """File under docs/ that an editor changes to change it."""

    @cached_property
    def page(self) -> Page:
        """Return it as a page that an editor might have written."""
        return front_matter.read(self.text, path=f"docs/{self.uri}", uri=self.uri)


class MenuEntry(NamedTuple):
    """A page, or a section with pages, of the menu."""

    title: str
    uri: str | None
    entries: tuple[MenuEntry, ...]


class Written(NamedTuple):
    """What editors wrote, which pages are made from."""

    data: Data
    pages: Sequence[Page]
    menu: Sequence[MenuEntry]


def make(uri: str, written: Written, render: Render) -> Generated:
    """Return a page that is made from data; it is as fresh as what it is made from."""
    made_from, template, context = _PAGES[uri]
    data, pages, _ = written
    read = max(source.read for source in data.sources.sources.values())
    checked = max((page.meta.checked for page in pages if page.meta.checked), default=read)
    day = read if template == "sources.md" else checked
    text = render(
        template,
        uri=uri,
        link=partial(link, uri),
        labels=data.labels.labels,
        titles={page.uri: page.meta.title for page in pages},
        checked=day,
        check_by=months_later(day, 12),
        **context(written),
    )
    return Generated(uri, text, made_from)


def _sources(written: Written, kinds: Collection[SourceKind] = ()) -> dict[str, Any]:
    """Return the sources of some kinds; without any, the pages that list all."""
    works = written.data.sources.sources
    keys = register.main_keys(works)
    used_by: Counter[str] = Counter()
    for page in written.pages:
        cited = register.cited("\n".join((page.body, *page.meta.summary)))
        used_by.update({keys[key] for key in cited if key in keys})
    by_kind = {kind: [(k, w) for k, w in works.items() if w.kind is kind] for kind in kinds}
    count = Counter(work.kind for work in works.values())
    lists = [(uri, held, sum(count[kind] for kind in held)) for uri, held in register.LISTS.items()]
    return {"by_kind": by_kind, "used_by": used_by, "lists": lists}


def _glossary(written: Written) -> dict[str, Any]:
    terms = sorted(written.data.glossary.terms, key=lambda term: term.everyday.lower())
    used = uses(terms, written.pages)
    letters = defaultdict(list)
    for term in terms:
        letters[term.everyday[0].upper()].append((term, names(term), used[term.id][:4]))
    return {"letters": letters}


def _a_to_z(written: Written) -> dict[str, Any]:
    """Return the title, link and first name of each page and word, by their first letters."""
    entries = {(page.meta.title, page.uri, "") for page in written.pages}
    for page in written.pages:
        entries |= {(_capital(name), page.uri, page.meta.title) for name in page.meta.also_called}
    for term in written.data.glossary.terms:
        uri = f"{GLOSSARY_URI}#{term.id}"
        entries |= {(_capital(name), uri, term.everyday) for name in names(term)}
        entries.add((_capital(term.everyday), uri, ""))
    letters = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry[0].lower(), entry[1])):
        letters[entry[0][0].upper()].append(entry)
    return {"letters": letters}


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


CHECK_URI = "check.md"
_TREE, _SOURCES = "_data/decision-tree.yml", "_data/sources.yml"
_PAGES: Mapping[str, tuple[str, str, Callable[[Written], dict[str, Any]]]] = {
    CHECK_URI: (_TREE, "check.md", lambda written: check_page.check(written.data)),
    "check/map.md": (_TREE, "map.md", lambda written: check_page.tree_map(written.data)),
    register.LIST: (_SOURCES, "sources.md", _sources),
    **{
        uri: (_SOURCES, "sources.md", partial(_sources, kinds=kinds))
        for uri, kinds in register.LISTS.items()
    },
    GLOSSARY_URI: ("_data/glossary.yml", "glossary.md", _glossary),
    "menu.md": ("index.md", "menu.md", lambda written: {"menu": written.menu}),
    "a-to-z.md": ("_data/glossary.yml", "a-to-z.md", _a_to_z),
}
"""Each page, the file under docs/ that it is made from, its template, and what that shows."""

PAGES = tuple(_PAGES)
LISTS = _PAGES.keys() - {CHECK_URI}
"""Pages that only list: search finds them by name, not by what they list."""
GENERATED_URIS = frozenset({*PAGES, *check_page.FILES})


def menu_from(nav: Iterable[Any], titles: Mapping[str, str]) -> list[MenuEntry]:
    """Return the menu of a `nav:` setting, titles taken from the pages."""
    return [_entry(item, titles) for item in nav]


def _entry(item: Any, titles: Mapping[str, str]) -> MenuEntry:  # noqa: ANN401 - `nav:` mixes texts and mappings
    if isinstance(item, str):
        return MenuEntry(titles.get(item, item), item, ())
    ((title, value),) = item.items()
    if isinstance(value, str):
        return MenuEntry(title, value, ())
    return MenuEntry(title, None, tuple(menu_from(value, titles)))
