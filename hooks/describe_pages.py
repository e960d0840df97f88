"""Tell programs about the pages: JSON-LD, the site map's dates, a feed of changes, robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel

import _engine
from guidekit.publishing import feed, hosts, jsonld

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    run, site, render = _engine.run, _engine.site(config), _engine.run.compose_with.render
    found = feed.entries(run.pages.values(), run.compose_with.data, site.address)
    for entry in found:
        if page := files.src_uris[entry.uri].page:
            page.update_date = str(entry.day)
    for uri, text in hosts.for_programs(site, found, run.pages.values(), render).items():
        files.append(File.generated(config, uri, content=text, inclusion=InclusionLevel.INCLUDED))


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    run, site = _engine.run, config.site_url or "/"
    data = run.compose_with.data
    context["share"] = data.publisher.model_dump(mode="json")
    if source := run.pages.get(page.file.src_uri):
        place = jsonld.Place(site, page.canonical_url or "", config.theme["language"])
        cites = jsonld.cited_in(page.content or "")
        said = jsonld.describe(source, data, place, changed=page.update_date, cites=cites)
        context["jsonld"] = jsonld.as_script(said)
    return context
