"""Follow the links of the built site, outside ones too if asked: `make links`.

Prints what is dead, and writes it as Markdown if a file is named; an empty file means all is well.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from follow import dead_anchors, dead_links, follow  # noqa: E402 - the folder of the tests has just been added
from hosted import serve  # noqa: E402 - as above

POLITE = {"429", "403", "503"}
"""Answers of hosts that refuse robots: a person finds the page, so they are not dead."""


def main() -> int:
    """Follow, print, write; fail if an inside link is dead, or any when no report is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outside", action="store_true", help="follow links to other hosts too")
    parser.add_argument("--report", type=Path, help="Markdown file to write")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="a built site")
    options = parser.parse_args()
    with serve(options.site, LinkChecker="full speed") as address:
        rows = follow(address, outside=options.outside)
    refused = [row for row in rows if row["result"][:3] in POLITE]
    dead = dead_links([row for row in rows if row not in refused], address)
    dead += dead_anchors(options.site)
    print(f"{len(rows)} links followed, {len(dead)} dead, {len(refused)} hosts refused a robot")
    lines = [f"- {line}" for line in sorted(set(dead))]
    print("\n".join(lines))
    if options.report:
        options.report.write_text("\n".join([*lines, ""]) if lines else "", "utf-8")
        return 0
    return int(bool(dead))


if __name__ == "__main__":
    sys.exit(main())
