"""The check as readers meet it: by links alone, by script, by keyboard, on paper, on any screen."""

from __future__ import annotations

import gzip
import re
import statistics
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from bs4 import BeautifulSoup, Tag

from guidekit.engines.finished_page import words
from guidekit.reading import data
from guidekit.shapes.page import PageKind
from guidekit.shapes.tree import Level, QuestionKind
from guidekit.tree import walk
from walk import AXE, OF_COLOUR, axe, busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from guidekit.reading.data import Data

Path_ = walk.Path
ANSWERS = ".node.here .answers a"
SAMPLE = 64


class Nodes(HTMLParser):
    """The nodes of a built check page: the links of each, in order, outside and inside answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, list[str]] = {}
        self.links: dict[str, list[str]] = {}
        self.node = ""
        self.sections = 0
        self.in_answers = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        have = {key: value or "" for key, value in attributes}
        classes = have.get("class", "").split()
        if tag == "section":
            self.sections += "node" in classes
        elif tag == "h2" and self.sections > len(self.links):
            self.node = have["id"]
            self.answers[self.node], self.links[self.node] = [], []
        elif tag == "ul" and "answers" in classes:
            self.in_answers = True
        elif tag == "a" and self.node:
            (self.answers if self.in_answers else self.links)[self.node].append(have["href"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self.node, self.in_answers = "", False


@pytest.fixture(scope="module")
def known(root: Path) -> Data:
    return data.load_folder(root / "docs/_data")


@pytest.fixture(scope="module")
def html(site: Path) -> str:
    return (site / "check/index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def paths(known: Data) -> list[Path_]:
    return list(walk.paths(known.decision_tree))


@pytest.fixture(scope="module")
def sample(paths: list[Path_], known: Data) -> list[Path_]:
    """Return ways to every outcome, and more spread over the rest."""
    one_each = {path[-1].next: path for path in reversed(paths)}
    longest = max(paths, key=len)
    spread = paths[:: max(1, len(paths) // SAMPLE)]
    found = list(dict.fromkeys([longest, *one_each.values(), *spread]))
    assert {path[-1].next for path in found} == known.decision_tree.outcomes.keys()
    assert len(found) >= 60
    return found


@pytest.fixture
def check(phone: Page) -> Iterator[Page]:
    """Return the check on a phone; any fault of its script fails the test."""
    faults: list[str] = []
    phone.on("pageerror", lambda error: faults.append(str(error)))
    phone.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    phone.goto("check/")
    yield phone
    assert faults == []


def places(known: Data, path: Path_) -> list[int]:
    """Return the place of each answer of a path on its page."""
    return [
        [edge.answer for edge in walk.edges(known.decision_tree, step.question)].index(step.answer)
        for step in path
    ]


def here(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.node.here > h2').id"))


def tap(page: Page, numbers: list[int]) -> None:
    """Give answers by clicking them in the page, without waiting between."""
    page.evaluate(
        f"numbers => numbers.forEach(n => document.querySelectorAll('{ANSWERS}')[n].click())",
        numbers,
    )


def restart(page: Page) -> None:
    page.evaluate("document.querySelector('.again a').click()")


# ---- the page as it is sent


def test_first_load_of_the_check_is_small(site: Path, html: str) -> None:
    """The page with all its questions, its styles and its scripts: what a first visit fetches."""
    files = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', html)
    assert any(file.endswith("check.js") for file in files)
    sent = [site / "check/index.html", *(site / "check" / file for file in files)]
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in sent) <= 32 * 1024
    script = gzip.compress((site / "assets/js/check.js").read_bytes(), 9)
    assert len(script) <= 6 * 1024


def test_every_answer_of_every_node_is_a_link_to_its_next_node(html: str, known: Data) -> None:
    """Every path is walked by links alone if each question links to what its answers lead to."""
    found = Nodes()
    found.feed(html)
    model = known.decision_tree
    assert found.answers.keys() == {*model.questions, *model.outcomes}
    for name in model.questions:
        expected = [f"#{edge.next}" for edge in walk.edges(model, name)]
        assert found.answers[name] == expected, name
    for name in model.outcomes:
        assert found.answers[name] == []


def test_all_paths_walked_by_the_links_of_the_page_end_where_the_tree_does(
    html: str, known: Data, paths: list[Path_]
) -> None:
    found = Nodes()
    found.feed(html)
    for path in paths:
        node = known.decision_tree.start
        for number in places(known, path):
            node = found.answers[node][number].removeprefix("#")
        assert node == path[-1].next, walk.label(path)


def test_an_emergency_links_to_numbers_and_to_nothing_to_read(html: str, known: Data) -> None:
    found = Nodes()
    found.feed(html)
    numbers = [f"tel:{place.tel}" for place in known.emergency.numbers]
    for name, outcome in known.decision_tree.outcomes.items():
        if outcome.level is Level.EMERGENCY:
            assert found.links[name] == numbers
        else:
            assert any(link.endswith(f"map/#{name}") for link in found.links[name])


def test_topic_pages_lead_to_a_question_that_exists(site: Path, root: Path) -> None:
    from guidekit.reading import front_matter

    ids = set(re.findall(r'<h2 id="(\w+)"', (site / "check/index.html").read_text("utf-8")))
    pages = 0
    for source in (root / "docs").rglob("*.md"):
        uri = source.relative_to(root / "docs").as_posix()
        meta = front_matter.read(source.read_text("utf-8"), path=uri, uri=uri).meta
        if meta.kind in {PageKind.TOPIC, PageKind.TREATMENT}:
            pages += 1
            built = site / uri.removesuffix(".md") / "index.html"
            found = re.findall(r"check/#(\w+)", built.read_text("utf-8"))
            assert set(found) & ids, uri
            assert set(found) <= ids, uri
    assert pages > 30


@pytest.mark.every_face
def test_the_first_question_stands_high_on_a_phone_and_is_short(check: Page, known: Data) -> None:
    question = check.locator(".node--first")
    top = check.locator(".node--first > h2").bounding_box()
    whole = question.bounding_box()
    assert top is not None
    assert whole is not None
    assert top["y"] <= 400
    assert whole["height"] <= 2400
    groups = [one.group for one in known.decision_tree.questions["emergency"].answers if one.group]
    assert question.locator("h3").all_inner_texts() == groups
    assert len(groups) == 5


def test_an_answer_is_a_heading_link_with_its_signs_outside(html: str, known: Data) -> None:
    page = BeautifulSoup(html, "html.parser")
    links = page.select(".answers :is(h3, h4) > a")
    assert len(links) == len(list(walk.all_edges(known.decision_tree)))
    assert page.select(".answers a :is(ul, li, p)") == []
    told = [str(item.contents[0]).strip() for item in page.select(".answers li li")]
    given = [edge.given for edge in walk.all_edges(known.decision_tree) if edge.given]
    assert told == [item for answer in given for item in answer.any_of]


def test_every_urgent_ending_tells_what_to_do_unseen(html: str, known: Data) -> None:
    page = BeautifulSoup(html, "html.parser")
    lines = [f"tel:{one.advice.tel}" for one in known.emergency.numbers if one.advice]
    for name, outcome in known.decision_tree.outcomes.items():
        heading = page.find(id=name)
        assert isinstance(heading, Tag)
        assert isinstance(heading.parent, Tag)
        unseen = [words(one) for one in heading.parent.select(".unseen")]
        urgent = outcome.level is Level.URGENT
        assert unseen == ([outcome.unseen] if urgent else [])
        links = heading.parent.select(".unseen ~ .calls a")
        assert [one["href"] for one in links] == (lines if urgent else [])
        assert (outcome.within or "") in words(heading)


# ---- without scripts


def visible(page: Page) -> list[str]:
    nodes = "[...document.querySelectorAll('.node')].filter(node => node.checkVisibility())"
    return list(page.evaluate(f"{nodes}.map(node => node.querySelector('h2').id)"))


def until(page: Page, holds: str) -> None:
    """Wait half a minute at most for a script to be true.

    It is asked from outside: where scripts are off, what waits in a page for a frame waits forever.
    """
    for _ in range(600):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {holds}")


def test_without_scripts_one_question_stands_at_a_time(
    phone_without_scripts: Page, known: Data, sample: list[Path_]
) -> None:
    page = phone_without_scripts
    for path in sample[:4]:
        page.goto("about:blank")
        page.goto("check/")
        for step, number in zip(path, places(known, path), strict=True):
            assert visible(page) == [step.question]
            page.locator(f"#{step.question} ~ .answers a").nth(number).click()
        assert visible(page) == [path[-1].next]
        page.go_back()
        assert visible(page) == [path[-1].question]


def test_without_scripts_a_name_that_is_no_node_shows_the_first_question(
    phone_without_scripts: Page, known: Data
) -> None:
    phone_without_scripts.goto("check/#nothing_of_the_kind")
    assert visible(phone_without_scripts) == [known.decision_tree.start]


@pytest.mark.every_face
def test_without_scripts_an_emergency_has_its_numbers_on_screen_after_one_tap(
    phone_without_scripts: Page,
) -> None:
    phone_without_scripts.goto("check/")
    phone_without_scripts.locator(".node--first .answers a").first.click()
    until(phone_without_scripts, "document.querySelector(':target').getBoundingClientRect().y < 60")
    number = phone_without_scripts.locator(".care--emergency:visible a[href^='tel:']").first
    number.wait_for()
    box = number.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844


@pytest.mark.every_face
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "links"])
def test_the_check_without_answers_prints_its_first_question_on_two_sheets(
    browser: Browser, address: str, known: Data, scripts: bool
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("check/")
    page.emulate_media(media="print")
    assert visible(page) == [known.decision_tree.start]
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = solid("".join(sheet.get_textpage().get_text_range() for sheet in sheets))
    context.close()
    assert len(sheets) <= 2
    for answer in known.decision_tree.questions[known.decision_tree.start].answers:
        assert [part for part in answer.any_of if solid(part) not in text] == []
    assert [rule for rule in known.decision_tree.rules if solid(rule) not in text] == []


# ---- with scripts


WALK = """
  ([answers, ways]) => ways.map(way => {
    document.querySelector(".again a").click();
    for (const number of way) document.querySelectorAll(answers)[number].click();
    const all = which => [...document.querySelectorAll(which)];
    return {
      shown: all(".node").filter(one => one.checkVisibility()).map(one => one.children[0].id),
      reasons: all(".node.here .why > li").filter(one => !one.hidden)
        .map(one => one.firstChild.textContent.trim()),
      why: all(".node.here .why").map(one => one.innerText).join(),
      told: all(".mine li b").length,
    };
  })
