from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from guidekit import contract, hosting, redirects, yamlfile
from guidekit.model import Redirects
from guidekit.problems import ContentError

if TYPE_CHECKING:
    from guidekit.data import Data

PAGES = {"index.md", "tea/index.md", "tea/green.md", "assets/a.css"}


def data(text: str) -> Data:
    document = yamlfile.parse(f"redirects:\n{text}", path="docs/_data/redirects.yml")
    fitted = contract.fit(document, Redirects)
    return cast("Data", SimpleNamespace(redirects=fitted, documents={"redirects": document}))


def test_redirect_to_a_page_is_fine() -> None:
    assert not list(redirects.check(data("  old/: tea/green.md#how"), PAGES))


def test_redirect_to_no_page_names_the_nearest() -> None:
    (problem,) = redirects.check(data("  old/: tea/gren.md"), PAGES)
    assert str(problem) == (
        "docs/_data/redirects.yml:2: the page 'tea/gren.md' does not exist\n"
        "    fix: did you mean 'tea/green.md'?"
    )


@pytest.mark.parametrize("old", ["tea/", "tea/green/", "tea/green/index.html"])
def test_redirect_that_hides_a_page_is_refused(old: str) -> None:
    (problem,) = redirects.check(data(f"  {old}: index.md"), PAGES)
    assert "which readers could not open" in problem.message


@pytest.mark.parametrize(
    "old", ["/old/", "old", "../old/", "old//x/", "https://a.example/", "old/?q"]
)
def test_address_of_another_shape_is_refused(old: str) -> None:
    with pytest.raises(ContentError):
        data(f'  "{old}": index.md')


@pytest.mark.parametrize(
    ("old", "file", "way"),
    [
        ("old/", "old/index.html", "../tea/green/"),
        ("a/b/", "a/b/index.html", "../../tea/green/"),
        ("old.html", "old.html", "tea/green/"),
        ("a/old.html", "a/old.html", "../tea/green/"),
    ],
)
def test_old_page_leads_to_the_new_one_from_where_it_stands(old: str, file: str, way: str) -> None:
    (move,) = redirects.plan({old: "tea/green.md"})
    assert (move.file, move.way_back) == (file, way)


@pytest.mark.parametrize(
    ("uri", "address"),
    [("index.md", ""), ("tea/index.md", "tea/"), ("tea/green.md", "tea/green/"), ("a.md", "a/")],
)
def test_address_of_a_page(uri: str, address: str) -> None:
    assert redirects.address(uri) == address


def test_rules_for_hosts_stand_under_the_folder_of_the_site() -> None:
    moves = redirects.plan({"old/": "tea/green.md#how", "a.html": "index.md"})
    assert hosting.redirects_file(moves, "/x/") == (
        "/x/a.html /x/ 301\n/x/old/ /x/tea/green/#how 301\n"
    )
    assert hosting.nginx_moves(moves) == '"/a.html" "/";\n"/old/" "/tea/green/#how";\n'
