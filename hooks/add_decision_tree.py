"""Add the decision-tree page, its map, its table of all ways and its form for other software.

All are made from docs/_data/decision-tree.yml, as the other pages of lists are from their data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

import _engine
from guidekit.reading import register
from guidekit.tree import check_page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_AS_EVER = InclusionLevel.UNDEFINED


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    project = _engine.build().project
    for page in project.found.made:
        inclusion = InclusionLevel.NOT_IN_NAV if page.uri in register.LISTS else _AS_EVER
        file = File.generated(config, page.uri, content=page.text, inclusion=inclusion)
        file.edit_uri = page.made_from
        files.append(file)
    found = check_page.files(project.data, project.pages, site=project.site.address)
    if source := files.src_uris.get(check_page.SCRIPT):
        found[check_page.SCRIPT] = check_page.script(source.content_string, project.data)
        files.remove(source)
    for uri, text in found.items():
        files.append(File.generated(config, uri, content=text))
