"""The export: everything an engine needs, and never over something that is not its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

import bench
from conftest import ROOT
from guidekit.commands.starting import init
from guidekit.engines import composed, export
from guidekit.reading.problems import ContentError
from pace import seconds, within

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)
NOSEBLEEDS = ROOT / "tests" / "guides" / "nosebleeds"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> composed.Project:
    to = tmp_path_factory.mktemp("small") / "guide"
    init.write(init.files(ROOT, NOSEBLEEDS, today=TODAY), to)
    return composed.load(to, today=TODAY)


@pytest.fixture(scope="module")
def files(small: composed.Project) -> dict[str, bytes]:
    return export.files(small)


def front_matter(page: bytes) -> dict[str, object]:
    found = yaml.safe_load(page.decode().split("---\n")[1])
    assert isinstance(found, dict)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def test_every_page_is_there_with_its_facts(
    files: dict[str, bytes], small: composed.Project
) -> None:
    for page in small.pages:
        facts = front_matter(files[f"docs/{page.uri}"])["guide"]
        assert isinstance(facts, dict)
        assert facts["banner"]["text"]
        assert facts["edit_url"].startswith("https://")
        assert facts["jsonld"].startswith("{")


def test_pages_made_from_data_are_pages_like_others(files: dict[str, bytes]) -> None:
    assert b"#call" in files["docs/check.md"]
    facts = front_matter(files["docs/check.md"])["guide"]
    assert isinstance(facts, dict)
    assert facts["edit_url"].endswith("docs/_data/decision-tree.yml")


def test_settings_name_no_hook_and_hold_the_labels(files: dict[str, bytes]) -> None:
    settings = yaml.safe_load(files["mkdocs.yml"])
    assert "hooks" not in settings
    assert settings["theme"]["name"] is None
    assert settings["extra"]["labels"]["skip"]
    assert settings["extra"]["emergency"]["numbers"]


def test_neither_data_nor_templates_of_pages_are_published(files: dict[str, bytes]) -> None:
    assert not [name for name in files if name.startswith(("docs/_data/", "overrides/generated/"))]
    assert not [name for name in files if name.startswith("docs/assets/css/")]
    assert files["docs/assets/guide.css"]


def test_the_same_guide_gives_the_same_export(
    files: dict[str, bytes], small: composed.Project
) -> None:
    assert export.files(small) == files


def test_a_second_export_leaves_only_its_own(files: dict[str, bytes], tmp_path: Path) -> None:
    export.write({**files, "docs/gone.md": b"old"}, tmp_path / "out")
    (tmp_path / "out" / "site").mkdir()
    (tmp_path / "out" / "site" / "index.html").write_text("built")
    export.write(files, tmp_path / "out")
    assert contents(tmp_path / "out").keys() - {export.MARKER} == {*files, "site/index.html"}


@pytest.mark.parametrize("name", ["notes.txt", "docs/index.md", ".hidden"])
def test_a_folder_with_something_else_is_refused(
    files: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(ContentError, match="not empty and holds no earlier export"):
        export.write(files, tmp_path)
    assert contents(tmp_path) == before


def test_a_file_in_place_of_the_folder_is_refused(files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ContentError, match="a file, not a folder"):
        export.write(files, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_file_changed_by_hand_is_kept(files: dict[str, bytes], tmp_path: Path) -> None:
    export.write(files, tmp_path / "out")
    (tmp_path / "out" / "docs" / "index.md").write_text("changed")
    before = contents(tmp_path / "out")
    with pytest.raises(ContentError, match=r"'docs/index.md' was changed by hand"):
        export.write({**files, "docs/new.md": b"new"}, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_file_put_in_the_way_is_kept(files: dict[str, bytes], tmp_path: Path) -> None:
    export.write(files, tmp_path / "out")
    (tmp_path / "out" / "docs" / "new.md").write_text("mine")
    with pytest.raises(ContentError, match=r"'docs/new.md' stands in the way"):
        export.write({**files, "docs/new.md": b"new"}, tmp_path / "out")
    assert (tmp_path / "out" / "docs" / "new.md").read_text() == "mine"


@pytest.mark.parametrize("marker", ["not json", "[]", '{"../outside.txt": "x"}'])
def test_a_marker_that_is_not_one_is_no_licence(
    files: dict[str, bytes], tmp_path: Path, marker: str
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / export.MARKER).write_text(marker)
    with pytest.raises(ContentError):
        export.write(files, tmp_path / "out")
    assert outside.read_text() == "mine"


def test_the_whole_guide_is_exported_within_two_seconds(tmp_path: Path) -> None:
    assert within(2, seconds(lambda: written(ROOT, tmp_path / "out")))


def test_its_time_grows_with_the_pages(tmp_path: Path) -> None:
    bench.make_guide(tmp_path / "guide", 250)
    assert within(
        5, seconds(lambda: written(tmp_path / "guide", tmp_path / "out"))
    )  # 20 s at 1,000


def written(root: Path, to: Path) -> None:
    export.write(export.files(composed.load(root, today=TODAY)), to)
