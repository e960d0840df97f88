"""Names of places that the layout gives itself, so that no page, drawing or data can take them.

tests/unit/test_layout_ids.py holds the list to what stands in overrides/.
"""

from __future__ import annotations

IDS = frozenset(
    {
        "about-this-page",
        "contents-title",
        "in-short",
        "main",
        "misses",
        "search",
        "search-for",
        "search-how",
        "search-name",
        "sources",
    }
)
STARTS = ("care-", "cite-", "hint-", "letter-", "picture-", "place-", "source-", "tree-")
"""How the names start that the layout makes from data."""


def is_taken(name: str) -> bool:
    """Return whether the layout uses a name itself; capitals make no other name."""
    return name.lower() in IDS or name.lower().startswith(STARTS)
