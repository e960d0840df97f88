"""Page text to front matter and body."""

from dataclasses import dataclass

from guidekit.reading import fit, yamlfile
from guidekit.reading.problems import ContentError, Problem
from guidekit.reading.yamlfile import Document
from guidekit.shapes.page import PageMeta

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as an editor wrote it."""

    path: str
    """Where it stands, as messages name it: docs/help/warning-signs.md."""
    uri: str
    """Where it stands under docs/."""
    meta: PageMeta
    document: Document
    body: str
    body_line: int
    """Line of the file on which the body starts."""

    def problem(self, line: int, message: str, fix: str = "", *, warning: bool = False) -> Problem:
        """Return a problem with line `line` of the body, counted from 0."""
        return Problem(self.path, self.body_line + line, message, fix, warning)


def read(text: str, *, path: str, uri: str = "") -> Page:
    """Return one page, its front matter checked.

    The raw text is read on purpose: engines drop a block they cannot parse and
    show it as prose, so by the time a page has `meta` the mistake is gone.

    Raises:
        ContentError: The block is missing, is not YAML, or breaks the contract.
    """
    block, body, body_line = split(text.removeprefix(yamlfile.MARK), path=path)
    document = yamlfile.parse(block, path=path, first_line=2)
    return Page(path, uri or path, fit.fit(document, PageMeta), document, body, body_line)


def split(text: str, *, path: str) -> tuple[str, str, int]:
    """Return the front matter, the body, and the line on which the body starts.

    Raises:
        ContentError: The block is missing or is never closed.
    """
    first, *lines = text.split("\n")
    if first.strip() != FENCE:
        fix = f"start the page with a line '{FENCE}', the keys, and a line '{FENCE}'"
        fix += " (copy them from another page)"
        raise ContentError.of(path, 1, "this page has no front matter", fix)
    for number, line in enumerate(lines):
        if line.rstrip() == FENCE:
            return "\n".join(lines[:number]), "\n".join(lines[number + 1 :]), number + 3
    fix = f"close it with a line '{FENCE}' before the text of the page"
    raise ContentError.of(path, 1, "the front matter is never closed", fix)
