"""One definition of the questions makes the page, the page for a desk and the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from maatwerk.casework.contact.forms import FORMS, Form, form_of, form_with
from maatwerk.casework.contact.paper import as_pdf
from maatwerk.casework.contact.rules import Kind
from maatwerk.foundation.content import Text
from maatwerk.foundation.content.entry import Language
from maatwerk.foundation.content.plain_language import faults_in
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.site.library import officialese
from tests.casework.contact.callers import els_answers


def texts(form: Form) -> Iterator[Text]:
    yield from (form.title, form.lead)
    for question in form.questions:
        yield from (question.label, *filter(None, [question.hint]), *question.choices.values())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_sentence_is_plain_and_there_in_both_languages(form: Form) -> None:
    assert [fault for text in texts(form) for fault in faults_in(text.nl, officialese())] == []
    assert all(text.nl != text.en for text in texts(form))


def test_every_request_can_ask_for_an_interpreter_and_says_what_is_safe() -> None:
    for form in FORMS.values():
        ids = [question.id for question in form.questions]
        assert {"tolk", "veilig", "bericht", "wanneer", "waarover"} <= set(ids)
        assert [each.id for each in form.questions if each.required] in (["naam", "telefoon"], ["naam", "adres"])


def test_a_form_is_found_by_its_code_however_it_was_typed() -> None:
    assert form_with(" b1 ") is form_of(Kind.CALL)
    assert form_with("B2") is form_of(Kind.VISIT)
    assert form_with("K7M42P") is None


def words(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", FORMS)
def test_the_paper_asks_the_same_in_the_same_order_and_says_its_code(
    duinstad: Municipality, code: str, language: Language, large: bool
) -> None:
    form = FORMS[code]
    found = words(as_pdf(code, duinstad, language, large))
    places = [found.find(re.sub(r"\s+", "", question.label.in_(language))) for question in form.questions]
    assert -1 not in places
    assert places == sorted(places)
    assert code in found
    assert "Raadhuisplein1,Duinstad" in found


def test_the_papers_can_be_fetched_by_everybody_without_a_cookie(resident: Client) -> None:
    els_answers()
    page = resident.get("/duinstad/en/op-papier/").content.decode()
    addresses = re.findall(r'href="([^"]+\.pdf)"', page)
    assert len(addresses) == 4
    for address in addresses:
        response = resident.get(address)
        assert response["Content-Type"] == "application/pdf"
        assert response.cookies.keys() == set()
        assert "Whatmaywecallyou?" in words(response.content)


@pytest.mark.parametrize("address", ["B9-gewoon", "B1/klein", "b1/gewoon", "B1/gewoon.pdf"])
def test_a_paper_that_is_not_there_is_not_found(resident: Client, address: str) -> None:
    assert resident.get(f"/duinstad/op-papier/{address}.pdf").status_code == 404
