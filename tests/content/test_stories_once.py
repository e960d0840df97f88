"""The score that is published for the stories used once is what their two walks came to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from guidekit.reading import data

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LEVELS = ["self-care", "appointment", "urgent", "emergency"]
STORIES: list[dict[str, Any]] = yaml.safe_load(
    (HERE / "stories-once.yml").read_text(encoding="utf-8")
)
PAGE = ROOT / "docs/about/how-we-check.md"


@pytest.fixture(scope="module")
def level() -> dict[str, str]:
    """Return the level of each ending."""
    tree = data.load_folder(ROOT / "docs/_data").decision_tree
    return {name: str(outcome.level) for name, outcome in tree.outcomes.items()}


def missed(level: dict[str, str], walk: int) -> dict[str, bool]:
    """Return the stories that no writer would accept where they ended, and if that was too low."""
    found = {}
    for one in STORIES:
        ended, accepted = level[one["walks"][walk]], one["accepted"]
        if ended not in accepted:
            found[one["id"]] = LEVELS.index(ended) < min(map(LEVELS.index, accepted))
    return found


@pytest.mark.parametrize("walk", [0, 1])
def test_the_page_tells_what_each_walk_came_to(level: dict[str, str], walk: int) -> None:
    text = PAGE.read_text("utf-8")
    right = sum(level[one["walks"][walk]] == one["expected"] for one in STORIES)
    grave = [one for one in STORIES if one["expected"] == "emergency"]
    found = sum(level[one["walks"][walk]] == "emergency" for one in grave)
    misses = missed(level, walk)
    assert f"{right} of {len(STORIES)} at the expected level" in text
    assert f"{len(STORIES) - len(misses)} at one that the writer accepts" in text
    assert f"{found} of {len(grave)} emergencies" in text
    assert f"{sum(misses.values())} ended too low" in text
    assert f"{len(misses) - sum(misses.values())} too high" in text
    assert not [
        name for name in misses if f"**{name.replace('-', ' ').capitalize()}.**" not in text
    ]


def test_the_page_tells_how_far_the_walks_agree() -> None:
    same = sum(one["walks"][0] == one["walks"][1] for one in STORIES)
    assert f"the same ending for {same} of {len(STORIES)}" in PAGE.read_text("utf-8")
