from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from guidekit.composing import policy
from guidekit.engines import gate
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from pathlib import Path

BANNER = "General information, not a diagnosis. Doctors & nurses have not read it."
PAGE = f"""<!doctype html>
<html lang="en" dir="ltr" data-check-by="2027-11-21">
  <head>
    <meta charset="utf-8">
{policy.TAG}
<meta name="viewport" content="width=device-width">
<title>T</title>
<link rel="canonical" href="https://guide.example/">
<link rel="stylesheet" href="../assets/guide.css">
<script src="../assets/js/guide.js" defer></script>
  </head>
  <body class="kind-topic">
    <header><svg viewBox="0 0 2 2" aria-hidden="true"><path d="M1 1"/></svg></header>
    <aside class="banner banner--general" aria-label="Notice">
  <div class="banner__in">
    <p>{BANNER.replace("&", "&amp;")}</p>
    <p class="overdue" data-overdue="2027-11-21">Past its date.</p>
  </div>
</aside>
    <main><!-- no_source: our own --><a href="https://elsewhere.example/">a</a>
    <a href="tel:999">9</a>
    <svg><use href="#a" /></svg></main>
    <script type="application/ld+json">{{"name": "onload=1; javascript:"}}</script>
  </body>
</html>
"""
DUE = gate.Due(BANNER, "docs/a.md")


def told(page: str) -> list[str]:
    return [problem.message for problem in gate.told(page, DUE)]


def test_a_page_with_all_it_needs_passes() -> None:
    assert told(PAGE) == []


LACKS = {
    "policy gone": (policy.TAG, "", gate.POLICY),
    "policy loosened": ("script-src 'self'", "script-src 'self' 'unsafe-inline'", gate.POLICY),
    "policy with a hash": (
        "script-src 'self'",
        "script-src 'self' 'sha256-bhHHL3z2='",
        gate.POLICY,
    ),
    "policy after a script": (
        policy.TAG,
        f'<script src="a.js"></script>{policy.TAG}',
        gate.POLICY,
    ),
    "policy in a comment": (policy.TAG, f"<!-- {policy.TAG} -->", gate.POLICY),
    "banner gone": ("not a diagnosis", "a diagnosis", gate.BANNER),
    "banner hidden": ('class="banner banner', 'hidden class="banner banner', gate.BANNER),
    "banner not read out": ("<aside", '<aside aria-hidden="true"', gate.BANNER),
    "banner's words hidden": (f"<p>{BANNER[:7]}", f"<p hidden>{BANNER[:7]}", gate.BANNER),
    "banner in a template": ("<aside", "<template><aside", gate.BANNER),
    "banner in a box": ("<aside", '<div class="skip"><aside', gate.BANNER),
    "banner elsewhere": ("<aside", "<details><aside", gate.BANNER),
    "banner of the title": (
        "<title>",
        f'<title><body><aside class="banner"><p>{BANNER}',
        gate.BANNER,
    ),
    "body hidden": ("<body ", "<body hidden ", gate.BANNER),
}


@pytest.mark.parametrize("name", LACKS)
def test_what_a_page_lacks_is_named(name: str) -> None:
    old, new, lacking = LACKS[name]
    broken = PAGE.replace(old, new, 1)
    if name == "banner of the title":
        broken = broken.replace("Doctors", "Many doctors", 1).replace("T</title>", "</p></title>")
    assert broken != PAGE
    assert f"the finished page lacks {lacking}" in told(broken)


HOLDS = {
    "<script>alert(1)</script>": "a script of its own",
    "<SCRIPT>alert(1)</SCRIPT>": "a script of its own",
    '<script type="module">a</script>': "a script of its own",
    "<svg/onload=alert(1)>": "no plain tag",
    '<p title=">" onclick="a()">': "no plain tag",
    "<p onclick='a()'>": "no plain tag",
    '<!--><script src="a.js">-->': "no plain tag",
    "<!-- <p></p> -->": "no plain tag",
    '<p onclick="a()">': "a onclick attribute",
    '<path ONLOAD="a()"/>': "a onload attribute",
    '<p style="color: red">': "a style attribute",
    "<style>p{}</style>": "a style tag",
    '<iframe src="a.html"></iframe>': "a iframe tag",
    "<foreignObject></foreignObject>": "a foreignobject tag",
    '<set attributeName="href" to="javascript:a()"/>': "a set tag",
    '<a href="javascript:a()">a</a>': "the address 'javascript:a()'",
    '<a href="&#106;avascript:a()">a</a>': "the address 'javascript:a()'",
    '<a href="java&#10;script:a()">a</a>': "the address 'java",
    '<a href="data:text/html,x">a</a>': "the address 'data:text/html,x'",
    '<img src="https://evil.example/a.png" alt="">': "of another host",
    '<img src="//evil.example/a.png" alt="">': "of another host",
    '<img src="\\\\evil.example/a.png" alt="">': "of another host",
    '<img src="a.png" srcset="https://evil.example/a.png 2x" alt="">': "of another host",
    '<script src="https://evil.example/a.js"></script>': "of another host",
    '<link rel="stylesheet" href="https://evil.example/a.css">': "of another host",
    '<link rel="preconnect" href="https://evil.example/">': "of another host",
    '<use xlink:href="https://evil.example/a.svg#b"/>': "of another host",
    '<path fill="url(https://evil.example/a)"/>': "of another host",
    '<a href="a/" ping="https://evil.example/">a</a>': "a ping attribute",
    '<meta http-equiv="refresh" content="0; url=https://evil.example/">': "a meta tag for 'refresh",
    '<base href="https://evil.example/">': "a base tag",
}


