"""What am I probably entitled to: the pages for everybody.

Amounts: zorgtoeslag for who is alone is € 129 a month at most in 2026 and stops above € 40.857 a year, in 2024 above
€ 37.496 (belastingdienst.nl, "Maximaal inkomen voor zorgtoeslag"; Wzt art. 2, text 1-1-2026).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.people.models import Municipality as Stored
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.schemes.web import resident as pages

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
OUTCOME = "/regelingen/uitkomst"
SAMIRA = {
    "vragen": "ja", "inkomen": "1.500", "samenwonen": "nee", "kinderen": "1", "kinderen_leeftijden": "9",
    "leeftijd": "38", "volwassenen": "1", "woning": "huur", "kale_huur": "650", "vermogen_ongeveer": "0-7500",
    "zorgverzekerd": "ja",
}  # fmt: skip
NOTHING = dict.fromkeys(SAMIRA, "") | {"vragen": "ja"}


@pytest.fixture(autouse=True)
def on_a_sunday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "localdate", lambda: TODAY)


def page(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    assert response.cookies.keys() == set()
    return str(response.content.decode())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[1].split("</main", maxsplit=1)[0]).split())


def card(html: str, scheme: str) -> str:
    """The words of one scheme on the page."""
    return words(
        "<main" + html.split(f'aria-labelledby="regeling-{scheme}"')[1].split("</article>", maxsplit=1)[0] + "</main"
    )


def sent_along(html: str) -> list[tuple[str, str]]:
    """The hidden fields of the question that stands on the page."""
    form = html.split('id="preciezer"')[1].split("<form")[1].split("</form>", maxsplit=1)[0]
    return re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)


def next_step(resident: Client, html: str, answer: Mapping[str, str], address: str = OUTCOME) -> str:
    fields: dict[str, Any] = {}
    for name, value in sent_along(html):
        if name != "gevraagd" or "antwoord" in answer:
            fields.setdefault(name, []).append(value)
    return page(resident.post(address, fields | dict(answer)))


def test_samira_sees_at_once_what_fits_how_much_and_why(resident: Client) -> None:
    form = page(resident.get("/regelingen/"))
    assert len(re.findall(r"<legend>\d\. ", form)) == 8
    assert "<legend>1. Hoeveel geld kreeg u vorige maand" in form
    html = page(resident.post(OUTCOME, SAMIRA))
    allowance = card(html, "zorgtoeslag")
    assert "U heeft hier waarschijnlijk recht op" in allowance
    assert re.search(r"tussen € \d+ en € 129 per maand", allowance)
    assert "Waarom? U bent 18 jaar of ouder." in allowance
    assert "Waar staat dat in de wet? Wet op de zorgtoeslag" in allowance
    assert "Hoogste inkomen zonder partner: € 40.857." in allowance
    assert "Vraag aan" in allowance
    assert "0800-0543" in allowance
    assert "toeslagen.nl" in allowance
    pension = card(html, "aow")
    assert "Waarschijnlijk niet" in pension
    assert "Waarom niet? U heeft de AOW-leeftijd nog niet." in pension
    assert "U mag het altijd aanvragen." in pension


def test_a_question_settles_the_amount_and_is_not_put_again(resident: Client) -> None:
    first = page(resident.post(OUTCOME, SAMIRA))
    assert ("gevraagd", "toetsingsinkomen") in sent_along(first)
    second = next_step(resident, first, {"antwoord": "20000"})
    assert "€ 129 per maand" in card(second, "zorgtoeslag")
    assert "tussen" not in card(second, "zorgtoeslag").split("Geld van de overheid")[0]
    assert "Door uw antwoord: Zorgtoeslag: U heeft hier waarschijnlijk recht op, € 129 per maand" in words(second)
    assert "Door uw antwoord" not in words(first)
    assert ("gevraagd", "toetsingsinkomen") not in sent_along(second)
    assert "€ 20.000 per jaar" in words(second)
    asked = dict(sent_along(second))["gevraagd"]
    third = next_step(resident, second, {"antwoord": "weet_ik_niet"})
    assert "Dit veranderde niets aan wat bij u past." in words(third)
    assert asked not in [value for name, value in sent_along(third) if name == "gevraagd"]


def test_a_range_is_an_answer_too(resident: Client) -> None:
    first = page(resident.post(OUTCOME, SAMIRA))
    second = next_step(resident, first, {"antwoord": "", "ongeveer": "15000-20000"})
    assert "€ 129 per maand" in card(second, "zorgtoeslag")
    assert "€ 15.000 tot € 20.000" in words(second)


def test_what_surely_comes_in_is_added_up(resident: Client) -> None:
    first = page(resident.post(OUTCOME, SAMIRA))
    html = next_step(resident, first, {"antwoord": "20000"})
    shown = re.findall(
        r"<th scope=\"row\">([^<]+)</th><td[^>]*>([^<]+)</td>", html.split("In het kort")[2].split("</table>")[0]
    )
    months = {"per maand": 1, "per kwartaal": 3, "per jaar": 12}
    told = [re.fullmatch(r"€\xa0([\d.,]+) (per \w+)", amount) for _name, amount in shown]
    parts = [Decimal(one[1].replace(".", "").replace(",", ".")) / months[one[2]] for one in told if one]
    assert ("Zorgtoeslag", "€\xa0129 per maand") in shown
    assert len(parts) == len(shown) > 2
    [total] = re.findall(r"Samen is dat ten minste €\xa0([\d.]+) per maand", html)
    assert int(total.replace(".", "")) == int(sum(parts))


def test_what_harms_people_is_on_the_page(resident: Client) -> None:
    first = page(resident.post(OUTCOME, SAMIRA))
    html = next_step(resident, first, {"antwoord": "29736"})
    told = words(html)
    assert "Let op: uw inkomen is een schatting" in told
    assert "Geef een iets hoger inkomen op dan u verwacht." in told
    assert "Dit telt mee: Zorgtoeslag, Huurtoeslag, Kindgebonden budget." in told
    assert "Iemand komt bij u wonen of gaat weg." in told
    assert '<polyline class="sm-picture__line' in html
    rows = dict(
        re.findall(r"<th scope=\"row\">(€\xa0[\d.]+)</th><td[^>]*>(€\xa0[\d.]+)</td>", html.split('id="schatting"')[1])
    )
    # Wzt art. 2 lid 2 takes 13.73% of what one earns above the threshold, kindgebonden budget (Wkgb art. 2 lid 6) 7.6%
    # above its own: whoever earns € 1.000 more pays back at least the first, and more as they earn more.
    assert list(rows) == ["€\xa01.000", "€\xa02.500", "€\xa05.000", "€\xa010.000", "€\xa020.000"]
    back = [int(value.split("\xa0")[1].replace(".", "")) for value in rows.values()]
    assert back == sorted(back)
    assert back[0] >= 125


def test_who_fills_in_nothing_gets_no_no(resident: Client) -> None:
    html = page(resident.post(OUTCOME, NOTHING))
    told = words(html)
    assert "Nog geen regeling past zeker bij u." in told
    assert "Zorgtoeslag" in told
    assert "Bijstand" in told
    assert "Misschien" in card(html, "bijstand")
    assert "Misschien" in card(html, "huurtoeslag")
    assert sent_along(html)


def test_in_english(resident: Client, two_municipalities: dict[str, Municipality]) -> None:
    html = page(resident.post(f"/en{OUTCOME}", SAMIRA))
    told = words(html)
    assert "Healthcare allowance (zorgtoeslag)" in told
    assert "You are 18 or older." in told
    assert "How much will you earn in total this year, before tax?" in told
    assert "recht op" not in told


def test_figures_of_another_year_and_of_one_that_nobody_knows(
    resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page(resident.post(OUTCOME, SAMIRA))
    html = page(
        resident.post(OUTCOME, {"feit": [value for name, value in sent_along(first) if name == "feit"], "jaar": "2024"})
    )
    assert "Bedragen van 2024" in words(html)
    assert "Hoogste inkomen zonder partner: €\xa037.496." in html
    monkeypatch.setattr(pages, "localdate", lambda: date(2027, 1, 1))
    later = page(resident.post(OUTCOME, SAMIRA))
    assert "De bedragen van 2027 zijn nog niet bekend." in card(later, "zorgtoeslag")
    assert 'name="jaar" value="2026"' in later


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        (
            {"inkomen": "veel"},
            "inkomen",
            "Bij ‘Hoeveel geld kreeg u vorige maand aan loon of uitkering?’ hoort een bedrag",
        ),
        ({"inkomen": "-5"}, "inkomen", "van 0 tot 100.000"),
        ({"leeftijd": "300"}, "leeftijd", "Bij ‘Hoe oud bent u?’ hoort een leeftijd in hele jaren"),
        ({"kinderen_leeftijden": "9 en achttien"}, "kinderen_leeftijden", "Schrijf de leeftijden in hele jaren"),
        (
            {"kinderen": "1", "kinderen_leeftijden": "9, 16"},
            "kinderen_leeftijden",
            "U noemt meer leeftijden dan kinderen.",
        ),
        ({"samenwonen": "ja", "volwassenen": "1"}, "volwassenen", "Tel uzelf mee, en ook uw partner."),
        ({"woning": "kasteel"}, "woning", "past een van deze antwoorden"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(
    resident: Client, fields: dict[str, str], field: str, sentence: str
) -> None:
    html = page(resident.post(OUTCOME, SAMIRA | fields), 400)
    assert f'href="#{field}"' in html
    assert sentence in html
    assert 'value="650"' in html
    for name, value in fields.items():
        assert f'value="{value}"' in html or name == "woning"


def test_an_answer_that_cannot_be_read_is_asked_again(resident: Client) -> None:
    first = page(resident.post(OUTCOME, SAMIRA))
    fields: dict[str, Any] = {}
    for name, value in sent_along(first):
        fields.setdefault(name, []).append(value)
    html = page(resident.post(OUTCOME, fields | {"antwoord": "heel veel"}), 400)
    assert 'value="heel veel"' in html
    assert "hoort een bedrag in euro&#x27;s per jaar" in html
    assert ("gevraagd", "toetsingsinkomen") in sent_along(html)


def test_answers_can_be_changed_and_taken_back(resident: Client) -> None:
    first = page(resident.post(OUTCOME, SAMIRA))
    form = next_step(resident, first, {}, "/regelingen/")
    for shown in (
        'value="1500"',
        'value="650"',
        'value="0-7500" selected',
        'value="9"',
        'value="huur" id="woning" checked',
    ):
        assert shown in form
    without = next_step(resident, first, {"antwoord": "20000", "wis": "zorgverzekerd"})
    assert "Misschien" in card(without, "zorgtoeslag")
    assert 'feit" value="zorgverzekerd' not in without


def test_what_was_told_of_somebody_who_is_not_there_counts_no_longer(resident: Client) -> None:
    told = ["partner.toetsingsinkomen=90000", "samenwonen=ja", "kind3.leeftijd=4"]
    html = page(resident.post(OUTCOME, SAMIRA | {"feit": told}))
    assert "partner.toetsingsinkomen" not in html
    assert "kind3" not in html


def test_nothing_stands_in_an_address_and_strangers_are_left_out(resident: Client) -> None:
    assert resident.get(OUTCOME).status_code == 302
    html = page(
        resident.post(
            OUTCOME, {"feit": ["nederlands=ja", "bestaat_niet=1", "leeftijd=38", "x"], "tussen": ["leeftijd=0-10"]}
        )
    )
    known = html.split('id="verteld"')[1].split("</section>")[0]
    assert re.findall(r'name="wis" value="([^"]+)"', known) == ["leeftijd"]
    assert not re.findall(r'(?:href|action)="[^"]*\?', html.split("<main")[1].split("</main")[0])


def test_where_schemes_are_switched_off_the_pages_are_not_there(resident: Client) -> None:
    row = Stored.objects.get(slug="duinstad")
    row.profile = {**row.profile, "uit": ["regelingen"]}
    row.save()
    assert resident.get("/duinstad/regelingen/").status_code == 404
    assert resident.post(f"/duinstad{OUTCOME}", SAMIRA).status_code == 404
    assert "/regelingen/" not in page(resident.get("/duinstad/"))
    assert "/regelingen/" in page(resident.get("/veenrode/"))
    worked_out = resident.post(
        "/duinstad/api/v1/regelingen/berekeningen", {"personen": []}, content_type="application/json"
    )
    assert worked_out.status_code == 404
    assert resident.get("/duinstad/api/v1/regelingen").status_code == 404
    named = {"gemeente": "duinstad", "personen": [{"rol": "aanvrager"}]}
    refused = resident.post("/veenrode/api/v1/regelingen/berekeningen", named, content_type="application/json")
    assert refused.status_code == 400
    assert "Deze gemeente rekent hier niet met regelingen." in refused.content.decode()


def test_questions_to_the_database_do_not_grow_with_what_was_told(
    resident: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    resident.post(OUTCOME, NOTHING)
    for fields in (NOTHING, SAMIRA):
        with django_assert_max_num_queries(3):
            resident.post(OUTCOME, fields)
