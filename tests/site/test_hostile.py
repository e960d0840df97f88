"""What builds although it looks hostile runs nothing in a real browser, and hides no banner."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from broken_guides import ROOT, mistakes
from guidekit.composing.drawings import slim as drawings
from guidekit.composing.drawings import svg
from guidekit.reading.problems import ContentError
from hosted import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Dialog, Request

WORKING = [mistake.name for mistake in mistakes() if not mistake.says]
HOST = "works-svg-odd-but-plain"
"""The guide into whose finished page drawings are put."""
PAGE = "topics/hiccups/index.html"
NOON = "1795262400"
BUILD = """
import sys
from pathlib import Path
from broken_guides import base, mistakes
from build_broken import compile_once, ending, list_themes_once, prepare
list_themes_once()
compile_once()
for mistake in mistakes():
    if not mistake.says:
        root = base(Path(sys.argv[1]) / mistake.name)
        mistake.make(root)
        prepare(root, styled=True)
        assert not (said := ending(root)), (mistake.name, said)
"""
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
DRAWING = re.compile(r'(?<=<figure class="picture" id="picture-cup">\n).*?(?=\n<figcaption>)', re.S)
START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" class="drawing">'
RUN = "&lt;script&gt;alert(1)&lt;/script&gt;"
ODD = {
    "comment that ends early": "<!--><script>alert(1)</script>-->",
    "comment that holds a script": "<!-- <script>alert(1)</script> <!- - <b> -->",
    "words that close the drawing": f"<text>&lt;/text>&lt;/svg>{RUN}</text>",
    "title that closes itself": f"<title>&lt;/title>{RUN}</title>",
    "desc that closes itself": "<desc>&lt;/desc>&lt;img src=x onerror=alert(1)></desc>",
    "title without words": f"<title/><desc/><text>{RUN}</text>",
    "words that look like CDATA": f"<text>&lt;![CDATA[ ]]&gt;{RUN}</text>",
    "words that look like an entity": "<text>&amp;lt;script&amp;gt;alert(1)&amp;lt;/script></text>",
    "numbers for signs": "<text>&#60;script&#x3E;alert(1)&#60;/script&#x3E;</text>",
    "name that ends its quotes": (
        "<g aria-label='&quot;>&lt;/svg>&lt;script>alert(1)&lt;/script>'/>"
        '<g aria-label="\'>&lt;/svg>&lt;script>alert(1)&lt;/script>"/>'
    ),
    "name over two lines": '<g aria-label="a&#10;&#9;/>&lt;script>alert(1)&lt;/script>"/>',
    "backquotes": '<g aria-label="`"><text>``&lt;b></text></g>',
    "link that looks like a tag": f'<a href="#x"><text aria-label="javascript:">{RUN}</text></a>',
    "template words": "<text>{{ config }} {% raw %} {# #}</text>",
    "signs of pages": "<text>[a](javascript:alert(1)) ![b](//evil.example/x) `</text>",
    "words of the layout": "<text>&lt;!-- contents --> &lt;!-- numbers --></text>",
    "repeated shapes": '<g id="cup-a"><path d="M1 1h3"/></g><use href="#cup-a" x="2"/>',
}
"""Drawings that are allowed, and that a careless writer would let out as something else."""


TABS = 8


class Seen(NamedTuple):
    """What came of opening a page."""

    dialogs: list[str]
    hosts: set[str]
    banner: bool


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the small guide built with each odd edit that must work."""
    to = tmp_path_factory.mktemp("hostile")
    path = {"PYTHONPATH": "hooks:tests", "SOURCE_DATE_EPOCH": NOON, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(
        [sys.executable, "-c", BUILD, str(to)],
        cwd=ROOT,
        env={**os.environ, **path},
        capture_output=True,
        check=False,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    return to


class Tab:
    """A tab of a browser, and what its page asked for and said."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.dialogs: list[str] = []
        self.asked: list[Request] = []
        self.page.on("dialog", self.answer)
        self.page.on("request", self.note)

    def answer(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def note(self, request: Request) -> None:
        self.asked.append(request)

    def open(self, address: str) -> None:
        """Open an address, and click each link of its drawings."""
        self.dialogs, self.asked = [], []
        self.page.goto(address)
        self.page.evaluate(CLICK)

    def seen(self) -> Seen:
        """Return what came of it."""
        banner = bool(self.page.evaluate(BANNER))
        hosts = {one.url.split("/")[2] for one in self.asked if one.failure not in STOPPED}
        return Seen(self.dialogs, hosts, banner)


@pytest.fixture(scope="module")
def look(browser: Browser) -> Iterator[Callable[[list[str]], list[Seen]]]:
    """Return a function that opens an address in each tab, waits a little, and tells."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    tabs = [Tab(context) for _ in range(TABS)]

    def looked(addresses: list[str]) -> list[Seen]:
        used = tabs[: len(addresses)]
        for tab, address in zip(used, addresses, strict=True):
            tab.open(address)
        used[-1].page.wait_for_timeout(150)
        return [tab.seen() for tab in used]

    yield looked
    context.close()


CLICK = """() => {
  for (const link of document.querySelectorAll("svg a"))
    if (link instanceof SVGAElement) link.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}"""
BANNER = """() => {
  scrollTo(0, 0);
  const words = document.querySelector("aside.banner p");
  if (!words || !words.textContent.includes("Not reviewed by a health professional")) return false;
  const box = words.getBoundingClientRect();
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const style = getComputedStyle(words);
  return words.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && box.height > 16 && box.x >= 0 && parseFloat(style.fontSize) >= 12 && words.contains(there);
}"""


def fine(address: str) -> Seen:
    return Seen([], {address.split("/")[2]}, banner=True)


def policy_of(page: str) -> str:
    (found,) = POLICY.findall(page)
    return str(found)


@pytest.mark.parametrize("name", WORKING)
def test_what_builds_runs_nothing(
    name: str, built: Path, look: Callable[[list[str]], list[Seen]]
) -> None:
    site = built / name / "site"
    policies = {policy_of(page.read_text("utf-8")) for page in site.rglob("*.html")}
    assert len(policies) == 1, "a script was allowed on one page, and not on all"
    assert "unsafe" not in policies.pop()
    pages = ("", "topics/hiccups/", "treatments/breath/", "check/", "glossary/")
    with serve(site) as address:
        found = look([f"{address}{page}" for page in pages])
    assert dict(zip(pages, found, strict=True)) == dict.fromkeys(pages, fine(address))


def with_drawings(built: Path, texts: Iterable[str], to: Path) -> Path:
    """Write a built site to a folder, and a page for each text, which stands for its drawing."""
    site = built / HOST / "site"
    for file in ("_headers", "_redirects", "assets/guide.css", "assets/js/guide.js"):
        (to / file).parent.mkdir(parents=True, exist_ok=True)
        (to / file).write_bytes((site / file).read_bytes())
    page = (site / PAGE).read_text("utf-8")
    for number, text in enumerate(texts):
        (to / f"topics/{number}").mkdir(parents=True)
        (to / f"topics/{number}/index.html").write_text(redrawn(page, text), "utf-8")
    return to


def redrawn(page: str, text: str) -> str:
    """Return a page with a text in place of its drawing."""
    found, count = DRAWING.subn(lambda _: text, page)
    assert count == 1
    return found


def hostile() -> Iterator[tuple[str, str]]:
    """Yield each drawing of tests/broken that is no drawing of ours, and can be read as XML."""
    for mistake in mistakes():
        for edit in mistake.edits:
            kind = mistake.name.startswith(("svg-", "unseen-")) and edit["file"].endswith(".svg")
            if mistake.says and kind and "repeat" not in edit:
                yield mistake.name, edit["new"]


HOSTILE = dict(hostile())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_drawing_does_not_get_out(name: str) -> None:
    names_alone = name.startswith(("svg-id-of", "unseen"))  # what they hold is a plain drawing
    if names_alone:
        drawings.slim(HOSTILE[name])
        return
    with pytest.raises(ContentError):
        drawings.slim(HOSTILE[name])


READABLE = [name for name, text in HOSTILE.items() if svg.parse(text, path=name)[0]]


CHECK_ALONE = {"svg-floats-over-its-page", "svg-link-elsewhere", "svg-moves-over-its-page"}
"""What leads elsewhere or moves over its page: the check alone stops that."""
STOPPED = {"csp", "origin"}
"""Why Chromium sends a request nowhere: by our policy, or as drawings of other hosts never load."""


def unchecked(name: str) -> str:
    """Return a drawing that the list of what is allowed did not see."""
    root, _ = svg.parse(HOSTILE[name], path=name)
    assert root
    return svg.serialise(root)


@pytest.fixture(scope="module")
def drawn(
    built: Path,
    tmp_path_factory: pytest.TempPathFactory,
    look: Callable[[list[str]], list[Seen]],
) -> dict[str, tuple[Seen, Seen]]:
    """Return what came of the page with each drawing, and what should."""
    texts = {
        name: drawings.slim(f"{START}{odd}<path d='M1 1h7'/></svg>") for name, odd in ODD.items()
    }
    texts |= {name: unchecked(name) for name in READABLE if name not in CHECK_ALONE}
    with serve(with_drawings(built, texts.values(), tmp_path_factory.mktemp("drawn"))) as address:
        pages = [f"{address}topics/{number}/" for number in range(len(texts))]
        found = [seen for at in range(0, len(pages), TABS) for seen in look(pages[at : at + TABS])]
    return {name: (seen, fine(address)) for name, seen in zip(texts, found, strict=True)}


@pytest.mark.parametrize("name", ODD)
def test_odd_drawing_is_only_a_drawing(name: str, drawn: dict[str, tuple[Seen, Seen]]) -> None:
    seen, wanted = drawn[name]
    assert seen == wanted


@pytest.mark.parametrize("name", sorted({*READABLE} - CHECK_ALONE))
def test_the_policy_stops_a_drawing_that_nobody_checked(
    name: str, drawn: dict[str, tuple[Seen, Seen]]
) -> None:
    """The list of what is allowed is left out here, so that the second wall is seen to stand."""
    seen, wanted = drawn[name]
    assert seen == wanted


def test_the_browser_would_show_it(
    built: Path, tmp_path: Path, look: Callable[[list[str]], list[Seen]]
) -> None:
    bad = (
        "<script>alert(1)</script><style>.banner { opacity: 0 }</style>"
        "<img src='http://evil.example/x.png'>"
    )
    site = with_drawings(built, [bad], tmp_path)
    page = site / "topics/0/index.html"
    page.write_text(POLICY.sub("", page.read_text("utf-8")), "utf-8")
    free = {"Content-Security-Policy": "default-src * 'unsafe-inline'"}
    with serve(site, **free, **{"Cross-Origin-Embedder-Policy": "unsafe-none"}) as address:
        (seen,) = look([f"{address}topics/0/"])
    assert seen == Seen(["1"], {address.split("/")[2], "evil.example"}, banner=False)


def test_there_are_enough_of_each() -> None:
    assert len(ODD) >= 10
    assert len(READABLE) >= 25
    assert len(WORKING) >= 12
