"""The file as the resident sees it, and who stands for somebody: through the real gate."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.access.models import Consent, Emergency
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Address, Resident
from maatwerk.foundation.people.residents import AddressKind, Scope, Standing
from maatwerk.foundation.ui.municipality import Municipality
from tests.casework.dossier import files
from tests.casework.dossier.test_pages_at_work import entries, file, text, visiting
from tests.residents import (
    LONG_AGO,
    add_resident,
    consent,
    give_task,
    involve,
    organisation_ref,
    owned,
    signed_in_resident,
    stand_for,
)
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

OWN = "/duinstad/mijn/dossier/"


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    files.everything()
    return add_resident("samira")


def own(name: str = "samira", assurance: Assurance = Assurance.SUBSTANTIAL) -> Client:
    return signed_in_resident(name, assurance)


def test_she_sees_what_is_written_who_works_with_her_and_what_she_agreed_to(samira: Resident) -> None:
    page = text(own().get(OWN))
    assert "uzelf" in page
    assert page.index("Ik durf de post weer open te maken.") < page.index("Haar zus Fadila helpt met de post.")
    assert "Els (wijkteam) hulp thuis en meedoen" in page
    assert "Joost Haddad , mantelzorger" in page
    assert "2,5 cm gevraagd aan uzelf" in page
    assert "Zij mogen dit zien." in page
    assert "Klopt dit niet?" in page


def test_she_sees_how_she_is_reached_but_an_address_that_is_secret_stands_nowhere(samira: Resident) -> None:
    for street, category in (("Duinweg", "contact"), ("Stille Laan", "schuiladres")):
        with maintenance("keeping"):
            Address.objects.create(
                **owned(samira.ref, samira.controller, category),
                resident=samira,
                kind=AddressKind.HOME,
                street=street,
                number="3",
                start=LONG_AGO,
            )
    page = text(own(assurance=Assurance.HIGH).get(OWN))
    assert "Hoe wij u bereiken" in page
    assert "Duinweg 3" in page
    assert "Stille Laan" not in page


def test_what_is_about_her_safety_stands_on_its_own_page_behind_a_log_in_of_now(samira: Resident) -> None:
    """Somebody may look along: not on the page that she opens every day, and that there is such a page says nothing."""
    els = add_worker("els")
    with maintenance("keeping"):
        for category, words in (("geweld", "Er was weer ruzie."), ("gezin", "De kinderen slapen bij oma.")):
            Note.objects.create(
                **owned(samira.ref, organisation_ref(els), category, "veiligheid"),
                text=words,
                written_by=f"worker:{els.pk}",
                at=timezone.now(),
            )
    involve(els, samira, "veiligheid")
    daily = text(own(assurance=Assurance.HIGH).get(OWN))
    assert "ruzie" not in daily
    assert "bij oma" not in daily
    assert daily.count("Els (wijkteam) hulp thuis en meedoen") == 1
    assert "veiligheid thuis" not in daily
    page = text(own(assurance=Assurance.HIGH).get(f"{OWN}veiligheid/"))
    assert "Er was weer ruzie." in page
    assert "De kinderen slapen bij oma." in page
    assert "Wie aan uw veiligheid werkt Els (wijkteam)" in page
    assert "Fadila" not in page  # what was written for something else
    long_ago = signed_in_resident("samira", Assurance.HIGH, minutes_ago=20).get(f"{OWN}veiligheid/")
    assert long_ago.status_code == 302
    other = text(signed_in_resident("joost").get(OWN))
    assert "Wat over uw veiligheid gaat, staat hier nooit." in other
    nothing = text(signed_in_resident("joost").get(f"{OWN}veiligheid/"))
    assert "Niemand, voor zover wij weten." in nothing
    assert "Er is nog niets gevraagd." not in nothing


def test_her_own_words_say_for_whom_they_are_and_who_wrote_them_down(samira: Resident) -> None:
    assert "uzelf, voor" in text(own().get(OWN))
    els = visiting("els", samira)
    els.post(
        f"/duinstad/medewerkers/inwoners/{samira.pk}/notities/nieuw/", {"soort": "verhaal", "tekst": "Ik wil slapen."}
    )
    assert "opgeschreven door Els (wijkteam)" in text(own().get(OWN))
    assert "opgeschreven door Els (wijkteam)" in file(els, samira)


def test_with_a_code_only_light_things_show_and_the_page_says_how_to_see_more(samira: Resident) -> None:
    page = text(own(assurance=Assurance.CODE).get(OWN))
    assert "U ziet nu maar een deel" in page
    for hidden in ("Fadila", "durf de post", "2,5 cm", "Zij mogen dit zien."):
        assert hidden not in page
    assert "U ziet nu maar een deel" not in text(own().get(OWN))


def test_consent_stops_with_one_click_and_counts_at_the_next_request(samira: Resident) -> None:
    """AVG art. 7 lid 3: withdrawing is as easy as giving. Ruben sees the category that she shared, and nothing else."""
    give_task(add_worker("ruben"), "schuldhulp")
    involve(add_worker("ruben"), samira, "schuldhulp")
    ruben = visiting("ruben", samira, "schuldhulp")
    page = file(ruben, samira)
    assert "2,5 cm" in page
    assert "Fadila" not in page
    mine = own()
    stop = re.search(r'action="([^"]+/stop/)"', mine.get(OWN).content.decode())
    assert stop
    answer = mine.post(stop[1], follow=True)
    assert "Gestopt. Zij zien dit vanaf nu niet meer." in text(answer)
    assert "Er is nu niets waar u ja op zei." in text(answer)
    assert "2,5 cm" not in file(ruben, samira)
    assert mine.post(stop[1]).status_code == 404  # twice is nothing more


def test_nobody_stops_the_consent_of_another(samira: Resident) -> None:
    with maintenance("counting"):
        id_ = Consent.objects.get().pk
    assert own("joost").post(f"{OWN}toestemming/{id_}/stop/").status_code == 404
    assert own().post(f"{OWN}toestemming/{uuid4()}/stop/").status_code == 404
    with maintenance("counting"):
        assert Consent.objects.get().withdrawn_at is None


def test_nothing_is_ticked_for_her(samira: Resident) -> None:
    involve(add_worker("ruben"), samira, "schuldhulp")
    page = own().get(f"{OWN}woorden/").content.decode()
    assert page.count('type="radio"') == 2
    assert " checked" not in page


def test_she_writes_in_her_own_words_for_whom_she_chooses(samira: Resident) -> None:
    mine = own()
    whom = f"{organisation_ref(add_worker('els'))} wmo"
    assert mine.post(f"{OWN}woorden/", {"tekst": "Ik slaap slecht."}).status_code == 400
    assert mine.post(f"{OWN}woorden/", {"tekst": " ", "voor": whom}).status_code == 400
    wrong = mine.post(f"{OWN}woorden/", {"tekst": "Mijn nummer is 999993653", "voor": whom})
    assert "burgerservicenummer" in text(wrong)
    strange = {"tekst": "Ik slaap slecht.", "voor": f"{organisation_ref(add_worker('ruben'))} schuldhulp"}
    assert mine.post(f"{OWN}woorden/", strange).status_code == 400
    assert mine.post(f"{OWN}woorden/", {"tekst": "Ik slaap slecht.", "voor": whom}).status_code == 302
    assert "Ik slaap slecht." in file(visiting("els", samira), samira)


def test_she_says_it_differently_beside_what_she_said_first(samira: Resident) -> None:
    mine, note = own(), files.own_note()["note"]
    assert mine.post(f"{OWN}woorden/{note}/", {"tekst": ""}).status_code == 400
    assert mine.post(f"{OWN}woorden/{note}/", {"tekst": "Ik durf het bijna."}).status_code == 302
    page = text(mine.get(OWN))
    assert page.index("Ik durf het bijna.") < page.index("Ik durf de post weer open te maken.")
    others = files.a_note()["note"]
    assert mine.get(f"{OWN}woorden/{others}/").status_code == 404
    assert mine.post(f"{OWN}woorden/{others}/", {"tekst": "Anders."}).status_code == 404


def test_emergency_access_shows_at_once(samira: Resident) -> None:
    ruben, now = add_worker("ruben"), timezone.now()
    row = {"who": f"worker:{ruben.pk}", "by": f"worker:{ruben.pk}", "start": now, "end": now + timedelta(hours=4)}
    with maintenance("keeping"):
        Emergency.objects.create(
            **owned(samira.ref, organisation_ref(ruben), "noodtoegang", "noodgeval"),
            **row,
            reason="De deur ging niet open.",
        )
    page = text(own().get(OWN))
    assert "Ruben (schuldhulp) keek op" in page
    assert "De deur ging niet open." in page
    assert "Een toezichthouder kijkt dit na." in page


@pytest.mark.parametrize("answer", ["ja", "nee"])
def test_who_asks_to_work_with_her_gets_her_answer(samira: Resident, answer: str) -> None:
    give_task(add_worker("ruben"), "schuldhulp")
    address = f"{OWN}vraag/{files.a_request()['asked']}/"
    mine = own()
    page = mine.get(OWN)
    assert "Iemand wil met u werken Ruben (schuldhulp)" in text(page)
    assert "Zij vroeg om hulp bij schulden." in text(page)
    assert mine.post(address, {"antwoord": "misschien"}).status_code == 400
    assert own("joost").post(address, {"antwoord": "ja"}).status_code == 404
    done = text(mine.post(address, {"antwoord": answer}, follow=True))
    assert ("Zij werken vanaf nu met u." in done) is (answer == "ja")
    assert ("Ruben (schuldhulp) hulp bij geld en schulden" in done) is (answer == "ja")
    assert "Iemand wil met u werken" not in done


def test_emergency_access_that_somebody_agreed_to_hide_shows_later(samira: Resident) -> None:
    ruben, now = add_worker("ruben"), timezone.now()
    with maintenance("keeping"):
        made = Emergency.objects.create(
            **owned(samira.ref, organisation_ref(ruben), "noodtoegang", "noodgeval"),
            who=f"worker:{ruben.pk}",
            by=f"worker:{ruben.pk}",
            start=now,
            end=now + timedelta(hours=4),
            reason="De deur ging niet open.",
            hidden_until=now + timedelta(days=3),
            hidden_ground="veiligheid",
            hidden_by="worker:1",
        )
    assert "De deur ging niet open." not in text(own().get(OWN))
    with maintenance("keeping"):
        Emergency.objects.filter(pk=made.pk).update(hidden_until=now)
    assert "De deur ging niet open." in text(own().get(OWN))


def test_a_parent_looks_for_her_child_and_the_page_says_so(samira: Resident) -> None:
    noor = add_resident("noor")
    files.of_noor()
    with maintenance("keeping"):
        Note.objects.create(
            **owned(noor.ref, organisation_ref(add_worker("els")), "gezin", "jeugdhulp"),
            text="Noor gaat op zwemles.",
            written_by="worker:1",
            at=timezone.now(),
        )
    mine = own()
    assert "Noor Haddad" in text(mine.get(OWN))
    page = text(mine.get(f"/duinstad/mijn/voor/{noor.pk}/"))
    assert "U kijkt voor Noor Haddad." in page
    assert "Noor gaat op zwemles." in page
    assert own("joost").get(f"/duinstad/mijn/voor/{noor.pk}/").status_code == 404


def test_who_stands_for_nobody_gets_the_page_of_who_does_not_exist(samira: Resident) -> None:
    mine = own("joost")
    pages = [mine.get(f"/duinstad/mijn/voor/{id_}/") for id_ in (samira.pk, uuid4())]
    assert {page.status_code for page in pages} == {404}
    assert text(pages[0]) == text(pages[1])


def test_her_brother_sees_money_when_she_authorised_him_for_that_until_he_is_suspended(samira: Resident) -> None:
    joost = add_resident("joost")
    standing = stand_for(samira, joost.ref, Standing.AUTHORISED, Scope.MONEY, name="Joost Haddad")
    with maintenance("keeping"):
        Note.objects.create(
            **owned(samira.ref, organisation_ref(add_worker("ruben")), "geld", "schuldhulp"),
            text="Er is beslag gelegd.",
            written_by="worker:1",
            at=timezone.now(),
        )
    address = f"/duinstad/mijn/voor/{samira.pk}/"
    page = text(own("joost").get(address))
    assert "Er is beslag gelegd." in page
    assert "Fadila" not in page
    with maintenance("keeping"):
        type(standing).objects.filter(pk=standing.pk).update(suspended_at=timezone.now())
    assert own("joost").get(address).status_code == 404


def test_queries_do_not_grow_with_entries(
    samira: Resident, django_assert_max_num_queries: Callable[..., object]
) -> None:
    mine = own()
    mine.get(OWN)
    with CaptureQueriesContext(connection) as few:
        mine.get(OWN)
    with maintenance("erasing"):
        Note.objects.all().delete()
        from maatwerk.casework.dossier.models import FactValue

        FactValue.objects.all().delete()
    entries(samira, 40)
    for number in range(40):
        consent(samira, add_worker("ruben"), "woning", f"doel-{number}")
    with django_assert_max_num_queries(len(few)):
        page = text(mine.get(OWN))
    assert page.count("Stop hiermee") == 41
