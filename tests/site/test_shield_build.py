"""Whatever is taken out or put in, no page goes out unchecked, and no build ends in a traceback."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from test_building import fingerprint  # type: ignore[import-not-found]

from conftest import build, small_guide

if TYPE_CHECKING:
    from pathlib import Path

EVIL = """\
from pathlib import Path


def on_post_build(*, config):
    page = Path(config.site_dir) / "index.html"
    page.write_text(page.read_text().replace("<main", "<script>alert(1)</script><main"))
    (Path(config.site_dir) / "more.html").write_text("<p>hello</p>")
"""
FULL = """\
import errno

from mkdocs.commands import build


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device", "site.new/index.html")


build.utils.write_file = full
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return a small guide with a published site, and what the site holds."""
    root = small_guide(tmp_path_factory.mktemp("shield") / "guide")
    result = build(root, "--strict")
    assert result.returncode == 0, result.stderr
    return root, fingerprint(root / "site")


@pytest.fixture
def small(published: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    """Return a copy of it that a test may break."""
    return shutil.copytree(published[0], tmp_path / "guide")


def refuses(root: Path, before: dict[str, str], *words: str, **environment: str) -> None:
    """Build, and see that it says these words, and no more than it should, and loses nothing."""
    result = build(root, "--strict", **environment)
    said = result.stdout + result.stderr
    assert result.returncode == 1, said
    assert [word for word in words if word not in said] == [], said
    assert "Traceback" not in said
    assert fingerprint(root / "site") == before
    assert not (root / "site.new").exists()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


GONE = [
    ("finish_site",),
    ("compose_pages", "add_disclaimers"),
    ("finish_site", "read_guide", "compose_pages", "add_disclaimers", "add_decision_tree"),
]


@pytest.mark.parametrize("names", GONE, ids=" ".join)
def test_no_build_goes_on_without_its_hooks(
    published: tuple[Path, dict[str, str]], small: Path, names: tuple[str, ...]
) -> None:
    for name in names:
        change(small / "mkdocs.yml", f"  - hooks/{name}.py\n", "")
    refuses(small, published[1], "mkdocs.yml:", "pages would go out unchecked", "    fix: ")


BANNER = "overrides/partials/guide/banner.html"
POLICY = ("overrides/partials/guide/head.html", "{{ config.extra.policy | safe }}", "")
EDITS: dict[str, tuple[tuple[str, str, str], str]] = {
    "policy dropped": (POLICY, "docs/index.md:1: the finished page lacks its content policy"),
    "banner hidden": ((BANNER, "<aside ", "<aside hidden "), "lacks its disclaimer banner"),
    "banner that lies": (
        ("docs/_data/disclosure.yml", "Not reviewed by", "Reviewed by"),
        "docs/_data/disclosure.yml:5: 'general' does not say",
    ),
    "broken template": (
        ("overrides/404.html", "{{ words.not_found }}", "\n{{ words.not_found.a.b }}"),
        "overrides/404.html:15: 'str object' has no attribute 'a'",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_no_edit_publishes_an_unsafe_page(
    published: tuple[Path, dict[str, str]], small: Path, name: str
) -> None:
    (path, old, new), message = EDITS[name]
    change(small / path, old, new)
    refuses(small, published[1], message, "    fix: ")


def add_hook(root: Path, text: str) -> None:
    (root / "hooks/mine.py").write_text(text)
    last = "  - hooks/serve_quickly.py\n"
    change(root / "mkdocs.yml", last, f"{last}  - hooks/mine.py\n")


def test_no_hook_gets_an_unsafe_page_past_the_gate(
    published: tuple[Path, dict[str, str]], small: Path
) -> None:
    add_hook(small, EVIL)
    refuses(
        small,
        published[1],
        "docs/index.md:1: the finished page holds a script of its own",
        "more.html:1: the finished page lacks its content policy",
        "more.html:1: the finished page lacks its disclaimer banner",
    )


def test_a_full_disk_is_told(published: tuple[Path, dict[str, str]], small: Path) -> None:
    add_hook(small, FULL)
    refuses(small, published[1], "site.new/index.html:1: ", "fix: free some room")


def test_a_link_out_of_the_guide_ends_the_build_before_it_is_followed(
    published: tuple[Path, dict[str, str]], small: Path
) -> None:
    (small / "docs/zz").symlink_to("/")
    (small / "docs/about/zz").symlink_to(".")
    refuses(small, published[1], "docs/zz:1: this is a link to '/'", "docs/about/zz:1: ")


def test_a_day_that_is_no_number_is_told(
    published: tuple[Path, dict[str, str]], small: Path
) -> None:
    words = "SOURCE_DATE_EPOCH is 'abc'; it must be a number of seconds"
    refuses(small, published[1], words, SOURCE_DATE_EPOCH="abc")
