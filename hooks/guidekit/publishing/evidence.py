"""Sheets for those who check us: each claim beside what its sources say, and boxes to tick."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from guidekit.composing.made_pages import CHECK_URI
from guidekit.composing.signatures import digest, named_signs
from guidekit.reading import markdown
from guidekit.reading.dates import long_date
from guidekit.reading.register import cited, main_keys
from guidekit.tree.walk import all_edges, edges_into

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from guidekit.composing.theme import Render
    from guidekit.reading.addresses import Site
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page
    from guidekit.reading.markdown import Block, Passage
    from guidekit.shapes.evidence import Finding, Source
    from guidekit.shapes.treatments import Outcome as Result
    from guidekit.shapes.treatments import Treatment
    from guidekit.shapes.tree import Answer, Outcome
    from guidekit.tree.walk import Edge

_FORMULA = re.compile(r"^\s*[=+@\-\t\r＝＋＠－]")
"""How a cell starts that a table program would reckon instead of showing."""
VERDICTS = ("right", "wrong", "unsure", "comment")
"""What whoever checks a row fills in."""
COLUMNS = (
    "page",
    "code",
    "number",
    "part",
    "place",
    "words",
    "leads_to",
    "why",
    "sources",
    "said",
    "read",
)


class Row(NamedTuple):
    """One thing to judge."""

    part: str
    """claim, sign, question, answer or ending."""
    place: str
    """Heading or question under which it stands."""
    words: str
    works: tuple[str, ...] = ()
    """Main keys of the sources it rests on."""
    leads_to: str = ""
    why: str = ""
    """Reason that is given for an answer or an ending, or for the lack of a source."""


class Work(NamedTuple):
    """One source in words, as sheet and table show it."""

    title: str
    named: str
    """Who published it, when, and its kind."""
    address: str
    said: tuple[str, ...]
    """Its findings, or what the guide took from it if it has none."""
    read: str


Needs = Callable[[str], bool]
"""Says whether the words of a sentence make a claim, so that it needs a source."""
_Told = tuple[int, Row]
"""A row, and the line of the page's text on which it stands; its place may still be missing."""


def rows(page: Page, data: Data, needs: Needs) -> list[Row]:
    """Return what is to be judged of a page: warning signs first, then claims in reading order.

    Args:
        page: A page that breaks no rule; the page of the check gives the tree.
        data: The guide's data.
        needs: As `Needs` says.
    """
    found = _of_tree(data) if page.uri == CHECK_URI else _of_page(page, data, needs)
    keys = main_keys(data.sources.sources)
    return [
        row._replace(works=tuple(dict.fromkeys(keys[key] for key in row.works if key in keys)))
        for row in found  # a key that code shows need not be there
    ]


def _of_page(page: Page, data: Data, needs: Needs) -> Iterator[Row]:
    yield from _signs(page.meta.red_flags, data)
    for line in page.meta.summary:
        yield from _claims(data.labels.labels["in_short"], line, needs)
    passages = page.parsed.passages
    headings = [(one.line, one.text) for one in passages if one.kind == "heading"]
    told = [*_of_text(passages, needs), *_of_blocks(page, data, needs)]
    for at, row in sorted(told, key=lambda one: one[0]):
        place = next((text for start, text in reversed(headings) if start <= at), "")
        yield row if row.place else row._replace(place=place)


def _signs(keys: Collection[str], data: Data) -> Iterator[Row]:
    """Yield warning signs, each under the words of its level, the most urgent first."""
    levels = {level.id: f"{level.word}: {level.heading}" for level in data.care_levels.levels}
    for key, flag in data.red_flags.red_flags.items():
        if key in keys:
            words = f"{flag.sign.rstrip('.')}. {flag.act}" if flag.act else flag.sign
            yield Row("sign", levels[flag.level], words, flag.sources)


def _claims(place: str, text: str, needs: Needs) -> Iterator[Row]:
    """Yield each sentence of a text that cites a source, or needs one."""
    for raw, words in markdown.Passage("item", 0, text).sentences:
        yield from _claim(place, raw, words, needs)


def _claim(place: str, raw: str, words: str, needs: Needs) -> Iterator[Row]:
    if (keys := cited(raw)) or needs(words):
        excuse = markdown.NO_SOURCE.search(raw)
        yield Row("claim", place, words, tuple(keys), why=excuse[1] if excuse else "")


