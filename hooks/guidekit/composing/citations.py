"""Citations of one page as numbered notes.

Written as HTML on purpose: a page holds some forty citations and twenty sources,
and an engine that parses each of them as Markdown takes twice as long to build.
"""

from collections.abc import Mapping
from functools import cache

from guidekit.composing.theme import Render
from guidekit.reading.markdown import CODE_OR_CITATION
from guidekit.reading.register import main_keys
from guidekit.shapes.evidence import Source


class Notes:
    """Numbers the works a page cites, in the order of first use."""

    def __init__(self, register: Mapping[str, Source], draw: Render) -> None:
        self._draw = draw
        self._keys = main_keys(register)
        # Rendered once each, with an anchor and without: a template for each citation would
        # cost more than the page itself. So is each work as pages show it.
        self._first, self._again = (
            draw("cite.html", number="{number}", key="{key}", first=first).strip()
            for first in (True, False)
        )
        self._line = cache(lambda key: draw("source.html", work=register[key]).strip())

    def number(self, body: str, signs: list[str]) -> str:
        """Return a body with its citations as marks, and its sources at the end.

        Args:
            body: Markdown with `[^key]` citations; those in code are left alone.
            signs: Keys on which the page's warning signs rest.
        """
        used: list[str] = []
        body = CODE_OR_CITATION.sub(
            lambda found: found["code"] or self._cite(found["key"], used), body
        )
        ending = [self._cite(key, used) for key in dict.fromkeys(signs)]
        if not used:
            return body
        works = [(key, self._line(key)) for key in used]
        return f"{body.rstrip()}\n\n{self._draw('page-end.md', works=works, signs=ending)}"

    def _cite(self, cited: str, used: list[str]) -> str:
        key = self._keys[cited]
        mark = self._again if key in used else self._first
        used += [] if key in used else [key]
        return mark.replace("{number}", str(used.index(key) + 1)).replace("{key}", key)
