"""Compare what different engines made of the same guide."""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from dataclasses import fields
from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field

from guidekit.engines import finished_page
from guidekit.engines.finished_page import BuiltPage
from guidekit.reading import fit
from guidekit.shapes.forms import Shape, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from guidekit.reading.yamlfile import Document

ASPECTS = (*(field.name for field in fields(BuiltPage)), "page", "file", "search")
_SHOWN = 160


class Difference(NamedTuple):
    """One thing that two sites tell differently."""

    page: str
    """Address of the page, path of the file, or query."""
    aspect: str
    """A field of BuiltPage, `page`, `file` or `search`."""
    ours: str
    theirs: str

    def __str__(self) -> str:
        first = f"{self.page or '(home)'}: {self.aspect}"
        return f"{first}\n    mkdocs: {_short(self.ours)}\n    other:  {_short(self.theirs)}"


class Known(Shape):
    """A difference that is meant, or cannot be helped."""

    engine: Text
    page: Text
    """Address of the page or file; `*` stands for anything."""
    aspect: Literal[ASPECTS]  # type: ignore[valid-type]  # the names come from BuiltPage
    ours: str = "*"
    theirs: str = "*"
    reason: Annotated[str, Field(min_length=20)]

    def covers(self, found: Difference) -> bool:
        """Return whether this row names a difference."""
        pairs = ((found.page, self.page), (found.ours, self.ours), (found.theirs, self.theirs))
        return found.aspect == self.aspect and all(fnmatchcase(is_, row) for is_, row in pairs)


class KnownDifferences(Shape):
    """The file of known differences."""

    known: tuple[Known, ...]


class Report(NamedTuple):
    """What is left when the known differences are taken out."""

    engine: str
    unlisted: tuple[Difference, ...]
    listed: Counter[str]
    """How many differences each reason explains."""
    stale: tuple[Known, ...]
    """Rows that explain nothing any more."""

    @property
    def good(self) -> bool:
        """Return whether every difference is known, and every known one is there."""
        return not self.unlisted and not self.stale


def known_from(document: Document) -> tuple[Known, ...]:
    """Return the rows of the file of known differences.

    Raises:
        ContentError: The file breaks its shape.
    """
    return fit.fit(document, KnownDifferences).known


def report(
    engine: str,
    found: Iterable[Difference],
    known: Iterable[Known],
    *,
    more: Iterable[Difference] = (),
) -> Report:
    """Return which differences of an engine's site are known, and which are not.

    Args:
        engine: Its name.
        found: What `compare` found.
        known: Rows for all engines.
        more: Differences that were found in another way.
    """
    rows = [row for row in known if row.engine == engine]
    unlisted: list[Difference] = []
    listed: Counter[str] = Counter()
    used: set[int] = set()
    for difference in (*found, *more):
        row = next((n for n, row in enumerate(rows) if row.covers(difference)), None)
        if row is None:
            unlisted.append(difference)
        else:
            used.add(row)
            listed[rows[row].reason] += 1
    stale = tuple(row for number, row in enumerate(rows) if number not in used)
    return Report(engine, tuple(unlisted), listed, stale)


def compare(ours: Path, theirs: Path) -> Iterator[Difference]:
    """Yield every difference between two built sites, page by page, then file by file."""
    left, right = finished_page.pages(ours), finished_page.pages(theirs)
    for url in sorted({*left, *right}):
        if url in left and url in right:
            yield from compare_pages(
                url,
                finished_page.read(left[url].read_text("utf-8"), url=url),
                finished_page.read(right[url].read_text("utf-8"), url=url),
            )
        else:
            yield _one_sided(url, "page", there=url in left)
    yield from _files(ours, theirs)


def compare_pages(url: str, ours: BuiltPage, theirs: BuiltPage) -> Iterator[Difference]:
    """Yield what differs between two builds of one page."""
    for field in fields(BuiltPage):
        left, right = getattr(ours, field.name), getattr(theirs, field.name)
        if left != right:
            parts = (left.split(), right.split()) if isinstance(left, str) else (left, right)
            join = " " if isinstance(left, str) else " | "
            for one, other in _changes(*parts):
                yield Difference(url, field.name, join.join(one), join.join(other))


def lines(found: Report) -> Iterator[str]:
    """Yield the report as lines of text."""
    yield f"{found.engine}, compared with mkdocs"
    for reason, count in found.listed.most_common():
        yield f"  {count} known: {reason}"
    for row in found.stale:
        yield f"  this row explains nothing, take it out: {row.page} {row.aspect}: {row.reason}"
    for difference in found.unlisted:
        yield f"  {difference}".replace("\n", "\n  ")
    yield f"  {len(found.unlisted)} unlisted differences, {len(found.stale)} rows out of date"


def _changes(
    ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    if len(ours) == len(theirs):
        pairs = enumerate(zip(ours, theirs, strict=True))
        yield from ((ours[n : n + 1], theirs[n : n + 1]) for n, (a, b) in pairs if a != b)
        return
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "replace" and b - a == d - c:
            yield from ((ours[a + n : a + n + 1], theirs[c + n : c + n + 1]) for n in range(b - a))
        elif kind != "equal":
            yield ours[a:b], theirs[c:d]


def _files(ours: Path, theirs: Path) -> Iterator[Difference]:
    left, right = _contents(ours), _contents(theirs)
    for name in sorted({*left, *right}):
        if name not in left or name not in right:
            yield _one_sided(name, "file", there=name in left)
        elif left[name] != right[name]:
            yield Difference(name, "file", left[name], right[name])


def _contents(site: Path) -> dict[str, str]:
    """Return the hash of every file that is not a page; pages are compared by what they say."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(_content(file)).hexdigest()[:12]
        for file in site.rglob("*")
        if file.is_file() and file.suffix != ".html"
    }


def _content(file: Path) -> bytes:
    """Return what counts of a file: in a site map the order of pages and spaces do not."""
    content = file.read_bytes()
    if file.name.startswith("sitemap.xml"):
        text = gzip.decompress(content) if file.suffix == ".gz" else content
        return b"".join(sorted(text.replace(b"</url>", b"").split()))
    return content


def _one_sided(name: str, aspect: str, *, there: bool) -> Difference:
    return Difference(name, aspect, *(("there", "missing") if there else ("missing", "there")))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
