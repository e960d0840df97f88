"""The command that writes evidence sheets: which pages it means, and where the files go."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from broken_guides import ROOT, base
from guidekit.commands import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

DAY = ("--today", "2026-11-21")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = base(tmp_path / "guide")
    (root / "overrides").symlink_to(ROOT / "overrides")
    return root


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main.main, ["evidence", "--root", str(root), *DAY, *arguments])


def written(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_without_a_name_every_page_that_advises_and_the_check_get_a_sheet(project: Path) -> None:
    result = run(project)
    assert (result.exit_code, result.output) == (
        0,
        "Wrote 3 sheets, each as .html and .csv, to .cache/evidence\n",
    )
    stems = ("check", "topics/hiccups", "treatments/breath")
    assert written(project / ".cache/evidence") == {
        f"{stem}{suffix}" for stem in stems for suffix in (".html", ".csv")
    }


@pytest.mark.parametrize("name", ["topics/hiccups.md", "docs/topics/hiccups.md", "topics/hiccups"])
def test_a_page_is_known_by_its_path(name: str, project: Path, tmp_path: Path) -> None:
    assert run(project, name, "--to", str(tmp_path / "out")).output.startswith("Wrote 1 sheet, ")
    assert written(tmp_path / "out") == {"topics/hiccups.html", "topics/hiccups.csv"}


def test_a_section_is_its_first_page_and_check_is_the_check(project: Path, tmp_path: Path) -> None:
    run(project, "topics/", "check", "--to", str(tmp_path / "out"))
    assert {"topics/index.csv", "check.csv"} <= written(tmp_path / "out")


def test_a_page_that_is_not_there_is_told_and_nothing_is_written(
    project: Path, tmp_path: Path
) -> None:
    result = run(project, "topics/hiccups", "topics/hicups", "--to", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "docs/topics/hicups.md:1: there is no such page" in result.output
    assert "    fix: did you mean 'topics/hiccups.md'?" in result.output
    assert not (tmp_path / "out").exists()


def test_a_guide_with_mistakes_gets_no_sheets(project: Path) -> None:
    page = project / "docs/topics/hiccups.md"
    page.write_text(page.read_text("utf-8").replace("[^health]", "[^helth]"), "utf-8")
    result = run(project)
    assert result.exit_code == 1
    assert "the source 'helth' does not exist" in result.output
    assert not (project / ".cache").exists()


def test_a_table_opens_as_utf8(project: Path) -> None:
    run(project, "check")
    assert (project / ".cache/evidence/check.csv").read_bytes().startswith(b"\xef\xbb\xbfPage,")


def test_a_sheet_ends_with_the_lines_that_sign_its_page(project: Path) -> None:
    run(project, "topics/hiccups", "check")
    lines: list[str] = []
    for stem in ("topics/hiccups", "check"):
        text = (project / f".cache/evidence/{stem}.html").read_text("utf-8")
        entry = html.unescape(text.partition("<pre>\n")[2].partition("</pre>")[0])
        entry = entry.replace('name: ""', 'name: "Test Person One"').replace('""', '"test nurse"')
        lines.append(entry.replace("day:", "day: 2026-11-20"))
    (project / "docs/_data/reviews.yml").write_text(f"reviews:\n{''.join(lines)}", "utf-8")
    where = ["--root", str(project), *DAY]
    told = CliRunner().invoke(main.main, ["check", *where])
    assert told.output == "4 pages, 0 problems, 0 warnings\n"
    page = project / "docs/topics/hiccups.md"
    page.write_text(page.read_text("utf-8").replace("a jerk", "a jolt"), "utf-8")
    told = CliRunner().invoke(main.main, ["check", *where])
    assert (told.exit_code, told.output) == (
        0,
        "docs/_data/reviews.yml:6: warning: the page has changed since they read it\n"
        "    fix: ask them to read it again, or take this line out\n"
        "4 pages, 0 problems, 1 warning\n",
    )
    listed = CliRunner().invoke(main.main, ["due", *where])
    assert (listed.exit_code, listed.output) == (
        1,
        "2026-11-20        lapsed  topics/hiccups.md  Test Person One\n"
        "0 pages due within 30 days\n1 signature lapsed\n",
    )
