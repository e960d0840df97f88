from __future__ import annotations

import pytest

from guidekit.publishing.search import index

PAGE = """<h1 id="tea">Tea</h1>
<section class="care" data-search-exclude="true">
<h2 id="care-emergency" data-search-exclude="">Call now if:</h2>
<ul><li>You cannot breathe.</li></ul></section>
<p>Tea is warm.</p>
<h2 id="how">How</h2><p>Boil it. Then wait.</p>
"""


def test_warning_box_that_stands_on_many_pages_is_left_out() -> None:
    assert index.sections(PAGE, with_boxes=False) == (
        index.Section("", "", ()),
        index.Section("tea", "Tea", ("Tea is warm.",)),
        index.Section("how", "How", ("Boil it.", "Then wait.")),
    )


def test_warning_box_is_found_on_the_page_of_warning_signs() -> None:
    found = {one.anchor: one.sentences for one in index.sections(PAGE, with_boxes=True)}
    assert found["care-emergency"] == ("You cannot breathe.", "Tea is warm.")


@pytest.mark.parametrize(
    "markup",
    [
        '<p>Tea<a class="cite" href="#s">1</a> is warm.</p>',
        "<p>Tea <!-- cold --> is warm.</p>",
        "<details>More</details><p>Tea is warm.</p>",
        '<p class="also">Chai</p><p>Tea is warm.</p>',
        "<svg><text>Cup</text></svg><p>Tea is warm.</p>",
    ],
)
def test_what_is_no_sentence_of_the_page_is_left_out(markup: str) -> None:
    (section,) = index.sections(markup, with_boxes=False)
    assert section.sentences == ("Tea is warm.",)
