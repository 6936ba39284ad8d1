"""The self-check, as somebody without JavaScript goes through it: every step is a form that is sent."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from maatwerk.casework.frontdoor.paper import self_check_on_paper
from maatwerk.foundation.documents.letters import Field, Paragraph
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.site.library import library
from tests.conftest import TODAY
from tests.foundation.editing.changes import publish, raw

pytestmark = pytest.mark.django_db

PAGE = "/zelfcheck/"
# The 13 domains of the Zelfredzaamheid-Matrix 2017 (GGD Amsterdam), by the names this code has for them.
DOMAINS = {
    "financien", "werk_en_opleiding", "tijdsbesteding", "huisvesting", "huiselijke_relaties", "geestelijke_gezondheid",
    "lichamelijke_gezondheid", "middelengebruik", "basale_adl", "instrumentele_adl", "sociaal_netwerk",
    "maatschappelijke_participatie", "justitie",
}  # fmt: skip


class Forms(HTMLParser):
    """The forms of a page with what a browser would send of each; buttons and boxes that are not ticked stay out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self.actions: list[str] = []
        self.buttons: list[list[tuple[str, str]]] = []
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append([])
            self.buttons.append([])
            self.actions.append(given["action"])
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given:
            self.forms[-1].append((self._select, given["value"]))
        elif tag == "button" and "name" in given:
            self.buttons[-1].append((given["name"], given["value"]))
        elif tag == "input" and (given.get("type") not in {"radio", "checkbox"} or "checked" in given):
            self.forms[-1].append((given["name"], given.get("value", "")))


def body(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def sent(page: str, to: str) -> list[tuple[str, str]]:
    """What a browser sends for the button that leads to this step, with nothing changed."""
    forms = Forms(page)
    for form, buttons in zip(forms.forms, forms.buttons, strict=True):
        if ("naar", to) in buttons:
            return [*form, ("naar", to)]
    raise AssertionError(f"there is no button to '{to}'")


def go(resident: Client, pairs: list[tuple[str, str]], status: int = 200, address: str = PAGE) -> str:
    response = resident.post(address, body(pairs))
    assert response.status_code == status
    assert response.cookies.keys() == set()
    return str(response.content.decode())


ANSWERS = [
    ("hoe_financien", "lukt_niet"),
    ("hoe_huisvesting", "goed"),
    ("hoe_instrumentele_adl", "kan_beter"),
    ("hoe_sociaal_netwerk", "lukt_niet"),
    ("hoe_middelengebruik", "zeg_ik_liever_niet"),
]


def test_there_is_one_question_for_each_domain_with_the_same_four_answers(resident: Client) -> None:
    response = resident.get(PAGE)
    page = response.content.decode()
    assert response.cookies.keys() == set()
    assert set(re.findall(r'name="hoe_(\w+)"', page)) == DOMAINS
    for domain in DOMAINS:
        values = re.findall(rf'name="hoe_{domain}" value="(\w+)"', page)
        assert values == ["goed", "kan_beter", "lukt_niet", "zeg_ik_liever_niet"]
    assert " checked" not in page  # nothing is answered for anybody
    assert "Wij bewaren niets van wat u hier invult." in page


def test_from_the_questions_through_an_own_order_to_help(resident: Client) -> None:
    page = str(resident.get(PAGE).content.decode())
    page = go(resident, [*sent(page, "voorrang"), *ANSWERS])
    offered = re.findall(r'<option value="(\w+)"', page)
    assert set(offered) == {"financien", "instrumentele_adl", "sociaal_netwerk"}  # what goes well needs no place

    # A browser sends every choice of a list, also those where nothing was chosen.
    order = [("eerst", "sociaal_netwerk"), ("eerst", "instrumentele_adl"), ("eerst", "")]
    page = go(resident, [*sent(page, "uitkomst"), *order])
    assert re.findall(r"<summary>([^<]+)</summary>", page.split("<main")[1]) == [
        "Mensen om u heen", "Het huishouden", "Geld en schulden",
    ]  # fmt: skip
    assert page.count('<details class="sm-more" open>') == 2
    needs = re.findall(r'name="behoefte" value="(\w+)"', page)
    assert {library().needs[need].domain for need in needs} == {"financien", "instrumentele_adl", "sociaal_netwerk"}

    chosen = [("behoefte", "eenzaam"), ("behoefte", "stofzuigen")]
    response = resident.post(PAGE, body([*sent(page, "hulp"), *chosen]), follow=True)
    assert response.redirect_chain == [("/antwoord", 307)]  # the body goes along; the address stays empty
    page = response.content.decode()
    assert "Robotstofzuiger" in page
    assert library().needs["eenzaam"].text.nl in page


def test_the_picture_has_a_table_with_the_same_facts_and_no_total(resident: Client) -> None:
    page = go(resident, [*ANSWERS, ("eerst", "sociaal_netwerk"), ("naar", "uitkomst")])
    table = page.split("<table")[1].split("</table>")[0]
    rows = {
        cells[0]: cells[1:]
        for row in table.split("<tr>")[2:]
        if (cells := re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row))
    }
    assert len(rows) == 13
    assert rows["1. Geld en schulden"] == ["Lukt niet", ""]
    assert rows["2. Wonen"] == ["Gaat goed", ""]
    assert rows["8. Mensen om u heen"] == ["Lukt niet", "1"]
    assert rows["12. Alcohol, drugs en gokken"] == ["Zeg ik liever niet", ""]
    assert rows["13. Recht en politie"] == ["Niet ingevuld", ""]
    drawing = page.split('<svg class="sm-picture__round"')[1].split("</svg>")[0]
    assert 'role="img" aria-label="' in drawing
    # Four answers say how it goes, so four parts are drawn; what is not known is left empty. Size differs with colour.
    assert [drawing.count(f"sm-slice-{level}") for level in (1, 2, 3)] == [2, 1, 1]
    assert len(set(re.findall(r"A(\d+) ", drawing))) == 3


