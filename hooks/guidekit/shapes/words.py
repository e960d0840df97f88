"""Words of the layout, the glossary, the list of words to avoid, and search."""

from typing import Annotated, Literal

from pydantic import Field

from guidekit.shapes.forms import Form, Key, PagePath, Shape, Text


class Labels(Shape):
    """`_data/labels.yml`: the short words of the layout, one key each."""

    labels: dict[Key, Text]


class Term(Shape):
    """One word of the glossary."""

    id: Key
    everyday: Text
    clinical: str | None = None
    uk: tuple[Text, ...] = ()
    us: tuple[Text, ...] = ()
    other: tuple[Text, ...] = ()
    """Lay names that people type: searched, not shown. The entry answers each."""
    misspelt: tuple[Text, ...] = ()
    """Its names as people misspell them: searched, not shown."""
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


class Glossary(Shape):
    """`_data/glossary.yml`."""

    terms: tuple[Term, ...]


class Words(Shape):
    """`_data/words.yml`."""

    words: tuple[Word, ...]


_PART = r"[^\W_A-Z]+(?:/[^\W_A-Z]+)*"
Phrase = Annotated[
    Text,
    Form(
        rf"^{_PART}(?: -?{_PART})*$",
        "write small words, one space between them, / between words of which one is enough"
        " and - before those that must not be there: one/two three -four",
    ),
]
"""Words that tell a sign together, in any order."""


class SearchSign(Shape):
    """What people type when they have one warning sign."""

    flag: Key
    """Key of `_data/red-flags.yml`: its words are shown above the results."""
    page: PagePath
    """The page that comes first."""
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    """Each fits when a word of every part is typed, in any order, and none after a hyphen."""


class SearchWords(Shape):
    """`_data/search.yml`: what the search box knows beside the words of the pages."""

    warning_page: PagePath
    """The page of all warning signs: search reads its boxes too."""
    common: Annotated[tuple[Text, ...], Field(max_length=6)] = ()
    """What an empty box offers."""
    stop: tuple[Text, ...] = ()
    """Words that say nothing."""
    quiet: tuple[Text, ...] = ()
    """Words that count in `signs` only."""
    plain: tuple[Text, ...] = ()
    """Everyday words that look like one of the guide: they are never mended."""
    elsewhere: tuple[Phrase, ...] = ()
    """Subjects that the guide does not hold, though it may write their words."""
    same: tuple[Annotated[tuple[Text, ...], Field(min_length=2)], ...] = ()
    signs: tuple[SearchSign, ...] = ()