"""
"""Walks ways by clicks, one after another, and tells what stands at the end of each."""


def test_a_sample_of_paths_ends_where_the_tree_does_and_tells_one_reason(
    check: Page, known: Data, sample: list[Path_]
) -> None:
    model = known.decision_tree
    why = {(e.question, e.answer): e.why for e in walk.all_edges(model)}
    ends = check.evaluate(WALK, [ANSWERS, [places(known, path) for path in sample]])
    for path, seen in zip(sample, ends, strict=True):
        end = path[-1]
        assert seen["shown"] == [end.next], walk.label(path)
        assert seen["reasons"] == [why[end.question, end.answer]], walk.label(path)
        steps = model.outcomes[end.next].steps_for.get(end.answer, ())
        assert [step for step in steps if step not in seen["why"]] == []
        assert seen["told"] == len(path)


def test_back_and_forward_walk_the_answers(check: Page, known: Data, paths: list[Path_]) -> None:
    path = max(paths, key=len)
    tap(check, places(known, path))
    for step in reversed(path):
        check.go_back()
        assert here(check) == step.question
    for step in path:
        check.go_forward()
        assert here(check) == step.next


def test_change_keeps_what_still_fits_and_drops_the_rest(check: Page, known: Data) -> None:
    tap(check, answers_of(known, "none", "not_one_leg", "pain", "none", "cramp", "sleep"))
    assert here(check) == "ap_pain"
    check.locator(".mine li").nth(1).get_by_role("button").click()
    assert here(check) == "one_leg"
    kept = check.locator(".node.here .answers .before")
    assert kept.count() == 1
    assert kept.inner_text() == known.labels.labels["check_before"]
    tap(check, [number_of(known, "one_leg", "sore_only")])
    assert here(check) == "clot_risk"
    tap(check, [number_of(known, "clot_risk", "none")])
    assert here(check) == "ap_pain"
    assert check.get_by_text(known.labels.labels["check_kept"]).is_visible()
    assert check.locator(".mine li").count() == 7
    check.locator(".mine li").nth(0).get_by_role("button").click()
    tap(check, [number_of(known, "emergency", "lungs")])
    assert here(check) == "em_call"
    assert check.locator(".mine li").count() == 1


def test_back_goes_to_the_question_before_and_shows_what_was_chosen(
    check: Page, known: Data
) -> None:
    back = check.locator(".step").get_by_role("link")
    tap(check, answers_of(known, "none", "not_one_leg", "veins"))
    back.click()
    assert here(check) == "concern"
    card = check.locator(".node.here .answers > li", has=check.locator(".before"))
    assert "Veins or fine lines" in card.inner_text()
    rows = check.locator(".mine li")
    assert rows.count() == 2
    item = known.decision_tree.questions["one_leg"].answers[-1].any_of[0]
    assert item in rows.nth(1).inner_text()
    back.click()
    back.click()
    assert here(check) == known.decision_tree.start
    back.click()
    until(check, "!location.pathname.includes('check')")


def test_start_again_forgets_all_answers(check: Page, known: Data) -> None:
    tap(check, answers_of(known, "none", "not_one_leg", "veins"))
    check.locator(".mine").get_by_role("button", name=known.labels.labels["start_again"]).click()
    assert here(check) == known.decision_tree.start
    assert not check.locator(".mine").is_visible()
    assert check.locator(".answers .before").count() == 0


def answers_of(known: Data, *answers: str) -> list[int]:
    numbers, node = [], known.decision_tree.start
    for answer in answers:
        numbers.append(number_of(known, node, answer))
        edges = walk.edges(known.decision_tree, node)
        node = next(edge.next for edge in edges if edge.answer == answer)
    return numbers


def number_of(known: Data, question: str, answer: str) -> int:
    edges = walk.edges(known.decision_tree, question)
    return [edge.answer for edge in edges].index(answer)


def test_answers_stay_out_of_address_store_cookie_and_request(
    check: Page, known: Data, paths: list[Path_]
) -> None:
    asked: list[str] = []
    check.wait_for_load_state("networkidle")
    check.on("request", lambda request: asked.append(request.url))
    address = check.url
    tap(check, places(known, max(paths, key=len)))
    check.get_by_role("button", name=known.labels.labels["check_copy"]).click()
    check.get_by_role("button", name=known.labels.labels["check_share"]).click()
    restart(check)
    tap(check, [0])
    assert check.url == address
    assert asked == []
    assert check.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == [
        "",
        0,
        0,
    ]
    assert check.evaluate("document.title").startswith(known.labels.labels["check_title"])


def test_a_reload_keeps_the_answers_and_a_link_to_the_page_does_not(
    check: Page, known: Data
) -> None:
    tap(check, answers_of(known, "none", "not_one_leg", "veins"))
    check.reload()
    assert here(check) == "veins"
    check.goto("check/")
    assert here(check) == known.decision_tree.start


def test_each_step_takes_the_focus_and_is_announced(check: Page, known: Data) -> None:
    live = check.locator(".check .live")
    for number, answer in enumerate(answers_of(known, "none", "not_one_leg"), start=2):
        tap(check, [answer])
        assert check.evaluate("document.activeElement.id") == here(check)
        words = known.labels.labels["check_question"]
        most = known.decision_tree.max_questions_on_a_path
        assert live.text_content() == words.format(n=number, most=most)
        assert f": {live.text_content()} - " in check.title()
    tap(check, answers_of(known, "none")[:0] or [number_of(known, "concern", "none")])
    assert live.text_content() == known.labels.labels["check_result"]


def test_the_check_works_by_keyboard_alone(check: Page, known: Data) -> None:
    for wanted in answers_of(known, "none", "not_one_leg", "veins", "bled"):
        if here(check) == known.decision_tree.start:
            check.locator(".node.here .answers a").first.focus()
            presses = wanted
        else:
            presses = wanted + 1
        for _ in range(presses):
            check.keyboard.press("Tab")
        check.keyboard.press("Enter")
    assert here(check) == "ur_vein"
    reached = set()
    for _ in range(30):
        check.keyboard.press("Tab")
        reached.add(check.evaluate("document.activeElement.textContent.trim()"))
    labels = known.labels.labels
    assert {labels["check_change"], labels["check_print"], labels["start_again"]} <= reached


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "links"])
def test_a_link_into_the_middle_shows_that_question(
    browser: Browser, address: str, known: Data, scripts: bool
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("check/#veins")
    assert visible(page) == ["veins"]
    page.goto("check/#ur_clot")
    assert visible(page) == ["ur_clot"]
    assert page.locator("#ur_clot ~ .why > li:visible").count() > 1
    page.get_by_role("link", name=known.labels.labels["check_worse_link"]).click()
    assert visible(page) == [known.decision_tree.start]
    context.close()


@pytest.mark.parametrize(
    "name", ["nothing_here", "%E0%A4%A", "0.2.0/emergency/99", "__proto__", "a/b/c/d", "<b>"]
)
def test_a_name_that_is_no_node_shows_the_first_question_and_says_so(
    check: Page, known: Data, name: str
) -> None:
    check.goto("about:blank")
    check.goto(f"check/#{name}")
    assert here(check) == known.decision_tree.start
    shown = check.get_by_role("alert").inner_text()
    labels = known.labels.labels
    assert shown in {labels["check_unknown"], labels["check_old_link"]}
    assert check.url.endswith("/check/")
    tap(check, [0])
    assert not check.get_by_role("alert").is_visible()


def test_the_skip_link_leaves_the_check_where_it_is(check: Page, known: Data) -> None:
    tap(check, answers_of(known, "none"))
    check.evaluate("location.hash = 'main'")
    until(check, "location.hash === '#main'")
    assert here(check) == "one_leg"


def test_a_shared_link_is_made_on_request_says_what_it_holds_and_works(
    check: Page, known: Data
) -> None:
    labels = known.labels.labels
    tap(check, answers_of(known, "none", "not_one_leg", "veins", "hard"))
    box = check.get_by_label(labels["check_share_note"])
    assert not box.is_visible()
    check.get_by_role("button", name=labels["check_share"]).click()
    link = box.input_value()
    assert not {"veins", "hard"} & set(re.split(r"\W+", link.partition("#")[2]))
    check.goto("about:blank")
    check.goto(link)
    assert here(check) == "ur_vein"
    assert check.locator(".mine li").count() == 4
    assert check.url.endswith("/check/")
    check.goto("about:blank")
    check.goto(link.replace(f"#{known.decision_tree.version}", "#0.0.1"))
    assert here(check) == known.decision_tree.start
    assert check.get_by_role("alert").inner_text() == labels["check_old_link"]


def test_the_copy_holds_answers_outcome_reason_and_denied_signs(
    browser: Browser, address: str, known: Data
) -> None:
    context = browser.new_context(
        base_url=address, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto("check/")
    tap(page, answers_of(known, "none", "not_one_leg", "veins", "hard"))
    page.get_by_role("button", name=known.labels.labels["check_copy"]).click()
    page.get_by_text(known.labels.labels["check_copied"]).wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    context.close()
    first = known.decision_tree.questions[known.decision_tree.start]
    assert known.decision_tree.outcomes["ur_vein"].title in text
    assert known.decision_tree.version in text
    assert known.disclosure.banner.check in text
    for answer in (one for one in first.answers if one.flags):
        assert " ".join([answer.text, "; ".join(answer.any_of)]).strip() in text
    assert text.count("\n") > 20


def most_to_print(known: Data, paths: list[Path_]) -> list[Path_]:
    """Return the ways that deny the most signs, by characters, and so need the most room."""
    questions = known.decision_tree.questions

    def denied(path: Path_) -> int:
        size = 0
        for step, place in zip(path, places(known, path), strict=True):
            question = questions[step.question]
            if question.kind is QuestionKind.CHECK and step.answer != walk.NOT_SURE:
                said = question.answers[:place]
                size += sum(len(a.text) + sum(map(len, a.any_of)) for a in said)
        return size

    return sorted(paths, key=denied)[-2:]


SIZES = """
  () => {
    dispatchEvent(new Event("beforeprint"));
    const found = [...document.querySelectorAll(".sheet, .sheet *")]
      .map(one => parseFloat(getComputedStyle(one).fontSize) * 0.75);
    dispatchEvent(new Event("afterprint"));
    return found;
  }
