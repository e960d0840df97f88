"""Citations of one page as numbered notes.

Written as HTML on purpose: a page holds some forty citations and twenty sources,
and an engine that parses each of them as Markdown takes twice as long to build.
"""

from collections.abc import Mapping

from guidekit.composing.templates import Render
from guidekit.reading.markdown import CODE_OR_CITATION
from guidekit.reading.register import main_keys
from guidekit.shapes.evidence import Source


class Notes:
    """Numbers the works a page cites, in the order of first use."""

    def __init__(
        self, register: Mapping[str, Source], render: Render, labels: Mapping[str, str]
    ) -> None:
        self._register = register
        self._render = render
        self._labels = labels
        self._keys = main_keys(register)
        self._lines: dict[str, str] = {}
        # Rendered once each, with an anchor and without: a template for each citation would
        # cost more than the page itself.
        self._first, self._again = (
            render("cite.html", labels=labels, number="{number}", key="{key}", first=first).strip()
            for first in (True, False)
        )

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
        end = self._render("page-end.md", works=works, signs=ending, labels=self._labels)
        return f"{body.rstrip()}\n\n{end}"

    def _cite(self, cited: str, used: list[str]) -> str:
        key = self._keys[cited]
        mark = self._again if key in used else self._first
        used += [] if key in used else [key]
        return mark.replace("{number}", str(used.index(key) + 1)).replace("{key}", key)

    def _line(self, key: str) -> str:
        """Return a work as pages show it, rendered once for all of them."""
        if key not in self._lines:
            work = self._register[key].model_dump(mode="json")
            self._lines[key] = self._render("source.html", work=work, labels=self._labels).strip()
        return self._lines[key]
