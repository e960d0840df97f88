"""What is wrong in `mkdocs.yml` is told on its line, a safety hook that is gone above all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broken_guides import ROOT
from guidekit.reading import settings

if TYPE_CHECKING:
    from pathlib import Path

GOOD = (ROOT / "mkdocs.yml").read_text("utf-8")


def told(folder: Path, text: str) -> list[str]:
    (folder / "hooks").symlink_to(ROOT / "hooks")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return [str(problem) for problem in settings.mistakes(folder / "mkdocs.yml")]


def line_of(text: str, start: str) -> int:
    rows = [row.strip() for row in text.splitlines()]
    return next(number for number, row in enumerate(rows, 1) if row.startswith(start))


def test_the_settings_of_the_guide_are_sound(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD) == []


def test_the_guide_has_each_hook_in_its_order() -> None:
    named = [row.strip("- ") for row in GOOD.splitlines() if row.startswith("  - hooks/")]
    assert tuple(named) == settings.HOOKS


@pytest.mark.parametrize("hook", settings.HOOKS)
def test_a_hook_that_is_gone_is_told_with_its_place(hook: str, tmp_path: Path) -> None:
    text = GOOD.replace(f"  - {hook}\n", "")
    (found,) = told(tmp_path, text)
    assert found.startswith(f"mkdocs.yml:{line_of(text, 'hooks:')}: pages would go out unchecked")
    assert f"put '- {hook}'" in found


@pytest.mark.parametrize("hook", settings.HOOKS[:-1])
def test_a_hook_that_comes_too_late_is_told(hook: str, tmp_path: Path) -> None:
    last = f"  - {settings.HOOKS[-1]}\n"
    text = GOOD.replace(f"  - {hook}\n", "").replace(last, f"{last}  - {hook}\n")
    (found,) = told(tmp_path, text)
    assert "works too early" in found


def test_a_hook_of_ones_own_may_stand_among_them(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD.replace("hooks:\n", "hooks:\n  - hooks/_engine.py\n")) == []


def test_settings_without_hooks_are_told(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "".join(GOOD.partition("hooks:\n")[0]) + "nav: [index.md]\n")
    assert "hooks are missing: hooks/read_guide.py, hooks/add_decision_tree.py, " in found


WRONG = {
    "address": ("site_url:", "site_url: 5", "'site_url' is '5', which is not what belongs there"),
    "no address": ("site_url:", "site_url: guide", "an address starts with https://"),
    "issues": ("issues:", "issues: 5", "'issues' is '5', which is not what belongs there"),
    "unknown": ("generator:", "generatr: false", "'generatr' is not a known key (in 'extra')"),
    "direction": ("generator:", "direction: up", "'direction' is 'up', which is not a choice"),
    "no list": ("watch:", "watch: overrides", "'watch' is 'overrides', which is not what belongs"),
    "no hook": (
        "- hooks/compose_",
        "- hooks/compose_page.py",
        "the hook 'hooks/compose_page.py' is no",
    ),
    "extension": ("- tables", "- tabels", "there is no extension 'tabels' for Markdown"),
    "module": ("- pymdownx", "- pymdownx.nope", "there is no extension 'pymdownx.nope'"),
    "setting": ("edit_uri:", "edit_ury: x", "'edit_ury' is not a known setting"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_is_told_on_its_line(name: str, tmp_path: Path) -> None:
    start, row, message = WRONG[name]
    number = line_of(GOOD, start)
    rows = GOOD.splitlines()
    indent = rows[number - 1][: len(rows[number - 1]) - len(rows[number - 1].lstrip())]
    rows[number - 1] = f"{indent}{row}"
    (found,) = told(tmp_path, "\n".join(rows))
    assert found.startswith(f"mkdocs.yml:{number}: {message}")
    assert "\n    fix: " in found


def test_values_that_the_engine_fills_in_are_left_to_it(tmp_path: Path) -> None:
    text = GOOD.replace("site_url: https:", 'site_url: !ENV [ADDRESS, "https:').replace(
        "guide.example/\nedit", 'guide.example/"]\nedit'
    )
    assert "!ENV" in text
    assert told(tmp_path, text) == []


def test_extensions_that_other_packages_offer_are_known(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD.replace("  - tables\n", "  - tables\n  - pymdownx.details\n")) == []
