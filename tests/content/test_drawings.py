"""What a reader can see on the drawings: their words, their sizes, and marks against skin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from guidekit.composing.drawings import svg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guidekit.composing.drawings.svg import Element

PHONE = 288
"""Pixels that a drawing has on the narrowest phone."""
LEAST_WORDS = 16.0
"""Pixels of the smallest words there."""
MOST_BYTES = 20_000
SEEN = 3.0
"""How a mark stands out that readers are told they can see."""


def read(file: Path) -> Element:
    root, problems = svg.parse(file.read_text("utf-8"), path=file.name)
    assert root is not None
    assert problems == []
    return root


def words(element: Element) -> str:
    return " ".join("".join(child for child in element.children if isinstance(child, str)).split())


def texts(drawing: Element) -> Iterator[Element]:
    return (element for element in drawing.walk() if element.name == "text")


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "docs/assets/svg"


def told(root: Path) -> dict[str, tuple[str, str]]:
    """Return the file of each drawing, and its long description in one line."""
    data = yaml.safe_load((root / "docs/_data/drawings.yml").read_text("utf-8"))["drawings"]
    return {name: (one["file"], " ".join(one["description"])) for name, one in data.items()}


def test_every_word_on_a_drawing_stands_in_its_description(root: Path, folder: Path) -> None:
    found = [
        (name, words(text))
        for name, (file, description) in told(root).items()
        for text in texts(read(folder / file))
        if words(text).lower() not in description.lower()
    ]
    assert found == []


def test_every_word_can_be_read_on_a_narrow_phone(folder: Path) -> None:
    small = []
    for file in folder.glob("*.svg"):
        drawing = read(file)
        width = float(drawing.attributes["viewBox"].split()[2])
        sizes = [float(text.attributes["font-size"]) for text in texts(drawing)]
        small += [(file.name, size) for size in sizes if size * PHONE / width < LEAST_WORDS]
    assert small == []


def test_no_drawing_is_heavy(folder: Path) -> None:
    heavy = {file.name: len(file.read_bytes()) for file in folder.glob("*.svg")}
    assert {name: size for name, size in heavy.items() if size > MOST_BYTES} == {}


def light(colour: str) -> float:
    """Return the relative luminance of a colour such as #f1d3bf."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(c * share for c, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def marks(drawing: Element) -> list[tuple[str, str]]:
    """Return the skin and the mark in each circle of the drawing, in the order of the file."""
    first = {
        f"url(#{one.attributes['id']})": stop.attributes["stop-color"]
        for one in drawing.walk()
        if one.name == "radialGradient"
        for stop in [*one.walk()][1:2]
    }
    groups = (
        [part for part in one.children if not isinstance(part, str)] for one in drawing.walk()
    )
    pairs = (
        (parts[0].attributes["fill"], {"stroke", "fill"} & parts[1].attributes.keys(), parts[1])
        for parts in groups
        if [part.name for part in parts] == ["circle", "use"]
    )
    return [
        (skin, first.get(mark.attributes[name], mark.attributes[name]))
        for skin, (name,), mark in pairs
    ]


def test_marks_stand_out_from_skin_or_the_drawing_says_that_they_do_not(folder: Path) -> None:
    drawing = read(folder / "marks-compared.svg")
    seen = [contrast(skin, mark) for skin, mark in marks(drawing)]
    assert len(seen) == 9
    assert min(seen[0::3] + seen[1::3]) >= SEEN
    hard = [text for text in texts(drawing) if words(text) == "hard to see"]
    assert len(hard) == sum(ratio < SEEN for ratio in seen[2::3])


def test_marks_keep_their_colours_in_every_scheme(folder: Path) -> None:
    """No class of the drawing has a colour."""
    drawing = read(folder / "marks-compared.svg")
    used = {name for one in drawing.walk() for name in one.attributes.get("class", "").split()}
    assert used == {"drawing", "d-four", "d-panel"}
