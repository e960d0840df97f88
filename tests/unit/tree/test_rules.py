"""The rules of the tree: each broken once, each with its own message; and trees of any size."""

from __future__ import annotations

import copy
import csv
import dataclasses
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup

from guidekit import guide
from guidekit.composing import templates
from guidekit.reading import data, yamlfile
from guidekit.reading.problems import ContentError
from guidekit.shapes.tree import Level, RedFlag
from guidekit.shapes.words import Term
from guidekit.tree import check_page, fhir, rules, table, walk
from pace import seconds, within

if TYPE_CHECKING:
    from collections.abc import Callable

    from guidekit.reading.data import Data
    from guidekit.shapes.tree import Tree

ROOT = Path(__file__).parents[3]


def question(kind: str, answers: dict[str, str], not_sure: str) -> dict[str, Any]:
    listed = [
        {"id": key, "label": key, "next": to, "why": "Because.", "sources": ["s"]}
        for key, to in answers.items()
    ]
    return {
        "kind": kind,
        "title": "Which?",
        "answers": listed,
        "not_sure": {"next": not_sure, "why": "Safer."},
    }


def outcome(level: str) -> dict[str, Any]:
    sooner = [] if level == "emergency" else ["sign"]
    more = {"urgent": {"unseen": "Go there."}, "appointment": {"within": "within 2 weeks"}}
    told = {"level": level, "title": f"{level} title", "do": ["Do it."], "sooner": sooner}
    return told | more.get(level, {})


def small() -> dict[str, Any]:
    """Return a tree that keeps every rule."""
    return {
        "id": "small",
        "version": "1",
        "status": "draft",
        "max_questions_on_a_path": 2,
        "start": "first",
        "who": "Anyone",
        "questions": {
            "first": question("check", {"worst": "now", "bad": "today", "none": "second"}, "today"),
            "second": question("sort", {"slow": "weeks", "mild": "home"}, "weeks"),
        },
        "outcomes": {
            "now": outcome("emergency"),
            "today": outcome("urgent"),
            "weeks": outcome("appointment"),
            "home": outcome("self-care"),
        },
    }


def load(raw: dict[str, Any]) -> Tree:
    return rules.load(yamlfile.parse(dump(raw), path="tree.yml"))


def dump(raw: dict[str, Any]) -> str:
    return yaml.safe_dump(json.loads(json.dumps(raw)), sort_keys=False)


def said(raw: dict[str, Any]) -> str:
    with pytest.raises(ContentError) as caught:
        load(raw)
    return str(caught.value)


