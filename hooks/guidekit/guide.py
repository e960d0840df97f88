"""The whole guide in a folder, read and checked: what every build and `guide check` call."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from guidekit.checking import links, references, vanished, whole
from guidekit.checking import page as page_checks
from guidekit.checking.evidence import reviews
from guidekit.checking.shields import files as published
from guidekit.checking.shields import honesty
from guidekit.composing import made_pages, signatures, theme
from guidekit.composing.page import Composer, compose
from guidekit.reading import addresses, data, front_matter, markdown, register, settings, yamlfile
from guidekit.reading.data import FILES
from guidekit.reading.problems import ContentError, Problem, did_you_mean
from guidekit.shapes.words import Labels

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from guidekit.composing.made_pages import MenuEntry
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.settings import Settings

DATA = "_data"
NAME = "docs"
"""What messages call the folder of the pages."""
PAGE_NAME = re.compile(r"(?:[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_-]*\.md")
_STARTS_WITH_SIGN = re.compile(r"(?:^|/)[_-]")
ReadT = TypeVar("ReadT")


class Folders(NamedTuple):
    """Where a guide stands."""

    settings: Path
    docs: Path
    overrides: Path
    theme: Path | None = None
    """Folder of the theme's templates, if one is installed."""

    @property
    def templates(self) -> tuple[Path, ...]:
        """Return where templates, icons and words are looked for, in order."""
        return (self.overrides, self.theme) if self.theme else (self.overrides,)


@dataclass(frozen=True)
class Guide:
    """What was found in a guide's folders, with every problem in it."""

    folders: Folders
    settings: Settings | None
    data: Data | None
    pages: tuple[Page, ...]
    """Pages that editors wrote and that can be read."""
    told: tuple[Problem, ...]
    """What was found while reading; `problems` adds what shows once all is read."""
    unbuildable: frozenset[str] = frozenset()
    """Pages, by uri, that name something that is not there, so that they cannot be drawn."""
    drawable: bool = False
    """Whether data and drawings are such that pages can be made of them."""

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Return every problem, sorted by place."""
        lapsed = reviews.warn(self.data, self.lapsed) if self.data else ()
        return tuple(sorted({*self.told, *_anchors(self), *lapsed}))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that stop a build."""
        return tuple(problem for problem in self.problems if not problem.warning)

    @cached_property
    def lapsed(self) -> tuple[signatures.Lapsed, ...]:
        """Return the signatures of pages that have changed since they were read."""
        if self.data is None or not self.data.reviews.reviews:
            return ()
        pages = [page for page in self.pages if page.uri not in self.unbuildable]
        if self.drawable and not self.unbuildable:
            pages += [one.page for one in self.made]
        return tuple(signatures.lapsed(pages, self.data))

    @cached_property
    def menu(self) -> list[MenuEntry]:
        """Return the menu, titles taken from the pages."""
        titles = {page.uri: page.meta.title for page in self.pages}
        return made_pages.menu_from(self.settings.nav if self.settings else (), titles)

    @cached_property
    def composer(self) -> Composer:
        """Return what composing a page needs.

        Raises:
            ContentError: The data cannot be read, or does not fit together.
        """
        # Drawings and templates cost time to import, and most checks do without them.
        from guidekit.composing.drawings import slim  # noqa: PLC0415
        from guidekit.composing.templates import renderer  # noqa: PLC0415

        if self.data is None or not self.drawable:
            raise ContentError(self.errors)
        svg = slim.reader(self.folders.docs / "assets" / "svg")
        uses = Counter(key for page in self.pages for key in page.meta.red_flags)
        render = renderer(self.folders.templates)
        return Composer(self.data, render, made_pages.CHECK_URI, svg, uses)

    @cached_property
    def made(self) -> list[made_pages.Generated]:
        """Return the pages that are made from data, as `make` does."""
        return [self.make(uri) for uri in made_pages.PAGES]

    def make(self, uri: str) -> made_pages.Generated:
        """Return one page that is made from data, made but once.

        Raises:
            ContentError: The data cannot be read, or does not fit together.
        """
        if uri not in self._made:
            written = made_pages.Written(self.composer.data, self.pages, self.menu)
            self._made[uri] = made_pages.make(uri, written, self.composer.render)
        return self._made[uri]

    @cached_property
    def _made(self) -> dict[str, made_pages.Generated]:
        return {}


