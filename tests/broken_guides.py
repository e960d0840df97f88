"""The small guide of tests/broken/base, and the mistakes that are made in it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from guidekit import guide
from guidekit.composing import theme
from guidekit.guide import Folders, Guide
from guidekit.reading import settings

ROOT = Path(__file__).parents[1]
BROKEN = ROOT / "tests" / "broken"
TODAY = date(2026, 11, 21)
SHARED = ("care-levels.yml", "disclosure.yml", "emergency.yml", "labels.yml")
"""Files of data that know no subject, taken from the guide itself."""


@dataclass(frozen=True)
class Mistake:
    """One file of tests/broken."""

    name: str
    edits: tuple[dict[str, Any], ...]
    says: str

    def make(self, root: Path) -> None:
        """Make the mistake in a copy of the small guide."""
        for edit in self.edits:
            file = root / edit["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_content(edit, file))


def _content(edit: dict[str, Any], file: Path) -> bytes:
    if "bytes" in edit:
        return bytes.fromhex(edit["bytes"])
    new = str(edit["new"]) * int(edit.get("repeat", 1))
    if "old" not in edit:
        return new.encode("utf-8")
    before = file.read_bytes().decode("utf-8")
    assert edit["old"] in before, f"{file.name} does not hold {edit['old']!r}"
    return before.replace(edit["old"], new).encode("utf-8")


def mistakes() -> list[Mistake]:
    """Return every mistake, by name."""
    found = []
    for file in sorted(BROKEN.glob("*.yml")):
        case = yaml.safe_load(file.read_text("utf-8"))
        found.append(Mistake(file.stem, tuple(case["edits"]), case["says"]))
    return found


def base(to: Path) -> Path:
    """Copy the small guide to a folder."""
    shutil.copytree(BROKEN / "base", to)
    (to / "hooks").symlink_to(ROOT / "hooks")
    with (to / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\n".join(["", "hooks:", *(f"  - {name}" for name in settings.HOOKS), ""]))
    for name in SHARED:
        shutil.copy(ROOT / "docs/_data" / name, to / "docs/_data")
    return to


def change(root: Path, file: str, old: str, new: str) -> None:
    """Put one text in the place of another in a file, which must hold it."""
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), "utf-8")


def read(root: Path) -> Guide:
    """Read and check a guide with the templates of this project."""
    installed = theme.folder("material")
    where = Folders(root / "mkdocs.yml", root / "docs", ROOT / "overrides", installed)
    return guide.read(where, today=TODAY)
