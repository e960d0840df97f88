from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from broken_guides import base, read
from guidekit.composing import page as compose

if TYPE_CHECKING:
    from guidekit.guide import Guide
    from guidekit.reading.data import Data
    from guidekit.reading.front_matter import Page


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return read(base(tmp_path_factory.mktemp("small") / "guide"))


@pytest.fixture(scope="module")
def known(small: Guide) -> Data:
    return small.composer.data


@pytest.fixture(scope="module")
def pages(small: Guide) -> dict[str, Page]:
    """Return every page by its uri, those made from data too."""
    made = [one.page for one in small.made]
    return {page.uri: page for page in (*small.pages, *made)}


@pytest.mark.parametrize(
    ("uri", "banner"),
    [
        ("topics/hiccups.md", "general"),
        ("topics/index.md", "general"),
        ("glossary.md", "general"),
        ("treatments/breath.md", "treatment"),
        ("check.md", "check"),
    ],
)
def test_kind_of_a_page_decides_its_banner(
    pages: dict[str, Page], known: Data, uri: str, banner: str
) -> None:
    assert compose.disclaimer(known, pages[uri])["banner"] == {
        "kind": banner,
        "text": getattr(known.disclosure.banner, banner),
    }


def test_banners_say_three_different_things(known: Data) -> None:
    banner = known.disclosure.banner
    assert len({banner.general, banner.treatment, banner.check}) == 3
    assert "diagnosis" in banner.check


def test_page_that_cannot_be_read_has_the_banner_of_all_pages(known: Data) -> None:
    banner = compose.disclaimer(known)["banner"]
    assert banner == {"kind": "general", "text": known.disclosure.banner.general}
    assert banner["text"]


def test_dates_of_a_treatment_stand_in_its_data(pages: dict[str, Page], known: Data) -> None:
    page = pages["treatments/breath.md"]
    assert (page.meta.checked, page.meta.check_by) == (None, None)
    assert compose.dates_of(page, known) == (date(2026, 11, 1), date(2027, 11, 1))
    end = compose.facts(page, known)["page_end"]
    assert "1 November 2026" in end
    assert "1 November 2027" in end
