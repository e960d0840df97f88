"""What maintainers run to publish: workflows, one issue for one trouble, packed files."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]  # it brings no types
import pytest
import yaml
from click.testing import CliRunner

from guidekit.commands import pack
from guidekit.commands.main import main
from hosted import rules

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

GH = """#!/bin/sh
echo "$*" >> "$GH_LOG"
case "$1 $2" in "issue list") printf '%s' "$GH_OPEN" ;; esac
"""


def tell(root: Path, folder: Path, report: str, already: str) -> list[str]:
    """Run one-issue.sh with a stand-in for `gh`; return what it was asked to change."""
    (folder / "gh").write_text(GH, "utf-8")
    (folder / "gh").chmod(0o755)
    (folder / "report.md").write_text(report, "utf-8")
    log = folder / "log"
    more = {"PATH": f"{folder}:{os.environ['PATH']}", "GH_LOG": str(log), "GH_OPEN": already}
    script = root / ".github/hosting/one-issue.sh"
    command = ["sh", str(script), "dead-links", "Title", str(folder / "report.md")]
    subprocess.run(command, env={**os.environ, **more}, check=True)
    return [
        line for line in log.read_text("utf-8").splitlines() if not line.startswith("issue list")
    ]


def test_first_trouble_opens_an_issue(root: Path, tmp_path: Path) -> None:
    label, issue = tell(root, tmp_path, "- a dead link", already="")
    assert label.startswith("label create dead-links")
    assert issue.startswith("issue create --title Title --label dead-links")


def test_second_trouble_updates_that_issue(root: Path, tmp_path: Path) -> None:
    (issue,) = tell(root, tmp_path, "- a dead link", already="7")
    assert issue.startswith("issue edit 7 ")


def test_end_of_trouble_closes_it(root: Path, tmp_path: Path) -> None:
    (issue,) = tell(root, tmp_path, "", already="7")
    assert issue.startswith("issue close 7 ")


def test_no_trouble_says_nothing(root: Path, tmp_path: Path) -> None:
    assert tell(root, tmp_path, "", already="") == []


@pytest.fixture(scope="module")
def workflows(root: Path) -> list[Path]:
    return sorted((root / ".github/workflows").glob("*.yml"))


def test_workflows_have_the_shape_github_asks_for(workflows: list[Path]) -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
    ]
    result = subprocess.run([*command, *workflows], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


MORE_RIGHTS = {
    ("publish", "publish"): {"pages": "write", "id-token": "write"},
    ("audit", "links"): {"contents": "read", "issues": "write"},
    ("audit", "packages"): {"contents": "read", "issues": "write"},
    ("reviews", "reviews"): {"contents": "read", "issues": "write"},
}
"""Jobs that may do more than read the project, and what."""


def test_workflows_may_do_little_and_end(workflows: list[Path]) -> None:
    for file in workflows:
        flow = yaml.safe_load(file.read_text("utf-8"))
        assert flow["permissions"] == {"contents": "read"}, file.name
        for name, job in flow["jobs"].items():
            assert job["timeout-minutes"] <= (90 if file.stem == "audit" else 30), (file.name, name)
            rights = MORE_RIGHTS.get((file.stem, name), {"contents": "read"})
            assert job.get("permissions", rights) == rights, (file.name, name)


def test_workflows_run_named_versions_and_no_text_of_strangers(workflows: list[Path]) -> None:
    named = re.compile(r"@v\d+$|@[0-9a-f]{40}$|^docker://\S+:[\d.]+$")
    for file in workflows:
        jobs = yaml.safe_load(file.read_text("utf-8"))["jobs"].values()
        steps = [step for job in jobs for step in job["steps"]]
        assert [s["uses"] for s in steps if not named.search(s.get("uses", "x@v1"))] == [], (
            file.name
        )
        assert not [s for s in steps if "${{ github.event" in s.get("run", "")], file.name


def test_make_targets_that_workflows_call_exist(root: Path, workflows: list[Path]) -> None:
    targets = {
        line.partition(":")[0] for line in (root / "Makefile").read_text("utf-8").splitlines()
    }
    for file in workflows:
        for word, after in pairwise(file.read_text("utf-8").split()):
            assert word != "make" or after in targets, (file.name, after)


def test_recipe_and_headers_name_the_same_files(root: Path, site: Path) -> None:
    recipe = (root / ".github/hosting/nginx.conf").read_text("utf-8")
    for name in ("headers.conf", "moves.conf"):
        assert f"/srv/guide/_nginx/{name};" in recipe
        assert (site / "_nginx" / name).is_file()


def test_moves_are_the_same_for_every_host(site: Path) -> None:
    lines = (site / "_nginx/moves.conf").read_text("utf-8").splitlines()
    moves = {old.strip('"'): new.strip('";') for old, new in (line.split() for line in lines)}
    assert moves == rules(site).moves


def run_pack(site: Path) -> Result:
    return CliRunner().invoke(main, ["pack", str(site)])


def test_packed_copies_hold_the_same_and_never_change(tmp_path: Path) -> None:
    text = b"<p>the same words, many times over</p>" * 50
    (tmp_path / "index.html").write_bytes(text)
    (tmp_path / "tiny.css").write_bytes(b"p{}")
    (tmp_path / "a.png").write_bytes(b"x" * 500)
    assert [file.name for file in pack.texts(tmp_path)] == ["index.html"]
    assert run_pack(tmp_path).exit_code == 0
    first = (tmp_path / "index.html.gz").read_bytes()
    assert gzip.decompress(first) == text
    assert brotli.decompress((tmp_path / "index.html.br").read_bytes()) == text
    run_pack(tmp_path)
    assert (tmp_path / "index.html.gz").read_bytes() == first


def test_packing_what_is_no_site_says_how(tmp_path: Path) -> None:
    result = run_pack(tmp_path)
    assert result.exit_code == 2
    assert "make build" in result.output
