"""What the page for editors tells them to write is what the guide takes."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from typing import TYPE_CHECKING

import pytest

from conftest import copy_project
from guidekit import guide

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)
FENCE = re.compile(r"^```(?P<kind>yaml|markdown)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
TOPIC = "docs/causes/spider-veins.md"
BOX = re.compile(r"^/// care \| appointment\n.*?^///\n", re.MULTILINE | re.DOTALL)
PLACES = {
    "  my-source:": ("docs/_data/sources.yml", "sources:\n"),
    "  - id: my-word": ("docs/_data/glossary.yml", "terms:\n"),
    "  my-drawing:": ("docs/_data/drawings.yml", "drawings:\n"),
    "  help/old-page/:": ("docs/_data/redirects.yml", "redirects:\n"),
    "  - version:": ("docs/_data/decision-tree.yml", "changes:\n"),
    "/// care": (TOPIC, None),
    "/// drawing": (TOPIC, None),
    "![A straight": (TOPIC, None),
    "Most heal": (TOPIC, None),
    "Rest for 5": (TOPIC, None),
}
"""How each sample starts, the file it belongs in, and the line that it follows there."""
WITHIN = {"findings:", "outcomes:"}
"""Samples that are part of another one."""


@pytest.fixture(scope="module")
def samples(root: Path) -> list[str]:
    text = (root / "docs/about/contributing.md").read_text("utf-8")
    return [found["text"] for found in FENCE.finditer(text)]


def test_every_sample_is_tried(samples: list[str]) -> None:
    known = [*PLACES, *WITHIN]
    assert [s for s in samples if not s.startswith(tuple(known))] == []
    assert [k for k in known if not any(s.startswith(k) for s in samples)] == []


def test_the_samples_together_make_a_guide_without_a_problem(
    samples: list[str], tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "guide")
    (project / "docs/assets/img/my-picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    valves = project / "docs/assets/svg/valves.svg"
    drawn = valves.read_text("utf-8").replace("valves-", "my-drawing-")
    valves.with_name("my-drawing.svg").write_text(drawn, "utf-8")
    page = project / TOPIC  # it has such a box, and no page has two
    page.write_text(BOX.sub("", page.read_text("utf-8")), "utf-8")
    for sample in samples:
        file, after = next((p for s, p in PLACES.items() if sample.startswith(s)), (None, None))
        if file:
            add(project / file, sample, after)
    told = [str(one) for one in guide.read(guide.folders(project), today=TODAY).errors]
    assert told == []


def add(file: Path, sample: str, after: str | None) -> None:
    text = file.read_text("utf-8")
    if after:
        assert text.count(f"\n{after}") == 1
        text = text.replace(f"\n{after}", f"\n{after}{sample}")
    else:
        text = f"{text.rstrip()}\n\n## A heading for sample {len(text)}\n\nSome words.\n\n{sample}"
    file.write_text(text, "utf-8")


def test_a_finding_of_its_own_is_one(samples: list[str]) -> None:
    finding = next(s for s in samples if s.startswith("findings:"))
    source = next(s for s in samples if s.startswith("  my-source:"))
    keys = set(re.findall(r"^ *(?:- )?(\w+):", textwrap.dedent(finding), re.MULTILINE))
    assert {"figure", "of", "read"} <= keys
    assert "    findings:\n" in source
