"""The scripts that readers get: how much of them is ours, and that the rest is what it says."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from guidekit.publishing import scripts

if TYPE_CHECKING:
    from pathlib import Path


def test_library_is_the_one_its_readme_names(root: Path) -> None:
    vendor = root / "docs/assets/vendor"
    told = dict(re.findall(r"^(version|sha256) +(\S+)$", (vendor / "README.txt").read_text(), re.M))
    library = (vendor / "minisearch.js").read_bytes()
    assert hashlib.sha256(library).hexdigest() == told["sha256"]
    assert f"MiniSearch {told['version']}, MIT licence" in library[:80].decode()
    assert [file.name for file in sorted(vendor.iterdir())] == ["README.txt", "minisearch.js"]


def test_no_script_makes_code_of_text(root: Path) -> None:
    for script in (root / "docs/assets").rglob("*.js"):
        assert not re.search(r"\beval\(|\bFunction\(|\bimport\(", script.read_text("utf-8")), script


def test_own_scripts_stay_short(root: Path) -> None:
    """Some 60 lines of them let the search box tell what the guide does not hold, and warn."""
    scripts = (root / "docs/assets/js").glob("*.js")
    assert sum(len(script.read_text("utf-8").splitlines()) for script in scripts) <= 585


def test_a_script_is_published_without_its_comments() -> None:
    text = 'const a = "// no comment"; // one\nconst b = /"\\/\\/x/; /* two */\n'
    light = scripts.lighter(text)
    assert light == 'const a="// no comment";const b=/"\\/\\/x/;'
