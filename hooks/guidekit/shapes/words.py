"""Words of the layout, the glossary, the list of words to avoid, and search."""

from typing import Annotated, Literal

from pydantic import Field

from guidekit.shapes.forms import Key, PagePath, Shape, Text


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
