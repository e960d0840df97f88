from __future__ import annotations

import markdown
import pytest

from guidekit.engines import held

CASES = {
    "picture": '# A\n\n<figure class="picture">\n<svg><path/></svg>\n</figure>\n\nText.',
    "citation": 'Text.<a id="cite-x" class="cite" href="#source-x">1</a> More.',
    "citation at the start": '<a id="cite-x" class="cite" href="#source-x">1</a> starts a line.',
    "citation alone": '<a id="cite-x" class="cite" href="#source-x">1</a>',
    "sources": 'A.\n\n<details class="sources">\n<ol>\n<li id="source-x">X</li>\n</ol></details>',
    "box": '<section class="care">\n<h2>Now</h2>\n<ul>\n<li>a</li>\n</ul>\n</section>\n\nText.',
    "dots": "Text.\n\n<svg><circle/></svg>\n\n**3** out of 100.",
    "line": '<p class="also">Also called: x</p>\n\nText.',
    "lines that only look alike": "<p>If:</p><ul><li>one</ul>\n\n## Next\n\n<p>Last.</p>",
    "word": 'A <button type="button" class="term">word</button> in text.',
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_page_reads_the_same_with_its_markup_held_apart(text: str) -> None:
    rest, pieces = held.take(text)
    assert pieces
    assert not any(piece in rest for piece in pieces)
    put_back = held.put_back(markdown.markdown(rest), pieces)
    assert put_back.split() == markdown.markdown(text).split()
