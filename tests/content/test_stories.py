"""The imagined patients: each walked through the tree by its stated answers.

After a change, run this file as a script to bring `docs/_data/story-score.yml` up to date:
`.venv/bin/python tests/content/test_stories.py`.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

import stories  # noqa: E402 - found only with the paths above
from guidekit.reading import data, yamlfile  # noqa: E402
from guidekit.reading.problems import ContentError  # noqa: E402
from guidekit.reading.register import main_keys  # noqa: E402
from guidekit.shapes.tree import Level, Tree  # noqa: E402
from guidekit.tree import rules  # noqa: E402
from stories import Story  # noqa: E402

SOURCE = Path(__file__).with_name("stories.yml")
TREE = ROOT / "docs/_data/decision-tree.yml"
SCORE = ROOT / "docs/_data/story-score.yml"
FIX = "run: .venv/bin/python tests/content/test_stories.py"


def read() -> tuple[Tree, tuple[Story, ...], yamlfile.Document]:
    model = rules.load(yamlfile.read(TREE, path="docs/_data/decision-tree.yml"))
    document = yamlfile.read(SOURCE, path="tests/content/stories.yml")
    return model, stories.load(document), document


MODEL, STORIES, DOCUMENT = read()


def level(story: Story) -> Level:
    return MODEL.outcomes[stories.walk(MODEL, story.answers)].level


def test_there_are_enough_stories_of_each_level() -> None:
    assert len({story.id for story in STORIES}) == len(STORIES) >= 60
    assert min(Counter(story.expected for story in STORIES).values()) >= 15


def test_every_story_answers_what_it_is_asked_and_no_more() -> None:
    stories.check(MODEL, STORIES, DOCUMENT)


def test_a_story_that_answers_what_it_is_not_asked_is_named() -> None:
    wrong = STORIES[0].model_copy(update={"answers": {"emergency": "lungz"}})
    with pytest.raises(ContentError) as caught:
        stories.check(MODEL, [wrong], DOCUMENT)
    assert "answers 'emergency' with 'lungz'" in str(caught.value)
    assert "did you mean 'lungs'" in str(caught.value)


def test_every_source_of_a_story_exists() -> None:
    known = main_keys(data.load_folder(ROOT / "docs/_data").sources.sources)
    assert {story.source for story in STORIES} - known.keys() == set()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_no_story_is_sent_lower_than_it_needs(story: Story) -> None:
    lowest = Level.EMERGENCY.rank if story.expected is Level.EMERGENCY else story.expected.rank - 1
    assert level(story).rank >= lowest


def test_the_level_is_right_or_one_higher_in_95_of_100() -> None:
    steps = [level(story).rank - story.expected.rank for story in STORIES]
    assert sum(step in {0, 1} for step in steps) / len(steps) >= 0.95


def test_the_published_score_is_current() -> None:
    assert SCORE.read_text("utf-8") == stories.to_yaml(stories.score(MODEL, STORIES)), FIX


def test_the_score_names_each_story_that_ends_elsewhere() -> None:
    score = stories.score(MODEL, STORIES)
    assert sum(one.stories for one in score.levels) == len(STORIES)
    counted = sum(one.higher + one.lower for one in score.levels)
    assert counted == len(score.misses) == sum(level(s) is not s.expected for s in STORIES)


if __name__ == "__main__":
    SCORE.write_text(stories.to_yaml(stories.score(MODEL, STORIES)), "utf-8")
