"""What stands beside the pages of a finished site, whatever engine built the pages."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import markdown

from guidekit.composing import policy
from guidekit.engines import held
from guidekit.publishing import feed, hosts, reviews
from guidekit.publishing.search import files as search_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from guidekit.engines.composed import Project

UNUSED = ("search.json",)
"""Files that an engine adds and no page of the guide asks for."""

_BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions of Markdown that engines add to those in the settings."""


def finish(
    site: Path,
    project: Project,
    contents: Mapping[str, str],
    *,
    tag: str = policy.TAG,
    sent: str = policy.POLICY,
) -> None:
    """Write what stands beside the pages: search, feed, headers, old addresses, and more.

    Args:
        site: The folder with the finished pages.
        project: The guide that they show.
        contents: HTML of the text of each page, by uri; `contents` makes it from Markdown.
        tag: The content policy of the pages at old addresses; a preview has none.
        sent: The policy that hosts send with every page.
    """
    for name in UNUSED:
        (site / name).unlink(missing_ok=True)
    files = _for_search(project, contents)
    files |= hosts.for_programs(
        project.site, project.entries, project.pages, project.composer.render
    )
    files |= hosts.for_hosts(
        project.site, project.data, project.composer.render, tag=tag, sent=sent
    )
    files["sitemap.xml"] = feed.sitemap(project.entries, project.composer.render)
    due = reviews.reviews(project.pages, project.data)
    files["reviews.json"] = reviews.as_json(due, project.site.address)
    _write(site, files)


def contents(project: Project) -> dict[str, str]:
    """Return the text of each page as HTML, for an engine that hands over none."""
    reader = _markdown(project.settings.get("markdown_extensions", []))
    return {page.uri: _html(page.markdown, reader) for page in project.composed()}


def _for_search(project: Project, contents: Mapping[str, str]) -> dict[str, str]:
    found = [page for page in project.pages if page.uri in contents]
    address = {page.uri: project.site.place(page.uri) for page in found}
    return search_files.build(found, contents, address, project.data)


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
    packed = gzip.compress(files["sitemap.xml"].encode(), mtime=0)
    (site / "sitemap.xml.gz").write_bytes(packed)
