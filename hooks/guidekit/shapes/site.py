"""What the guide says about itself and its addresses: numbers, banners, publisher, changes, map."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from guidekit.shapes.forms import (
    Form,
    Key,
    OldAddress,
    PageAddress,
    PagePath,
    Shape,
    Text,
    WebAddress,
)
from guidekit.shapes.review import ReviewTexts

_PHONE = Form(r"^\+?[0-9]+$", "use digits alone, with a + in front if it is needed")


class AdviceLine(Shape):
    """A health line that is not for emergencies."""

    name: Text
    number: Text
    tel: Annotated[str, _PHONE]


class EmergencyNumber(Shape):
    """The emergency number of one country."""

    country: Text
    number: Text
    tel: Annotated[str, _PHONE]
    advice: AdviceLine | None = None
    text: Text | None = None
    """How those get help who cannot speak or hear."""


class Emergency(Shape):
    """`_data/emergency.yml`."""

    checked: date
    """Day on which every number was last looked up."""
    numbers: Annotated[tuple[EmergencyNumber, ...], Field(min_length=1)]
    note: Text


class Banners(Shape):
    """The disclaimer banner of each kind of page."""

    general: Text
    treatment: Text
    check: Text
    overdue: Text


class Disclosure(Shape):
    """`_data/disclosure.yml`: what the guide says about itself, in one place."""

    banner: Banners
    page_end: Text
    review: ReviewTexts | None = None
    """What both say once someone has reviewed a page."""


class PageSubject(Shape):
    """What a page is about, in the words of schema.org, for machines that read pages."""

    type: Literal["MedicalCondition", "MedicalTherapy", "MedicalSymptom", "AnatomicalStructure"]
    name: Text
    part: Text | None = None
    """Part of the body."""


class Publisher(Shape):
    """`_data/publisher.yml`: who publishes the guide, and how, told to machines."""

    name: Text | None = None
    page: PageAddress | None = None
    principles: PageAddress | None = None
    """Where the guide says how it is written."""
    usage: PageAddress | None = None
    """Where the guide says who did not review it."""
    licence: WebAddress | None = None
    audience: Text | None = None
    share_image: (
        Annotated[
            str, Form(r"^assets/[a-z0-9/-]+\.png$", "write a picture, such as assets/share.png")
        ]
        | None
    ) = None
    share_alt: Text | None = None
    subjects: dict[PagePath, PageSubject] = {}


class Redirects(Shape):
    """`_data/redirects.yml`: old and short addresses, and the page each leads to now."""

    redirects: dict[OldAddress, PageAddress]


class PageChange(Shape):
    """One change that readers of a page should know of."""

    day: date
    page: PagePath
    what: Text


class Changes(Shape):
    """`_data/changes.yml`, the newest first."""

    changes: tuple[PageChange, ...]


class Area(Shape):
    """One area of the body map."""

    id: Key
    name: Text
    page: Text
    """Page, with an anchor if need be."""
    view: Literal["front", "back"]
    x: Annotated[int, Field(ge=0, le=1000)]
    y: Annotated[int, Field(ge=0, le=1000)]
    note: Text


class BodyMap(Shape):
    """`_data/body-map.yml`."""

    areas: Annotated[tuple[Area, ...], Field(max_length=10)]
