"""Every mutant of the list can still be made; `make mutants` makes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import mutants

if TYPE_CHECKING:
    from pathlib import Path

ALL = mutants.read()


@pytest.mark.parametrize("mutant", ALL, ids=lambda mutant: mutant.promise)
def test_mutant_can_be_made(mutant: mutants.Mutant) -> None:
    assert mutant.problem(mutants.ROOT) == ""
    assert mutant.new != mutant.old
    if mutant.file.endswith(".py"):
        compile(mutant.broken(mutants.ROOT), mutant.file, "exec")  # still Python, though wrong


@pytest.mark.parametrize("test", sorted({test for mutant in ALL for test in mutant.tests}))
def test_tests_that_must_catch_a_mutant_are_there(test: str) -> None:
    path, _, name = test.partition("[")[0].partition("::")
    text = (mutants.ROOT / path).read_text("utf-8")
    assert not name or re.search(rf"^def {name}\(", text, re.MULTILINE)


def test_each_promise_is_broken_once_and_there_are_enough() -> None:
    assert len({mutant.promise for mutant in ALL}) == len(ALL) >= 34
    assert all(mutant.tests for mutant in ALL)


def mutant(**more: str) -> mutants.Mutant:
    row = {"promise": "p", "file": "a.txt", "old": "one", "new": "two", **more}
    return mutants.Mutant(**row, tests=("test_a.py",))


@pytest.mark.parametrize(
    ("text", "problem"), [("none", ""), ("no", "stands 0 times"), ("one one", "stands 2 times")]
)
def test_old_text_must_stand_there_once(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert problem in mutant(old="one" if text != "none" else "none").problem(tmp_path)


@pytest.mark.parametrize(
    ("status", "said", "survives", "good"),
    [
        (1, "FAILED test_a.py::test_b - assert", "", True),
        (1, "ERROR test_a.py::test_b - assert", "", True),
        (0, "1 passed", "", False),
        (0, "1 passed", "nobody can tell", True),
        (1, "FAILED test_a.py::test_b - assert", "nobody can tell", False),
        (2, "ERROR test_a.py", "", False),
        (5, "no tests ran", "", False),
    ],
)
def test_only_a_red_test_catches(
    monkeypatch: pytest.MonkeyPatch, status: int, said: str, survives: str, *, good: bool
) -> None:
    monkeypatch.setattr(mutants, "run", lambda *_: mutants.Run(status, said))
    monkeypatch.setattr(mutants.Mutant, "problem", lambda *_: "")
    assert mutants.verdict(mutant(survives=survives))[0] is good
