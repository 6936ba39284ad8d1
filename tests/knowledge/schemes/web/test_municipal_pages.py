"""The pages of editors about the schemes of their municipality."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.editing import actions
from maatwerk.foundation.editing.forms import values_of
from maatwerk.foundation.editing.models import Draft
from maatwerk.foundation.people.queries import municipality_called
from maatwerk.knowledge.schemes.connections import connections
from maatwerk.knowledge.schemes.municipal import MunicipalScheme, Rules
from maatwerk.knowledge.schemes.trying import tried
from maatwerk.site.editions import library_for
from tests.foundation.editing.changes import NOW, at_work, draft_of, publish
from tests.knowledge.schemes.municipal_drafts import KIND, SCHEME, SINCE, a_draft, changed

pytestmark = pytest.mark.django_db

AT = "/duinstad/medewerkers/regelingen/gemeente"
EDITING = "/duinstad/medewerkers/inhoud"


def page(client: Client, address: str, status: int = 200, **query: str) -> str:
    response = client.get(f"{AT}{address}", query)
    assert response.status_code == status, response.content.decode()
    return str(response.content.decode())


def post(client: Client, address: str, status: int = 302, **fields: Any) -> str:
    """Send a form; gives where it leads, or the page when there is something wrong."""
    response = client.post(f"{AT}{address}", fields)
    assert response.status_code == status, response.content.decode()
    return str(response["Location"]) if status == 302 else str(response.content.decode())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ").split())


def filled(**changes: str) -> dict[str, str]:
    """The form of the rules of the draft."""
    rules = Draft.objects.get(entry=SCHEME).data["versies"][SINCE]
    return {"vanaf": SINCE, "gezien": "0", **values_of(Rules, rules), **changes}


def test_an_editor_sees_the_rules_that_count_now(staff: dict[str, Client]) -> None:
    shown = words(page(staff["eva"], "/"))
    assert "Meedoenregeling Verzonnen, voor een proef" in shown
    assert "Inkomen per maand hoogstens 120% van de bijstand" in shown
    assert "Bedrag voor een paar € 350 per jaar" in shown
    assert "Bijzondere bijstand" in shown
    assert "hoogstens 110% van de bijstand" in words(
        staff["henk"].get(AT.replace("duinstad", "veenrode") + "/").content.decode()
    )


def test_who_is_no_editor_sees_none_of_it(staff: dict[str, Client]) -> None:
    id_ = a_draft()["id"]
    for address in (
        "/",
        "/naast-elkaar/",
        f"/voorstel/{id_}/regels/",
        f"/voorstel/{id_}/regels/{SINCE}/",
        f"/voorstel/{id_}/gevolgen/",
    ):
        assert staff["els"].get(f"{AT}{address}").status_code == 403
    other = AT.replace("duinstad", "veenrode")
    for address in (f"/voorstel/{id_}/regels/", f"/voorstel/{id_}/regels/{SINCE}/", f"/voorstel/{id_}/gevolgen/"):
        assert staff["henk"].get(f"{other}{address}").status_code == 404


def test_from_the_screens_of_content_one_comes_here_and_back(staff: dict[str, Client]) -> None:
    eva = staff["eva"]
    entry = eva.get(f"{EDITING}/{KIND}/{SCHEME}").content.decode()
    assert f'href="{AT}/"' in entry
    assert "hoogstens 120% van de bijstand" in entry
    id_ = a_draft()["id"]
    draft = eva.get(f"{EDITING}/voorstel/{id_}").content.decode()
    for name in ("regels", "gevolgen"):
        assert f'href="{AT}/voorstel/{id_}/{name}/"' in draft
        assert f'href="{EDITING}/voorstel/{id_}"' in page(eva, f"/voorstel/{id_}/{name}/")


def test_rules_are_changed_on_a_form_checked_by_otto_and_count_for_residents(staff: dict[str, Client]) -> None:
    eva, id_ = staff["eva"], draft_of(changed(), KIND, SCHEME).pk
    form = page(eva, f"/voorstel/{id_}/regels/{SINCE}/")
    assert re.search(r'<input[^>]*name="inkomensgrens.percentage"[^>]*value="120"', form)
    where = post(
        eva,
        f"/voorstel/{id_}/regels/{SINCE}/",
        doe="bewaar",
        **filled(**{"inkomensgrens.percentage": "135", "bedragen.alleenstaand": "180,50"}),
    )
    assert where == f"{AT}/voorstel/{id_}/regels/"
    kept = Draft.objects.get(pk=id_)
    assert kept.saves == 1
    assert kept.data["versies"][SINCE]["inkomensgrens"] == {"percentage": "135"}
    actions.propose(at_work("eva"), id_, NOW)
    actions.approve(at_work("otto"), id_, NOW)
    rules = library_for(municipality_called("duinstad")).municipal_schemes[SCHEME].versions
    assert [each.income.percentage for each in rules.values() if each.income] == ["120", "135"]
    assert "€ 180,50 per jaar" in words(page(eva, "/"))


def test_rules_from_a_later_day_begin_as_a_copy_and_earlier_ones_stay(staff: dict[str, Client]) -> None:
    eva, id_ = staff["eva"], draft_of(changed(), KIND, SCHEME).pk
    where = post(eva, f"/voorstel/{id_}/regels/", vanaf="2027-01-01", gezien="0")
    assert where == f"{AT}/voorstel/{id_}/regels/2027-01-01/"
    versions = Draft.objects.get(pk=id_).data["versies"]
    assert list(versions) == ["2025-01-01", SINCE, "2027-01-01"]
    assert versions["2027-01-01"] == versions[SINCE]
    assert "1 januari 2027" in page(eva, f"/voorstel/{id_}/regels/")
    post(eva, f"/voorstel/{id_}/regels/2027-01-01/", doe="weg", gezien="1", vanaf="2027-01-01")
    assert list(Draft.objects.get(pk=id_).data["versies"]) == ["2025-01-01", SINCE]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("inkomensgrens.percentage", "heel veel", "‘heel veel’ is geen getal. Schrijf een getal, of onbekend."),
        ("inkomensgrens.percentage", "-5", "Vul een getal in van 0 tot en met 100000."),
        ("leeftijd.van", "oud", "Vul een heel getal in."),
        ("bedragen.paar", "", "Dit is nog leeg."),
        ("artikel", "", "Dit is nog leeg."),
        ("per_kind", "[{van: 9, tot_en_met: 4, bedrag: 1}]", "De leeftijd ‘vanaf’ is hoger dan ‘tot en met’."),
        ("per_kind", "[", "Regel 1 is niet te lezen."),
        ("feiten", "zomaar", "Hier hoort een lijst."),
        ("vanaf", "morgen", "Vul een datum in van 2023 tot en met 2099, zoals 2026-01-01."),
        ("vanaf", "2025-01-01", "Er zijn al regels vanaf deze dag."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    staff: dict[str, Client], field: str, typed: str, sentence: str
) -> None:
    id_ = draft_of(changed(), KIND, SCHEME).pk
    before = Draft.objects.get(pk=id_).data
    told = post(
        staff["eva"],
        f"/voorstel/{id_}/regels/{SINCE}/",
        400,
        doe="bewaar",
        **filled(**{field: typed, "bron": "Raadsbesluit 7"}),
    )
    assert sentence in told.replace("&#x27;", "'")
    assert "Raadsbesluit 7" in told
    if typed:
        assert typed in told
    assert Draft.objects.get(pk=id_).data == before


def test_who_saves_over_somebody_else_is_told(staff: dict[str, Client]) -> None:
    id_ = draft_of(changed(), KIND, SCHEME).pk
    form = filled(bron="Van Eva")
    post(staff["otto"], f"/voorstel/{id_}/regels/{SINCE}/", doe="bewaar", **filled(bron="Van Otto"))
    told = post(staff["eva"], f"/voorstel/{id_}/regels/{SINCE}/", 400, doe="bewaar", **form)
    assert "Iemand anders bewaarde dit ook." in told
    assert Draft.objects.get(pk=id_).data["versies"][SINCE]["bron"] == "Van Otto"


@pytest.mark.parametrize("typed", ["", "morgen", "2026-02-30", "1900-01-01", "9999-12-31", "2026-01-01\0x"])
def test_a_day_that_is_none_is_refused_with_a_sentence(staff: dict[str, Client], typed: str) -> None:
    eva, id_ = staff["eva"], a_draft()["id"]
    sentence = "Vul een datum in van 2023 tot en met 2099"
    if "\0" not in typed:
        assert sentence in page(eva, f"/voorstel/{id_}/gevolgen/", 400, dag=typed)
        assert sentence in page(eva, "/naast-elkaar/", 400, dag=typed, gemeente="veenrode")
        assert sentence in post(eva, f"/voorstel/{id_}/regels/", 400, vanaf=typed, gezien="0")
    assert page(eva, f"/voorstel/{id_}/regels/{typed or 'x'}/", 404)


def test_the_preview_shows_what_the_engine_says_of_the_invented_people(staff: dict[str, Client]) -> None:
    id_ = a_draft()["id"]
    html = page(staff["eva"], f"/voorstel/{id_}/gevolgen/", dag="2026-06-01")
    shown = words(html)
    assert "Deze mensen bestaan niet" in shown
    place = municipality_called("duinstad")
    desk = connections().desk(place)
    before = library_for(place).municipal_schemes[SCHEME]
    after = MunicipalScheme.model_validate(changed(inkomensgrens={"percentage": "110"}))
    found = tried(before, after, date(2026, 6, 1), desk.book, desk.dictionary).all_
    assert found.lose > 100
    assert found.gain == 0
    assert f"Iedereen samen 20.000 0 € 0 {found.lose:,d}".replace(",", ".") in shown.replace(",", ".")
    assert "Alleenstaande ouder" in shown
    assert "110% tot en met 120% van de bijstand" in shown


def test_a_draft_that_is_not_whole_yet_says_what_is_wrong_instead_of_numbers(staff: dict[str, Client]) -> None:
    id_ = draft_of(changed(inkomensgrens={"percentage": "veel"}), KIND, SCHEME).pk
    shown = page(staff["eva"], f"/voorstel/{id_}/gevolgen/", dag="2026-06-01")
    assert "Dit concept klopt nog niet" in shown
    assert "is geen getal" in shown
    assert "<table" not in shown


def test_hiding_a_scheme_shows_who_loses_it(staff: dict[str, Client]) -> None:
    id_ = draft_of({"weg": True}, KIND, SCHEME).pk
    shown = words(page(staff["eva"], f"/voorstel/{id_}/gevolgen/", dag="2026-06-01"))
    assert re.search(r"Iedereen samen 20\.000 0 € 0 [1-9]", shown)


def test_on_a_day_without_figures_nothing_is_worked_out(staff: dict[str, Client]) -> None:
    shown = page(staff["eva"], f"/voorstel/{a_draft()['id']}/gevolgen/", dag="2027-06-01")
    assert "Voor deze dag weten wij niet alle bedragen." in shown
    assert "<table" not in shown


def test_two_municipalities_stand_side_by_side(staff: dict[str, Client]) -> None:
    eva = staff["eva"]
    assert "Gemeente Veenrode" in page(eva, "/naast-elkaar/")
    shown = words(page(eva, "/naast-elkaar/", gemeente="veenrode", dag="2026-06-01"))
    assert "Inkomen per maand hoogstens 120% van de bijstand hoogstens 110% van de bijstand Ja" in shown
    assert "Bedrag voor een paar € 350 per jaar € 250 per jaar" in shown
    assert "Studenten niet voor studenten geen regel Ja" in shown
    assert "Spaargeld en bezit geen regel hoogstens 1 keer" in shown
    assert "Van 20.000 verzonnen huishoudens" in shown
    assert "Eerst zelf betalen € 176 per jaar € 176 per jaar Nee" in shown
    assert "Hier hoort geen vast bedrag bij." in shown
    hidden = publish({"weg": True}, KIND, SCHEME)
    assert hidden.number == 1
    assert "Gemeente Duinstad heeft deze regeling dan niet." in page(
        eva, "/naast-elkaar/", gemeente="veenrode", dag="2026-06-01"
    )


def test_a_municipality_that_is_not_here_is_refused_with_a_sentence(staff: dict[str, Client]) -> None:
    for slug in ("elders", "duinstad", "x" * 300, "<b>"):
        assert "Deze gemeente is hier niet." in page(staff["eva"], "/naast-elkaar/", 400, gemeente=slug)


def test_a_draft_of_something_else_and_one_that_waits_have_no_form_here(staff: dict[str, Client]) -> None:
    eva = staff["eva"]
    other = draft_of(None).pk
    for name in ("regels", "gevolgen"):
        assert eva.get(f"{AT}/voorstel/{other}/{name}/").status_code == 404
        assert eva.get(f"{AT}/voorstel/999999/{name}/").status_code == 404
    id_ = a_draft()["id"]
    actions.propose(at_work("eva"), id_, NOW)
    for name in ("regels", f"regels/{SINCE}"):
        assert eva.get(f"{AT}/voorstel/{id_}/{name}/")["Location"] == f"{EDITING}/voorstel/{id_}/nakijken"
    assert "Deze mensen bestaan niet" in page(staff["otto"], f"/voorstel/{id_}/gevolgen/")


@pytest.mark.parametrize(
    "address", ["/", "/naast-elkaar/?gemeente=veenrode", "/voorstel/{id}/gevolgen/", "/voorstel/{id}/regels/"]
)
def test_pages_ask_no_more_of_the_database_as_schemes_grow(
    staff: dict[str, Client], address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    place = AT + address.format(**a_draft())
    eva = staff["eva"]
    for number in range(3):
        publish(changed(), KIND, f"regeling_{number}")
    eva.get(place)
    with CaptureQueriesContext(connection) as before:
        eva.get(place)
        asked = len(before)
    for number in range(3, 9):
        publish(changed(), KIND, f"regeling_{number}")
    eva.get(place)
    with django_assert_max_num_queries(asked):
        eva.get(place)


def test_in_english_too(staff: dict[str, Client]) -> None:
    html = staff["eva"].get("/duinstad/en/medewerkers/regelingen/gemeente/").content.decode()
    assert "at most 120% of social assistance" in html


def test_a_new_scheme_is_made_with_both_forms(staff: dict[str, Client]) -> None:
    eva = staff["eva"]
    draft = eva.post(f"{EDITING}/nieuw", {"soort": KIND, "id": "fietsregeling"})["Location"]
    id_ = draft.rpartition("/")[2]
    assert "Er zijn nog geen regels." in page(eva, f"/voorstel/{id_}/regels/")
    assert "Dit concept klopt nog niet" in page(eva, f"/voorstel/{id_}/gevolgen/", dag="2026-06-01")
    where = post(eva, f"/voorstel/{id_}/regels/", vanaf="2026-01-01", gezien="0").removeprefix(AT)
    rules = {"artikel": "Verordening art. 4", "bron": "Raadsbesluit 9", "geverifieerd": "true"}
    amounts = {"bedragen.alleenstaand": "100", "bedragen.alleenstaande_ouder": "100", "bedragen.paar": "200"}
    post(eva, where, doe="bewaar", vanaf="2026-01-01", gezien="1", **rules, **amounts)
    words_ = {
        f"{name}.{language}": "Korte tekst."
        for name in ("naam", "samenvatting", "niet_digitaal")
        for language in ("nl", "en")
    }
    source = {"bron.naam": "Raadsbesluit 9", "bron.datum": "2026-11-22", "bron.zekerheid": "hoog"}
    versions = values_of(MunicipalScheme, Draft.objects.get(pk=id_).data)["versies"]
    others = {"behoeften": "rondkomen", "wet": "Verordening fiets", "per": "jaar", "versies": versions}
    sent = eva.post(draft, {"doe": "voorstel", "gezien": "2", **words_, **source, **others})
    assert sent["Location"] == f"{EDITING}/voorstel/{id_}/nakijken"
    assert re.search(
        r"Iedereen samen 20\.000 20\.000 € ", words(page(eva, f"/voorstel/{id_}/gevolgen/", dag="2026-06-01"))
    )
    actions.approve(at_work("otto"), int(id_), NOW)
    assert "Bedrag voor een paar € 200 per jaar" in words(page(eva, "/"))


def test_schemes_are_found_in_the_list_of_content(staff: dict[str, Client]) -> None:
    found = staff["eva"].post(f"{EDITING}/", {"soort": KIND, "zoek": "kindp"}).content.decode()
    assert f"{KIND}/kindpakket" in found
    assert f"{KIND}/meedoen" not in found
