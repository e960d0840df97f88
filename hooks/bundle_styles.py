"""Join the parts of the stylesheet, and leave out the theme's files that no page uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

PARTS = "assets/css/"
STYLESHEET = "assets/guide.css"


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    parts = sorted(uri for uri in files.src_uris if uri.startswith(PARTS))
    text = "\n".join(files.src_uris[uri].content_string for uri in parts)
    for file in [*(files.src_uris[uri] for uri in parts), *_theme_files(files, config)]:
        files.remove(file)
    files.append(File.generated(config, STYLESHEET, content=text))


def _theme_files(files: Files, config: MkDocsConfig) -> list[File]:
    own = (config.docs_dir, config.theme.custom_dir)
    return [file for file in files if file.src_dir not in own and file.generated_by is None]
