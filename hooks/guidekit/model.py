"""Every shape an editor can write: front matter and the files in `docs/_data/`.

The docstring of a class and the description of a field are what `guide schema`
shows in an editor's text editor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date  # noqa: TC003 - shapes are read with their types
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


def broken(message: str, fix: str) -> PydanticCustomError:
    """Return the error of a rule that a shape breaks, with what to write instead."""
    return PydanticCustomError("rule", "{message}", {"message": message, "fix": fix})


@dataclass(frozen=True)
class Form:
    """The form of a text: a pattern for programs, and how to keep it in plain words."""

    pattern: str
    fix: str
    message: str = ""
    """What is wrong with a text of another form; without it, that its form is."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Check a text once it is known to be one."""
        return core_schema.no_info_after_validator_function(self._fits, handler(source))

    def __get_pydantic_json_schema__(
        self, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell text editors the pattern."""
        return {**handler(core), "pattern": self.pattern}

    def _fits(self, text: str) -> str:
        if re.search(self.pattern, text):
            return text
        if self.message:
            raise broken(self.message, self.fix)
        raise PydanticCustomError("form", "{fix}", {"fix": self.fix})


_PHONE = Form(r"^\+?[0-9]+$", "use digits alone, with a + in front if it is needed")
Key = Annotated[
    str,
    Field(max_length=60),
    Form(r"^[a-z0-9][a-z0-9_-]*$", "use small letters, digits, - and _ (60 characters at most)"),
]
Text = Annotated[str, Field(min_length=1, max_length=2_000)]
PagePath = Annotated[
    str,
    Form(r"^[a-z0-9][a-z0-9/_-]*\.md$", "write a page of docs/, such as help/warning-signs.md"),
]
_ADDRESS = r"https?://[^\s<>\"'`\\]+"
_WEB = (
    "write it out in full: https://...",
    "an address starts with https:// or http:// and holds no spaces or quotes",
)
WebAddress = Annotated[str, Form(rf"^{_ADDRESS}$", *_WEB)]
SiteAddress = Annotated[str, Form(rf"^({_ADDRESS})?$", *_WEB)]
"""A web address, or nothing for a site that has none."""


class Shape(BaseModel):
    """Base of all shapes: nothing unknown, nothing changed after reading."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
    )


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


class PageKind(StrEnum):
    """What a page is for; decides which parts it needs and which banner it gets."""

    HOME = "home"
    HUB = "hub"
    TOPIC = "topic"
    TREATMENT = "treatment"
    ABOUT = "about"
    TOOL = "tool"

    @property
    def advises(self) -> bool:
        """Return whether readers may act on such a page, so that it needs warning signs."""
        return self in {PageKind.TOPIC, PageKind.TREATMENT}


class PageMeta(Shape):
    """Front matter of one page."""

    title: Annotated[str, Field(min_length=1, max_length=70)]
    """What menus and search show: everyday words, unlike any other page's title."""
    description: Annotated[str, Field(min_length=1, max_length=160)]
    """One sentence for search engines."""
    kind: PageKind
    """home, hub (a section's first page), topic, treatment, about or tool."""
    summary: Annotated[tuple[Text, ...], Field(max_length=5)] = ()
    """The lines of "In short": what it is, whether it is serious, what to do first."""
    also_called: tuple[Text, ...] = ()
    """Other names, shown under the title."""
    search_terms: tuple[Text, ...] = ()
    """Words people type, misspelt ones too: searched, not shown."""
    red_flags: tuple[Key, ...] = ()
    """Keys of `_data/red-flags.yml`: they make the emergency box and the "today" box."""
    check: Key | None = None
    """Question of the check page that fits this page."""
    treatment: Key | None = None
    """Key in `_data/treatments.yml`; for pages of kind treatment."""
    checked: date | None = None
    """Day on which every claim of the page was last checked against its sources."""
    check_by: date | None = None
    """Day by which that is due again."""

    @model_validator(mode="after")
    def _dates_fit(self) -> PageMeta:
        if self.kind is PageKind.TREATMENT:
            if self.checked or self.check_by:
                raise broken(
                    "a treatment's dates stand in _data/treatments.yml, not here",
                    "take 'checked' and 'check_by' out of this page",
                )
        elif not (self.checked and self.check_by):
            raise broken("a page needs both 'checked' and 'check_by'", "add both, as 2026-11-21")
        if self.checked and self.check_by and self.check_by <= self.checked:
            raise broken(
                "'check_by' must be later than 'checked'",
                "choose a later day, at most a year on",
            )
        return self

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> PageMeta:
        if (self.kind is PageKind.TREATMENT) != (self.treatment is not None):
            raise broken(
                "'treatment' belongs on pages of kind treatment, and each of them needs it",
                "write 'kind: treatment' and 'treatment: key' together, or neither",
            )
        if self.kind.advises and not self.red_flags:
            raise broken(
                f"a {self.kind} page needs 'red_flags'",
                "add 'red_flags:' with keys of docs/_data/red-flags.yml",
            )
        if self.kind.advises and not 3 <= len(self.summary) <= 5:
            raise broken(
                f"a {self.kind} page needs 3 to 5 lines in 'summary'",
                "say what it is, whether it is serious, and what to do first",
            )
        return self


