"""Whether a built site holds what the checks promise, whatever engine built it.

An engine that skips hooks says nothing; this reads the finished pages instead of trusting it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guidekit.composing.made_pages import CHECK_URI
from guidekit.composing.page import facts
from guidekit.engines import finished_page, gate
from guidekit.reading.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guidekit.engines.composed import Project
    from guidekit.engines.finished_page import BuiltPage
    from guidekit.engines.gate import Look
    from guidekit.reading.front_matter import Page

NOT_FOUND = "404.html"

_NO_WORDS = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|<[^>]*>|[\W_]")
"""Citations, link targets, tags, and all that is no letter and no digit."""


def problems(site: Path, project: Project, look: Look = gate.OWN) -> Iterator[Problem]:
    """Yield what is missing from the pages of a built site, and pages that nobody checked."""
    yield from gate.problems(site, gate.due(project.pages, project.data), look)
    found = finished_page.pages(site)
    expected = {finished_page.url_of(page.uri): page for page in project.pages}
    for url, page in expected.items():
        if url not in found:
            message = f"the site has no page for docs/{page.uri}"
            yield Problem(str(site / url), 1, message, "build again with the hooks of mkdocs.yml")
            continue
        read = finished_page.read(found[url].read_text("utf-8"), url=url)
        for missing in _missing(page, read, project):
            fix = "the engine must run the hooks, or build what `guide export` wrote"
            yield Problem(str(found[url]), 1, f"the finished page lacks {missing}", fix)
    for url in found.keys() - expected.keys():
        yield from _stranger(url, found[url])


def _missing(page: Page, read: BuiltPage, project: Project) -> Iterator[str]:
    if _words(facts(page, project.data)["page_end"]) not in _words(read.text):
        yield "the words on who checked it and when"
    flags = project.data.red_flags.red_flags
    boxes = _words(" ".join(read.care_boxes))
    for key in page.meta.red_flags:
        if _words(flags[key].sign) not in boxes:
            yield f"the warning sign '{key}' in a care box"
    if page.uri == CHECK_URI:
        yield from _answers(read, project)


def _answers(read: BuiltPage, project: Project) -> Iterator[str]:
    """Yield the nodes of the check that are missing, and answers that lead elsewhere."""
    found = {_words(line) for line in read.tree}
    tree = project.data.decision_tree
    for node in (*tree.questions, *tree.outcomes):
        if not any(line.startswith(f"{node} [") for line in read.tree):
            yield f"'{node}' of the check"
    unsure = project.data.labels.labels["not_sure"]
    for name, question in tree.questions.items():
        for answer in question.answers:
            words = " ".join(filter(None, (answer.head, answer.label, *answer.any_of)))
            if _words(finished_page.arrow(name, words, f"#{answer.next}")) not in found:
                yield f"the answer '{answer.id}' of '{name}', leading to '{answer.next}'"
        if _words(finished_page.arrow(name, unsure, f"#{question.not_sure.next}")) not in found:
            yield f"'not sure' of '{name}', leading to '{question.not_sure.next}'"


def _stranger(url: str, file: Path) -> Iterator[Problem]:
    page = finished_page.parse(file.read_text("utf-8"))
    if url != NOT_FOUND and not page.select("meta[http-equiv=refresh i]"):
        message = "no page of the guide made this file, so nobody checked it"
        yield Problem(str(file), 1, message, "write it as a page under docs/, or take it out")


def _words(text: str) -> str:
    """Return the letters and digits of a text, so that markup and spaces do not count."""
    return _NO_WORDS.sub("", text).casefold()
