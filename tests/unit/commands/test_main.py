from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, cast

import pytest
from click.testing import CliRunner

from broken_guides import ROOT, base, change
from guidekit.commands import check, main

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from click.testing import Result

    from guidekit.reading.front_matter import Page


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = base(tmp_path / "guide")
    (root / "overrides").symlink_to(ROOT / "overrides")
    return root


def run(*arguments: str, root: Path | None = None) -> Result:
    where = ["--root", str(root)] if root else []
    result = CliRunner().invoke(main.main, [*arguments, *where], env={"SOURCE_DATE_EPOCH": ""})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


HICCUPS = "docs/topics/hiccups.md"
DAY = ("--today", "2026-11-21")


def test_check_of_a_sound_guide_ends_with_0(project: Path) -> None:
    result = run("check", *DAY, root=project)
    assert (result.exit_code, result.output) == (0, "4 pages, 0 problems, 0 warnings\n")


def test_check_lists_problems_by_place_and_ends_with_1(project: Path) -> None:
    change(project, HICCUPS, "check: start", "check: strat")
    change(project, "docs/_data/glossary.yml", "A quick", "Simply a quick")
    result = run("check", *DAY, root=project)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0].startswith("docs/_data/glossary.yml:5: ")
    assert lines[2:4] == [
        "docs/topics/hiccups.md:11: the check has no question 'strat'",
        "    fix: did you mean 'start'?",
    ]
    assert lines[-1] == "4 pages, 2 problems, 0 warnings"


def test_check_for_programs_is_json(project: Path) -> None:
    change(project, HICCUPS, "check: start", "check: strat")
    result = run("check", "--format", "json", *DAY, root=project)
    assert json.loads(result.stdout) == [
        {
            "path": HICCUPS,
            "line": 11,
            "message": "the check has no question 'strat'",
            "fix": "did you mean 'start'?",
            "warning": False,
        }
    ]


def test_check_for_pull_requests_gives_annotations(project: Path) -> None:
    change(project, HICCUPS, "48 hours.[^health]", "48 hours for 9% of us.[^health]")
    result = run("check", "--format", "github", *DAY, root=project)
    assert result.stdout == (
        "::error file=docs/topics/hiccups.md,line=20::a share is written with %25%0A"
        "fix: write how many out of 100, such as '3 out of 100'\n"
    )


def test_warning_does_not_change_the_status(project: Path) -> None:
    result = run("check", "--today", "2027-10-20", root=project)
    assert result.exit_code == 0
    assert "warning: the page is due" in result.output


def test_broken_settings_are_a_problem_like_others(project: Path) -> None:
    (project / "mkdocs.yml").write_text("nav: [a")
    result = run("check", *DAY, root=project)
    assert result.exit_code == 1
    assert "mkdocs.yml:1: a [ or { is opened but never closed" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--format", "xml"],
        ["check", "--today", "soon"],
        ["due", "--within", "-1"],
        ["chek"],
    ],
)
def test_command_that_cannot_be_understood_ends_with_2(arguments: list[str], project: Path) -> None:
    result = run(*arguments, root=project if arguments[0] != "chek" else None)
    assert result.exit_code == 2
    assert "Error:" in result.output


def test_folder_without_a_guide_ends_with_2(tmp_path: Path) -> None:
    result = run("check", root=tmp_path)
    assert result.exit_code == 2
    assert "there is no mkdocs.yml in" in result.output


@pytest.mark.parametrize("command", ["", *main.COMMANDS])
def test_every_command_has_help(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("topics/sleep.md", "topic"),
        ("treatments/cup.md", "treatment"),
        ("docs/treatments/tea.md", "treatment"),
        ("more/index.md", "hub"),
        ("more/deep/x1.md", "topic"),
    ],
)
def test_new_page_lacks_only_what_a_person_can_write(path: str, kind: str, project: Path) -> None:
    result = run("new", path, *DAY, root=project)
    assert result.exit_code == 0
    assert f"of kind {kind}" in result.output
    uri = path.removeprefix("docs/")
    assert f"  - {uri}" in result.output
    change(project, "mkdocs.yml", "  - index.md\n", f"  - index.md\n  - {uri}\n")
    told = run("check", *DAY, root=project).output.splitlines()[:-1]
    assert told
    assert [line for line in told[::2] if "still to be" not in line] == []


def test_new_page_passes_once_it_is_written(project: Path) -> None:
    run("new", "treatments/cup.md", "--title", "A cup", *DAY, root=project)
    change(project, "mkdocs.yml", "  - index.md\n", "  - index.md\n  - treatments/cup.md\n")
    for file in ("docs/treatments/cup.md", "docs/_data/treatments.yml"):
        text = (project / file).read_text("utf-8").replace("TO WRITE", "Rest")
        text = text.replace("red_flags: [to-write]", "red_flags: [breath]")
        (project / file).write_text(text.replace("[to-write]", "[health]"), "utf-8")
    result = run("check", *DAY, root=project)
    assert result.exit_code == 0, result.output


