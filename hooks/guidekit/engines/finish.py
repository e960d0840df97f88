"""What hooks add to a finished site, added to a site that an engine without hooks built."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import markdown

from guidekit.composing import held
from guidekit.publishing import feed, hosts, reviews
from guidekit.publishing.search import files as search_files
from guidekit.reading import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from guidekit.engines.composed import Project

UNUSED = ("search.json",)
"""Files that an engine adds and no page of the guide asks for."""

_BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions of Markdown that engines add to those in the settings."""


def finish(site: Path, project: Project) -> None:
    """Add to a built site what the hooks would have added."""
    for name in UNUSED:
        (site / name).unlink(missing_ok=True)
    _write(site, _files(project))


def _files(project: Project) -> dict[str, str]:
    pages, render = project.pages, project.composer.render
    entries = feed.entries(pages, project.data, project.site.address)
    return {
        **_search(project),
        **hosts.for_programs(project.site, entries, pages, render),
        **hosts.for_hosts(project.site, project.data, render),
        "sitemap.xml": feed.sitemap(entries, render),
        "reviews.json": reviews.as_json(reviews.reviews(pages, project.data), project.site.address),
    }


def _search(project: Project) -> dict[str, str]:
    """Return the search index, from the pages as Markdown makes them."""
    reader = _markdown(project.settings.get("markdown_extensions", []))
    contents = {page.uri: _html(page.markdown, reader) for page in project.composed()}
    pages = project.pages
    address = {page.uri: addresses.address(page.uri) for page in pages}
    return search_files.build(pages, contents, address, project.data)


def _html(text: str, reader: markdown.Markdown) -> str:
    rest, pieces = held.take(text)
    return held.put_back(reader.reset().convert(rest), pieces)


def _markdown(settings: list[Any]) -> markdown.Markdown:
    named = [one if isinstance(one, dict) else {one: {}} for one in settings]
    configs = {name: value or {} for one in named for name, value in one.items()}
    return markdown.Markdown(
        extensions=list(dict.fromkeys([*_BUILT_IN, *configs])), extension_configs=configs
    )


def _write(site: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
        if name == "sitemap.xml":
            packed = gzip.compress(text.encode(), mtime=0)
            (site / f"{name}.gz").write_bytes(packed)
