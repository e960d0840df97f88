"""Citations of one page as numbered notes.

Written as HTML on purpose: a page holds some forty citations and twenty sources,
and an engine that parses each of them as Markdown takes twice as long to build.
"""

import re
from collections.abc import Mapping
from functools import cache

from guidekit.composing.templates import as_html
from guidekit.composing.theme import Render
from guidekit.reading.markdown import CODE_OR_CITATION
from guidekit.reading.register import main_keys
from guidekit.shapes.evidence import Source

_APART = "\u202f"
"""Between two marks: a narrow space at which no line breaks."""


class Notes:
    """Numbers the works a page cites, in the order of first use."""

    def __init__(self, register: Mapping[str, Source], draw: Render) -> None:
        self._draw = draw
        self._register = register
        self._keys = main_keys(register)
        # Rendered once each, with an anchor and without: a template for each citation would
        # cost more than the page itself. So is each work as pages show it.
        self._first, self._again = (
            draw("cite.html", number="{number}", key="{key}", name="{name}", first=first).strip()
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
        body = CODE_OR_CITATION.sub(lambda found: found["code"] or self._mark(found, used), body)
        cited = len(used)
        of_signs = list(dict.fromkeys(self._keys[key] for key in signs))
        used += [key for key in of_signs if key not in used]
        if not used:
            return body
        places = sorted(used.index(key) for key in of_signs)
        told = [(at + 1, at >= cited) for at in places]
        works = [(key, self._line(key)) for key in used]
        # The day on which the one that was read first was read: no other is older.
        checked = min(self._register[key].read for key in used)
        ending = self._draw("page-end.md", works=works, signs=told, checked=checked)
        return f"{body.rstrip()}\n\n{ending}"

    def _mark(self, found: re.Match[str], used: list[str]) -> str:
        key = self._keys[found["key"]]
        mark = self._again if key in used else self._first
        used += [] if key in used else [key]
        told = {
            "number": used.index(key) + 1,
            "key": key,
            "name": as_html(self._register[key].body),
        }
        for name, value in told.items():
            mark = mark.replace(f"{{{name}}}", str(value))
        follows = found.string.endswith("]", 0, found.start())
        return f"{_APART}{mark}" if follows else mark