def test_new_page_does_not_overwrite(project: Path) -> None:
    before = {file: file.read_bytes() for file in project.rglob("*.md") if file.is_file()}
    result = run("new", "topics/hiccups.md", root=project)
    assert result.exit_code == 1
    assert "docs/topics/hiccups.md is there already; nothing was written" in result.output
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize("path", ["../x.md", "/etc/x.md", "x y.md", "X.md", "x.txt", "a//../b.md"])
def test_new_page_stays_in_its_folder(path: str, project: Path) -> None:
    files = sorted(project.rglob("*"))
    assert run("new", path, root=project).exit_code == 1
    assert sorted(project.rglob("*")) == files


def test_new_treatment_has_a_key_of_its_own(project: Path) -> None:
    before = (project / "docs/_data/treatments.yml").read_bytes()
    result = run("new", "more/breath.md", "--kind", "treatment", root=project)
    assert result.exit_code == 1
    assert "has an entry 'breath' already" in result.output
    assert (project / "docs/_data/treatments.yml").read_bytes() == before


def test_due_lists_pages_and_ends_with_1(project: Path) -> None:
    assert run("due", *DAY, root=project).exit_code == 0
    result = run("due", "--today", "2027-11-02", root=project)
    assert result.exit_code == 1
    assert "2027-11-01       overdue  topics/hiccups.md" in result.output
    listed = json.loads(
        run("due", "--within", "400", "--format", "json", *DAY, root=project).stdout
    )
    assert len(listed) == 4
    assert run("due", "--format", "issue", *DAY, root=project).output == ""


def test_paths_are_csv(project: Path) -> None:
    result = run("paths", root=project)
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows[0]["path"] == "start=breath"
    assert {row["level"] for row in rows} == {"emergency", "urgent", "appointment", "self-care"}


def test_paths_of_a_broken_tree_are_a_message(project: Path) -> None:
    change(project, "docs/_data/decision-tree.yml", "next: long", "next: lnog")
    result = run("paths", root=project)
    assert result.exit_code == 1
    assert "leads to 'lnog'" in result.output


def test_schemas_are_written_and_checked(project: Path) -> None:
    assert "is out of date" in run("schema", "--check", root=project).output
    assert "Wrote docs/_data/schema/words.json" in run("schema", root=project).output
    assert run("schema", root=project).output == "All schemas are current.\n"


def test_day_of_the_run_can_be_set(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    result = CliRunner().invoke(main.main, ["check", "--root", str(project)])
    assert "'checked' is 2026-11-01, a day still to come" in result.output
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    result = CliRunner().invoke(main.main, ["check", "--root", str(project)])
    assert result.exit_code == 2
    assert "must be a number of seconds" in result.output


def test_command_runs_without_an_install_and_without_utf8(project: Path) -> None:
    change(project, HICCUPS, "check: start", "check: strāt")
    result = subprocess.run(
        [sys.executable, "-m", "guidekit", "check", "--root", str(project)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "str\\u0101t" in result.stdout


def test_long_work_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[int] = []

    class Bar:
        def __init__(self, rest: list[str], **_: object) -> None:
            self.rest = rest
            shown.append(len(rest))

        def __enter__(self) -> list[str]:
            return self.rest

        def __exit__(self, *_: object) -> None:
            pass

    clock = iter(range(100))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("time.monotonic", lambda: float(next(clock)))
    monkeypatch.setattr("click.progressbar", Bar)
    assert list(check._progress(cast("Iterable[Page]", range(6)))) == list[object](range(6))
    assert shown == [5]


def test_short_work_and_files_get_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: False, raising=False)
    monkeypatch.setattr("click.progressbar", None)
    assert list(check._progress(cast("Iterable[Page]", range(3)))) == list[object](range(3))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: material", "name: materail", "the theme 'materail' is not installed"),
        ("font: false", "font: false\n  language: english", "'english' is not the code of"),
        ("nav:", "nav: [", "a [ or { is opened but never closed"),
    ],
)
def test_a_slip_in_the_settings_is_told_there_and_alone(
    project: Path, old: str, new: str, told: str
) -> None:
    change(project, "mkdocs.yml", old, new)
    (project / "docs/_data/labels.yml").write_text("labels: {skip: Skip}\n", "utf-8")
    lines = run("check", *DAY, root=project).output.splitlines()
    assert any(line.startswith("mkdocs.yml:") and told in line for line in lines), lines
    assert not any("no theme is here" in line for line in lines), lines