class SourceKind(StrEnum):
    """Kinds of source, the strongest first."""

    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic-review"
    TRIAL = "trial"
    COHORT = "cohort"
    OFFICIAL_PAGE = "official-page"
    EXPERT_VIEW = "expert-view"
    SELLER = "seller"
    ARTICLE = "article"


class Source(Shape):
    """One work the guide cites."""

    title: Text
    body: Text
    """Organisation, or authors and journal."""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    address: WebAddress | None = None
    kind: SourceKind
    read: date
    """Day on which it was read."""
    copy_read: Annotated[bool, Field(alias="copy")] = False
    """True when a copy, a report or an abstract was read, not the publisher's full page."""
    took: Text
    """One line on what the guide takes from it."""
    also: tuple[Key, ...] = ()
    """Other keys that mean the same work."""

    @model_validator(mode="after")
    def _has_an_address(self) -> Source:
        if self.address is None and self.kind is not SourceKind.ARTICLE:
            raise broken(
                "a source needs an 'address', unless its kind is article",
                "add 'address:' with https://...",
            )
        return self


class RedFlag(Shape):
    """One warning sign, worded once for pages and check alike."""

    level: Literal[Level.EMERGENCY, Level.URGENT]
    sign: Text
    """Completes "Call your emergency number now if:" or "Get medical help today if:"."""
    act: Text | None = None
    """What to do while waiting."""
    sources: Annotated[tuple[Key, ...], Field(min_length=1)]


class CareLevel(Shape):
    """How one care level is told: by word, heading and icon."""

    id: Level
    word: Text
    heading: Text
    when: Text
    icon: Literal["triangle", "clock", "calendar", "tick"]
    meaning: Text


class AdviceLine(Shape):
    """A health line that is not for emergencies."""

    name: Text
    number: Text
    tel: Annotated[str, _PHONE]


class EmergencyNumber(Shape):
    """The emergency number of one country."""

    country: Text
    number: Text
    tel: Annotated[str, _PHONE]
    advice: AdviceLine | None = None


class Emergency(Shape):
    """`_data/emergency.yml`."""

    numbers: Annotated[tuple[EmergencyNumber, ...], Field(min_length=1)]
    note: Text


class Banners(Shape):
    """The disclaimer banner of each kind of page."""

    general: Text
    treatment: Text
    check: Text
    overdue: Text


class Labels(Shape):
    """`_data/labels.yml`: the short words of the layout, one key each."""

    labels: dict[Key, Text]


class Disclosure(Shape):
    """`_data/disclosure.yml`: what the guide says about itself, in one place."""

    banner: Banners
    page_end: Text


class Helps(Shape):
    """What a treatment gains, with counts where the evidence has them."""

    text: Text
    n: Annotated[int, Field(ge=0)] | None = None
    out_of: Literal[100, 1000] | None = None
    compared_with: Text | None = None


class Harms(Shape):
    """What can go wrong."""

    common: Text
    rare: Text
    serious: Text | None = None
    """What calls for help at once, however seldom it comes."""


