"""The answer as a PDF: made from what was sent, kept nowhere, and with nothing of the question on the outside."""

from __future__ import annotations

import io
import logging
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.conf import settings
from django.test import Client

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.knowledge.advice import Verdict
from tests.casework.frontdoor.pages import hearing

pytestmark = pytest.mark.django_db

PDF = "/antwoord/pdf"
MARK = "zeldzaamwoordxyz"


def made(resident: Client, address: str = PDF, **fields: Any) -> Any:
    response = resident.post(address, fields)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return response


def pdf_of(response: Any) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(response.content))


def text_of(response: Any) -> str:
    """The words of it, without the places where a line may break."""
    pages = "\n".join(page.extract_text() for page in pdf_of(response).pages)
    return re.sub(r"\s+", " ", re.sub(r"[\u00ad-]\n", "", pages).replace("\u200b", ""))


@pytest.fixture
def rent(door: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> FrontDoor:
    return hearing(monkeypatch, door, {"huurachterstand": 0.6, "schulden": 0.4, "vallen": 0.01})


def test_it_has_what_was_asked_and_heard_who_helps_now_and_how_to_reach_us(rent: FrontDoor, resident: Client) -> None:
    text = text_of(made(resident, tekst=f"ik kan mijn huur niet betalen {MARK}"))
    assert f"ik kan mijn huur niet betalen {MARK}" in text
    heard = text.split("Wij hoorden:")[1].split("Nu hulp nodig?")[0]
    assert rent.needs["huurachterstand"].text.nl in heard
    assert rent.needs["schulden"].text.nl in heard
    assert rent.needs["vallen"].text.nl not in heard  # hardly heard, so not said
    for number in ("112", "113", "0800-2000", "0800-0432"):
        assert number in text.split("Nu hulp nodig?")[1].split("1. ")[0]
    assert "Wij bewaren niets. Ook uw vraag niet." in text
    assert "14 0999" in text.split("Liever niet digitaal?")[1]
    assert "Raadhuisplein 1, Duinstad" in text


def test_it_has_the_best_five_with_reasons_steps_phones_costs_sources_and_dates(
    rent: FrontDoor, resident: Client
) -> None:
    page = resident.post("/antwoord", {"tekst": "x"}).content.decode()
    best = re.findall(
        r'id="(?:hulp|zelf|aanpak|techniek|regeling)-\w+">([^<]+)</h2>', page.split('<details class="sm-more"')[0]
    )
    assert len(best) == 5
    text = text_of(made(resident, tekst="x"))
    places = [text.index(f"{number}. {title.replace('&#x27;', chr(39))}") for number, title in enumerate(best, start=1)]
    assert places == sorted(places)
    cards = [text[start:end] for start, end in zip(places, [*places[1:], len(text)], strict=True)]
    for card in cards:
        assert "Wat u kunt doen:" in card
        assert re.search(r"Bron: .+, \d{1,2} \w+ 20\d\d\.", card)
    assert any("Stap voor stap: 1. " in card for card in cards)
    assert any(re.search(r"Bel [\d -]{3,}", card) for card in cards)
    assert any("Kosten: " in card for card in cards)


def test_what_is_never_kept_is_not_on_the_paper(door: FrontDoor, resident: Client) -> None:
    told = {"feit": ["rechtmatig_verblijf=ja", "samenwonen=nee"]}
    text = text_of(made(resident, tekst="huur", **told))
    assert door.dictionary["samenwonen"].question.nl in text
    assert door.dictionary["rechtmatig_verblijf"].question.nl not in text


def test_what_was_told_stands_in_it_and_what_does_not_fit_does_not(door: FrontDoor, resident: Client) -> None:
    fields = {"behoefte": "stofzuigen", "feit": "balans=slecht"}
    text = text_of(made(resident, **fields))
    assert "Staat u stevig op uw benen? Nee, ik sta niet stevig" in text
    assert Verdict.DOES_NOT_FIT not in text
    assert "Past nu niet" not in text


def test_danger_stands_above_everything_else(resident: Client) -> None:
    text = text_of(made(resident, tekst="mijn man slaat me en ik heb schulden"))
    assert "Hier kunt u nu terecht" in text
    assert text.index("0800-2000") < text.index("1. ")


def test_a_screen_reader_can_read_it_and_its_outside_tells_nothing(rent: FrontDoor, resident: Client) -> None:
    response = made(resident, tekst=MARK)
    pdf = pdf_of(response)
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    # PDF/UA-1 (ISO 14289-1) names itself in the metadata.
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Dit kan u helpen"
    assert response["Content-Disposition"] == 'attachment; filename="om-mee-te-nemen.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert response.cookies.keys() == set()


def test_nothing_of_it_is_kept(rent: FrontDoor, resident: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        response = made(resident, tekst=MARK)
    assert MARK not in caplog.text
    assert MARK not in "".join(f"{name}: {value}" for name, value in response.items())
    home = Path(settings.HOME)
    assert [path for path in home.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()] == []


def test_in_large_print_it_takes_more_paper(rent: FrontDoor, resident: Client) -> None:
    small, large = made(resident, tekst="x"), made(resident, tekst="x", letters="groot")
    assert len(pdf_of(large).pages) > len(pdf_of(small).pages)


def test_english_is_english(rent: FrontDoor, resident: Client) -> None:
    response = made(resident, f"/en{PDF}", tekst="I cannot pay my rent")
    assert pdf_of(response).trailer["/Root"]["/Lang"] == "en-GB"  # type: ignore[index]
    assert rent.needs["huurachterstand"].text.en in text_of(response)


@pytest.mark.parametrize(
    "text", ["😀 help", "أحتاج إلى مساعدة", "我需要帮助", "\x00\x01 help", "x" * 10_000, "#set page()"]
)
def test_any_text_gets_a_pdf(rent: FrontDoor, resident: Client, text: str) -> None:
    assert "Wij bewaren niets." in text_of(made(resident, tekst=text))


def test_what_our_fonts_cannot_draw_is_said_to_be_there(rent: FrontDoor, resident: Client) -> None:
    assert "‘[tekens die wij niet kunnen afdrukken] en geld’" in text_of(made(resident, tekst="我需要 en geld"))


def test_without_a_question_there_is_a_sentence_and_without_help_a_page(
    door: FrontDoor, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = resident.post(PDF, {"tekst": " "})
    assert (empty.status_code, "Vertel eerst" in empty.content.decode()) == (400, True)
    hearing(monkeypatch, door, {})
    assert "Wij begrepen uw vraag niet goed" in resident.post(PDF, {"tekst": "x"}).content.decode()
    assert resident.get(PDF)["Location"] == "/"
