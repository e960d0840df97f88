"""Citations of one page as numbered notes.

Written as HTML on purpose: a page holds some forty citations and twenty sources,
and an engine that parses each of them as Markdown takes twice as long to build.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .passages import CODE_OR_CITATION
from .register import main_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .model import Source
    from .templates import Render


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
        # Rendered once: a template for each citation would cost more than the page itself.
        self._mark = render(
            "cite.html", labels=labels, number="{number}", key="{key}", use="{use}"
        ).strip()

    def number(self, body: str, signs: list[str]) -> str:
        """Return a body with its citations as marks, and its sources at the end.

        Args:
            body: Markdown with `[^key]` citations; those in code are left alone.
            signs: Keys on which the page's warning signs rest.
        """
        uses: dict[str, int] = defaultdict(int)
        body = CODE_OR_CITATION.sub(
            lambda found: found["code"] or self._cite(found["key"], uses), body
        )
        ending = [self._cite(key, uses) for key in dict.fromkeys(signs)]
        if not uses:
            return body
        works = [(key, self._line(key), count) for key, count in uses.items()]
        end = self._render("page-end.md", works=works, signs=ending, labels=self._labels)
        return f"{body.rstrip()}\n\n{end}"

    def _cite(self, cited: str, uses: dict[str, int]) -> str:
        key = self._keys[cited]
        uses[key] += 1
        number = list(uses).index(key) + 1
        mark = self._mark.replace("{number}", str(number))
        return mark.replace("{key}", key).replace("{use}", str(uses[key]))

    def _line(self, key: str) -> str:
        """Return a work as pages show it, rendered once for all of them."""
        if key not in self._lines:
            work = self._register[key].model_dump(mode="json")
            self._lines[key] = self._render("source.html", work=work, labels=self._labels).strip()
        return self._lines[key]
