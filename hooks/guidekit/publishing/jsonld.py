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
from guidekit.shapes.evidence import Source, SourceKind
from guidekit.shapes.page import PageKind

TYPES = {
    PageKind.HOME: "WebSite",
    PageKind.HUB: "CollectionPage",
    PageKind.TOPIC: "MedicalWebPage",
    PageKind.TREATMENT: "MedicalWebPage",
    PageKind.ABOUT: "AboutPage",
    PageKind.TOOL: "WebPage",
}

GAPS: tuple[object, ...] = (None, [], ())
_WORK = re.compile(r'<li id="source-([^"]+)"')

BY_ORGANISATIONS = frozenset({SourceKind.GUIDELINE, SourceKind.OFFICIAL_PAGE})
"""Kinds of source whose `body` names who published them; that of the others names authors."""


class Place(NamedTuple):
    """Where a page stands, and in what language."""

    site: str
    """Address of the site, with its closing slash."""
    url: str
    language: str


def describe(
    page: Page, data: Data, place: Place, *, changed: str, cites: Iterable[str]
) -> dict[str, Any]:
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
        "citation": [_citation(works[key]) for key in cites] if page.meta.kind.advises else [],
    }
    return {name: _without_gaps(value) for name, value in said.items() if value not in GAPS}


def cited_in(html: str) -> list[str]:
    """Return the keys of the works in a page's list of sources, in order."""
    return _WORK.findall(html)


def _publishing(data: Data, site: str) -> dict[str, Any]:
    by = data.publisher
    return {
        "license": by.licence,
        "publisher": {"@type": "Organization", "name": by.name, "url": _on(site, by.page)}
        if by.name
        else None,
        "publishingPrinciples": _on(site, by.principles),
        "usageInfo": _on(site, by.usage),
        "audience": {"@type": "PeopleAudience", "audienceType": by.audience}
        if by.audience
        else None,
    }


def _on(site: str, page: str | None) -> str | None:
    if page is None:
        return None
    uri, mark, anchor = page.partition("#")
    return f"{site}{address(uri)}{mark}{anchor}"


def _about(page: Page, data: Data) -> dict[str, Any] | None:
    if page.meta.kind is PageKind.TREATMENT:
        name = data.treatments.treatments[page.meta.treatment or ""].name
        return {"@type": "MedicalTherapy", "name": name, "alternateName": page.meta.also_called}
    subject = data.publisher.subjects.get(page.uri)
    if subject is None:
        return None
    part = {"@type": "AnatomicalStructure", "name": subject.part} if subject.part else None
    return {
        "@type": subject.type,
        "name": subject.name,
        "alternateName": page.meta.also_called,
        "associatedAnatomy": part,
    }


def _citation(work: Source) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": work.body}
    by = publisher if work.kind in BY_ORGANISATIONS else None
    return {"@type": "CreativeWork", "name": work.title, "publisher": by, "url": work.address}


def _without_gaps(value: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    if isinstance(value, dict):
        return {k: _without_gaps(v) for k, v in value.items() if v not in GAPS}
    if isinstance(value, (list, tuple)):
        return [_without_gaps(item) for item in value]
    return value


def as_script(said: dict[str, Any]) -> str:
    """Return JSON that can stand in a page: no character of it can end the script."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