"""
"""Tells the sizes of the letters on the page for a doctor, in points."""


def solid(text: str) -> str:
    """Return a text without spaces: on paper they may stand between any two letters."""
    return "".join(text.split())


@pytest.mark.every_face
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_page_for_a_doctor_fits_one_side(
    check: Page, known: Data, paths: list[Path_], paper: str
) -> None:
    for path in most_to_print(known, paths):
        restart(check)
        tap(check, places(known, path))
        sheets = pypdfium2.PdfDocument(check.pdf(format=paper))
        text = solid(sheets[0].get_textpage().get_text_range())
        assert len(sheets) == 1, walk.label(path)
        labels = known.labels.labels
        for key in ("check_sheet", "check_result", "why", "check_denied", "check_medicines"):
            assert solid(labels[key]) in text
        assert known.decision_tree.version in text
        assert solid(known.decision_tree.outcomes[path[-1].next].title) in text
        assert solid(known.labels.labels["check_sheet_name"]) in text
        heads = [one.head for one in known.decision_tree.questions[path[0].question].answers]
        assert [head for head in heads if head and solid(head) not in text] == []
        check.emulate_media(media="print")
        assert min(check.evaluate(SIZES)) >= 9
        check.emulate_media(media="null")
        assert check.evaluate("document.querySelector('.sheet')") is None


@pytest.mark.every_face
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_screen_holds_the_check(
    browser: Browser, address: str, known: Data, width: int
) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto("check/")
    names = [*known.decision_tree.questions, *known.decision_tree.outcomes]
    wide = page.evaluate(
        """names => names.filter(name => {
          location.hash = name;
          document.querySelectorAll('.node').forEach(
            n => n.classList.toggle('here', n.querySelector('h2').id === name));
          return document.documentElement.scrollWidth > innerWidth;
        })""",
        names,
    )
    assert wide == []
    small = page.evaluate(
        """() => [...document.querySelectorAll('.check a, .check button')].filter(
          e => e.checkVisibility() && e.closest('.answers, .calls, .mine')
            && (e.closest('.answers li') ?? e).getBoundingClientRect().height < 44)
            .map(e => e.textContent)"""
    )
    assert small == []
    page.goto("check/map/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tall = "[...document.querySelectorAll('.tree > li')].some(one => one.offsetHeight >= 844)"
    assert width < 390 or not page.evaluate(tall)
    context.close()


def faults(page: Page) -> list[str]:
    """Return what axe finds in the light, and in the dark of the rules on colour."""
    found = axe(page)
    page.emulate_media(color_scheme="dark")
    found += axe(page, only=OF_COLOUR)
    page.emulate_media(color_scheme="light")
    return found


def test_axe_finds_nothing(check: Page, known: Data) -> None:
    check.evaluate(AXE)
    ways = [
        (),
        ("lungs",),
        ("none", "swollen"),
        ("none", "not_one_leg", "veins", "none", "trouble"),
        ("none", "not_one_leg", "veins", "none", "fine"),
    ]
    for way in ways:
        restart(check)
        tap(check, answers_of(known, *way))
        assert faults(check) == [], way
    check.goto("check/map/")
    check.evaluate(AXE)
    assert faults(check) == []


def test_the_next_question_is_drawn_within_50_ms_on_a_slow_phone(check: Page, known: Data) -> None:
    numbers = answers_of(known, "none", "not_one_leg", "pain", "none", "cramp", "sleep")
    worked, times = busy(check), list[float]()
    for _ in range(3):
        restart(check)
        for number in numbers:
            before = worked()
            check.evaluate(
                """async ([number, answers]) => {
                  document.querySelectorAll(answers)[number].click();
                  document.body.getBoundingClientRect();
                  await new Promise(done => { const c = new MessageChannel();
                    c.port1.onmessage = done;
                    requestAnimationFrame(() => c.port2.postMessage(0)); });
                }""",
                [number, ANSWERS],
            )
            times.append(worked() - before)
    assert statistics.median(times) <= 50, times


@pytest.mark.every_face
def test_nothing_jumps(browser: Browser, address: str, known: Data) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    context.add_init_script(
        """self.moved = 0;
        new PerformanceObserver(list => list.getEntries().forEach(e => { self.moved += e.value; }))
          .observe({type: 'layout-shift', buffered: true});"""
    )
    page = context.new_page()
    page.goto("check/")
    for number in answers_of(known, "none", "not_one_leg", "veins", "hard"):
        page.locator(ANSWERS).nth(number).click()
    page.go_back()
    page.go_forward()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("self.moved") == 0
    context.close()


@pytest.mark.every_face
def test_an_emergency_has_its_number_on_screen_after_one_tap(check: Page, known: Data) -> None:
    first = known.decision_tree.questions[known.decision_tree.start].answers
    for number, answer in enumerate(first):
        if known.decision_tree.outcomes.get(answer.next, first) is first or not answer.flags:
            continue
        restart(check)
        tap(check, [number])
        box = check.locator(".node.here a[href^='tel:']").first.bounding_box()
        assert box is not None, answer.id
        assert 0 <= box["y"] < box["y"] + box["height"] <= 844, answer.id


def test_every_country_has_its_number_as_text_and_link(check: Page, known: Data) -> None:
    tap(check, [0])
    for place in known.emergency.numbers:
        link = check.locator(f".node.here a[href='tel:{place.tel}']", has_text=place.country)
        assert place.number in link.inner_text()
