"""A new guide: the engine of this one, the words of another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from conftest import ROOT
from guidekit import guide
from guidekit.commands.starting import init
from guidekit.commands.starting.init import OWN
from guidekit.reading.problems import PLACEHOLDER, TO_WRITE, ContentError

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def started() -> dict[str, bytes]:
    return init.files(ROOT, OWN, today=TODAY)


def test_settings_are_its_own_and_the_engine_of_the_project() -> None:
    project = "# the name\nsite_name: One\nnav:\n  - index.md\n\n# in order\nhooks:\n  - a.py\n"
    merged = yaml.safe_load(init.settings(project, "site_name: Two\nnav: [other.md]\n"))
    assert merged == {"site_name": "Two", "nav": ["other.md"], "hooks": ["a.py"]}


def test_settings_keep_the_comments_of_the_engine() -> None:
    assert "# in order\nhooks:" in init.settings("a: 1\n\n# in order\nhooks:\n  - a.py\n", "")


def test_labels_are_the_projects_but_for_its_own() -> None:
    project = "# words\nlabels:\n  one: 'One'\n  two: 'Two'\n"
    assert init.labels(project, "labels:\n  two: 'Other'\n") == project.replace("Two", "Other")


def test_settings_of_this_project_come_through_whole(started: dict[str, bytes]) -> None:
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    theirs = yaml.safe_load(started["mkdocs.yml"])
    assert {k for k in ours if ours[k] != theirs.get(k)} <= {
        "site_name",
        "site_description",
        "site_url",
        "edit_uri",
        "extra",
        "nav",
    }


def test_a_new_guide_lacks_only_what_is_to_be_written(
    started: dict[str, bytes], tmp_path: Path
) -> None:
    init.write(started, tmp_path / "new")
    found = guide.read(guide.folders(tmp_path / "new"), today=TODAY)
    assert found.errors
    assert {problem.message.partition(" is ")[2] for problem in found.errors} == {
        "still to be written"
    }


def test_once_written_it_passes(started: dict[str, bytes], tmp_path: Path) -> None:
    def written(content: bytes) -> bytes:
        for mark, word in ((f"{PLACEHOLDER}: ", ""), (TO_WRITE, "word")):
            content = content.replace(mark.encode(), word.encode())
        return content

    docs = {n: written(c) if n.startswith("docs/") else c for n, c in started.items()}
    init.write(docs, tmp_path / "new")
    assert not guide.read(guide.folders(tmp_path / "new"), today=TODAY).errors


def test_a_folder_that_holds_something_is_refused(
    started: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ContentError, match="something stands here already"):
        init.write(started, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
