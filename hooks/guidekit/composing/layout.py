"""What the templates of all pages share: names they give to places, and values they show."""

from collections.abc import Iterable
from typing import Any

from guidekit.composing import policy
from guidekit.reading.data import Data
from guidekit.reading.front_matter import Page
from guidekit.shapes.page import PageKind

IDS = frozenset(
    {"about-this-page", "contents-title", "in-short", "main", "misses", "slips", "works", "sources"}
    | {"search", "search-for", "search-how", "search-name"}
)
"""Names of places that the layout gives itself, so that no page, drawing or data can take them;
a test holds the list to what stands in overrides/."""
STARTS = tuple(
    f"{start}-"
    for start in "care cite hint letter matter picture place source tick".split()  # noqa: SIM905
)
"""How the names start that the layout makes from data."""
GUARDED = ("banner", "care", "overdue", "numbers", "calls")
"""Classes of what must stay in sight; those that continue one, as `banner__in`, are too."""


def is_taken(name: str) -> bool:
    """Return whether the layout uses a name itself; capitals make no other name."""
    return name.lower() in IDS or name.lower().startswith(STARTS)


def is_guarded(name: str) -> bool:
    """Return whether a class is that of a banner, a care box, or the numbers in them."""
    return name.startswith(GUARDED)


def for_templates(data: Data, pages: Iterable[Page], *, tag: str = policy.TAG) -> dict[str, Any]:
    """Return plain values that templates read from `config.extra`, with any engine.

    `tag` is the content policy of the pages; a preview, which adds a script to each, has none.
    """
    home = next((page for page in pages if page.meta.kind is PageKind.HOME), None)
    return {
        "labels": data.labels.labels,
        "emergency": data.emergency.model_dump(mode="json"),
        "levels": data.care_levels.model_dump(mode="json")["levels"],
        "flags": data.red_flags.model_dump(mode="json")["red_flags"],
        "notice": data.disclosure.banner.general,
        "policy": tag,
        "share": data.publisher.model_dump(mode="json"),
        "home_signs": list(home.meta.red_flags) if home else [],
    }
