"""Finished markup, held apart while an engine reads a page's Markdown, and put back after.

Drawings, citations and sources are HTML already. A Markdown parser would only look at each
tag and pass it on, which takes longer than all the rest of a page. What a page shows as code
stays where it is, whatever it looks like.
"""

import re

_CODE = r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ ]*$|(?P<ticks>`+)[^\n]*?(?P=ticks)(?!`)"
_FINISHED = re.compile(
    rf"(?P<code>{_CODE})"
    r"|<figure\b.*?</figure>|<section\b.*?</section>|<svg\b.*?</svg>"
    r"|<details class=\"sources\">.*?</details>"
    r"|^<p\b[^>]*>(?:(?!</p>).)*</p>$"
    r"|<a [^>]*class=\"cite\"[^>]*>[^<]*</a>|</?button\b[^>]*>",
    re.DOTALL | re.MULTILINE,
)
MARK = "\ue000"
_BLOCKS = ("<figure", "<section", "<details", "<p")
_HELD = re.compile(f"(?:<p>)?{MARK}(?P<number>[0-9]+)\ue001(?:</p>)?")


def take(markdown: str) -> tuple[str, list[str]]:
    """Return Markdown with a mark in place of each piece of finished markup, and the pieces."""
    pieces: list[str] = []

    def hold(found: re.Match[str]) -> str:
        if found["code"]:
            return found.group()
        pieces.append(found.group())
        return f"{MARK}{len(pieces) - 1}\ue001"

    return _FINISHED.sub(hold, markdown), pieces


def put_back(html: str, pieces: list[str]) -> str:
    """Return HTML with each piece in the place of its mark."""

    def restore(found: re.Match[str]) -> str:
        piece, marked = pieces[int(found["number"])], found.group()
        alone = marked.startswith("<p>") and marked.endswith("</p>")
        if alone and piece.startswith(_BLOCKS):
            return piece
        return f"{marked[: marked.index(MARK)]}{piece}{'</p>' if marked.endswith('</p>') else ''}"

    return _HELD.sub(restore, html)