def folders(root: Path) -> Folders:
    """Return where the guide of a project folder stands, as far as its settings tell."""
    file = root / settings.NAME
    try:
        found = settings.read(file)
    except ContentError:
        return Folders(file, root / "docs", root / "overrides")
    installed = theme.folder(found.theme)
    return Folders(file, root / found.docs_dir, root / found.overrides, installed)


def read(
    where: Folders,
    *,
    today: date,
    progress: Callable[[Iterable[Page]], Iterable[Page]] = iter,
) -> Guide:
    """Return a guide with every problem of its settings, data and pages, sorted by place.

    Args:
        where: Its folders.
        today: The day against which dates are judged.
        progress: Wraps the pages while they are gone through.
    """
    if links_out := stray(where):
        return Guide(where, None, None, (), tuple(links_out))
    uris = _uris(where.docs)
    problems = [*_names(uris), *_data_names(where.docs / DATA)]
    known_settings = _try(lambda: settings.read(where.settings), problems)
    language = known_settings.language if known_settings else "en"
    known = _try(partial(_data, where, language), problems)
    strange = known_settings is None or (known_settings.theme and where.theme is None)
    unlabelled = _unlabelled(known) if known and not strange else ()
    apart = [*unlabelled, *references.check_data(known)] if known else []
    problems += apart
    checked = _pages(where.docs, uris)
    every = {*uris, *made_pages.GENERATED_URIS}
    pages = {uri for uri in every if uri.endswith(".md")} - register.LISTS.keys()
    if known_settings:
        problems += settings.check(known_settings, themed=not strange)
        problems += settings.check_menu(known_settings, pages, folder=NAME)
    if known:
        problems += honesty.problems(known, language)
        problems += vanished.problems(where.docs, every, known)
        checked = whole.check(checked, known, uris=every, today=today, progress=progress)
    files, drawn = _files(where, uris)
    fits = known is not None and not apart and drawn
    told = (*problems, *checked.problems, *files)
    return Guide(where, known_settings, known, checked.pages, told, checked.unbuildable, fits)


def _files(where: Folders, uris: Collection[str]) -> tuple[list[Problem], bool]:
    """Return the problems of the files beside the pages, and whether every drawing can be used."""
    found = list(published.problems(where.docs, uris, folder=NAME))
    drawings = f"{NAME}/{published.DRAWINGS}"
    drawn = not any(problem.path.startswith(drawings) for problem in found)
    return [*found, *published.problems_of_looks(where.overrides)], drawn


def stray(where: Folders) -> list[Problem]:
    """Return the links in a guide's folders that lead out of them; nothing else has been read."""
    return published.stray(where.docs, NAME) + published.stray(where.overrides, "overrides")


class Again(NamedTuple):
    """One page read again, and the guide with it."""

    guide: Guide
    page: Page
    problems: tuple[Problem, ...]
    """What is wrong with the page; nothing that keeps it from being built."""


def reread(found: Guide, uri: str, *, today: date) -> Again | None:
    """Return a guide with one page read again, or None if a whole reading is called for.

    That is so when the page cannot be built, or when more than its own text has changed:
    its front matter, its sources or its headings, which other pages show or link to.
    """
    before = next((page for page in found.pages if page.uri == uri), None)
    if before is None or found.data is None:
        return None
    try:
        text = yamlfile.read_text(found.folders.docs / uri, path=before.path)
        page = front_matter.read(text, path=before.path, uri=uri)
    except ContentError:
        return None
    uris = {*_uris(found.folders.docs), *made_pages.GENERATED_URIS}
    around = page_checks.around(found.data, uris=uris, today=today)
    alike = _seen_elsewhere(page) == _seen_elsewhere(before)
    if not alike or any(page_checks.check_buildable(page, around)):
        return None
    problems = tuple(page_checks.check(page, around))
    read_pages = tuple(page if other is before else other for other in found.pages)
    return Again(replace(found, pages=read_pages), page, problems)


def _seen_elsewhere(page: Page) -> tuple[object, ...]:
    """Return what other pages show of a page, or link to in it."""
    headings = [p.raw for p in page.parsed.passages if p.kind == "heading"]
    return page.meta, sorted(set(markdown.CITATION.findall(page.body))), headings


def _try(reader: Callable[[], ReadT], problems: list[Problem]) -> ReadT | None:
    try:
        return reader()
    except ContentError as error:
        problems += error.problems
        return None


def _data(where: Folders, language: str) -> Data:
    """Return the data, with the theme's word for each label that `labels.yml` does not give.

    Raises:
        ContentError: With the problems of all files whose data has not the right shape.
    """
    known = data.load_folder(where.docs / DATA, name=f"{NAME}/{DATA}")
    of_theme = theme.words(where.templates, language)
    return replace(known, labels=Labels(labels={**of_theme, **known.labels.labels}))