class Certainty(Shape):
    """How sure we are, in one of four fixed labels, and why."""

    of: Text | None = None
    """What the label is about, such as "Eases symptoms"; it stands before the label."""
    label: Literal["Well shown", "Likely", "Not clear", "We do not know"]
    why: Text


class Group(Shape):
    """What holds for several treatments alike, worded once: who should not have them."""

    lead: Text
    not_for: Annotated[tuple[Text, ...], Field(min_length=1)]


class Treatment(Shape):
    """One treatment, told with the same fields as every other."""

    name: Text
    page: PagePath
    invasiveness: Annotated[int, Field(ge=0, le=9)]
    """0 is no treatment, 9 an operation; the file is in this order."""
    for_: Annotated[Text, Field(alias="for")]
    what: Text
    how: Text
    day: Text
    helps: Helps
    harms: Harms
    none: Text
    """What happens with no treatment."""
    life: Text
    others: Text
    ask: Annotated[tuple[Text, ...], Field(min_length=4, max_length=6)]
    certainty: Certainty
    not_for: Text
    group: Key | None = None
    """Key in `groups`, shown before `not_for`."""
    sources: Annotated[tuple[Key, ...], Field(min_length=1)]
    checked: date
    check_every_months: Annotated[int, Field(ge=1, le=24)]
    funding: Text


class Term(Shape):
    """One word of the glossary."""

    id: Key
    everyday: Text
    clinical: str | None = None
    uk: tuple[Text, ...] = ()
    us: tuple[Text, ...] = ()
    other: tuple[Text, ...] = ()
    definition: Text
    source: Key | None = None
    hard: bool = False
    """True: a page that uses the clinical word explains it there."""
    hint: bool = False
    """True: the word gets a dotted underline and a short explanation on pages."""


class Word(Shape):
    """A word or phrase to avoid, and what to write."""

    avoid: Text
    write: str
    why: Text
    level: Literal["stop", "warn"] = "stop"
    """stop: the build fails. warn: it is told, and an editor decides."""
    allow_in: tuple[PagePath, ...] = ()
    """Pages on which it may stand."""
    unless: tuple[Text, ...] = ()
    """Words that put it right when one of them stands under the same heading."""


class Chance(Shape):
    """One chance, drawn as dots."""

    n: Annotated[int, Field(ge=0)]
    out_of: Literal[100, 1000]
    what: Text
    both_sides: Text
    sources: Annotated[tuple[Key, ...], Field(min_length=1)]


class Drawing(Shape):
    """One drawing: what it shows, for those who see it and those who do not."""

    file: Annotated[
        str, Form(r"^[a-z0-9-]+\.svg$", "write a file of docs/assets/svg/, such as diagram.svg")
    ]
    caption: Text
    """What to conclude from it."""
    alt: Annotated[str, Field(min_length=1, max_length=125)]
    description: tuple[Text, ...]
    """Long description, a paragraph an item."""
    sources: tuple[Key, ...] = ()


class Area(Shape):
    """One area of the body map."""

    id: Key
    name: Text
    page: Text
    """Page, with an anchor if need be."""
    view: Literal["front", "back"]
    x: Annotated[int, Field(ge=0, le=1000)]
    y: Annotated[int, Field(ge=0, le=1000)]
    note: Text


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
    label: Text
    any_of: Annotated[tuple[Text, ...], Field(alias="list")] = ()
    next: Key
    why: Text | None = None
    sources: tuple[Key, ...] = ()
    flags: tuple[Key, ...] = ()


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
    questions: dict[Key, Question]
    outcomes: dict[Key, Outcome]
    changes: tuple[Change, ...] = ()


class LevelScore(Shape):
    """How the stories of one expected level ended."""

    level: Level
    stories: Annotated[int, Field(ge=0)]
    right: Annotated[int, Field(ge=0)]
    higher: Annotated[int, Field(ge=0)]
    """Ended in more urgent advice than expected."""
    lower: Annotated[int, Field(ge=0)]


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
    misses: tuple[StoryMiss, ...] = ()


class PageSubject(Shape):
    """What a page is about, in the words of schema.org, for machines that read pages."""

    type: Literal["MedicalCondition", "MedicalTherapy", "MedicalSymptom", "AnatomicalStructure"]
    name: Text
    part: Text | None = None
    """Part of the body."""


