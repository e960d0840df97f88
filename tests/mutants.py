"""Break the project on purpose, one line at a time, and see that a test turns red each time.

    make mutants                    every mutant of tests/mutants.yml
    make mutants ONLY="tree dates"  those whose promise or file holds one of the words

Each mutant is one change of the text of one file, in a copy of the project: hooks that the engine
loads, templates, styles and scripts are broken as easily as modules. Exit status 1 means that a
mutant survived, that its old text is not there exactly once, or that its tests fail unbroken.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parents[1]
LIST = ROOT / "tests" / "mutants.yml"
COPIED = (
    "docs",
    "hooks",
    "overrides",
    "tests",
    ".github",
    "mkdocs.yml",
    "pyproject.toml",
    "Makefile",
)
FAILED = re.compile(r"^(FAILED|ERROR) (.+?)(?: - |$)", re.MULTILINE)
RED, GREEN = 1, 0


@dataclass(frozen=True)
class Mutant:
    """One line broken: where, how, which promise that breaks, and which tests must tell."""

    promise: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    survives: str = ""
    """Why no test can tell, if that is known."""

    def problem(self, root: Path) -> str:
        """Return why the mutant cannot be made, or nothing."""
        file = root / self.file
        times = file.read_text("utf-8").count(self.old) if file.is_file() else 0
        return "" if times == 1 else f"its old text stands {times} times in {self.file}"

    def broken(self, root: Path) -> str:
        """Return the text of its file with the line broken."""
        return (root / self.file).read_text("utf-8").replace(self.old, self.new)


@dataclass(frozen=True)
class Run:
    """How the tests of one copy ended."""

    status: int
    said: str

    @property
    def red(self) -> str:
        """Return the first test that failed, or could not be set up; nothing if none did."""
        found = FAILED.search(self.said)
        return f"{'the setup of ' * (found[1] == 'ERROR')}{found[2]}" if found else ""


def read(file: Path = LIST) -> list[Mutant]:
    """Return the mutants of a list."""
    rows = yaml.safe_load(file.read_text("utf-8"))["mutants"]
    return [Mutant(**{**row, "tests": tuple(row["tests"])}) for row in rows]


def run(tests: Iterable[str], mutant: Mutant | None = None) -> Run:
    """Run tests on a copy of the project, broken or whole, and return how they ended."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        project = copy_to(Path(folder) / "project")
        if mutant:
            (project / mutant.file).write_text(mutant.broken(project), "utf-8")
        command = [sys.executable, "-m", "pytest", "-n0", "-q", "-rfE", "-p", "no:cacheprovider"]
        command += [*(["-x"] if mutant else []), f"--basetemp={folder}/tmp", *tests]
        done = subprocess.run(command, cwd=project, text=True, capture_output=True, check=False)
        return Run(done.returncode, done.stdout + done.stderr)


def copy_to(project: Path) -> Path:
    """Copy what tests read to a folder that is not there yet, and return it."""
    project.mkdir()
    for path in map(ROOT.joinpath, COPIED):
        if path.is_dir():
            shutil.copytree(path, project / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, project)
    return project


def verdict(mutant: Mutant) -> tuple[bool, str]:
    """Return whether a mutant is as it should be, and what to say of it."""
    if problem := mutant.problem(ROOT):
        return False, f"CANNOT BE MADE: {problem}"
    ended = run(mutant.tests, mutant)
    if ended.status == RED and ended.red:
        return not mutant.survives, f"caught by {ended.red}"
    if ended.status == GREEN:
        return bool(mutant.survives), f"SURVIVED {mutant.survives}".strip()
    return False, f"NO VERDICT: pytest ended with {ended.status}\n{ended.said[-2000:]}"


def chosen(mutants: Sequence[Mutant], words: Sequence[str]) -> list[Mutant]:
    """Return the mutants whose promise or file holds one of some words; all, if there is none."""
    texts = [f"{mutant.promise} {mutant.file}".lower() for mutant in mutants]
    return [
        mutant
        for mutant, text in zip(mutants, texts, strict=True)
        if not words or any(word.lower() in text for word in words)
    ]


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for, print a table, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("words", nargs="*", help="only mutants whose promise or file holds one")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many at a time")
    asked = parser.parse_args(arguments)
    mutants = chosen(read(), asked.words)
    tests = list(dict.fromkeys(test for mutant in mutants for test in mutant.tests))
    with ThreadPoolExecutor(asked.jobs) as pool:
        whole = pool.submit(run, tests)
        verdicts = pool.map(verdict, mutants)
        good = 0
        for mutant, (fine, said) in zip(mutants, verdicts, strict=True):
            good += fine
            print(
                f"{'ok ' if fine else 'BAD'} {mutant.promise}\n    {mutant.file}: {said}",
                flush=True,
            )
        if whole.result().status != GREEN:
            print(f"BAD the tests fail without any mutant\n{whole.result().said[-4000:]}")
    print(
        f"{good} of {len(mutants)} mutants are as they should be; {len(tests)} tests and files ran"
    )
    return int(good < len(mutants) or whole.result().status != GREEN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