def answers(raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = raw["questions"][name]["answers"]
    return listed


def test_a_sound_tree_loads() -> None:
    assert walk.count(load(small())) == 6


def to_nowhere(raw: dict[str, Any]) -> None:
    answers(raw, "first")[2]["next"] = "secnd"


def twice_an_id(raw: dict[str, Any]) -> None:
    answers(raw, "second")[1]["id"] = "slow"


def node_twice(raw: dict[str, Any]) -> None:
    raw["outcomes"]["second"] = outcome("urgent")


def start_nowhere(raw: dict[str, Any]) -> None:
    raw["start"] = "frist"


def orphan(raw: dict[str, Any]) -> None:
    raw["outcomes"]["lost"] = outcome("urgent")


def circle(raw: dict[str, Any]) -> None:
    answers(raw, "second")[0]["next"] = "first"


def too_long(raw: dict[str, Any]) -> None:
    raw["max_questions_on_a_path"] = 1


def best_first(raw: dict[str, Any]) -> None:
    answers(raw, "first")[:2] = reversed(answers(raw, "first")[:2])


def unsure_cheaper(raw: dict[str, Any]) -> None:
    raw["questions"]["first"]["not_sure"]["next"] = "second"


def unsure_at_home(raw: dict[str, Any]) -> None:
    raw["questions"]["second"]["not_sure"]["next"] = "home"


def no_why(raw: dict[str, Any]) -> None:
    del answers(raw, "first")[0]["why"]


def no_sources(raw: dict[str, Any]) -> None:
    answers(raw, "first")[0]["sources"] = []


def unsure_without_why(raw: dict[str, Any]) -> None:
    del raw["questions"]["first"]["not_sure"]["why"]


def no_sooner(raw: dict[str, Any]) -> None:
    raw["outcomes"]["home"]["sooner"] = []


def reading_in_an_emergency(raw: dict[str, Any]) -> None:
    raw["outcomes"]["now"]["pages"] = ["help/index.md"]


def level_missing(raw: dict[str, Any]) -> None:
    raw["outcomes"]["home"]["level"] = "appointment"


def unseen_untold(raw: dict[str, Any]) -> None:
    del raw["outcomes"]["today"]["unseen"]


def no_time(raw: dict[str, Any]) -> None:
    del raw["outcomes"]["weeks"]["within"]


def group_too_late(raw: dict[str, Any]) -> None:
    answers(raw, "first")[1]["group"] = "The rest"


def yaml_switch(raw: dict[str, Any]) -> None:
    answers(raw, "second")[0]["id"] = False


RULES: list[tuple[Callable[[dict[str, Any]], None], str, str]] = [
    (to_nowhere, "leads to 'secnd', which does not exist", "did you mean 'second'?"),
    (twice_an_id, "has two answers 'slow'", "give each its own id"),
    (node_twice, "is a question and an outcome", "give one of them another id"),
    (start_nowhere, "starts at 'frist', which is no question", "did you mean 'first'?"),
    (orphan, "no answer leads to 'lost'", "let an answer lead there"),
    (circle, "in a circle: first -> second -> first", "let one of them lead to an outcome"),
    (too_long, "2 questions stand on one path (first=none/second=slow)", "end earlier"),
    (best_first, "'worst' of 'first' is more urgent", "put the worst first"),
    (unsure_cheaper, "'not sure' on 'first' can end below urgent", "advice or above"),
    (unsure_at_home, "'not sure' on 'second' can end below appointment", "advice or above"),
    (no_why, "'worst' ends here but has no 'why'", "add why:"),
    (no_sources, "'worst' ends here but has no 'sources'", "add sources:"),
    (unsure_without_why, "'not sure' ends here but has no 'why'", "add why:"),
    (no_sooner, "does not say when to get help sooner", "add sooner:"),
    (reading_in_an_emergency, "'now' links to pages to read", "help comes first"),
    (level_missing, "no outcome has the level 'self-care'", "all four levels"),
    (
        unseen_untold,
        "urgent outcome 'today' does not say what to do if nobody can see you",
        "add unseen:",
    ),
    (no_time, "'weeks' books a visit, but does not say by when", "add within:"),
    (group_too_late, "first answer 'worst' stands in none", "give the first answer a group:"),
    (yaml_switch, "'id' is 'False'", "write text"),
]


def _name(rule: object) -> str:
    return str(getattr(rule, "__name__", rule))[:40]


@pytest.mark.parametrize(("spoil", "message", "fix"), RULES, ids=_name)
def test_each_rule_has_its_message(
    spoil: Callable[[dict[str, Any]], None], message: str, fix: str
) -> None:
    raw = copy.deepcopy(small())
    spoil(raw)
    text = said(raw)
    assert message in text
    assert fix in text
    assert text.startswith("tree.yml:")


def flag(level: Level) -> RedFlag:
    return RedFlag(level=level, sign="it hurts", sources=("s",))


def test_a_sign_has_one_level_on_pages_and_in_the_tree() -> None:
    raw = small()
    answers(raw, "second")[0]["flags"] = ["sign"]
    document = yamlfile.parse(dump(raw), path="tree.yml")
    found = list(rules.sign_levels(document, rules.load(document), {"sign": flag(Level.EMERGENCY)}))
    assert ["'slow' ends in appointment" in problem.message for problem in found] == [True]


def test_a_group_of_medicines_needs_its_entry_in_the_glossary() -> None:
    raw = small() | {"medicine_groups": ["Blood thinner", "steroid", "statin"]}
    answers(raw, "first")[0]["label"] = "I take blood thinners"
    answers(raw, "second")[0]["list"] = ["on a steroid, or on plastatin"]
    document = yamlfile.parse(dump(raw), path="tree.yml")
    term = Term(id="thinners", everyday="blood thinners", definition="They thin blood.")
    found = list(rules.medicines(document, rules.load(document), [term]))
    assert ["'slow' names 'steroid'" in problem.message for problem in found] == [True]
    assert str(found[0]).startswith("tree.yml:")


def test_sooner_names_faster_help_only() -> None:
    document = yamlfile.parse(dump(small()), path="tree.yml")
    found = list(rules.sign_levels(document, rules.load(document), {"sign": flag(Level.URGENT)}))
    assert ["no sooner than 'today'" in problem.message for problem in found] == [True]


def wide(layers: int, width: int, outcomes: int = 4, fan: int = 5) -> dict[str, Any]:
    """Return a tree of `layers` times `width` questions, each linked to `fan` of the next layer."""
    raw = small()
    raw["max_questions_on_a_path"] = 20
    raw["questions"] = {}
    names = [[f"q{layer}_{n}" for n in range(width if layer else 1)] for layer in range(layers)]
    extra = {f"end{n}": outcome("urgent") for n in range(outcomes - 4)}
    raw["outcomes"] |= extra
    below = [*names[1:], list(raw["outcomes"])]
    for layer, to in zip(names, below, strict=True):
        for n, name in enumerate(layer):
            span = len(to) if len(layer) == 1 else fan
            linked = [to[(n * fan // 2 + i) % len(to)] for i in range(span)]
            raw["questions"][name] = question("sort", {one: one for one in linked}, "today")
    raw["start"] = names[0][0]
    return raw


def chain(length: int) -> dict[str, Any]:
    raw = small()
    raw["questions"] = {
        f"q{n}": question("sort", {"on": f"q{n + 1}", "also": f"q{n + 1}"}, "today")
        for n in range(length)
    }
    raw["questions"][f"q{length}"] = question("sort", {k: k for k in raw["outcomes"]}, "today")
    raw["start"] = "q0"
    return raw


def test_a_tree_deeper_than_any_stack_gets_its_message_at_once() -> None:
    told: list[str] = []
    assert within(5, seconds(lambda: told.append(said(chain(1000)))))
    assert "1001 questions stand on one path" in told[0]


def test_ways_beyond_counting_are_counted_and_not_listed() -> None:
    model = load(wide(7, 12, fan=12))
    assert walk.count(model) > 10**6
    assert table.published(model, "not sure", {}) is None


@pytest.fixture(scope="module")
def known() -> Data:
    return data.load_folder(ROOT / "docs/_data")


def page_of(known: Data, model: Tree) -> tuple[str, str]:
    """Return the Markdown of the check and of its map for another tree."""
    other = dataclasses.replace(known, decision_tree=model)
    render = templates.renderer(guide.folders(ROOT).templates)
    shared = {
        "labels": known.labels.labels,
        "titles": {},
        "link": lambda to: to,
        "checked": "2026-01-01",
        "check_by": "2027-01-01",
    }
    check = render("check.md", **shared, **check_page.check(other))
    return check, render("map.md", **shared, **check_page.tree_map(other))


def to_html(text: str) -> str:
    extensions = ["attr_list", "tables", "toc", "pymdownx.blocks.html"]
    return markdown.markdown(text.partition("\n---\n")[2], extensions=extensions)


def real_flags(raw: dict[str, Any], known: Data) -> dict[str, Any]:
    """Let a tree name a warning sign that the guide knows, and works that it has."""
    sign = next(k for k, f in known.red_flags.red_flags.items() if f.level is Level.EMERGENCY)
    work = next(iter(known.sources.sources))
    text = dump(raw)
    text = text.replace("- sign\n", f"- {sign}\n").replace("- s\n", f"- {work}\n")
    return dict(yaml.safe_load(text))


def test_a_tree_of_500_nodes_is_made_into_pages_within_5_seconds(known: Data) -> None:
    raw = real_flags(wide(6, 70, outcomes=149), known)
    assert len(raw["questions"]) + len(raw["outcomes"]) == 500
    made: list[str] = []
    assert within(5, seconds(lambda: made.append(all_pages(known, raw))))
    assert made[0].count('id="q') == len(raw["questions"])


def all_pages(known: Data, raw: dict[str, Any]) -> str:
    """Make all that is published of a tree, and return the HTML of its check."""
    model = load(raw)
    check, drawn = page_of(known, model)
    html = to_html(check)
    to_html(drawn)
    table.published(model, "not sure", {})
    fhir.questionnaire(
        model,
        address="https://example.org/",
        labels=known.labels.labels,
        level_words=dict.fromkeys([level.value for level in Level], "word"),
        day=next(iter(known.sources.sources.values())).read,
    )
    return html


HOSTILE = '<b>x</b> <script>y()</script> {{ 7 * 7 }} {% raw %} *a* [b](c) "q" & `d` [^nice-cg168]'


def test_markup_in_a_text_is_shown_as_text(known: Data) -> None:
    raw = real_flags(small(), known)
    for one in raw["questions"].values():
        one["title"] = one["hint"] = one["not_sure"]["why"] = HOSTILE
        for answer in one["answers"]:
            answer["label"] = answer["why"] = HOSTILE
            answer["list"] = [HOSTILE]
    for one in raw["outcomes"].values():
        one["title"] = HOSTILE
        one["do"] = [HOSTILE]
    check, drawn = page_of(known, load(raw))
    for html in (to_html(check), to_html(drawn)):
        assert "<b>x" not in html
        assert "<script" not in html
        assert ">49<" not in html
        assert "{{ 7 * 7 }}" in html
        assert "<em>a" not in html
        assert 'href="c"' not in html
    shown = to_html(check).replace("&quot;", '"')
    assert "&lt;b&gt;x&lt;/b&gt; &lt;script&gt;y()&lt;/script&gt;" in shown
    assert shown.count("[^nice-cg168]") > 10


def test_the_map_tells_beside_each_answer_what_it_leads_to(known: Data) -> None:
    page = BeautifulSoup(to_html(page_of(known, known.decision_tree)[1]), "html.parser")
    told = [
        (row.div.get_text(" ", strip=True), row.a["href"])
        for row in page.select(".tree > li")
        if row.div and row.a
    ]
    unsure = known.labels.labels["not_sure"]
    edges = list(walk.all_edges(known.decision_tree))
    assert [to for _, to in told] == [f"#{edge.next}" for edge in edges]
    for (words, _), edge in zip(told, edges, strict=True):
        assert all(item in words for item in (edge.given.any_of if edge.given else [unsure]))


def test_the_table_gives_level_reason_and_sources_of_each_way() -> None:
    model = load(small())
    rows = list(csv.DictReader(io.StringIO(table.published(model, "?", {"s": "NHS: Veins"}) or "")))
    assert len(rows) == walk.count(model)
    assert rows[0]["path"] == "first=worst"
    assert (rows[0]["level"], rows[0]["why"], rows[0]["sources"]) == (
        "emergency",
        "Because.",
        "NHS: Veins",
    )


def test_every_reason_of_an_ending_is_on_the_page_once(known: Data) -> None:
    model = known.decision_tree
    for name, ending in check_page.check(known)["endings"].items():
        into = {edge.why for edge in walk.all_edges(model) if edge.next == name}
        assert {reason["why"] for reason in ending["reasons"]} == into
        steps = {step for reason in ending["reasons"] for step in reason["steps"]}
        expected = {s for listed in model.outcomes[name].steps_for.values() for s in listed}
        assert steps == expected, f"steps of '{name}' that no answer reaches"


def test_signs_to_come_back_sooner_for_stand_worst_first(known: Data) -> None:
    told = [ending["sooner"] for ending in check_page.check(known)["endings"].values()]
    levels = [[Level(level).rank for level, _ in sooner] for sooner in told]
    assert any(len(ranks) > 1 for ranks in levels)
    assert levels == [sorted(ranks, reverse=True) for ranks in levels]


def test_no_number_to_call_is_typed_into_the_tree(known: Data) -> None:
    text = known.decision_tree.model_dump_json()
    for place in known.emergency.numbers:
        assert f"{place.number} (" not in text
        assert f" {place.tel} " not in text
