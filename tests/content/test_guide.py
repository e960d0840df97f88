"""The real guide keeps its own rules, and says what they are."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from guidekit import guide
from guidekit.checking.evidence.labels import LABELS
from guidekit.commands import main
from guidekit.commands.starting import new
from guidekit.reading.data import FILES
from guidekit.shapes.page import PageKind, PageMeta

if TYPE_CHECKING:
    from pathlib import Path

    from guidekit.guide import Guide

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def real(root: Path) -> Guide:
    return guide.read(guide.folders(root), today=TODAY)


@pytest.fixture(scope="module")
def manual(root: Path) -> str:
    return (root / "docs/about/contributing.md").read_text("utf-8")


def test_guide_has_no_problem_and_no_warning(real: Guide) -> None:
    assert [str(problem) for problem in real.problems] == []


@pytest.mark.parametrize("key", PageMeta.model_fields)
def test_every_key_of_a_page_is_explained(key: str, manual: str) -> None:
    assert re.search(rf"^\| `{key}` \| \S", manual, re.MULTILINE)


@pytest.mark.parametrize("kind", PageKind)
def test_every_kind_of_page_is_named(kind: PageKind, manual: str) -> None:
    assert f"`{kind}`" in manual


@pytest.mark.parametrize("command", sorted(main.COMMANDS))
def test_commands_for_editors_are_explained(command: str, manual: str) -> None:
    if command in {"check", "new", "due", "paths", "schema"}:
        assert f"| `guide {command}" in manual


@pytest.mark.parametrize("label", LABELS)
def test_every_label_is_named(label: str, manual: str) -> None:
    assert f"**{label}.**" in manual


def test_data_files_that_editors_change_are_listed(manual: str) -> None:
    for name in FILES.keys() - {"body-map", "search", "publisher", "redirects", "changes"}:
        if name != "story-score":  # a program writes it
            assert f"`{name}.yml`" in manual, name


def test_page_in_six_commands(manual: str) -> None:
    block = manual.split("## Add a page")[1].split("```")[1]
    commands = [line for line in block.splitlines()[1:] if line]
    assert len(commands) <= 6
    assert [line.split()[0] for line in commands] == ["git", "cd", "make", "make", "make"]


def test_targets_that_the_manual_names_exist(root: Path, manual: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)\b", manual, re.MULTILINE)) <= targets


def test_templates_of_new_pages_exist(root: Path) -> None:
    for kind in new.KINDS:
        assert (root / f"overrides/generated/new-{kind}.md").is_file()


@pytest.mark.parametrize("name", ["mistake", "new-page", "medical-error"])
def test_issue_forms_are_forms(name: str, root: Path) -> None:
    form = yaml.safe_load((root / f".github/ISSUE_TEMPLATE/{name}.yml").read_text("utf-8"))
    assert {"name", "description", "body"} <= form.keys()
    assert all({"type", "attributes"} <= part.keys() for part in form["body"])
    ids = [part["id"] for part in form["body"] if "id" in part]
    assert len(ids) == len(set(ids)) >= 2
