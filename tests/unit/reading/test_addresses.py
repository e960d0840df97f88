from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broken_guides import base, read
from guidekit.publishing import hosts
from guidekit.reading import addresses

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return base(tmp_path / "guide")


def told(root: Path, redirect: str) -> list[str]:
    """Return what is said of the small guide with one redirect in it."""
    (root / "docs/_data/redirects.yml").write_text(f"redirects:\n  {redirect}\n")
    return [str(problem) for problem in read(root).errors]


def test_redirect_to_a_page_is_fine(root: Path) -> None:
    assert told(root, "old/: topics/hiccups.md#how-to-tell") == []


def test_redirect_to_no_page_names_the_nearest(root: Path) -> None:
    assert told(root, "old/: topics/hicups.md") == [
        "docs/_data/redirects.yml:2: the page 'topics/hicups.md' does not exist\n"
        "    fix: did you mean 'topics/hiccups.md'? Or take this out, if the page is gone for good"
    ]


@pytest.mark.parametrize("old", ["topics/", "topics/hiccups/", "topics/hiccups/index.html"])
def test_redirect_that_hides_a_page_is_refused(root: Path, old: str) -> None:
    (problem,) = told(root, f"{old}: index.md")
    assert "which readers could not open" in problem


@pytest.mark.parametrize(
    "old", ["/old/", "old", "../old/", "old//x/", "https://a.example/", "old/?q"]
)
def test_address_of_another_shape_is_refused(root: Path, old: str) -> None:
    (problem,) = told(root, f'"{old}": index.md')
    assert "write the old address below the site's root" in problem


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
    (move,) = addresses.plan({old: "tea/green.md"})
    assert (move.file, move.way_back) == (file, way)


@pytest.mark.parametrize(
    ("uri", "address"),
    [("index.md", ""), ("tea/index.md", "tea/"), ("tea/green.md", "tea/green/"), ("a.md", "a/")],
)
def test_address_of_a_page(uri: str, address: str) -> None:
    assert addresses.address(uri) == address


def test_rules_for_hosts_stand_under_the_folder_of_the_site() -> None:
    moves = addresses.plan({"old/": "tea/green.md#how", "a.html": "index.md"})
    assert hosts.redirects_file(moves, "/x/") == (
        "/x/a.html /x/ 301\n/x/old/ /x/tea/green/#how 301\n"
    )
    assert hosts.nginx_moves(moves) == '"/a.html" "/";\n"/old/" "/tea/green/#how";\n'
