"""Build the small guide with every mistake in it, in one process, and print how each build ended.

Run by tests/site/test_agreement.py: a process for each build would take minutes.
"""

from __future__ import annotations

import functools
import json
import logging
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader
from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from broken_guides import ROOT, base, mistakes, read
from guidekit.commands.starting import init

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "docs/topics/hiccups.md"


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def ending(root: Path) -> str:
    """Return what a strict build of a guide said; an empty text when it went well."""
    kept = _Kept()
    log = logging.getLogger("mkdocs")
    log.addHandler(kept)
    try:
        build(load_config(str(root / "mkdocs.yml"), strict=True))
    except (Abort, ConfigurationError) as error:
        return "\n".join([*kept.lines, f"{type(error).__name__}: {error}"])
    finally:
        log.removeHandler(kept)
    return "\n".join(kept.lines)


def list_themes_once() -> None:
    """Let builds share what a theme's folder holds, without the icons that no build copies."""
    plain = FileSystemLoader.list_templates

    @functools.cache
    def held(folder: str) -> list[str]:
        return [name for name in plain(FileSystemLoader(folder)) if not name.startswith(".")]

    def listed(loader: FileSystemLoader) -> list[str]:
        return sorted({name for one in loader.searchpath for name in held(os.path.realpath(one))})

    FileSystemLoader.list_templates = listed  # type: ignore[assignment,method-assign]
    utils.get_themes = functools.cache(utils.get_themes)


def compile_once() -> None:
    """Let builds share templates: all of them have those of the project."""
    plain, made = Environment.compile, dict[tuple[Any, ...], Any]()

    def compiled(self: Environment, *source: Any) -> Any:  # noqa: ANN401 - as jinja2 has it
        known = (type(self), *source[:2])  # without the file, which each build has elsewhere
        if known not in made:
            made[known] = plain(self, *source)
        return made[known]

    Environment.compile = compiled  # type: ignore[assignment,method-assign]


def prepare(root: Path, *, styled: bool = False) -> None:
    """Give a small guide the settings, templates and hooks of the project, and its styles."""
    (root / "overrides").symlink_to(ROOT / "overrides")
    for name in ("css", "img", "js") if styled else ():
        for file in (ROOT / "docs/assets" / name).iterdir():
            to = root / "docs/assets" / name / file.name
            if not to.exists():
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, to)
    own = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(
        init.settings((ROOT / "mkdocs.yml").read_text("utf-8"), own), "utf-8"
    )


ODD = [
    *("[a](../index.md) ", "[a](../glossary.md#jerk) ", "[a][b] ", "\n\n[b]: ../index.md\n\n"),
    *("[a](#how-to-tell) ", "[a](breath.md) ", "[a](../treatments/breath.md#what-it-is) ", "[a]( "),
    *("```\n", "`", "    ", "> ", "- ", "1. ", "\n\n", "* * *\n", "## More\n\n", "===\n", "---\n"),
    *(
        "| a | b |\n|---|---|\n| c | d |\n",
        "**",
        "_",
        "\\",
        "&amp;",
        "&",
        "<",
        ">",
        "<br>",
        "{ #x }",
    ),
    *("<!-- a -->", "[^health]", "(", ")", "[", "]", "![a](x.png)", "\ufeff", "\u2028", "é", "\t"),
    *(
        "/// data | emergency-numbers\n///\n\n",
        "/// chance | hiccups\n///\n\n",
        "<https://a.example>",
    ),
]
"""What is put into a page at random."""


def odd_pages(root: Path, count: int) -> Iterator[str]:
    """Yield texts of one page, odd in many ways, in which the check finds no error."""
    chance = random.Random(20261121)
    page = root / PAGE
    text = page.read_text("utf-8")
    start = text.index("# Hiccups") + len("# Hiccups\n")
    while count:
        odd = text
        for _ in range(chance.randint(1, 4)):
            at = chance.randint(start, len(odd))
            odd = odd[:at] + chance.choice(ODD) + odd[at:]
        page.write_text(odd, "utf-8")
        if not read(root).errors:
            count -= 1
            yield odd


def main() -> None:
    """Print a JSON mapping of each mistake, and of each odd page, to what its build said."""
    told: dict[str, str] = {}
    list_themes_once()
    compile_once()
    with tempfile.TemporaryDirectory() as folder:
        for number, mistake in enumerate(mistakes()):
            root = base(Path(folder) / str(number))
            mistake.make(root)
            prepare(root)
            told[mistake.name] = ending(root)
            if (page := root / "site/check/index.html").exists():
                told[f"{mistake.name}/check"] = page.read_text("utf-8")
        root = base(Path(folder) / "odd")
        prepare(root)
        for odd in odd_pages(root, int(sys.argv[1])):
            told[odd] = ending(root)
    json.dump(told, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
