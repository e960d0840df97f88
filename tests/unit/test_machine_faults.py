"""Links out of the guide, rights, and full disks: told in one line, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from broken_guides import ROOT, base, read
from guidekit import guide
from guidekit.commands import main
from guidekit.commands.starting import new as newpage
from guidekit.composing import templates
from guidekit.engines import build
from guidekit.publishing import swap
from guidekit.reading import dates
from guidekit.reading.problems import ContentError, refused
from guidekit.shapes.page import PageKind

if TYPE_CHECKING:
    from click.testing import Result


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def run(*arguments: str, root: Path) -> Result:
    return CliRunner().invoke(main.main, [*arguments, "--root", str(root)])


LINKS = {
    "file outside": ("docs/zz.txt", "/etc/passwd", "which leads out of docs/"),
    "folder outside": ("docs/zz", "/etc", "which leads out of docs/"),
    "data outside": ("docs/_data/zz.yml", "/etc/passwd", "which leads out of docs/"),
    "neighbour": ("docs/zz.yml", "../mkdocs.yml", "which leads out of docs/"),
    "loop": ("docs/topics/zz", ".", "a folder: its pages would be read twice, or without end"),
    "loop above": ("docs/topics/zz", "..", "a folder: its pages would be read twice"),
    "itself": ("docs/zz.md", "zz.md", "which is not there"),
    "nothing": ("docs/zz.md", "gone.md", "which is not there"),
    "template": ("overrides/zz.html", "/etc/passwd", "which leads out of overrides/"),
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = base(tmp_path / "guide")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return root


@pytest.mark.parametrize("name", LINKS)
def test_a_link_that_leads_elsewhere_is_told_and_nothing_is_read(name: str, small: Path) -> None:
    place, to, why = LINKS[name]
    (small / place).symlink_to(to)
    found = guide.read(guide.folders(small), today=dates.today())
    (problem,) = found.problems
    assert (problem.path, problem.line) == (place, 1)
    assert problem.message == f"this is a link to '{to}', {why}" or why in problem.message
    assert found.pages == ()


def test_a_link_to_a_file_of_the_folder_is_read(small: Path) -> None:
    (small / "docs/assets").mkdir()
    (small / "docs/assets/one.txt").write_text("one")
    (small / "docs/assets/two.txt").symlink_to("one.txt")
    assert read(small).errors == ()


def test_a_folder_may_itself_be_a_link(small: Path, tmp_path: Path) -> None:
    (small / "docs").rename(tmp_path / "elsewhere")
    (small / "docs").symlink_to(tmp_path / "elsewhere")
    assert read(small).errors == ()


def site(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(text)
    return folder


@pytest.mark.parametrize("kind", ["folder", "read-only folder", "file", "link"])
def test_what_an_earlier_run_left_is_no_hindrance(kind: str, tmp_path: Path) -> None:
    old, last = tmp_path / "site.old", site(tmp_path / "site", "last")
    if "folder" in kind:
        site(old, "left")
        old.chmod(0o500 if "read-only" in kind else 0o700)
    else:
        old.touch() if kind == "file" else old.symlink_to(last)
    swap.swap(site(tmp_path / "site.new", "next"), last)
    assert [file.name for file in tmp_path.iterdir()] == ["site"]
    assert (last / "index.html").read_text() == "next"


def test_a_site_that_cannot_be_put_in_place_leaves_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last, new = site(tmp_path / "site", "last"), site(tmp_path / "site.new", "next")
    rename = Path.rename

    def only_old(self: Path, to: Path) -> Path:
        if self == new:
            full()
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", only_old)
    with pytest.raises(OSError, match="No space"):
        swap.swap(new, last)
    assert (last / "index.html").read_text() == "last"


def test_a_file_in_the_place_of_the_site_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(ContentError, match="a file stands where the site belongs"):
        swap.swap(site(tmp_path / "site.new", "next"), tmp_path / "site")
    assert (tmp_path / "site").read_text() == "mine"


def test_a_site_that_cannot_be_copied_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(_: Path, to: Path) -> None:
        site(to, "half")
        why = "[Errno 28] No space left on device: 'a' -> 'b'"
        raise shutil.Error([("a", "b", why)])

    last = site(tmp_path / "site", "last")
    monkeypatch.setattr(shutil, "move", half)
    with pytest.raises(shutil.Error) as failed:
        build.publish(tmp_path / "built", last)
    assert [file.name for file in tmp_path.iterdir()] == ["site"]
    assert "No space left on device\n    fix: free some room" in str(refused(failed.value, last))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EIO])
def test_what_the_system_refuses_is_one_line_with_a_fix(number: int) -> None:
    error = OSError(number, os.strerror(number), "/nowhere/site.new")
    told = str(refused(error, Path("site")))
    assert told.startswith(
        f"/nowhere/site.new:1: the system refuses this file or folder: {error.strerror}"
    )
    assert "\n    fix: " in told


def test_commands_end_in_one_line(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "read", full)
    for command in (("check",), ("new", "topics/x.md"), ("due",), ("build",)):
        result = run(*command, root=small)
        assert result.exit_code == 1
        assert result.stderr == (
            ".:1: the system refuses this file or folder: No space left on device\n"
            "    fix: free some room on that disk, then run it again\n"
        )


def test_work_folder_that_cannot_be_made_is_told(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "_run", full)
    (small / ".cache").touch()
    result = run("build", root=small)
    assert result.exit_code == 1
    assert ".cache/engines/mkdocs:1: the system refuses this file or folder" in result.stderr


def test_a_page_that_cannot_be_written_leaves_all_as_it_was(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    treatments = small / "docs" / newpage.TREATMENTS
    before = treatments.read_bytes()
    page = newpage.NewPage("treatments/x.md", PageKind.TREATMENT, "text", "  entry\n", "x")
    for name in ("write_text", "write_bytes", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, name, full)
            with pytest.raises(OSError, match="No space"):
                newpage.write(page, small / "docs")
        assert not (small / "docs/treatments/x.md").exists()
        assert treatments.read_bytes() == before
        assert not list(treatments.parent.glob("*.new"))


BROKEN = {
    "tag": ("a\n{% if %}", "overrides/generated/x.md:2: Expected an expression"),
    "never closed": ("a\n{% if a %}\nb", "overrides/generated/x.md:3: Unexpected end of template"),
    "unknown value": ("a\nb\n{{ nope }}", "overrides/generated/x.md:3: 'nope' is undefined"),
    "unknown filter": ("{{ 1 | nope }}", "overrides/generated/x.md:1: No filter named 'nope'"),
    "gone": (
        "\n{% include 'gone.html' %}",
        "overrides/generated/x.md:2: there is no template 'gone",
    ),
    "sum": ("\n{{ 1 + 'a' }}", "overrides/generated/x.md:2: unsupported operand"),
    "part": ("{% include 'part.html' %}", "overrides/part.html:2: 'nope' is undefined"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_is_told_on_its_line(name: str, tmp_path: Path) -> None:
    text, message = BROKEN[name]
    (tmp_path / "overrides/generated").mkdir(parents=True)
    (tmp_path / "overrides/generated/x.md").write_text(text)
    (tmp_path / "overrides/part.html").write_text("a\n{{ nope }}")
    with pytest.raises(ContentError) as failed:
        templates.renderer([tmp_path / "overrides"])("x.md")
    assert str(failed.value).startswith(message)
    assert "\n    fix: " in str(failed.value)


def test_a_template_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "overrides").mkdir()
    with pytest.raises(
        ContentError, match=r"overrides/generated/x\.md:1: this template is not there"
    ):
        templates.renderer([tmp_path / "overrides"])("x.md")


def test_a_day_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH is 'abc'; it must be a number"):
        dates.today()