PageAddress = Annotated[
    str,
    Form(
        r"^[a-z0-9][a-z0-9/_-]*\.md(#[a-z0-9_-]+)?$",
        "write a page of docs/, such as help/warning-signs.md, with #part if need be",
    ),
]
"""A page under docs/, with an anchor if need be."""


class Publisher(Shape):
    """`_data/publisher.yml`: who publishes the guide, and how, told to machines."""

    name: Text | None = None
    page: PageAddress | None = None
    principles: PageAddress | None = None
    """Where the guide says how it is written."""
    usage: PageAddress | None = None
    """Where the guide says who did not review it."""
    licence: WebAddress | None = None
    audience: Text | None = None
    share_image: (
        Annotated[
            str, Form(r"^assets/[a-z0-9/-]+\.png$", "write a picture, such as assets/share.png")
        ]
        | None
    ) = None
    share_alt: Text | None = None
    subjects: dict[PagePath, PageSubject] = {}


OldAddress = Annotated[
    str,
    Field(max_length=200),
    Form(
        r"^([a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_-]*(/|\.html)$",
        "write the old address below the site's root, ending in / or .html, such as help/signs/",
    ),
]


class Redirects(Shape):
    """`_data/redirects.yml`: old and short addresses, and the page each leads to now."""

    redirects: dict[OldAddress, PageAddress]


class PageChange(Shape):
    """One change that readers of a page should know of."""

    day: date
    page: PagePath
    what: Text


class Changes(Shape):
    """`_data/changes.yml`, the newest first."""

    changes: tuple[PageChange, ...]


class Sources(Shape):
    """`_data/sources.yml`."""

    sources: Annotated[dict[Key, Source], Field(min_length=1)]


class RedFlags(Shape):
    """`_data/red-flags.yml`, the most urgent first."""

    red_flags: dict[Key, RedFlag]


class CareLevels(Shape):
    """`_data/care-levels.yml`."""

    levels: Annotated[tuple[CareLevel, ...], Field(min_length=4, max_length=4)]


class Treatments(Shape):
    """`_data/treatments.yml`, from no treatment to the most invasive."""

    groups: dict[Key, Group] = {}
    treatments: dict[Key, Treatment]


class Glossary(Shape):
    """`_data/glossary.yml`."""

    terms: tuple[Term, ...]


class Words(Shape):
    """`_data/words.yml`."""

    words: tuple[Word, ...]


class Chances(Shape):
    """`_data/chances.yml`."""

    chances: dict[Key, Chance]


class Drawings(Shape):
    """`_data/drawings.yml`."""

    drawings: dict[Key, Drawing]


class SearchSign(Shape):
    """What people type when they have one warning sign."""

    flag: Key
    """Key of `_data/red-flags.yml`: its words are shown above the results."""
    page: PagePath
    """The page that comes first."""
    phrases: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Each fits when all its words are typed, in any order."""


class SearchWords(Shape):
    """`_data/search.yml`: what the search box knows beside the words of the pages."""

    warning_page: PagePath
    """The page of all warning signs: search reads its boxes too."""
    stop: tuple[Text, ...] = ()
    same: tuple[Annotated[tuple[Text, ...], Field(min_length=2)], ...] = ()
    signs: tuple[SearchSign, ...] = ()


class BodyMap(Shape):
    """`_data/body-map.yml`."""

    areas: Annotated[tuple[Area, ...], Field(max_length=10)]


FILES: dict[str, type[Shape]] = {
    "decision-tree": Tree,
    "sources": Sources,
    "red-flags": RedFlags,
    "care-levels": CareLevels,
    "emergency": Emergency,
    "disclosure": Disclosure,
    "labels": Labels,
    "treatments": Treatments,
    "glossary": Glossary,
    "words": Words,
    "chances": Chances,
    "drawings": Drawings,
    "body-map": BodyMap,
    "story-score": StoryScore,
    "search": SearchWords,
    "publisher": Publisher,
    "redirects": Redirects,
    "changes": Changes,
}
"""Name of each data file, without `.yml`, and its shape."""