def test_going_back_keeps_everything_that_was_filled_in(resident: Client) -> None:
    everything = [*ANSWERS, ("eerst", "financien"), ("eerst", "sociaal_netwerk")]
    outcome = go(resident, [*everything, ("behoefte", "eenzaam"), ("naar", "uitkomst")])
    questions = go(resident, sent(outcome, "vragen"))
    for name, value in ANSWERS:
        assert re.search(rf'name="{name}" value="{value}"(?: id="{name}")? checked', questions)
    first = go(resident, sent(questions, "voorrang"))
    assert re.findall(r'<option value="(\w+)" selected', first) == ["financien", "sociaal_netwerk"]
    again = go(resident, sent(first, "uitkomst"))
    assert re.search(r'value="eenzaam"(?: id="behoefte")? checked', again)
    assert "Terug naar uw volgorde" in again


@pytest.mark.parametrize("step", ["vragen", "uitkomst"])
def test_help_in_danger_stands_beside_the_questions_and_what_they_come_to(resident: Client, step: str) -> None:
    page = go(resident, [*ANSWERS, ("hoe_geestelijke_gezondheid", "lukt_niet"), ("naar", step)])
    for number in ("112", "113", "0800-2000"):
        assert f'class="sm-phone" href="tel:{number.replace("-", "")}"' in page


def test_what_goes_well_after_all_loses_its_place(resident: Client) -> None:
    page = go(resident, [*ANSWERS, ("hoe_justitie", "goed"), ("eerst", "justitie"), ("naar", "uitkomst")])
    assert "<summary>Recht en politie</summary>" not in page
    assert "<summary>Geld en schulden</summary>" in page


def test_who_is_content_is_not_asked_what_comes_first(resident: Client) -> None:
    page = go(resident, [("hoe_financien", "goed"), ("naar", "voorrang")])
    assert "Zo gaat het met u" in page
    assert 'name="behoefte"' not in page
    assert "U gaf niets aan dat beter kan." in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ([("hoe_huisvesting", "matig"), ("naar", "voorrang")], "Kies bij ‘Past uw huis bij u?’ één van de antwoorden."),
        ([("eerst", "de_tuin"), ("naar", "uitkomst")], "Kies alleen uit de lijst."),
        (
            [("eerst", each) for each in ("financien", "sociaal_netwerk", "instrumentele_adl", "justitie")]
            + [("naar", "uitkomst")],
            "Kies er hooguit drie.",
        ),
        ([("naar", "hulp")], "Kies ten minste één ding waar u hulp bij wilt."),
        ([("behoefte", "bestaat_niet"), ("naar", "hulp")], "Kies ten minste één ding waar u hulp bij wilt."),
    ],
)
def test_what_cannot_be_used_is_named_and_loses_nothing_else(
    resident: Client, wrong: list[tuple[str, str]], sentence: str
) -> None:
    given = [pair for pair in ANSWERS if pair[0] not in dict(wrong)]
    page = go(resident, [*given, *wrong], status=400)
    assert sentence in page
    target = re.search(r'class="sm-errors.*?href="#(\w+)"', page, re.DOTALL)
    assert target
    assert f' id="{target[1]}"' in page  # the sentence leads to the field
    kept = [pair for form in Forms(page).forms for pair in form]
    assert set(given) <= set(kept)


