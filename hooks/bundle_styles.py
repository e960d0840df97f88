"""Join the parts of the stylesheet, and leave out what theme and templates would add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

import _engine
from guidekit.composing import theme
from guidekit.publishing import styles

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    parts = {uri: file for uri, file in files.src_uris.items() if styles.is_part(uri)}
    texts = {uri: file.content_string for uri, file in parts.items()}
    if _engine.in_theme():
        own = (_engine.of_look(config) / "theme.css").read_text("utf-8")
        texts = styles.within_theme(texts, own)
    text = styles.join(texts, [Path(folder) for folder in config.theme.dirs])
    for file in [*parts.values(), *_theme_files(files, config)]:
        files.remove(file)
    files.append(File.generated(config, styles.STYLESHEET, content=text))


def _theme_files(files: Files, config: MkDocsConfig) -> list[File]:
    kept = {config.docs_dir}
    if _engine.in_theme():
        kept.add(str(theme.folder(config.theme.name)))
    return [file for file in files if file.src_dir not in kept and not file.generated_by]
