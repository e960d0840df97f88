"""The register of sources: which keys mean one work, and who cites which."""

from collections.abc import Iterable, Iterator, Mapping

from guidekit.reading.data import FILES, Data
from guidekit.reading.front_matter import Page
from guidekit.reading.markdown import CITATION
from guidekit.reading.yamlfile import Place
from guidekit.shapes.evidence import Source

_SILENT = {"sources", "labels", "words", "publisher", "redirects", "changes", "search"}
CITING = FILES.keys() - _SILENT
"""Files whose texts cite sources."""


def cited(text: str) -> list[str]:
    """Return the keys a text cites, each once, in the order of first use."""
    return list(dict.fromkeys(CITATION.findall(text)))


def main_keys(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return the main key of every key by which a source can be cited."""
    keys = {other: key for key, source in sources.items() for other in source.also}
    return {**keys, **{key: key for key in sources}}


def cited_in(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield every source key in a file's data: in texts, and under `source` and `sources`."""
    if isinstance(value, str):
        *_, around, last = (None, None, *place)
        is_key = last == "source" or (around == "sources" and isinstance(last, int))
        yield from ((place, key) for key in ([value] if is_key else CITATION.findall(value)))
    elif isinstance(value, (list, dict)):
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from cited_in(item, (*place, name))


def used_keys(found: Iterable[Page], data: Data) -> Iterator[str]:
    """Yield every source key that pages and data cite."""
    for page in found:
        yield from CITATION.findall("\n".join((page.body, *page.meta.summary)))
    for name in CITING:
        yield from (key for _, key in cited_in(data.documents[name].data))
