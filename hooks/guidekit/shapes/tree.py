"""The check and its words: care levels, warning signs, questions, endings, score."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from guidekit.shapes.forms import Count, Key, Keys, Shape, Text


class Level(StrEnum):
    """Care levels, the most urgent first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    APPOINTMENT = "appointment"
    SELF_CARE = "self-care"

    @property
    def rank(self) -> int:
        """Return 3 for an emergency down to 0 for self-care."""
        return len(Level) - 1 - list(Level).index(self)


class RedFlag(Shape):
    """One warning sign, worded once for pages and check alike."""

    level: Literal[Level.EMERGENCY, Level.URGENT]
    sign: Text
    """Completes "Call your emergency number now if:" or "Get medical help today if:"."""
    group: Key | None = None
    """Key of the group in which it stands where a page shows many signs."""
    brief: Text | None = None
    """The same in few words, where it follows a page's own signs; names what one may have."""
    act: Text | None = None
    """What to do while waiting."""
    sources: Keys


class RedFlags(Shape):
    """`_data/red-flags.yml`, the most urgent first."""

    groups: dict[Key, Text] = {}
    """The title of each group of signs, in their order."""
    red_flags: dict[Key, RedFlag]


class CareLevel(Shape):
    """How one care level is told: by word, heading and icon."""

    id: Level
    word: Text
    heading: Text
    when: Text
    icon: Literal["triangle", "clock", "calendar", "tick"]
    meaning: Text


class CareLevels(Shape):
    """`_data/care-levels.yml`."""

    levels: Annotated[tuple[CareLevel, ...], Field(min_length=4, max_length=4)]


class QuestionKind(StrEnum):
    """`check` asks for warning signs, `sort` finds the reader's subject."""

    CHECK = "check"
    SORT = "sort"


class NotSure(Shape):
    """Where "I am not sure" leads."""

    next: Key
    why: Text | None = None


class Answer(Shape):
    """One answer of a question, and where it leads."""

    id: Key
    group: Text | None = None
    """The heading of the answers from this one on, up to the next that has one."""
    head: Text | None = None
    """What the answer is about, for readers who scan; `label` goes on from there."""
    label: Text
    any_of: Annotated[tuple[Text, ...], Field(alias="list")] = ()
    next: Key
    why: Text | None = None
    sources: tuple[Key, ...] = ()
    flags: tuple[Key, ...] = ()

    @property
    def text(self) -> str:
        """Return the answer in words, without its list."""
        return f"{self.head}. {self.label}" if self.head else self.label


class Question(Shape):
    """One question of the check page."""

    kind: QuestionKind
    title: Text
    hint: Text | None = None
    pick: Literal["first", "best"] = "first"
    why_we_ask: Text | None = None
    answers: Annotated[tuple[Answer, ...], Field(min_length=2)]
    not_sure: NotSure


class Outcome(Shape):
    """One ending: how soon, and what to do."""

    level: Level
    title: Text
    do: Annotated[tuple[Text, ...], Field(min_length=1)]
    unseen: Text | None = None
    """What to do if nobody can see the reader in time; an urgent ending needs it."""
    within: Text | None = None
    """By when a visit should be; an ending that books one needs it."""
    steps_for: dict[Key, tuple[Text, ...]] = {}
    sooner: tuple[Key, ...] = ()
    pages: tuple[Text, ...] = ()


class Change(Shape):
    """One change of the tree, with the paths whose level it lowers."""

    version: Text
    what: Text
    reason: Text
    paths: tuple[Text, ...] = ()


class Tree(Shape):
    """`_data/decision-tree.yml`."""

    id: Key
    version: Text
    status: Text
    language: Text = "en"
    max_questions_on_a_path: Annotated[int, Field(ge=1, le=20)]
    start: Key
    who: Text
    rules: tuple[Text, ...] = ()
    medicine_groups: tuple[Text, ...] = ()
    """Words for groups of medicines; an answer that uses one needs its entry in the glossary."""
    questions: dict[Key, Question]
    outcomes: dict[Key, Outcome]
    changes: tuple[Change, ...] = ()


class LevelScore(Shape):
    """How the stories of one expected level ended."""

    level: Level
    stories: Count
    right: Count
    accepted: Count = 0
    """Ended at another level that the story's writer accepts."""
    higher: Count
    """Ended in more urgent advice than expected."""
    lower: Count


class StoryMiss(Shape):
    """One story that did not end in the expected level."""

    id: Key
    story: Text
    expected: Level
    found: Level
    why: Text
    """Why that level was expected."""


class StoryScore(Shape):
    """`_data/story-score.yml`: how the check did on the stories; a test writes and proves it."""

    version: Text
    levels: tuple[LevelScore, ...] = ()
    slips: Count = 0
    """How often the second likeliest answer was followed."""
    slips_lower: Count = 0
    slips_far_lower: Count = 0
    """Ended two levels or more below where the story ends."""
    misses: tuple[StoryMiss, ...] = ()
