"""What programs are told about a page, in the words of schema.org: never more than the page says.

There is no reviewer here, no rating and no badge; a test lists what must not appear.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from guidekit.reading.addresses import address
from guidekit.reading.data import Data
from guidekit.reading.front_matter import Page
from guidekit.shapes.evidence import Source
from guidekit.shapes.page import PageKind

TYPES = {
    PageKind.HOME: "WebSite",
    PageKind.HUB: "CollectionPage",
    PageKind.TOPIC: "MedicalWebPage",
    PageKind.TREATMENT: "MedicalWebPage",
    PageKind.ABOUT: "AboutPage",
    PageKind.TOOL: "WebPage",
}

_WORK = re.compile(r'<li id="source-([^"]+)"')

Facts = dict[str, Any]


class Place(NamedTuple):
    """Where a page stands, and in what language."""

    site: str
    """Address of the site, with its closing slash."""
    url: str
    language: str


def describe(page: Page, data: Data, place: Place, *, changed: str, cites: Iterable[str]) -> Facts:
    """Return what is said about a page.

    Args:
        page: The page.
        data: The guide's data.
        place: Where the page stands.
        changed: Day of its last change, as 2026-11-21.
        cites: Main keys of the works it cites, in order.
    """
    works = data.sources.sources
    said = {
        "@context": "https://schema.org",
        "@type": TYPES[page.meta.kind],
        "@id": f"{place.url}#page",
        "url": place.url,
        "name": page.meta.title,
        "description": page.meta.description,
        "inLanguage": place.language,
        "isAccessibleForFree": True,
        "dateModified": changed,
        **_publishing(data, place.site),
        "about": _about(page, data),
        "citation": [_named_by(works[key]) for key in cites] if page.meta.kind.advises else [],
    }
    return dict(_without_gaps(said))


def cited_in(html: str) -> list[str]:
    """Return the keys of the works in a page's list of sources, in order."""
    return _WORK.findall(html)


def _publishing(data: Data, site: str) -> Facts:
    by = data.publisher

    def on_site(page: str | None) -> str | None:
        return None if page is None else f"{site}{address(page)}"

    return {
        "license": by.licence,
        "publisher": _named("Organization", by.name, url=on_site(by.page)),
        "publishingPrinciples": on_site(by.principles),
        "usageInfo": on_site(by.usage),
        "audience": by.audience and {"@type": "PeopleAudience", "audienceType": by.audience},
    }


def _about(page: Page, data: Data) -> Facts | None:
    other_names = page.meta.also_called
    if page.meta.kind is PageKind.TREATMENT:
        name = data.treatments.treatments[page.meta.treatment or ""].name
        return _named("MedicalTherapy", name, alternateName=other_names)
    if (subject := data.publisher.subjects.get(page.uri)) is None:
        return None
    part = _named("AnatomicalStructure", subject.part)
    return _named(subject.type, subject.name, alternateName=other_names, associatedAnatomy=part)


def _named_by(work: Source) -> str:
    """Return what names a work without repeating the list that the page shows of its sources."""
    return work.address or work.title


def _named(kind: str, name: str | None, **more: object) -> Facts | None:
    """Return a thing of a kind, or None if it has no name."""
    return {"@type": kind, "name": name, **more} if name else None


def _without_gaps(value: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    if isinstance(value, dict):
        return {k: _without_gaps(v) for k, v in value.items() if v not in (None, [], ())}
    return [_without_gaps(item) for item in value] if isinstance(value, (list, tuple)) else value


def as_script(said: Facts) -> str:
    """Return JSON that can stand in a page: no character of it can end the script."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
