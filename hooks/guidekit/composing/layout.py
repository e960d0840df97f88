"""What the templates of all pages show: words, numbers, care levels, and first warning signs."""

from collections.abc import Iterable
from typing import Any

from guidekit.composing import policy
from guidekit.reading.data import Data
from guidekit.reading.front_matter import Page
from guidekit.shapes.page import PageKind


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
        "home_signs": list(home.meta.red_flags) if home else [],
    }
