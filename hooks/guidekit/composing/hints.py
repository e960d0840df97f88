"""Words of the glossary in a page's text: the first use of each opens its meaning.

A button and a popover do it without a script, by keyboard and touch alike.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from guidekit.composing.theme import Render
from guidekit.reading.front_matter import Page
from guidekit.shapes.words import Term

GLOSSARY_URI = "glossary.md"

_LEFT_OUT = r"!?\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|\[\^[^\]]*\]|<!--.*?-->|<[^>]*>|`[^`]*`"
_NOT_PROSE = re.compile(r"\s*(?:#|\||<|\[\^|///|[-*_]{3,}\s*$)|(?: {4}|\t)(?!\s*(?:[-*+]|\d+\.)\s)")
_BUTTON = r"<button [^>]*class=\"term\"[^>]*>[^<]*</button>"
_LEANING = re.compile(rf"[(\[\"“]+{_BUTTON}[)\].,;:!?\"”]*|{_BUTTON}[)\].,;:!?\"”]+")
"""A marked word with brackets, a comma or a full stop beside it."""
_BOX = re.compile(r"^(/{3,})(\s*\S)?")


class Hints:
    """Underlines the words of a glossary."""

    def __init__(self, terms: Iterable[Term], draw: Render) -> None:
        self._draw = draw
        self._by_name = {name.lower(): term for term in terms if term.hint for name in names(term)}
        self._names = {term.id: [n.lower() for n in names(term)] for term in self._by_name.values()}
        self._button = draw("term.html", id="{id}", word="{word}").strip()
        listed = "|".join(map(re.escape, sorted(self._by_name, key=len, reverse=True)))
        self._find = re.compile(
            rf"(?:{_LEFT_OUT})|(?<![\w-])(?P<word>{listed or '(?!)'})(?![\w-])", re.IGNORECASE
        )

    def add(self, body: str, page: Page, glossary: str) -> str:
        """Return the Markdown of a page with its first uses marked, meanings at the end.

        Args:
            body: The page's Markdown, its blocks drawn.
            page: The page; a word that names it needs no hint.
            glossary: Link from the page to the glossary.
        """
        own = "\n".join((page.meta.title, *page.meta.also_called)).lower()
        left = {
            term.id: term
            for term in self._by_name.values()
            if not any(name in own for name in self._names[term.id])
        }
        used: list[Term] = []

        def mark(found: re.Match[str]) -> str:
            word = found["word"]
            term = self._by_name.get(word.lower()) if word else None
            if term is None or term.id not in left or not _is_written(word, term):
                return found.group()
            used.append(left.pop(term.id))
            return self._button.replace("{id}", term.id).replace("{word}", word)

        lines = [self._marked(line, mark) if prose else line for line, prose in _lines(body)]
        if not used:
            return body
        hints = self._draw("page-hints.md", terms=used, glossary=glossary)
        return "\n".join(lines).rstrip() + "\n\n" + hints

    def _marked(self, line: str, mark: Callable[[re.Match[str]], str]) -> str:
        """Return a line with its words marked, each kept with the signs that lean on it."""
        return _LEANING.sub(r'<span class="keep">\g<0></span>', self._find.sub(mark, line))


def names(term: Term) -> list[str]:
    """Return the words that get a hint: what doctors say, here and there, not the everyday word."""
    found = dict.fromkeys(filter(None, (term.clinical, *term.uk, *term.us)))
    return [name for name in found if name.lower() != term.everyday.lower()]


def uses(terms: Iterable[Term], pages: Iterable[Page]) -> dict[str, list[Page]]:
    """Return the advice pages that use each term, by its id: those it names first."""
    texts = [
        (page, f" {page.meta.title} {' '.join(page.meta.also_called)} ".lower(), page.body.lower())
        for page in pages
        if page.meta.kind.advises
    ]
    found = {}
    for term in terms:
        words = [name.lower() for name in (term.everyday, *names(term))]
        named = [page for page, title, _ in texts if any(word in title for word in words)]
        used = [page for page, _, body in texts if any(word in body for word in words)]
        found[term.id] = [*named, *(page for page in used if page not in named)]
    return found


def _is_written(word: str, term: Term) -> bool:
    """Return whether a word stands as the glossary writes it: short forms keep their capitals."""
    return not any(
        name.isupper() and name.lower() == word.lower() and name != word for name in names(term)
    )


def _lines(body: str) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it is running text: no heading, box, table or picture."""
    boxes = 0
    figure = False
    for line in body.split("\n"):
        if fence := _BOX.match(line):
            boxes += 1 if fence[2] else -1
        figure = figure or line.startswith("<figure")
        yield line, not (boxes or figure or fence or _NOT_PROSE.match(line))
        figure = figure and "</figure>" not in line