def _of_text(passages: Iterable[Passage], needs: Needs) -> Iterator[_Told]:
    """Yield the claims of passages; a row of a table is one claim, an item of a box is a sign."""
    for (line, kind, box), group in groupby(passages, lambda one: (one.line, one.kind, one.box)):
        raw = " | ".join(one.raw for one in group)
        if kind == "item" and box:
            yield line, Row("sign", "", markdown.plain(raw), tuple(cited(raw)))
        elif kind == "cell":
            yield from ((line, row) for row in _claim("", raw, markdown.plain(raw), needs))
        elif kind != "heading":
            yield from ((line, row) for row in _claims("", raw, needs))


def _of_blocks(page: Page, data: Data, needs: Needs) -> Iterator[_Told]:
    """Yield the claims of what blocks draw: chances, drawings, the treatment of the page."""
    for block in page.parsed.blocks:
        yield from ((block.start, row) for row in _of_block(block, page, data, needs))


def _of_block(block: Block, page: Page, data: Data, needs: Needs) -> Iterator[Row]:
    if block.kind == "chance":
        one = data.chances.chances[block.name]
        count = f"{one.n} {data.labels.labels['out_of']} {one.out_of}"
        yield Row("claim", "", f"{count} {one.what}. {one.both_sides}", one.sources)
    elif block.kind == "drawing":
        drawing = data.drawings.drawings[block.name]
        words = " ".join((drawing.caption, *drawing.description))
        if drawing.sources or needs(words):
            yield Row("claim", "", words, drawing.sources)
    elif page.meta.treatment and (block.kind, block.name) == ("data", "treatment"):
        yield from _of_treatment(data.treatments.treatments[page.meta.treatment], data, needs)


def _of_treatment(it: Treatment, data: Data, needs: Needs) -> Iterator[Row]:
    labels = data.labels.labels
    for label, text in _fields(it, data):
        yield from _claims(labels[label], text, needs)
    sure = f"{it.certainty.label}. {it.certainty.why}"
    yield Row("claim", labels["t_sure"], markdown.plain(sure), tuple(cited(sure)))
    yield from (_count(one, data) for one in it.outcomes if one.source)


def _count(one: Result, data: Data) -> Row:
    """Return what was counted, in the words of its page."""
    known, labels = data.treatments.counted[one.what], data.labels.labels
    place = labels["t_helps" if known.side == "benefit" else "t_harms"]
    words = f"{known.name}: {one.n} {labels['out_of']} {one.out_of} ({one.when}; {one.of})."
    told = " ".join(filter(None, (words, one.versus, one.differs)))
    return Row("claim", place, told, (one.source,) if one.source else ())


def _fields(it: Treatment, data: Data) -> Iterator[tuple[str, str]]:
    """Yield the texts of a treatment in the order of its page, each with the key of its heading."""
    yield from (("t_what", it.what), ("t_for", it.for_), ("t_what", it.how), ("t_day", it.day))
    yield from (("facts", text) for text in it.facts.values())
    yield ("t_day", it.lived or "")
    yield from (("t_helps", one.says or one.none or "") for one in it.outcomes)
    yield from (("t_helps", it.helps.text), ("t_common", it.harms.common))
    yield from (("t_rare", it.harms.rare), ("t_serious", it.harms.serious or ""))
    if it.group:
        group = data.treatments.groups[it.group]
        yield from (("t_not_for", text) for text in (group.lead, *group.not_for))
    for step in it.recovery:
        yield from (("t_recovery", step.usual), ("t_recovery", step.unusual or ""))
    yield from (("t_life", text) for text in it.activities.values())
    yield from (("t_cost", f"{one.country} ({one.when}): {one.text}") for one in it.cost)
    yield from (("t_not_for", it.not_for), ("t_none", it.none), ("t_others", it.others))
    yield from (("t_life", it.life), *(("t_ask", question) for question in it.ask))


def _of_tree(data: Data) -> Iterator[Row]:
    tree, into = data.decision_tree, edges_into(data.decision_tree)
    answers = {(q, one.id): one for q, asked in tree.questions.items() for one in asked.answers}
    for name, question in tree.questions.items():
        hints = filter(None, (question.title, question.hint, question.why_we_ask))
        yield Row("question", question.title, " ".join(hints))
        for edge in (one for one in all_edges(tree) if one.question == name):
            yield _answer(edge, answers.get((name, edge.answer)), question.title, data)
    for name, outcome in tree.outcomes.items():
        found = [answers.get((edge.question, edge.answer)) for edge in into[name]]
        keys = [key for answer in found if answer for key in answer.sources]
        why = " ".join(dict.fromkeys(edge.why for edge in into[name] if edge.why))
        yield _ending(outcome, data)._replace(works=tuple(keys), why=why)
    yield from _signs(named_signs(tree), data)


