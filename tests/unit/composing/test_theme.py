"""Icons and words of the interface from the theme's files, and what happens without a theme."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import broken_guides
from conftest import ROOT
from guidekit import guide
from guidekit.commands.starting import init
from guidekit.composing import theme
from guidekit.engines import composed, export
from guidekit.guide import Folders
from guidekit.publishing import styles
from guidekit.reading.problems import ContentError

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)
NOSEBLEEDS = ROOT / "tests" / "guides" / "nosebleeds"
FOLDERS = guide.folders(ROOT).templates
SPANISH = "\ntheme:\n  name: material\n  custom_dir: overrides\n  font: false\n  language: es\n"


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a guide whose words are still English but for those that the theme has."""
    own, to = (tmp_path_factory.mktemp("es") / name for name in ("own", "guide"))
    for file in NOSEBLEEDS.rglob("*"):
        if file.is_file():
            (own / file.relative_to(NOSEBLEEDS)).parent.mkdir(parents=True, exist_ok=True)
            (own / file.relative_to(NOSEBLEEDS)).write_bytes(file.read_bytes())
    with (own / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(SPANISH)
    (own / "docs/_data/disclosure.yml").write_bytes((ROOT / "tests/honest/es.yml").read_bytes())
    init.write(init.files(ROOT, own, today=TODAY), to)
    return to


def test_the_theme_of_this_project_is_found() -> None:
    assert guide.folders(ROOT).theme == theme.folder("material")
    assert [theme.folder(name) for name in ("no_such_theme", "", None)] == [None, None, None]


@pytest.mark.parametrize(
    ("language", "search", "many"),
    [("en", "Search", "{n} matching documents"), ("es", "Buscar", "{n} documentos encontrados")],
)
def test_words_come_in_the_language_of_the_site(language: str, search: str, many: str) -> None:
    words = theme.words(FOLDERS, language)
    assert words["search"] == search
    assert words["search_many"] == many
    assert words.keys() == theme.WORDS.keys()


def test_german_has_every_word_itself() -> None:
    german, english = theme.words(FOLDERS, "de"), theme.words(FOLDERS, "en")
    assert not {key for key in german if german[key] == english[key]} - {"menu"}


def test_a_language_that_the_theme_does_not_know_has_no_words() -> None:
    assert theme.words(FOLDERS, "xx") == {}


def test_a_spanish_guide_has_the_themes_words_and_its_own(spanish: Path) -> None:
    known = composed.load(spanish, today=TODAY)
    labels = known.data.labels.labels
    assert labels["skip"] == "Saltar a contenido"
    assert labels["on_this_page"] == "Tabla de contenidos"
    assert labels["site_tagline"] == "Calm, sourced facts on nosebleeds"
    assert b"skip: Saltar a contenido" in export.files(known)["mkdocs.yml"]


def test_a_label_of_the_guide_goes_before_the_themes_word(spanish: Path, tmp_path: Path) -> None:
    where = guide.folders(spanish)
    docs = tmp_path / "docs"
    (docs / "_data").mkdir(parents=True)
    for file in (where.docs / "_data").glob("*.yml"):
        (docs / "_data" / file.name).write_bytes(file.read_bytes())
    with (docs / "_data" / "labels.yml").open("a", encoding="utf-8") as labels:
        labels.write('  skip: "Al texto"\n')
    found = guide.read(where._replace(docs=docs), today=TODAY)
    assert found.data
    assert found.data.labels.labels["skip"] == "Al texto"


def test_without_a_theme_its_words_are_asked_for_at_once(tmp_path: Path) -> None:
    root = broken_guides.base(tmp_path / "guide")
    broken_guides.change(root, "mkdocs.yml", "name: material", "name: null")
    where = Folders(root / "mkdocs.yml", root / "docs", ROOT / "overrides")
    told = [str(problem) for problem in guide.read(where, today=TODAY).errors]
    assert any(
        line.startswith("docs/_data/labels.yml:4: the label 'search' is missing") for line in told
    )
    assert len(told) == len([line for line in told if "labels.yml" in line]) > 3


def test_an_icon_stands_in_the_stylesheet_as_a_shape() -> None:
    text = styles.join({"a.css": '.x { clip-path: icon("material/alert"); }'}, FOLDERS)
    assert text == f'.x{{clip-path:path("{theme.outline(FOLDERS, "material/alert")}")}}'


def test_every_icon_of_the_stylesheet_is_one_path_on_24_squares() -> None:
    css = "".join(file.read_text("utf-8") for file in (ROOT / "docs/assets/css").glob("*.css"))
    names = {name.partition('"')[0] for name in css.split('icon("')[1:]}
    assert len(names) >= 5
    for name in names:
        svg = theme.icon(FOLDERS, name)
        assert svg.count("<path d=") == svg.count("<path") == 1, name
        assert 'viewBox="0 0 24 24"' in svg, name


def test_a_copy_in_overrides_serves_as_well(tmp_path: Path) -> None:
    icon = tmp_path / ".icons" / "material" / "alert.svg"
    icon.parent.mkdir(parents=True)
    icon.write_text('<svg viewBox="0 0 24 24"><path d="M0 0z"/></svg>')
    assert theme.outline((tmp_path, *FOLDERS), "material/alert") == "M0 0z"


def test_an_icon_that_is_not_there_is_named() -> None:
    with pytest.raises(ContentError, match="there is no icon 'material/no-such'"):
        styles.join({"a.css": 'i { clip-path: icon("material/no-such"); }'}, FOLDERS)


def test_an_export_holds_its_icons_and_asks_no_theme_for_them() -> None:
    files = export.files(composed.load(ROOT, today=date.today()))  # noqa: DTZ011
    stylesheet = files["docs/assets/guide.css"].decode()
    assert theme.outline(FOLDERS, "material/magnify") in stylesheet
    assert not [name for name in files if name.startswith("overrides/material/")]
    assert not [name for name, text in files.items() if b".icons/" in text]
    assert b'icon("' not in files["docs/assets/guide.css"]
