"""A failed build loses nothing, and says what to mend."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from conftest import build, small_guide

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "docs/why-it-happens.md"
TREE = "docs/_data/decision-tree.yml"


def fingerprint(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a guide with a site and many pages; each test mends what it breaks."""
    guide = small_guide(tmp_path_factory.mktemp("guide") / "guide", more=20)
    result = build(guide)
    assert result.returncode == 0, result.stderr
    return guide


BREAKS = {
    "tree missing": (TREE, None, f"{TREE}:1: this file is missing"),
    "tree empty": (TREE, "", f"{TREE}:1: there is nothing here"),
    "tree not YAML": (TREE, "questions: [", f"{TREE}:"),
    "no front matter": (PAGE, "# Why noses bleed\n", f"{PAGE}:1: this page has no front matter"),
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
        file.write_text(good.replace("next: often", text, 1), "utf-8")
    else:
        file.write_text(text, "utf-8")


def test_build_that_fails_while_it_writes_pages_loses_nothing(built: Path) -> None:
    banner = built / "overrides/partials/guide/banner.html"
    good, before = banner.read_text("utf-8"), fingerprint(built / "site")
    late = '{% if page is not defined or not page or page.url != "a-to-z/" %}'
    banner.write_text(f"{late}{good}{{% endif %}}", "utf-8")
    try:
        result = build(built)
    finally:
        banner.write_text(good, "utf-8")
    assert result.returncode == 1
    assert "docs/a-to-z.md:1: the finished page lacks its disclaimer banner" in result.stderr
    assert fingerprint(built / "site") == before
    assert not (built / "site.new").exists()


HOOK = """import logging
log = logging.getLogger("mkdocs.plugins.odd")
def {event}(*_, **all):
    if "page" not in all or all["page"].file.src_uri == "why-it-happens.md":
        log.warning("odd, in {event}")
"""
"""Warns of one page, or of the site, when the engine comes to an event."""


@pytest.fixture
def warning(built: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Let one event of a build warn; return its name."""
    hook, settings, mark = (built / name for name in ("odd.py", "mkdocs.yml", "site/old.txt"))
    good = settings.read_text("utf-8")
    hook.write_text(HOOK.format(event=request.param), "utf-8")
    settings.write_text(good.replace("hooks:\n", "hooks:\n  - odd.py\n", 1), "utf-8")
    mark.write_text("the site that was there before", "utf-8")
    yield request.param
    settings.write_text(good, "utf-8")
    mark.unlink(missing_ok=True)


EVENTS = ("on_env", "on_page_content", "on_post_page")


@pytest.mark.parametrize("warning", EVENTS, indirect=True)
def test_strict_build_that_warns_publishes_nothing(built: Path, warning: str) -> None:
    before = fingerprint(built / "site")
    result = build(built, "--strict")
    said = result.stdout + result.stderr
    assert result.returncode == 1
    assert said.count("odd, in ") == 1
    assert f"odd, in {warning}" in said
    assert "Aborted with 1 warnings in strict mode!" in said
    assert fingerprint(built / "site") == before
    assert not (built / "site.new").exists()


@pytest.mark.parametrize("warning", ["on_page_content"], indirect=True)
def test_build_that_is_not_strict_tells_the_warning_and_publishes(
    built: Path, warning: str
) -> None:
    result = build(built)
    assert result.returncode == 0
    assert (result.stdout + result.stderr).count(f"odd, in {warning}") == 1
    assert not (built / "site/old.txt").exists()