def test_without_any_answer_it_says_what_is_needed(resident: Client) -> None:
    page = go(resident, [("naar", "voorrang")], status=400)
    assert "Kies bij ten minste één vraag een antwoord." in page
    assert 'id="hoe_financien"' in page


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"naar": "elders"},
        {"naar": ""},
        {"naar": "vragen", "hoe_financien": "\x00" * 10},
        {"naar": "vragen", "eerst": ["financien"] * 200, "behoefte": ["eenzaam"] * 200},
        {"hoe_": "goed", "hoe_tuin": "goed"},
    ],
)
def test_any_form_gets_the_questions(resident: Client, fields: dict[str, Any]) -> None:
    response = resident.post(PAGE, fields)
    assert response.status_code == 200
    assert "Hoe gaat het met u?" in response.content.decode()


def test_answers_in_an_address_are_not_read(resident: Client) -> None:
    assert " checked" not in resident.get(f"{PAGE}?hoe_financien=lukt_niet&naar=uitkomst").content.decode()


def test_nothing_is_stored_and_the_page_is_not_kept_by_a_browser(resident: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = resident.post(PAGE, body([*ANSWERS, ("naar", "uitkomst")]))
    assert all(query["sql"].startswith("SELECT") for query in captured)
    assert "no-store" in response["Cache-Control"]
    assert response.cookies.keys() == set()
    assert "<title>Hoe gaat het?" in response.content.decode()  # neutral: it tells nobody what somebody looks at


def test_the_other_language_keeps_what_was_filled_in(resident: Client) -> None:
    page = go(resident, [*ANSWERS, ("eerst", "financien"), ("naar", "uitkomst")])
    switch = next(
        form for form, action in zip(Forms(page).forms, Forms(page).actions, strict=True) if action == "/en/zelfcheck/"
    )
    english = go(resident, switch, address="/en/zelfcheck/")
    assert "Money and debts" in english
    assert "Not working" in english


def test_a_municipality_may_ask_in_its_own_words(resident: Client) -> None:
    own = raw("questionnaires", "zelfcheck")
    own["vragen"][0]["tekst"] = {"nl": "Is er genoeg geld in huis?", "en": "Is there enough money at home?"}
    publish(own, "questionnaires", "zelfcheck")
    assert "Is er genoeg geld in huis?" in resident.get(f"/duinstad{PAGE}").content.decode()
    assert "Is er genoeg geld in huis?" not in resident.get(f"/veenrode{PAGE}").content.decode()


def test_the_home_page_leads_to_it(resident: Client) -> None:
    assert f'href="{PAGE}"' in resident.get("/").content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("large", ["", "?letters=groot"])
def test_the_same_questions_can_be_printed(resident: Client, language: str, large: str) -> None:
    response = resident.get(f"{language}/zelfcheck/papier{large}")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert b"pdfuaid" in response.content  # PDF/UA-1 (ISO 14289-1) names itself in the metadata
    assert response.cookies.keys() == set()


def test_the_sheet_has_every_question_with_its_answers_and_says_where_to_bring_it(
    two_municipalities: dict[str, Municipality],
) -> None:
    home = two_municipalities["veenrode"]
    sheet = self_check_on_paper(library().questionnaires["zelfcheck"], library().domains, home, "nl", TODAY)
    asked = [part for part in sheet.body if isinstance(part, Field) and part.choices]
    assert len(asked) == len(DOMAINS)
    assert {part.choices for part in asked} == {("Gaat goed", "Kan beter", "Lukt niet", "Zeg ik liever niet")}
    told = " ".join(part.text for part in sheet.body if isinstance(part, Paragraph))
    assert home.profile.contact.phone in told
    assert home.profile.contact.address in told
    assert sheet.addressee == ()  # it is nobody's until somebody fills it in


def test_large_print_is_larger(resident: Client) -> None:
    usual, large = (
        len(PdfReader(BytesIO(resident.get(f"/zelfcheck/papier{query}").content)).pages)
        for query in ("", "?letters=groot")
    )
    assert large > usual


def test_paper_that_cannot_be_made_says_to_call(resident: Client, caplog: pytest.LogCaptureFixture) -> None:
    own = raw("questionnaires", "zelfcheck")
    own["vragen"][0]["voorbeeld"] = {"nl": "Bijvoorbeeld 💶.", "en": "For example 💶."}
    publish(own, "questionnaires", "zelfcheck")
    response = resident.get("/duinstad/zelfcheck/papier")
    assert response.status_code == 503
    assert "Bel ons, dan sturen wij u de vragen op." in response.content.decode()
    assert "U+1F4B6" in caplog.text
