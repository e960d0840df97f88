"""The files of the search index, from the pages and what engines made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import generated, searchindex, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .data import Data
    from .frontmatter import Page
    from .searchindex import Record

FOLDER = "assets/search/"


def build(
    pages: Iterable[Page], contents: Mapping[str, str], address: Mapping[str, str], data: Data
) -> dict[str, str]:
    """Return the files of the index, by their path on the site.

    Args:
        pages: The pages that search finds.
        contents: HTML of each page's text, by uri.
        address: Where each page stands below the site's root, by uri.
        data: The guide's data.
    """
    records = searchindex.glossary(data, terms.GLOSSARY_URI)
    for page in sorted(pages, key=lambda page: page.uri):
        records.append(_record(page, contents[page.uri], data))
    return {
        f"{FOLDER}{name}": text for name, text in searchindex.build(records, data, address).items()
    }


def _record(page: Page, content: str, data: Data) -> Record:
    meta = page.meta
    names = searchindex.Names(meta.title, meta.kind.value, (*meta.also_called, *meta.search_terms))
    listed = page.uri in generated.LISTS
    boxes = page.uri == data.search.warning_page
    return searchindex.record(page.uri, names, "" if listed else content, with_boxes=boxes)
