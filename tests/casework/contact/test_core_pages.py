"""Core pages in other languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from pydantic import ValidationError

from maatwerk.casework.contact.core_pages import CorePage, load_core_pages
from maatwerk.foundation.content import ContentError, Layers
from maatwerk.site.home import CONTENT
from maatwerk.site.library import library

# What Unicode calls the script in which each language is written here, and its direction.
SCRIPTS = {
    "ar": ("\u0600-\u06ff", "rtl"),
    "pl": ("A-Za-zĄąĆćĘęŁłŃńÓóŚśŹźŻż", "ltr"),
    "ti": ("\u1200-\u137f", "ltr"),
    "tr": ("A-Za-zÇçĞğİıÖöŞşÜü", "ltr"),
    "uk": ("\u0400-\u04ff", "ltr"),
}


def raw(code: str = "ar") -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((CONTENT / "core-pages" / f"{code}.yaml").read_text("utf-8"))
    return data


@pytest.mark.parametrize("code", SCRIPTS)
def test_every_text_of_a_language_is_in_its_own_script_and_direction(code: str) -> None:
    script, direction = SCRIPTS[code]
    page = library().core_pages[code]
    assert page.direction == direction
    parts = [page.urgent, page.reach, page.rights]
    texts = [page.name, page.title, page.unchecked or "", *page.urgent.numbers.values()]
    texts += [each for part in parts for each in (part.title, *part.paragraphs)]
    for text in texts:
        letters = [letter for letter in text if letter.isalpha()]
        assert letters
        assert all(re.match(f"[{script}]", letter) for letter in letters), text


def test_the_five_languages_of_the_issue_are_there_and_say_the_same_things() -> None:
    pages = library().core_pages
    assert pages.keys() == SCRIPTS.keys()
    assert (
        len(
            {
                (tuple(page.urgent.numbers), len(page.rights.paragraphs), len(page.reach.paragraphs))
                for page in pages.values()
            }
        )
        == 1
    )


@pytest.mark.parametrize("code", SCRIPTS)
def test_the_page_has_its_language_direction_numbers_and_warning(resident: Client, code: str) -> None:
    page, html = library().core_pages[code], resident.get(f"/duinstad/talen/{code}/").content.decode()
    assert f'lang="{code}" dir="{page.direction}"' in html
    assert (page.unchecked or "-") in html
    assert "Een vertaler heeft deze tekst nog niet nagekeken." in html
    services = library().services
    for id_ in page.urgent.numbers:
        assert f'<bdi dir="ltr">{services[id_].phone}</bdi>' in html
    assert '<bdi dir="ltr">14 0999</bdi>' in html
    assert html.count("<h1") == 1


def test_the_number_is_that_of_the_municipality(resident: Client) -> None:
    assert '<bdi dir="ltr">14 0998</bdi>' in resident.get("/veenrode/talen/tr/").content.decode()


def test_everybody_can_choose_their_language_in_its_own_script(resident: Client) -> None:
    html = resident.get("/duinstad/talen/").content.decode()
    for code, page in library().core_pages.items():
        assert f'/duinstad/talen/{code}/" hreflang="{code}"' in html
        assert page.name in html
        assert f"({page.called.nl})" in html  # for a screen without letters of that script, and for who helps
    home = resident.get("/duinstad/").content.decode()
    assert all(page.name in home for page in library().core_pages.values())
    assert 'href="/duinstad/talen/"' in home


@pytest.mark.parametrize("code", ["nl", "xx", "AR"])
def test_a_language_that_is_not_there_is_not_found(resident: Client, code: str) -> None:
    assert resident.get(f"/duinstad/talen/{code}/").status_code == 404


@pytest.mark.parametrize("number", ["112", "\u0661\u0661\u0662"])  # in Arabic figures too
def test_a_number_in_a_text_is_refused(number: str) -> None:
    data = raw()
    data["rechten"]["tekst"][0] = f"اتصل {number}"
    with pytest.raises(ValidationError, match="a number does not stand in a text"):
        CorePage.model_validate(data)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"spoed": raw()["spoed"] | {"nummers": {"bestaat_niet": "اتصل"}}}, "there is no service with this id"),
        ({"niet_nagekeken": None}, "say that it was not checked yet"),
        ({"nagekeken_door": "Iemand"}, "say that it was not checked yet"),
    ],
)
def test_a_page_that_leads_nowhere_or_hides_that_nobody_checked_it_is_refused(
    tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    folder = tmp_path / "core-pages"
    folder.mkdir()
    (folder / "ar.yaml").write_text(yaml.safe_dump(raw() | change, allow_unicode=True), "utf-8")
    with pytest.raises(ContentError, match=sentence):
        load_core_pages(Layers((tmp_path,)) / "core-pages", library().services)
