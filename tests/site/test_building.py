"""A failed build loses nothing, and says what to mend."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from conftest import build

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "docs/causes/spider-veins.md"
TREE = "docs/_data/decision-tree.yml"


def fingerprint(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with a site; each test mends what it breaks."""
    from conftest import copy_project

    project = copy_project(tmp_path_factory.mktemp("project") / "guide")
    result = build(project)
    assert result.returncode == 0, result.stderr
    return project


BREAKS = {
    "tree missing": (TREE, None, f"{TREE}:1: this file is missing"),
    "tree empty": (TREE, "", f"{TREE}:1: there is nothing here"),
    "tree not YAML": (TREE, "questions: [", f"{TREE}:"),
    "no front matter": (PAGE, "# Spider veins\n", f"{PAGE}:1: this page has no front matter"),
    "unreadable front matter": (PAGE, "---\ntitle: a: b\n---\n\n# A\n", f"{PAGE}:2: "),
    "unknown source": (PAGE, "[^no-such-key]", "the source 'no-such-key' does not exist"),
    "answer leads nowhere": (TREE, "next: no_such_node", "leads to 'no_such_node', which does not"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_mistake_gets_one_message_and_loses_nothing(built: Path, name: str) -> None:
    path, text, message = BREAKS[name]
    file, before = built / path, fingerprint(built / "site")
    good = file.read_text("utf-8")
    try:
        break_file(file, text, good)
        result = build(built)
    finally:
        file.write_text(good, "utf-8")
    said = result.stdout + result.stderr
    assert result.returncode == 1
    assert message in said
    assert "    fix: " in said
    assert "Traceback" not in said
    assert fingerprint(built / "site") == before
    assert not (built / "site.new").exists()


def break_file(file: Path, text: str | None, good: str) -> None:
    """Take a file away, change one part of it, or put another text in its place."""
    if text is None:
        file.unlink()
    elif text.startswith("[^"):
        file.write_text(f"{good}\nA line.{text}\n", "utf-8")
    elif text.startswith("next:"):
        file.write_text(good.replace("next: one_leg", text, 1), "utf-8")
    else:
        file.write_text(text, "utf-8")


def test_strict_build_that_warns_publishes_nothing(built: Path) -> None:
    before = fingerprint(built / "site")
    extra = built / "docs/about/extra.md"
    settings = built / "mkdocs.yml"
    good = settings.read_text("utf-8")
    try:
        settings.write_text(
            good + "\nextra_css: [no-such.css]\nnot_in_nav: /about/extra.md\n", "utf-8"
        )
        settings.write_text(
            good.replace("- glossary.md", "- glossary.md\n  - no-such-page.md"), "utf-8"
        )
        result = build(built, "--strict")
    finally:
        settings.write_text(good, "utf-8")
        extra.unlink(missing_ok=True)
    assert result.returncode == 1
    assert fingerprint(built / "site") == before
