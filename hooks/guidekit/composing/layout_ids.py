"""Names of places that the layout gives itself, so that no page, drawing or data can take them.

tests/unit/composing/test_layout_ids.py holds the list to what stands in overrides/.
"""

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
GUARDED = ("banner", "care", "overdue", "numbers", "calls")
"""Classes of what must stay in sight; those that continue one, as `banner__in`, are too."""


def is_taken(name: str) -> bool:
    """Return whether the layout uses a name itself; capitals make no other name."""
    return name.lower() in IDS or name.lower().startswith(STARTS)


def is_guarded(name: str) -> bool:
    """Return whether a class is that of a banner, a care box, or the numbers in them."""
    return name.startswith(GUARDED)
