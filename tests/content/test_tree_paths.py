"""Every way through the tree: where it ends, and that no reader gets less care unannounced.

After a change of the tree, run this file as a script to bring `paths.csv` up to date:
`.venv/bin/python tests/content/test_tree_paths.py`. It refuses while a fall is unnamed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

import falls  # noqa: E402 - found only with the paths above
from falls import Row  # noqa: E402
from guidekit.reading import yamlfile  # noqa: E402
from guidekit.shapes.tree import Change, Level, QuestionKind, Tree  # noqa: E402
from guidekit.tree import rules, walk  # noqa: E402

SOURCE = ROOT / "docs/_data/decision-tree.yml"
TABLE = Path(__file__).with_name("paths.csv")
FIX = "run: .venv/bin/python tests/content/test_tree_paths.py"


@pytest.fixture(scope="module")
def model() -> Tree:
    return rules.load(yamlfile.read(SOURCE, path="docs/_data/decision-tree.yml"))


@pytest.fixture(scope="module")
def reviewed() -> dict[str, Row]:
    return falls.from_csv(TABLE.read_text("utf-8"))


def test_table_of_paths_is_current(model: Tree, reviewed: dict[str, Row]) -> None:
    assert falls.to_csv(falls.rows(model, reviewed)) == TABLE.read_text("utf-8"), FIX


def test_every_path_that_fell_is_named_with_a_reason(model: Tree, reviewed: dict[str, Row]) -> None:
    fallen = falls.falls(falls.rows(model, reviewed), reviewed)
    assert falls.unnamed(fallen, falls.named(model)) == []


def test_every_change_names_answers_that_exist(model: Tree) -> None:
    steps = {f"{edge.question}.{edge.answer}" for edge in walk.all_edges(model)}
    assert {path for change in model.changes for path in change.paths} <= steps


def test_a_fall_stays_unnamed_until_the_tree_names_it(model: Tree) -> None:
    before = {row.path: row for row in falls.rows(model)}
    lowered = _with_level(model, "ur_vein", Level.APPOINTMENT)
    fallen = list(falls.falls(falls.rows(lowered, before), before))
    assert fallen
    assert {fall.now for fall in fallen} == {"appointment"}
    assert falls.unnamed(fallen, frozenset()) == sorted(fallen)
    steps = {fall.path.rsplit("/", 1)[-1].replace("=", ".") for fall in fallen}
    change = Change(version="9", what="Lower", reason="Because", paths=tuple(sorted(steps)))
    named = lowered.model_copy(update={"changes": (change,)})
    assert falls.unnamed(fallen, falls.named(named)) == []


def test_an_urgent_path_that_vanishes_counts_as_a_fall(model: Tree) -> None:
    before = {row.path: row for row in falls.rows(model)}
    gone = falls.Row("emergency=old", 1, "urgent", "ur_call", "urgent")
    fallen = list(falls.falls(before.values(), {**before, gone.path: gone}))
    assert fallen == [falls.Fall("emergency=old", "urgent", "gone")]


def test_a_fall_is_remembered_after_the_table_is_brought_up_to_date(model: Tree) -> None:
    before = {row.path: row for row in falls.rows(model)}
    lowered = _with_level(model, "ur_vein", Level.SELF_CARE)
    updated = falls.from_csv(falls.to_csv(falls.rows(lowered, before)))
    assert list(falls.falls(falls.rows(lowered, updated), updated))


def test_paths_are_short_and_end_in_advice(model: Tree) -> None:
    paths = list(walk.paths(model))
    assert len(paths) == walk.count(model)
    assert max(map(len, paths)) == len(walk.longest(model)) <= 7
    assert all(path[-1].next in model.outcomes for path in paths)


def test_an_emergency_sign_takes_one_answer(model: Tree) -> None:
    first = model.questions[model.start]
    for answer in first.answers:
        if answer.flags:
            assert model.outcomes[answer.next].level is Level.EMERGENCY, answer.id


def test_an_unsure_reader_reaches_self_care_only_through_denied_signs(model: Tree) -> None:
    for path in walk.paths(model):
        unsure = [i for i, step in enumerate(path) if step.answer == walk.NOT_SURE]
        if unsure and model.outcomes[path[-1].next].level is Level.SELF_CARE:
            kinds = {model.questions[step.question].kind for step in path[unsure[-1] + 1 :]}
            assert QuestionKind.CHECK in kinds, walk.label(path)


def test_none_of_these_never_ends_in_self_care(model: Tree) -> None:
    for path in walk.paths(model):
        if path[-1].answer in {"none", "other", walk.NOT_SURE}:
            assert model.outcomes[path[-1].next].level is not Level.SELF_CARE, walk.label(path)


def _with_level(model: Tree, outcome: str, level: Level) -> Tree:
    changed = model.outcomes[outcome].model_copy(update={"level": level})
    return model.model_copy(update={"outcomes": {**model.outcomes, outcome: changed}})


def _bring_up_to_date() -> int:
    """Write `paths.csv` anew; return 1, and write nothing, while a fall is unnamed."""
    model = rules.load(yamlfile.read(SOURCE, path="docs/_data/decision-tree.yml"))
    before = falls.from_csv(TABLE.read_text("utf-8")) if TABLE.exists() else {}
    rows = falls.rows(model, before)
    unnamed = falls.unnamed(falls.falls(rows, before), falls.named(model))
    for fall in unnamed:
        sys.stderr.write(f"{fall.path}: {fall.before} before, {fall.now} now; no change names it\n")
    if not unnamed:
        TABLE.write_text(falls.to_csv(rows), "utf-8")
    return int(bool(unnamed))


if __name__ == "__main__":
    sys.exit(_bring_up_to_date())
