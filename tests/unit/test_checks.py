from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broken_guides import base, mistakes, read
from guidekit.checking import whole

if TYPE_CHECKING:
    from pathlib import Path

    from broken_guides import Mistake

ALL = mistakes()


def test_small_guide_has_no_problem(tmp_path: Path) -> None:
    found = read(base(tmp_path / "guide"))
    assert found.problems == ()
    assert len(found.pages) == 4


@pytest.mark.parametrize("mistake", ALL, ids=lambda mistake: mistake.name)
def test_mistake_is_told_as_its_file_says(mistake: Mistake, tmp_path: Path) -> None:
    root = base(tmp_path / "guide")
    mistake.make(root)
    told = "".join(f"{problem}\n" for problem in read(root).errors)
    assert told == mistake.says


def test_there_are_enough_mistakes() -> None:
    assert sum(bool(mistake.says) for mistake in ALL) >= 60


@pytest.mark.parametrize("mistake", ALL, ids=lambda mistake: mistake.name)
def test_every_message_says_what_to_write(mistake: Mistake) -> None:
    lines = mistake.says.splitlines()
    assert len(lines[::2]) == len(lines[1::2])
    assert all(line.startswith("    fix: ") for line in lines[1::2])


def test_all_problems_come_at_once_by_place(tmp_path: Path) -> None:
    root = base(tmp_path / "guide")
    for mistake in ALL:
        if mistake.name in {"tree-unknown-sign", "setting-misspelt", "range-with-a-dash"}:
            mistake.make(root)
    found = read(root).errors
    assert [problem.path for problem in found] == [
        "docs/_data/decision-tree.yml",
        "docs/topics/hiccups.md",
        "mkdocs.yml",
    ]
    assert list(found) == sorted(found)


def test_pages_are_checked_although_data_is_broken(tmp_path: Path) -> None:
    root = base(tmp_path / "guide")
    (root / "docs/_data/chances.yml").write_text("chances: [")
    (root / "docs/topics/index.md").write_text("no front matter")
    assert {problem.path for problem in read(root).errors} == {
        "docs/_data/chances.yml",
        "docs/topics/index.md",
    }


def test_page_due_is_a_warning_that_stops_nothing(tmp_path: Path) -> None:
    root = base(tmp_path / "guide")
    page = root / "docs/topics/index.md"
    page.write_text(page.read_text().replace("2027-11-01", "2026-11-30"))
    found = read(root)
    assert found.errors == ()
    (warning,) = found.problems
    assert str(warning).startswith(
        "docs/topics/index.md:6: warning: the page is due for a check by 30 November 2026"
    )


def test_page_that_cannot_be_drawn_is_named(tmp_path: Path) -> None:
    root = base(tmp_path / "guide")
    page = root / "docs/topics/hiccups.md"
    page.write_text(page.read_text().replace("[breath, sore]", "[breth]"))
    found = read(root)
    assert found.unbuildable == {"topics/hiccups.md"}
    assert found.drawable


def test_data_that_does_not_fit_together_is_not_drawn(tmp_path: Path) -> None:
    root = base(tmp_path / "guide")
    flags = root / "docs/_data/red-flags.yml"
    flags.write_text(flags.read_text().replace("[health]", "[helth]"))
    found = read(root)
    assert found.data is not None
    assert not found.drawable


def test_progress_sees_every_page(tmp_path: Path) -> None:
    found = read(base(tmp_path / "guide"))
    assert found.data is not None
    seen: list[str] = []
    whole.check(
        whole.Checked(found.pages, ()),
        found.data,
        uris=(),
        today=found.pages[0].meta.checked or found.data.treatments.treatments["breath"].checked,
        progress=lambda pages: (seen.append(page.uri) or page for page in pages),  # type: ignore[func-returns-value]
    )
    assert seen == sorted(page.uri for page in found.pages)
