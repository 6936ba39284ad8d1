"""The pages of who a resident is: what they show, the small forms, and who may not use them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.access.models.logs import AccessRecord
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Address, Identifier, Resident, SafeContact, Way
from maatwerk.foundation.people.residents import AddressKind, Residence, Standing, WayKind
from maatwerk.foundation.ui.municipality import Municipality
from tests.casework.dossier.test_pages_at_work import BASE, text, visiting
from tests.foundation.people.asking import again, rows_of
from tests.residents import LONG_AGO, add_resident, give_task, involve, organisation_ref, owned, stand_for
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

FORMS = ("naam", "situatie", "adressen", "bereiken", "veilig")
BSN, OTHER_BSN = "111222333", "123456782"  # both pass the eleven test


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    samira, els = add_resident("samira"), add_worker("els")
    for purpose in ("wmo", "veiligheid"):
        give_task(els, purpose)
        involve(els, samira, purpose)
    return samira


@pytest.fixture
def els(samira: Resident) -> Client:
    return visiting("els", samira)


@pytest.fixture
def safety(samira: Resident) -> Client:
    return visiting("els", samira, "veiligheid")


def at(resident: Resident, page: str = "") -> str:
    return f"{BASE}{resident.pk}/gegevens/{f'{page}/' if page else ''}"


def looked(client: Client, resident: Resident, page: str = "") -> str:
    response = client.get(at(resident, page))
    assert response.status_code == 200
    return text(response)


def done(client: Client, resident: Resident, page: str, fields: Mapping[str, Any]) -> str:
    """What stands on the page after this was done."""
    response = client.post(at(resident, page), fields)
    assert response.status_code == 302, text(response)
    return text(client.get(response["Location"]))


def refused(client: Client, resident: Resident, page: str, fields: Mapping[str, Any]) -> HttpResponse:
    response = client.post(at(resident, page), fields)
    assert response.status_code == 400
    return response


def row(resident: Resident, category: str = "contact", purpose: str = "wmo") -> dict[str, Any]:
    controller = organisation_ref(add_worker("els"))
    return {**owned(resident.ref, controller, category, purpose), "resident": resident}


def a_way(resident: Resident, **fields: Any) -> Way:
    with maintenance("keeping"):
        return Way.objects.create(**row(resident) | {"kind": WayKind.MOBILE, "value": "+31612345678"} | fields)


def test_the_page_shows_what_is_known_and_the_file_leads_there(els: Client, samira: Resident) -> None:
    a_way(samira, shared=True)
    assert f'href="{at(samira)}"' in els.get(f"{BASE}{samira.pk}/").content.decode()
    page = looked(els, samira)
    for words in (
        "Gegevens van Samira Haddad",
        "2 april 1988",
        "Waar deze inwoner woont, is niet bekend.",
        "+31612345678",
        "Anderen lezen of horen mee.",
        "Nog niet gecontroleerd.",
    ):
        assert words in page
    assert "BSN" not in page


def test_names_and_birth_date_are_changed_and_what_was_typed_stays(els: Client, samira: Resident) -> None:
    names = {"roepnaam": "Sam", "voornamen": "Samira Leila", "voorvoegsel": "el", "achternaam": "Haddad"}
    page = done(els, samira, "naam", names | {"geboren": "3-4-1988"})
    assert "Gegevens van Sam el Haddad" in page
    assert again(samira).born == date(1988, 4, 3)
    for born, sentence in (
        ("31-2-1988", "Dit is geen datum. Vul hem in als 12-3-1980."),
        ("3-4-2999", "Deze geboortedatum ligt in de toekomst."),
    ):
        answer = refused(els, samira, "naam", {"roepnaam": "Ander", "geboren": born})
        assert f'id="geboren-error">{sentence}' in answer.content.decode()
        assert 'value="Ander"' in answer.content.decode()
        assert f'value="{born}"' in answer.content.decode()
    answer = refused(els, samira, "naam", names | {"voorvoegsel": "x" * 21, "geboren": "1-1-1990"})
    assert 'id="voorvoegsel-error">Deze naam is te lang.' in answer.content.decode()
    assert (again(samira).called, again(samira).born) == ("Sam", date(1988, 4, 3))  # nothing, or all of it


def test_an_unknown_birth_date_is_kept_unknown(els: Client, samira: Resident) -> None:
    assert "Niet bekend" in done(els, samira, "naam", {"roepnaam": "Sam", "geboren": ""})
    assert again(samira).born is None


def test_death_is_noted_and_a_mistake_is_taken_back(els: Client, samira: Resident) -> None:
    stand_for(samira, "", Standing.CARER, name="Joost")
    assert "Overleden op 20 november 2024." in done(
        els, samira, "situatie", {"doe": "overleden", "overleden": "20-11-2024"}
    )
    assert "Niet overleden" in looked(els, samira, "situatie")
    assert "Overleden" not in done(els, samira, "situatie", {"doe": "leeft"})
    assert again(samira).died_on is None


def test_a_day_is_asked_and_an_empty_one_takes_nothing_back(els: Client, samira: Resident) -> None:
    done(els, samira, "situatie", {"doe": "overleden", "overleden": "20-11-2024"})
    refused(els, samira, "situatie", {"doe": "overleden", "overleden": ""})
    assert again(samira).died_on == date(2024, 11, 20)
    done(els, samira, "situatie", {"doe": "leeft"})
    for doing in ("overleden", "verhuisd"):
        for day, sentence in (("", "Vul in op welke dag dit was."), ("1-1-2999", "ligt in de toekomst")):
            answer = refused(els, samira, "situatie", {"doe": doing, doing: day}).content.decode()
            assert sentence in answer.split(f'id="{doing}-error"')[1].split("</div>")[0]
            assert f'value="{day}"' in answer


def test_moving_away_and_back_and_no_fixed_address(els: Client, samira: Resident) -> None:
    done(els, samira, "adressen", {"soort": "woonadres", "straat": "Duinweg", "huisnummer": "3", "plaats": "Duinstad"})
    assert "Heeft een vast adres. Woonadres Duinweg 3, Duinstad" in looked(els, samira)
    assert "Heeft geen vast adres." in done(els, samira, "situatie", {"doe": "geen_adres"})
    assert "Duinweg" not in looked(els, samira)
    page = done(els, samira, "situatie", {"doe": "verhuisd", "verhuisd": "1-11-2025"})
    assert "Verhuisd uit de gemeente op 1 november 2025." in page
    assert "Waar deze inwoner woont, is niet bekend." in done(els, samira, "situatie", {"doe": "terug"})
    assert els.post(at(samira, "situatie"), {"doe": "iets anders"}).status_code == 400


def test_a_briefadres_replaces_a_home_and_an_address_can_end(els: Client, samira: Resident) -> None:
    for kind, street in (("woonadres", "Duinweg"), ("briefadres", "Raadhuisplein"), ("verblijfadres", "Kade")):
        done(els, samira, "adressen", {"soort": kind, "straat": street, "sinds": "1-2-2024"})
    page = looked(els, samira)
    assert "Duinweg" not in page
    assert "Heeft een briefadres, geen eigen woning." in page
    [post, stay] = rows_of(Address, street__in=["Raadhuisplein", "Kade"])
    if post.street != "Raadhuisplein":
        post, stay = stay, post
    done(els, samira, "adressen", {"doe": "stop", "adres": stay.pk})
    assert again(samira).residence == Residence.POSTAL
    assert "Raadhuisplein" not in done(els, samira, "adressen", {"doe": "stop", "adres": post.pk})
    assert again(samira).residence == Residence.UNKNOWN
    assert els.post(at(samira, "adressen"), {"doe": "stop", "adres": post.pk}).status_code == 404  # it ended already
    assert els.post(at(samira, "adressen"), {"doe": "stop", "adres": "1"}).status_code == 400


def test_what_is_wrong_with_an_address_stands_beside_its_field(els: Client, samira: Resident) -> None:
    full = {"soort": "woonadres", "straat": "Duinweg"}
    for fields, field, sentence in (
        ({}, "soort", "Kies wat voor adres dit is."),
        ({"soort": "woonadres"}, "straat", "Vul een adres in."),
        (full | {"huisnummer": "1" * 21}, "huisnummer", "Dit is te lang."),
        (full | {"postcode": "1" * 11}, "postcode", "Dit is te lang."),
        (full | {"plaats": "x" * 101}, "plaats", "Dit is te lang."),
        (full | {"sinds": "gisteren"}, "sinds", "Dit is geen datum."),
        (full | {"sinds": "1-1-2999"}, "sinds", "Deze datum ligt in de toekomst."),
    ):
        answer = refused(els, samira, "adressen", fields).content.decode()
        assert sentence in answer.split(f'id="{field}-error"')[1].split("</")[0]
        assert all(f'value="{value}"' in answer for value in fields.values())
    assert rows_of(Address) == []


def test_a_secret_address_is_a_choice_of_its_own_that_says_what_it_does(
    els: Client, safety: Client, samira: Resident
) -> None:
    page = looked(safety, samira, "adressen")
    assert "Ja, een geheim adres" in page
    assert "Er gaat geen enkele brief meer naar deze inwoner." in page
    secret = {"soort": "woonadres", "straat": "Schuilweg", "geheim": "ja"}
    assert "Woonadres (geheim) Schuilweg" in done(safety, samira, "adressen", secret)
    assert "Schuilweg" not in looked(els, samira) + looked(els, samira, "adressen")
    # Whoever hears of one can keep it, whatever they were working on.
    assert "Elders" not in done(els, samira, "adressen", secret | {"straat": "Elders"})
    assert "Woonadres (geheim) Elders" in looked(safety, samira)
    assert {each.category for each in rows_of(Address)} == {"schuiladres"}
    answer = refused(els, samira, "adressen", {"geheim": "ja"}).content.decode()
    assert re.search(r'name="geheim" value="ja"\s+checked', answer)


def test_who_does_not_see_a_secret_address_does_not_end_it(els: Client, safety: Client, samira: Resident) -> None:
    """As long as it stands no letter goes anywhere (`reaching`)."""
    done(safety, samira, "adressen", {"soort": "woonadres", "straat": "Schuilweg", "geheim": "ja"})
    [kept] = rows_of(Address)
    done(els, samira, "adressen", {"soort": "woonadres", "straat": "Duinweg"})
    done(els, samira, "situatie", {"doe": "geen_adres"})
    done(els, samira, "situatie", {"doe": "verhuisd", "verhuisd": "1-11-2025"})
    assert els.post(at(samira, "adressen"), {"doe": "stop", "adres": kept.pk}).status_code == 404
    assert again(kept).end.year == 9999
    done(safety, samira, "adressen", {"doe": "stop", "adres": kept.pk})
    assert again(kept).end.year < 9999


def test_ways_are_added_checked_shared_and_taken_away(els: Client, samira: Resident) -> None:
    page = done(els, samira, "bereiken", {"soort": "telefoon", "waarde": "06 - 12 34 56 78", "meelezen": "ja"})
    assert "Mobiel: +31612345678 Nog niet gecontroleerd" in page
    [way] = rows_of(Way)
    which = {"manier": way.pk}
    assert "Anderen lezen of horen mee" not in done(els, samira, "bereiken", which | {"doe": "eigen"})
    assert "Anderen lezen of horen mee" in done(els, samira, "bereiken", which | {"doe": "gedeeld"})
    assert "Gecontroleerd op" in done(els, samira, "bereiken", which | {"doe": "gecontroleerd"})
    assert "+31612345678" not in done(els, samira, "bereiken", which | {"doe": "weg"})
    assert els.post(at(samira, "bereiken"), which | {"doe": "weg"}).status_code == 404
    assert els.post(at(samira, "bereiken"), which | {"doe": "iets"}).status_code == 400
    assert els.post(at(samira, "bereiken"), {"doe": "weg", "manier": "x"}).status_code == 400


def test_what_is_no_way_is_refused_and_kept_on_the_page(els: Client, samira: Resident) -> None:
    for kind, value, field, sentence in (
        ("telefoon", "12", "waarde", "Dit is geen telefoonnummer."),
        ("mobiel", "010 1234567", "waarde", "Dit is geen mobiel nummer."),
        ("e-mail", "samira", "waarde", "Dit is geen e-mailadres."),
        ("duif", "coo", "soort", "Kies telefoon, mobiel of e-mail."),
    ):
        fields = {"soort": kind, "waarde": value, "meelezen": "ja"}
        answer = refused(els, samira, "bereiken", fields).content.decode()
        assert sentence in answer.split(f'id="{field}-error"')[1].split("</")[0]
        assert f'value="{value}"' in answer
        assert 'name="meelezen" value="ja" checked' in answer


def test_a_rule_for_safe_contact_is_set_shown_everywhere_and_taken_away(els: Client, samira: Resident) -> None:
    way, shared = a_way(samira), a_way(samira, kind=WayKind.PHONE, value="+31101234567", shared=True)
    page = looked(els, samira, "veilig")
    assert "Deze regel wint van alles" in page
    assert "+31101234567" not in page  # others hear it too
    rule = {"afspraak": "Bel alleen overdag.", "manier": way.pk}
    assert "Let op: veilig contact Bel alleen overdag." in done(els, samira, "veilig", rule)
    assert "Let op: veilig contact Bel alleen overdag." in looked(els, samira, "bereiken")
    assert "(alleen dit is veilig)" in looked(els, samira)
    for fields, field, sentence in (
        ({"afspraak": " "}, "afspraak", "Schrijf op hoe deze inwoner veilig te bereiken is."),
        ({"afspraak": "x" * 501}, "afspraak", "hooguit 500 letters"),
        ({"afspraak": "Bel.", "manier": shared.pk}, "manier", "Anderen horen of lezen hier mee."),
    ):
        answer = refused(els, samira, "veilig", fields).content.decode()
        assert sentence in answer.split(f'id="{field}-error"')[1].split("</")[0]
        assert fields["afspraak"] in answer
    assert "Let op" not in done(els, samira, "veilig", {"doe": "weg"})
    assert rows_of(SafeContact) == []


def test_of_a_safe_way_that_cannot_be_chosen_any_more_the_form_says_so(els: Client, samira: Resident) -> None:
    way = a_way(samira)
    done(els, samira, "veilig", {"afspraak": "Bel alleen overdag.", "manier": way.pk})
    assert "kunt u hier niet kiezen" not in looked(els, samira, "veilig")
    done(els, samira, "bereiken", {"doe": "gedeeld", "manier": way.pk})
    assert "Wat nu veilig is, kunt u hier niet kiezen" in looked(els, samira, "veilig")
    assert 'name="manier" value="" checked' in els.get(at(samira, "veilig")).content.decode()


def test_a_rule_that_somebody_may_not_read_they_neither_write_over_nor_take_away(els: Client, samira: Resident) -> None:
    """Of another organisation, and of a category that does not go with the purpose."""
    give_task(add_worker("ruben"), "schuldhulp")
    involve(add_worker("ruben"), samira, "schuldhulp")
    ruben = visiting("ruben", samira, "schuldhulp")
    with maintenance("keeping"):
        rule = SafeContact.objects.create(**row(samira, "geweld", "veiligheid"), instruction="Bel haar zus.")
    answer = refused(ruben, samira, "veilig", {"afspraak": "Bel gewoon."})
    assert "Er is al een regel, en die mag u niet lezen." in text(answer)
    assert "zus" not in text(answer)
    assert ruben.post(at(samira, "veilig"), {"doe": "weg"}).status_code == 404
    assert again(rule).instruction == "Bel haar zus."


def test_ways_that_somebody_may_not_see_they_do_not_change(els: Client, samira: Resident) -> None:
    give_task(add_worker("ruben"), "schuldhulp")
    involve(add_worker("ruben"), samira, "schuldhulp")
    ruben, way = visiting("ruben", samira, "schuldhulp"), a_way(samira)
    assert way.value not in looked(ruben, samira) + looked(ruben, samira, "bereiken")
    for doing in ("gecontroleerd", "gedeeld", "eigen", "weg"):
        assert ruben.post(at(samira, "bereiken"), {"doe": doing, "manier": way.pk}).status_code == 404
    assert ruben.post(at(samira, "veilig"), {"afspraak": "Bel.", "manier": way.pk}).status_code == 404
    assert (again(way).checked_at, again(way).shared) == (None, False)


def test_who_only_looks_finds_no_forms(samira: Resident) -> None:
    """A client supporter, who may look along."""
    mia = add_worker("mia")
    stand_for(samira, f"worker:{mia.pk}", Standing.CLIENT_SUPPORTER, name="Mia")
    client = visiting("mia", samira, "vertegenwoordiging")
    page = client.get(at(samira))
    assert page.status_code == 200
    assert "Gegevens van Samira Haddad" in text(page)
    assert not re.findall(rf'href="{at(samira)}\w+/"', page.content.decode())
    for form in (*FORMS, "bsn"):
        assert client.get(at(samira, form)).status_code == 404
        assert client.post(at(samira, form), {"roepnaam": "X", "doe": "weg"}).status_code == 404
    assert again(samira).called == "Samira"


def test_who_does_not_work_with_her_gets_the_page_of_who_does_not_exist(samira: Resident) -> None:
    from tests.staff import signed_in

    for name in ("pim", "henk"):
        client = signed_in(add_worker(name))
        town = "veenrode" if name == "henk" else "duinstad"
        for form in ("", *FORMS, "bsn"):
            address = at(samira, form).replace("duinstad", town)
            assert client.get(address, follow=True).status_code == 404
            client.post(address, {"roepnaam": "X"})
    assert again(samira).called == "Samira"


def test_the_queries_of_the_page_do_not_grow_with_what_is_on_it(
    els: Client, samira: Resident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def counted() -> int:
        with django_assert_max_num_queries(200) as queries:
            looked(els, samira)
        return len(queries)

    def add(number: int) -> None:
        a_way(samira, value=f"+3161234568{number}")
        with maintenance("keeping"):
            Address.objects.create(**row(samira), kind=AddressKind.STAY, street="Kade", number=number, start=LONG_AGO)

    add(0)
    looked(els, samira)
    few = counted()
    for number in range(1, 9):
        add(number)
    assert counted() == few


@pytest.fixture
def power(samira: Resident) -> Client:
    """Els, whose organisation may use the BSN for the Wmo (art. 5.2.9), and not for safety at home."""
    give_task(add_worker("els"), "wmo", bsn_article="Wmo 2015 art. 5.2.9")
    return visiting("els", samira)


def test_a_bsn_is_recorded_and_shown_only_when_asked_and_every_look_is_logged(power: Client, samira: Resident) -> None:
    assert "Bekijk of leg vast" in looked(power, samira)
    assert "Er is geen BSN dat u mag zien." in text(power.post(at(samira, "bsn"), {"doe": "toon"}))
    page = done(power, samira, "bsn", {"bsn": "1112.22.333"})
    assert "Het BSN is bewaard." in page
    for quiet in (page, looked(power, samira), looked(power, samira, "bsn"), text(power.get(f"{BASE}{samira.pk}/"))):
        assert BSN not in quiet
    before = AccessRecord.objects.count()
    shown = power.post(at(samira, "bsn"), {"doe": "toon"})
    assert shown.status_code == 200
    assert shown.content.decode().count(BSN) == 1
    assert "no-store" in shown["Cache-Control"]
    # One look at who it is, and one at the number.
    assert AccessRecord.objects.count() == before + 2
    assert {each.level for each in AccessRecord.objects.order_by("-pk")[:2]} == {"wat"}


def test_the_number_stands_nowhere_but_on_that_one_page(
    power: Client, samira: Resident, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    answers = [
        power.post(at(samira, "bsn"), {"bsn": BSN}),
        power.post(at(samira, "bsn"), {"bsn": "111222334"}),  # a mistake in the last digit
        power.post(at(samira, "bsn"), {"doe": "toon"}),
        power.get(at(samira, "bsn")),
        power.get(at(samira)),
    ]
    for number in (BSN, "111222334"):
        for answer in answers:
            assert number not in str(answer.headers) + str(answer.cookies)
            assert number not in str(answer.wsgi_request.get_full_path()) + answer.wsgi_request.META["QUERY_STRING"]
            page = answer.content.decode()
            assert number not in "".join(
                re.findall(r"<title>.*?</title>|<h1.*?</h1>|(?:value|href|action)=\"[^\"]*\"", page)
            )
            assert page.count(number) == (number == BSN and answer is answers[2])
        assert number not in str(dict(power.session.items()))
        assert number not in caplog.text
        assert number not in "".join(f"{each.__dict__}" for each in rows_of(Identifier))
    assert answers[1].status_code == 400
    assert "Dit is geen BSN. Een BSN heeft negen cijfers." in text(answers[1])


def test_without_the_power_for_this_purpose_the_page_does_not_offer_it(
    power: Client, safety: Client, samira: Resident
) -> None:
    done(power, samira, "bsn", {"bsn": BSN})
    assert "BSN" not in looked(safety, samira)
    assert safety.get(at(samira, "bsn")).status_code == 404
    for fields in ({"doe": "toon"}, {"bsn": OTHER_BSN}):
        answer = safety.post(at(samira, "bsn"), fields)
        assert answer.status_code == 404
        assert BSN not in answer.content.decode()
    [kept] = rows_of(Identifier)
    assert kept.resident_id == samira.pk


def test_the_number_of_another_organisation_is_not_written_over(power: Client, samira: Resident) -> None:
    ruben = add_worker("ruben")
    give_task(ruben, "schuldhulp", bsn_article="Wgs art. 8a")
    involve(ruben, samira, "schuldhulp")
    done(visiting("ruben", samira, "schuldhulp"), samira, "bsn", {"bsn": BSN})
    answer = refused(power, samira, "bsn", {"bsn": OTHER_BSN})
    assert "Een andere organisatie noteerde al een ander BSN." in text(answer)
    assert OTHER_BSN not in answer.content.decode()
    assert "Er is geen BSN dat u mag zien." in text(power.post(at(samira, "bsn"), {"doe": "toon"}))


def test_a_number_of_which_the_key_is_gone_is_said_to_be_unreadable(power: Client, samira: Resident) -> None:
    with maintenance("keeping"):
        Identifier.objects.create(**row(samira, "bsn"), sealed="verzegeld met een sleutel die weg is", blind="0" * 64)
    answer = power.post(at(samira, "bsn"), {"doe": "toon"})
    assert "Dit BSN is niet meer te lezen." in text(answer)
