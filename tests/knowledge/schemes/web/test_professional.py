"""Els works out schemes with a resident beside her. Expected values: Wzt art. 2 (2026: € 129,20 at most; 13,73% above
the threshold), Wkgb art. 2 and AKW art. 12 as in the tests of the engine."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.people.models import Municipality
from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.schemes.web.explained import more_or_less
from maatwerk.knowledge.schemes.web.written import FullError, Written, read
from tests.knowledge.schemes.households import dictionary

pytestmark = pytest.mark.django_db

AT = "/duinstad/medewerkers/regelingen/uitrekenen/"
CHANGE, WORTH = f"{AT}verandering/", f"{AT}loont-het/"
ALONE = {
    "peildatum": "1-1-2026", "geboortedatum": "5-5-1990", "zorgverzekerd": "ja", "vermogen": "0",
    "toetsingsinkomen": "31.000", "netto_maandinkomen": "2.000",
}  # fmt: skip
PARENT = ALONE | {"persoon": ["kind1"], "kind1.geboortedatum": "5-10-2012", "kinderbijslag": "ja"}


@pytest.fixture
def els(staff: dict[str, Client]) -> Client:
    return staff["els"]


def page(client: Client, fields: dict[str, Any], address: str = AT, status: int = 200) -> str:
    response = client.post(address, fields)
    assert response.status_code == status, response.content.decode()
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def beside(fields: dict[str, Any], side: str = "A") -> dict[str, Any]:
    """The fields of the situation that is not on the screen."""
    return {f"ander.{name}": value for name, value in fields.items()} | {"situatie": side}


def test_every_step_stands_there_with_its_value_article_and_source(els: Client) -> None:
    shown = page(els, ALONE)
    assert "€ 114 per maand (precies € 114,74)" in shown  # (2119 - 0,01912 × 29736 - 0,1373 × 1264) ÷ 12
    assert "Zelf betaalt u 1,912% van € 29.736, en 13,73% van wat u meer verdient." in shown
    assert 'href="https://wetten.overheid.nl/BWBR0018451/2026-01-01">Wzt art. 2 lid 2</a>' in shown
    assert "Regeling van 26 november 2025" in shown
    assert "Iedereen mag altijd een aanvraag doen" in shown
    assert "Wij gaan ervan uit dat u niet vastzit." in shown


def test_where_schemes_are_switched_off_nothing_is_worked_out(els: Client) -> None:
    town = Municipality.objects.get(slug="duinstad")
    town.profile |= {"uit": ["regelingen"]}
    town.save()
    for address in (AT, CHANGE, WORTH):
        assert els.get(address).status_code == 404
        assert els.post(address, ALONE).status_code == 404


def test_what_a_scheme_still_has_to_know_becomes_a_field(els: Client) -> None:
    assert 'name="wmo_hulp"' not in els.get(AT).content.decode()
    shown = page(els, ALONE)
    label = shown.split('for="wmo_hulp"')[1].split("<select")[0]
    assert "maakt verschil" in label
    answered = page(els, ALONE | {"wmo_hulp": "nee"}).split('for="wmo_hulp"')[1].split("</select>")[0]
    assert "maakt verschil" not in answered
    assert '<option value="nee" selected>' in answered


def test_people_come_and_go_and_what_was_typed_stays(els: Client) -> None:
    typed = PARENT | {"persoon": ["kind1", "kind2"], "kind2.geboortedatum": "7-7-2020", "kale_huur": "geen idee hoor"}
    more = page(els, typed | {"doe": "erbij:partner"})
    assert 'name="partner.geboortedatum"' in more
    assert 'value="geen idee hoor"' in more  # it may still be wrong: nothing was worked out
    fewer = page(els, typed | {"doe": "weg:kind1"})
    assert 'name="kind1.geboortedatum" type="text" value="7-7-2020"' in fewer
    assert "5-10-2012" not in fewer
    assert "kind2" not in fewer


def test_every_field_stands_there_once_under_a_label_of_its_own(els: Client) -> None:
    everybody = ALONE | {"persoon": ["partner", "kind1", "kind2", "medebewoner1"]}
    shown = page(els, everybody)
    labels = re.findall(r'<label class="utrecht-form-label" for="([^"]+)">([^<]+)</label>', shown)
    assert len(labels) > 50
    assert len({name for name, _words in labels}) == len({words for _name, words in labels}) == len(labels)
    names = [name for name, _words in labels]
    assert "kind1.woont_bij_ouder" in names
    assert "woont_bij_ouder" not in names  # it is about a child


def test_there_are_no_more_children_than_the_dictionary_knows(els: Client) -> None:
    many = ALONE | {"persoon": [f"kind{number}" for number in range(1, 21)], "doe": "erbij:kind"}
    assert "Er kunnen hoogstens 20 kinderen en 20 huisgenoten zijn." in page(els, many, status=400)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("kale_huur", "-5", "Bij 'kale_huur' hoort een bedrag in euro's per maand, van 0 tot 10.000."),
        ("toetsingsinkomen", "appel", "Bij 'toetsingsinkomen' hoort een bedrag in euro's per jaar"),
        ("geboortedatum", "1-1-2027", "Een geboortedatum ligt na de peildatum."),
        ("peildatum", "31-12-2022", "Kies een peildatum van 1-1-2023 tot en met 31-12-2027"),
        ("peildatum", "", "Kies een peildatum van 1-1-2023 tot en met 31-12-2027"),
    ],
)
@pytest.mark.parametrize("address", [AT, CHANGE, WORTH])
def test_what_cannot_be_read_is_named_and_kept(els: Client, address: str, field: str, typed: str, said: str) -> None:
    shown = page(els, ALONE | {field: typed}, address, status=400)
    assert f'href="#{field}"' in shown
    assert said in shown.replace("&#x27;", "'")
    assert f'value="{typed}"' in shown
    assert "uitkomst" not in shown


def test_two_situations_stand_side_by_side_with_the_difference_in_words(els: Client) -> None:
    second = page(els, ALONE | {"doe": "tweede"})
    assert "Gegevens van situatie B" in second
    assert '<input type="hidden" name="ander.toetsingsinkomen" value="31.000">' in second
    shown = page(els, ALONE | {"toetsingsinkomen": "39.400"} | beside(ALONE, "B"))
    assert "€ 96,11 minder" in shown  # 8.400 × 13,73% ÷ 12
    assert shown.index('<th scope="col">Situatie A</th>') < shown.index('<th scope="col">Situatie B</th>')
    assert "€ 114,74" in shown
    assert "<strong>anders</strong>" in shown
    # The other way round, A is on the screen: the outcome is the same.
    assert "€ 96,11 minder" in page(els, ALONE | beside(ALONE | {"toetsingsinkomen": "39.400"}))


def test_a_lawyer_compares_two_days(els: Client) -> None:
    facts = ALONE | {"toetsingsinkomen": "20.000"}
    shown = page(els, facts | beside(facts | {"peildatum": "1-1-2025"}))
    assert "Situatie A op 1-1-2026, situatie B op 1-1-2025." in shown
    assert "€ 1,92 meer" in shown  # € 131,12 in 2025, € 129,20 in 2026
    assert "BWBR0018451/2025-01-01" in shown


def test_a_fault_in_the_situation_that_is_not_on_the_screen_brings_it_there(els: Client) -> None:
    shown = page(els, ALONE | beside(ALONE | {"kale_huur": "-5"}), status=400)
    assert "Gegevens van situatie B" in shown
    assert 'name="kale_huur" type="text" value="-5"' in shown
    assert '<input type="hidden" name="ander.peildatum" value="1-1-2026">' in shown


def test_the_second_situation_can_be_taken_away(els: Client) -> None:
    shown = page(els, ALONE | {"toetsingsinkomen": "9"} | beside(ALONE, "B") | {"doe": "zonder"})
    assert 'value="31.000"' in shown
    assert "ander." not in shown


def test_a_year_without_figures_says_so_and_points_to_the_office_itself(els: Client) -> None:
    shown = page(els, ALONE | {"peildatum": "1-1-2027"})
    assert "Dit bedrag is op de peildatum niet bekend: Hoogste vermogen zonder partner." in shown
    assert "Maak een proefberekening bij de instantie zelf" in shown
    assert "Niet in het totaal, want het bedrag per maand is niet bekend: Zorgtoeslag" in shown


def test_everything_unfolds_for_paper(els: Client) -> None:
    assert '<details class="sm-more sm-card" id="regeling-zorgtoeslag"> ' in page(els, ALONE)
    assert '<details class="sm-more sm-card" id="regeling-zorgtoeslag" open>' in page(els, ALONE | {"doe": "alles"})


def test_a_change_shows_all_schemes_at_once(els: Client) -> None:
    every = page(els, PARENT, CHANGE)
    assert "Het inkomen stijgt met € 100 per maand" in every
    assert "Kind 1 wordt 18" in every
    assert "Een student komt erbij wonen" in every
    assert 'id="uitkomst"' not in every
    chosen = page(els, PARENT | {"verandering": "kind1_18"}, CHANGE)
    assert '<h2 class="nl-heading nl-heading--level-2" id="uitkomst">Kind 1 wordt 18</h2>' in chosen
    assert "€ 140,51 minder" in chosen  # kinderbijslag, € 421,53 ÷ 3
    assert "€ 551,99 minder" in chosen  # kindgebonden budget: (2580 + 724 + 3416 - 7,6% × 1264) ÷ 12
    assert 'id="regeling-zorgtoeslag"' not in chosen  # it does not change


def test_whether_earning_more_pays_is_a_picture_and_a_table(els: Client) -> None:
    shown = page(els, ALONE, WORTH)
    assert "Belasting zit hier niet in." in shown
    assert shown.count('<svg viewBox="0 0 520 300" role="img"') == 2
    assert "Zorgtoeslag € 13,73</td>" in shown
    assert "€ 2.583 tot € 2.683 (nu)" in shown


def test_without_an_income_there_is_no_curve_but_a_question(els: Client) -> None:
    shown = page(els, ALONE | {"toetsingsinkomen": ""}, WORTH, status=400)
    assert "Vul het inkomen van dit jaar in." in shown
    two = ALONE | {"persoon": ["partner"], "verdiener": "partner"}
    assert "Vul het inkomen van de partner in." in page(els, two, WORTH, status=400)
    assert "Als het inkomen van de partner verandert" in page(els, two | {"partner.toetsingsinkomen": "9.000"}, WORTH)


def test_a_larger_household_asks_the_database_no_more(
    els: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page(els, ALONE)
    children = {f"kind{number}.geboortedatum": "1-1-2015" for number in range(1, 9)}
    with django_assert_max_num_queries(8):
        page(els, PARENT | children | {"persoon": [f"kind{number}" for number in range(1, 9)]})


def test_names_that_are_no_fact_or_person_are_left_alone() -> None:
    form = QueryDict(mutable=True)
    for name, value in (
        ("peildatum", "1-1-2026"), ("persoon", "kind1"), ("persoon", "koning"), ("kind2.vermogen", "5"), ("x", "1"),
        ("vermogen", " 100 "), ("voorkeurstaal", "nl"),
    ):  # fmt: skip
        form.appendlist(name, value)
    found = Written.of(form, dictionary())
    assert (found.people, found.answers) == (("kind1",), {"vermogen": "100"})


def test_who_stands_on_the_form_is_who_lives_there() -> None:
    people = ("partner", "kind1", "kind2", "medebewoner1")
    written = Written("1-1-2026", people, {"kind1.geboortedatum": "1-1-2008", "kind2.geboortedatum": "2-1-2008"})
    household = read(written, dictionary()).household
    assert household
    told = {fact: household.columns[FactKey("", fact)][0] for fact in ("aantal_kinderen", "aantal_volwassenen")}
    assert told == {"aantal_kinderen": 1, "aantal_volwassenen": 4}  # kind1 turns 18 on the day itself
    assert household.on == date(2026, 1, 1)
    assert all(exists == 1 for exists in household.there.values())


def test_a_second_partner_is_refused() -> None:
    with pytest.raises(FullError):
        Written("1-1-2026", ("partner",)).added("partner")


def test_a_difference_is_said_in_words() -> None:
    ten, five = Decimal(10), Decimal("5.50")
    said = [more_or_less(each) for each in ((ten, ten), (-ten, -ten), (Decimal(0),) * 2, (-ten, five), None)]
    assert [each.replace("\N{NO-BREAK SPACE}", " ") for each in said] == [
        "€ 10 meer", "€ 10 minder", "gelijk", "tussen € 10 minder en € 5,50 meer", "niet te zeggen",
    ]  # fmt: skip


def test_a_change_and_the_curve_are_of_the_situation_on_the_screen(els: Client) -> None:
    richer = ALONE | {"toetsingsinkomen": "36.000"}
    assert "€ 3.000 tot € 3.100 (nu)" in page(els, richer | beside(ALONE, "B"), WORTH)
    assert "€ 2.583 tot € 2.683 (nu)" in page(els, ALONE | beside(richer), WORTH)
    poor = ALONE | {"toetsingsinkomen": "20.000"}  # below the threshold nothing changes
    shown = page(els, richer | beside(poor, "B") | {"verandering": "inkomen_omhoog"}, CHANGE)
    assert "€ 13,73 minder" in shown
    assert "€ 13,73 minder" not in page(els, poor | beside(richer) | {"verandering": "inkomen_omhoog"}, CHANGE)
