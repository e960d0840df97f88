from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from broken_guides import ROOT, base
from guidekit.commands import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

OLD, NEW = "topics/hiccups.md", "help/first/the-hiccups.md"
DAY = ("--today", "2026-11-21")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small guide that Git holds, in which every kind of place names a page."""
    root = base(tmp_path / "guide")
    (root / "overrides").symlink_to(ROOT / "overrides")
    home, page = root / "docs/index.md", root / "docs" / OLD
    home.write_text(f"{home.read_text('utf-8')}\nSee [hiccups]({OLD}#hiccups).\n", "utf-8")
    page.write_text(f"{page.read_text('utf-8')}\nBack [home](../index.md) or [up](#hiccups).\n")
    (root / "docs/_data/redirects.yml").write_text(
        "# yaml-language-server: $schema=schema/redirects.json\n"
        f"redirects:\n  hic/: {OLD}#hiccups\n",
        "utf-8",
    )
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Start"]):
        who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
        subprocess.run(["git", *who, *command], cwd=root, check=True)
    return root


def run(*arguments: str, root: Path) -> Result:
    return CliRunner().invoke(main.main, [*arguments, "--root", str(root), *DAY])


def files(root: Path) -> dict[str, str]:
    kept = (root / "docs", root / "mkdocs.yml")
    found = [p for top in kept for p in (top, *top.rglob("*")) if p.is_file()]
    return {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in found}


def test_all_that_named_a_page_names_it_after_a_move(project: Path) -> None:
    assert run("check", root=project).exit_code == 0
    moved = run("move", OLD, NEW, root=project)
    assert moved.exit_code == 0, moved.output
    found = files(project)
    assert f"docs/{OLD}" not in found
    assert f"]({NEW}#hiccups)" in found["docs/index.md"]
    assert "Back [home](../../index.md) or [up](#hiccups)" in found[f"docs/{NEW}"]
    assert f"hic/: {NEW}#hiccups\n" in found["docs/_data/redirects.yml"]
    assert f"topics/hiccups/: {NEW}\n" in found["docs/_data/redirects.yml"]
    assert NEW in found["mkdocs.yml"]
    assert OLD not in found["mkdocs.yml"]
    checked = run("check", root=project)
    assert checked.exit_code == 0, checked.output


def test_a_page_moved_there_and_back_is_as_it_was_but_for_its_other_address(project: Path) -> None:
    before = files(project)
    assert run("move", OLD, NEW, root=project).exit_code == 0
    assert run("move", NEW, OLD, root=project).exit_code == 0
    after = files(project)
    added = "  help/first/the-hiccups/: topics/hiccups.md\n"
    name = "docs/_data/redirects.yml"
    assert after.pop(name) == before.pop(name) + added
    assert after == before


def test_a_dry_run_says_all_and_writes_nothing(project: Path) -> None:
    before = files(project)
    told = run("move", f"docs/{OLD}", NEW, "--dry-run", root=project)
    assert told.exit_code == 0
    assert "Would change docs/index.md: 2 lines\n" in told.output
    assert "Would move topics/hiccups.md to help/first/the-hiccups.md" in told.output
    assert files(project) == before


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("topics/none.md", NEW, "there is no page 'topics/none.md'"),
        (OLD, "index.md", "'index.md' is there already"),
        (OLD, "Help me.md", "'Help me.md' cannot be the name of a page"),
        (OLD, "../out.md", "'../out.md' cannot be the name of a page"),
        ("_data/redirects.yml", NEW, "there is no page"),
    ],
)
def test_a_move_that_cannot_be_is_told_and_changes_nothing(
    project: Path, old: str, new: str, why: str
) -> None:
    before = files(project)
    told = run("move", old, new, root=project)
    assert (told.exit_code, why in told.output) == (1, True), told.output
    assert files(project) == before


def test_a_page_that_git_knew_and_that_is_gone_needs_a_redirect(project: Path) -> None:
    page = project / "docs" / OLD
    (project / "docs/topics/the-hiccups.md").write_text(page.read_text("utf-8"), "utf-8")
    page.unlink()
    told = run("check", root=project).output
    assert "redirects.yml:2: 'topics/hiccups.md' was a page and is gone" in told
    assert "fix: add 'topics/hiccups/: topics/the-hiccups.md'" in told
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    subprocess.run(["git", *who, "commit", "-qam", "Lose it"], cwd=project, check=True)
    assert "was a page and is gone" in run("check", root=project).output
    shelf = project / "docs/_data/redirects.yml"
    shelf.write_text(f"{shelf.read_text('utf-8')}  topics/hiccups/: topics/the-hiccups.md\n")
    assert "was a page and is gone" not in run("check", root=project).output
