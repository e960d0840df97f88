from __future__ import annotations

from typing import TYPE_CHECKING

from guidekit.composing.drawings import slim as drawings

if TYPE_CHECKING:
    from pathlib import Path

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" role="img" \
aria-labelledby="t d" class="drawing">
<title id="t">Tea</title>
<desc id="d">A cup.</desc>
<text class="word" x="10" y="20">hot   tea</text>
<a href="#cup"><path class="line" d="M100.123 100.456L110.123 110.456L120.9 130.1"/></a>
</svg>
"""


def test_slim_drawing_keeps_what_readers_and_styles_need() -> None:
    slim = drawings.slim(DRAWING)
    for kept in (
        'role="img"', 'aria-labelledby="t d"', 'viewBox="0 0 320 200"', 'class="drawing"',
        '<title id="t">Tea</title>', '<desc id="d">A cup.</desc>', 'class="word"', 'href="#cup"',
    ):  # fmt: skip
        assert kept in slim
    assert len(slim) < len(DRAWING)
    assert "\n" not in slim


def test_reader_gives_slim_drawings_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(DRAWING, "utf-8")
    assert drawings.reader(tmp_path)("a.svg") == drawings.slim(DRAWING)
