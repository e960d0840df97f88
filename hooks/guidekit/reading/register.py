"""The register of sources: which keys mean one work, and who cites which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidekit.reading.markdown import CITATION
from guidekit.shapes.files import FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.yamlfile import Place
    from guidekit.shapes.evidence import Source

CITING = FILES.keys() - {
    "sources",
    "labels",
    "words",
    "publisher",
    "redirects",
    "changes",
    "reviews",
    "search",
}
"""Files whose texts cite sources."""


def cited(text: str) -> list[str]:
    """Return the keys a text cites, each once, in the order of first use."""
    return list(dict.fromkeys(CITATION.findall(text)))


def main_keys(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return the main key of every key by which a source can be cited."""
    keys = {other: key for key, source in sources.items() for other in source.also}
    return {**keys, **{key: key for key in sources}}


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


def used_keys(found: Iterable[Page], data: Data) -> Iterator[str]:
    """Yield every source key that pages and data cite."""
    for page in found:
        yield from CITATION.findall(page.body)
        for line in page.meta.summary:
            yield from CITATION.findall(line)
    for name, document in data.documents.items():
        if name in CITING:
            yield from (key for _, key in cited_in(document.data))
