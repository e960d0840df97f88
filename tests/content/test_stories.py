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
    assert len({story.id for story in STORIES}) == len(STORIES) >= 200
    assert min(Counter(story.expected for story in STORIES).values()) >= 40


def test_every_story_answers_what_it_is_asked_and_no_more() -> None:
    stories.check(MODEL, STORIES, DOCUMENT)


def test_a_story_that_answers_what_it_is_not_asked_is_named() -> None:
    wrong = STORIES[0].model_copy(update={"answers": {"emergency": "lungz"}})
    with pytest.raises(ContentError) as caught:
        stories.check(MODEL, [wrong], DOCUMENT)
    assert "answers 'emergency' with 'lungz'" in str(caught.value)
    assert "did you mean 'lungs'" in str(caught.value)


def test_a_story_that_fits_two_answers_alike_is_named() -> None:
    """Whoever walks a story and cannot choose says so; the tree's words must then change."""
    torn = STORIES[0].model_copy(update={"alike": {"emergency": ("lungs", "heat")}})
    with pytest.raises(ContentError) as caught:
        stories.check(MODEL, [torn], DOCUMENT)
    assert "fits lungs and heat of 'emergency' alike" in str(caught.value)
    assert str(caught.value).startswith("tests/content/stories.yml:")


def test_every_source_of_a_story_is_in_the_register_or_says_what_it_says() -> None:
    known = main_keys(data.load_folder(ROOT / "docs/_data").sources.sources)
    unknown = {story.source for story in STORIES} - known.keys()
    assert {source for source in unknown if source.count(" ") < 3} == set()


def test_no_single_slip_takes_an_emergency_below_urgent() -> None:
    found = list(stories.slips(MODEL, STORIES))
    assert {story.id for story in STORIES if story.expected is Level.EMERGENCY} <= {
        story.id for story, _, _ in found
    }
    low = [
        story.id
        for story, _, end in found
        if story.expected is Level.EMERGENCY and end.rank < Level.URGENT.rank
    ]
    assert low == []


def test_no_single_slip_falls_two_levels() -> None:
    found = stories.slips(MODEL, STORIES)
    assert [s.id for s, _, end in found if stories.ends(MODEL, s).rank - end.rank > 1] == []


def test_a_slip_is_the_answer_of_no_story_itself() -> None:
    assert [
        (story.id, question)
        for story in STORIES
        for question, given in story.slip.items()
        if story.answers.get(question) in {None, given[0]}
    ] == []


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_no_story_is_sent_lower_than_it_needs(story: Story) -> None:
    lowest = Level.EMERGENCY.rank if story.expected is Level.EMERGENCY else story.expected.rank - 1
    assert level(story).rank >= lowest


def test_the_level_is_right_or_one_higher_in_95_of_100() -> None:
    steps = [level(story).rank - story.expected.rank for story in STORIES]
    assert sum(step in {0, 1} for step in steps) / len(steps) >= 0.95


def test_the_level_is_right_or_accepted_in_95_of_100() -> None:
    careful = [level(story) in {story.expected, *story.accepted} for story in STORIES]
    assert sum(careful) / len(careful) >= 0.95


def test_the_published_score_is_current() -> None:
    assert SCORE.read_text("utf-8") == stories.to_yaml(stories.score(MODEL, STORIES)), FIX


def test_the_score_names_each_story_that_ends_elsewhere() -> None:
    score = stories.score(MODEL, STORIES)
    assert sum(one.stories for one in score.levels) == len(STORIES)
    counted = sum(one.higher + one.lower for one in score.levels)
    assert counted == len(score.misses) == sum(level(s) is not s.expected for s in STORIES)


if __name__ == "__main__":
    SCORE.write_text(stories.to_yaml(stories.score(MODEL, STORIES)), "utf-8")