def _answer(edge: Edge, answer: Answer | None, place: str, data: Data) -> Row:
    unsure = data.labels.labels["not_sure"]
    words = " ".join((answer.text, "; ".join(answer.any_of))).strip() if answer else unsure
    keys = answer.sources if answer else ()
    return Row("answer", place, words, keys, _told(edge.next, data), edge.why or "")


def _told(node: str, data: Data) -> str:
    """Return a question by its title, an ending by its level and title."""
    tree = data.decision_tree
    if node in tree.questions:
        return tree.questions[node].title
    return f"{_word(tree.outcomes[node], data)}: {tree.outcomes[node].title}"


def _word(outcome: Outcome, data: Data) -> str:
    return next(level.word for level in data.care_levels.levels if level.id is outcome.level)


def _ending(outcome: Outcome, data: Data) -> Row:
    labels, flags = data.labels.labels, data.red_flags.red_flags
    steps = [*outcome.do, *(step for steps in outcome.steps_for.values() for step in steps)]
    signs = "; ".join(flags[key].sign for key in outcome.sooner)
    sooner = f"{labels['sooner']}: {signs}" if signs else ""
    words = " ".join(filter(None, (f"{outcome.title}:", *steps, sooner)))
    return Row("ending", labels["check_map_endings"], words, leads_to=_word(outcome, data))


def work(source: Source, data: Data) -> Work:
    """Return a source in words."""
    labels = data.labels.labels
    kind = labels[f"kind_{source.kind.value}"]
    named = ". ".join((", ".join(map(str, filter(None, (source.body, source.year)))), kind))
    read = labels["read_as_copy" if source.copy_read else "read_on"]
    said = tuple(_finding(one, data) for one in source.findings) or (source.took,)
    return Work(
        source.title, f"{named}.", source.address or "", said, f"{read} {long_date(source.read)}."
    )


def _finding(one: Finding, data: Data) -> str:
    labels = data.labels.labels
    base = f"{labels['evidence_of']} {one.of}"
    read = labels[f"evidence_read_{one.read.value}"]
    return "; ".join(filter(None, (one.figure, base, one.who, one.when, one.place, read)))


def sheet(page: Page, found: Sequence[Row], data: Data, site: Site, render: Render) -> str:
    """Return the sheet of a page as one HTML file that asks nothing of any host.

    A source is told in full where it first counts, and by its number from then on.
    """
    numbered = list(enumerate(found, 1))
    first = {key: number for number, row in reversed(numbered) for key in row.works}
    keys = dict.fromkeys(key for row in found for key in row.works)
    return render(
        "evidence.html",
        page=page,
        address=f"{site.address}{site.place(page.uri)}",
        site=site,
        groups=[(place, list(rows)) for place, rows in groupby(numbered, lambda one: one[1].place)],
        works={key: work(data.sources.sources[key], data) for key in keys},
        order={key: number for number, key in enumerate(keys, 1)},
        first=first,
        code=digest(page, data),
        verdicts=VERDICTS[:-1],
        labels=data.labels.labels,
    )


def table(page: Page, found: Sequence[Row], data: Data) -> str:
    """Return the same rows as CSV, with empty columns to fill in; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    labels, code = data.labels.labels, digest(page, data)
    writer.writerow(labels[f"evidence_{name}"] for name in (*COLUMNS, *VERDICTS))
    for number, row in enumerate(found, 1):
        cells = _cells(row, data)
        told = [page.path, code, str(number), *map(_plain, cells), *("" for _ in VERDICTS)]
        writer.writerow(told)
    return text.getvalue()


def _cells(row: Row, data: Data) -> list[str]:
    works = [work(data.sources.sources[key], data) for key in row.works]
    part = data.labels.labels[f"evidence_{row.part}"]
    return [
        *(part, row.place, row.words, row.leads_to, row.why),
        "\n".join(f"{one.title}. {one.named} {one.address}".strip() for one in works),
        "\n".join(said for one in works for said in one.said),
        "\n".join(one.read for one in works),
    ]


def _plain(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
