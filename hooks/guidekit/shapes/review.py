"""Reviews by people: who read which words of which page, and how pages say so."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from guidekit.shapes.forms import Form, PagePath, Shape, Text

Hash = Annotated[
    str,
    Form(
        r"^[0-9a-f]{16}$",
        "copy the line that 'guide evidence' writes at the end of the page's sheet",
        "this is not the code of a page: 16 digits and letters from a to f",
    ),
]


class Review(Shape):
    """What one person read on one day."""

    name: Text
    profession: Text
    body: Text | None = None
    """Professional body, such as a college or a register."""
    registration: Text | None = None
    """Number there, if they want it told."""
    day: date
    pages: Annotated[dict[PagePath, Hash], Field(min_length=1)]
    """Each page they read, with the code that its evidence sheet showed."""


class Reviews(Shape):
    """`_data/reviews.yml`."""

    reviews: tuple[Review, ...]


class ReviewWords(Shape):
    """What a text says of a review."""

    unsigned: Text
    """As it stands in the text, as long as nobody has reviewed the page."""
    signed: Text
    """What takes its place, with {name}, {profession} and {day}."""


class ReviewTexts(Shape):
    """What banner and page end say of a review."""

    banner: ReviewWords
    page_end: ReviewWords