def _unlabelled(known: Data) -> Iterator[Problem]:
    for key in sorted(theme.WORDS.keys() - known.labels.labels.keys()):
        message = f"the label '{key}' is missing, and no theme is here that has a word for it"
        fix = f"add '{key}:', or install the theme that {settings.NAME} names"
        yield known.documents["labels"].problem(("labels",), message, fix)


def _uris(docs: Path) -> list[str]:
    """Return every file under docs/ that engines publish, by its path there."""
    found: list[str] = []
    for folder, names, files in os.walk(docs, onerror=published.refuse):
        here = Path(folder).relative_to(docs)
        hidden = {DATA, "templates"} if here == Path() else set()
        names[:] = sorted(n for n in names if not n.startswith(".") and n not in hidden)
        found += ((here / file).as_posix() for file in files if not file.startswith("."))
    return sorted(found)


def _pages(docs: Path, uris: Iterable[str]) -> whole.Checked:
    """Return the pages that can be read, with the problems of the others."""
    texts: dict[str, str] = {}
    unread: list[Problem] = []
    for uri in uris:
        if uri.endswith(".md"):
            reader = partial(yamlfile.read_text, docs / uri, path=f"{NAME}/{uri}")
            if (text := _try(reader, unread)) is not None:
                texts[uri] = text
    read = whole.read_pages(texts, folder=NAME)
    return replace(read, problems=(*read.problems, *unread))


def _names(uris: Iterable[str]) -> Iterator[Problem]:
    """Yield pages whose names no address can be made of, or the address of another page."""
    taken = {addresses.address(uri): uri for uri in made_pages.GENERATED_URIS}
    for uri in (uri for uri in uris if uri.endswith(".md")):
        path, stem = f"{NAME}/{uri}", uri.removesuffix("README.md")
        other = taken.setdefault(addresses.address(f"{stem}index.md" if stem != uri else uri), uri)
        if uri in made_pages.GENERATED_URIS:
            message = "this page is made from data, so the file would not be used"
            yield Problem(path, 1, message, "delete it, or give it another name")
        elif other != uri:
            message = f"this page has the same address as {NAME}/{other}"
            yield Problem(path, 1, message, "rename one of them")
        elif _STARTS_WITH_SIGN.search(uri):
            message = "the name of this page, or of its folder, starts with a sign"
            yield Problem(path, 1, message, "start it with a letter, as warning-signs.md")
        elif not PAGE_NAME.fullmatch(uri):
            message = "the name of this page has capitals, spaces or signs in it"
            yield Problem(path, 1, message, "use small letters, digits and -, as warning-signs.md")


def _data_names(folder: Path) -> Iterator[Problem]:
    for file in sorted(folder.glob("*.y*ml")):
        if file.suffix != ".yml" or file.stem not in FILES:
            near = did_you_mean(file.stem, FILES).replace("'?", ".yml'?")
            path = f"{NAME}/{DATA}/{file.name}"
            yield Problem(path, 1, "no file of data has this name, so it is not read", near)


def _anchors(guide: Guide) -> Iterator[Problem]:
    """Yield links to parts of pages that are not there, once all pages can be drawn."""
    if guide.data is None or guide.settings is None or not guide.drawable:
        return
    ids = _Ids(guide)
    for page in guide.pages:
        if page.uri in guide.unbuildable:
            continue
        yield from links.check_anchors(page, ids)
    for document, place, to in references.page_links(guide.data):
        uri, _, anchor = to.partition("#")
        if anchor and (known := ids(uri)) is not None and anchor not in known:
            message = f"'{to}' leads to no part of that page"
            yield document.problem(place, message, links.near_part(anchor, known))


class _Ids:
    """Gives the anchors of a page, worked out when a link first needs them."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._pages = {page.uri: page for page in guide.pages}
        self._found: dict[str, Collection[str] | None] = {}

    def __call__(self, uri: str) -> Collection[str] | None:
        if uri not in self._found:
            self._found[uri] = self._of(uri)
        return self._found[uri]

    def _of(self, uri: str) -> Collection[str] | None:
        page = self._pages.get(uri)
        if page is None and uri in made_pages.PAGES and not self._guide.unbuildable:
            page = self._guide.make(uri).page
        if page is None or uri in self._guide.unbuildable:
            return None
        return links.anchors(compose(page, self._guide.composer))