@pytest.mark.parametrize("markup", HOLDS)
def test_what_no_page_may_hold_is_named(markup: str) -> None:
    (found,) = told(PAGE.replace("<main>", f"<main>{markup}"))
    assert HOLDS[markup] in found


@pytest.mark.parametrize(
    "markup",
    [
        '<meta http-equiv="refresh" content="0; url=../new/">',
        '<img src="../assets/a.png" alt="A &lt; B, not onclick= or style=">',
        '<path fill="url(#a)"/>',
        "<button type=button hidden>",
    ],
)
def test_what_runs_nothing_passes(markup: str) -> None:
    assert told(PAGE.replace("<main>", f"<main>{markup}")) == []


def test_every_html_file_of_a_site_is_looked_at(tmp_path: Path) -> None:
    for name in ("a/index.html", "assets/b.HTM", "c.xhtml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>hello</p>")
    found = gate.problems(tmp_path, lambda name: gate.Due(BANNER, name))
    assert {problem.path for problem in found} == {"a/index.html", "assets/b.HTM", "c.xhtml"}


def test_the_policy_allows_nothing_unsafe_and_is_the_same_everywhere() -> None:
    assert policy.POLICY.startswith("default-src 'none'; script-src 'self'; ")
    assert "unsafe" not in policy.POLICY
    assert "*" not in policy.POLICY
    assert (
        policy.headers(policy.POLICY)["Content-Security-Policy"]
        == f"{policy.POLICY}; frame-ancestors 'none'"
    )


THEMED = (
    PAGE.replace(policy.TAG, policy.THEME_TAG)
    .replace("</head>", "<style>a<b{}</style><script>1<2</script></head>")
    .replace("<aside", "".join((*gate.THEME.around, "<aside")))
    .replace("</aside>", "</aside></div></aside></div>")
    .replace("<main>", '<main><article class="text">')
    .replace("</main>", "</article></main>")
    .replace("</body>", '<script id="__config" type="application/json">{"a": "<"}</script></body>')
)
NOT_THEMED = {
    "policy gone": (policy.THEME_TAG, "", gate.POLICY),
    "policy loosened": ("connect-src 'self'", "connect-src *", gate.POLICY),
    "strict policy, and the layout of the theme": (policy.THEME_TAG, policy.TAG, "a style tag"),
    "banner hidden": ('<aside class="md-banner"', '<aside class="md-banner" hidden', gate.BANNER),
    "banner in a box": ('<aside class="md-banner">', '<aside class="md-search">', gate.BANNER),
    "banner alone": ("".join(gate.THEME.around), "", gate.BANNER),
    "script in the text": ('class="text">', 'class="text"><script>1</script>', "a script of"),
    "style in the text": ('class="text">', 'class="text"><style>a{}</style>', "a style tag"),
    "script that swallows": ("1<2", "<!--<script>", "no plain tag"),
    "script with a false end": ("1<2", "</script ><p onclick=a>", "a onclick attribute"),
    "script of another kind": ("<script>", "<script type=module>", "a script of its own"),
    "script of another host": ("<script>", '<script src="https://evil.example/a.js">', "host"),
    "address that runs": ("https://elsewhere.example/", "javascript:a()", "the address"),
}


def told_of_theme(page: str) -> list[str]:
    return [problem.message for problem in gate.told(page, DUE, gate.THEME)]


def test_a_page_in_the_look_of_the_theme_passes_in_that_look_alone() -> None:
    assert told_of_theme(THEMED) == []
    lacks = {f"the finished page lacks {one}" for one in (gate.POLICY, gate.BANNER)}
    assert lacks < {*told(THEMED)}


def test_a_strict_page_passes_in_either_look() -> None:
    assert told_of_theme(PAGE) == []


@pytest.mark.parametrize("name", NOT_THEMED)
def test_what_is_wrong_in_the_look_of_the_theme_is_named(name: str) -> None:
    old, new, wrong = NOT_THEMED[name]
    broken = THEMED.replace(old, new, 1)
    assert broken != THEMED
    assert any(wrong in one for one in told_of_theme(broken))


def test_the_policy_of_the_theme_allows_nothing_from_elsewhere() -> None:
    for rule in policy.THEME_POLICY.split("; "):
        _, *allowed = rule.split(" ")
        assert {*allowed} <= {"'none'", "'self'", "'unsafe-inline'", "data:"}
    assert policy.THEME_POLICY.startswith("default-src 'none'; ")
    assert policy.THEME_POLICY.count("data:") == 1


def test_a_look_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, found in (("", gate.OWN), ("material", gate.THEME)):
        monkeypatch.setenv("GUIDE_THEME", name)
        assert gate.look() is found
    monkeypatch.setenv("GUIDE_THEME", "furo")
    with pytest.raises(ContentError, match="'furo' is no look of this guide"):
        gate.look()
