"""Lifting a professional's secrecy, and one entry that is opened or closed, on screen: through the real gate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.access.models import Lifting, Opened, Task, Withheld
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Appointment, Resident
from maatwerk.foundation.people.residents import Standing
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.foundation.worklist.actions import escalate_overdue
from maatwerk.foundation.worklist.models import Item
from maatwerk.site.grounds import OnTheWorklist
from tests.casework.dossier import files
from tests.casework.dossier.test_pages_at_work import BASE, file, text, visiting
from tests.residents import add_resident, give_task, involve, organisation_ref, owned, signed_in_resident, stand_for
from tests.staff import add_worker, signed_in

pytestmark = pytest.mark.django_db

WHY = "Er is gevaar als zij dit leest."


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    files.of_samira()
    samira = add_resident("samira")
    give_task(add_worker("ruben"), "schuldhulp")
    involve(add_worker("ruben"), samira, "schuldhulp")
    return samira


@pytest.fixture
def els(samira: Resident) -> Client:
    return visiting("els", samira)


def rows(model: Any, **of: object) -> list[Any]:
    with maintenance("counting"):
        return list(model.objects.filter(**of))


def debts() -> str:
    """The task of the schuldhulp, as the forms name it."""
    return str(Task.objects.get(purpose="schuldhulp").pk)


def said(resident: Resident) -> dict[str, str]:
    return {"stemmen": resident.ref, "hoe": "mondeling", "taal": "nederlands", "antwoord": "ja"}


def a_note(resident: Resident, words: str = "Zij slaapt slecht.", category: str = "woning") -> Note:
    els = add_worker("els")
    with maintenance("keeping"):
        return Note.objects.create(
            **owned(resident.ref, organisation_ref(els), category),
            text=words,
            written_by=f"worker:{els.pk}",
            at=timezone.now(),
        )


def test_at_the_table_the_sentence_is_read_before_anybody_says_yes(els: Client, samira: Resident) -> None:
    page = f"{BASE}{samira.pk}/geheim/"
    assert "Dit is iets anders" in text(els.get(page))
    chosen = {"taak": debts(), "waarover": "geld"}
    asked = els.post(page, chosen)
    assert "heeft een geheim te bewaren" in text(asked)
    assert " checked" not in asked.content.decode()
    assert rows(Lifting) == []
    unsaid = els.post(page, chosen | {"antwoord": "ja", "taal": "nederlands", "hoe": "mondeling"})
    assert unsaid.status_code == 400
    assert "Kies wie het heeft gezegd." in text(unsaid)
    assert els.post(page, chosen | said(samira)).status_code == 302
    [row] = rows(Lifting)
    assert (row.holder, row.organisation) == tuple(organisation_ref(add_worker(who)) for who in ("els", "ruben"))
    assert row.sentence in text(els.get(page))
    unnamed = els.post(page, {"welke": str(row.pk)})
    assert unnamed.status_code == 400
    assert f'id="stem-{row.pk}"' in unnamed.content.decode()
    assert els.post(page, {"welke": str(row.pk), "stem": samira.ref}).status_code == 302
    assert rows(Lifting, withdrawn_at=None) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"taak": "", "waarover": "geld"}, "Kies wie het mag zien."),
        ({"waarover": ""}, "Kies waar het over gaat."),
        ({"waarover": "melder"}, "Kies waar het over gaat."),  # hidden
        ({"waarover": "identiteit"}, "Kies waar het over gaat."),
        ({"waarover": "geld", "tot": "1-1-2020"}, "Kies een dag na vandaag"),
        ({"waarover": "geld", "tot": "straks"}, "Dit is geen datum."),
    ],
)
def test_what_cannot_be_asked_says_why(els: Client, samira: Resident, fields: dict[str, str], sentence: str) -> None:
    response = els.post(f"{BASE}{samira.pk}/geheim/", {"taak": debts()} | fields)
    assert response.status_code == 400
    assert sentence in text(response)


def test_she_lifts_a_secret_herself_and_stops_it_from_her_file(samira: Resident) -> None:
    page, mine = "/duinstad/mijn/geheim/", signed_in_resident("samira")
    assert "Dat is iets anders dan toestemming" in text(mine.get(page))
    holder = organisation_ref(add_worker("els"))
    chosen = {"geheim": holder, "taak": debts(), "waarover": "geld"}
    assert mine.post(page, chosen | {"geheim": "organisation:0"}).status_code == 400
    same = mine.post(page, chosen | {"geheim": organisation_ref(add_worker("ruben")), "antwoord": "ja"})
    assert same.status_code == 400
    assert "Kies een andere organisatie" in text(same)
    assert "heeft een geheim te bewaren" in text(mine.post(page, chosen))
    assert rows(Lifting) == []
    assert mine.post(page, chosen | {"antwoord": "ja"}).status_code == 302
    [row] = rows(Lifting)
    assert (row.given_by, row.how) == (samira.ref, "digitaal")
    assert row.sentence in text(mine.get("/duinstad/mijn/dossier/"))
    assert mine.post(f"/duinstad/mijn/dossier/geheim/{row.pk}/stop/").status_code == 302
    assert rows(Lifting, withdrawn_at=None) == []


def test_one_entry_is_read_by_the_other_organisation_until_it_is_closed(els: Client, samira: Resident) -> None:
    note, other = a_note(samira, "Zij heeft drie schulden."), a_note(samira, "Zij spaart elke maand.")
    ruben = visiting("ruben", samira, "schuldhulp")
    assert "schulden." not in file(ruben, samira)
    page = f"{BASE}{samira.pk}/stuk/{note.pk}/"
    asked = els.post(page, {"doe": "open", "taak": debts()})
    assert "mag dit ene stuk lezen" in text(asked)
    assert els.post(page, {"doe": "open", "taak": debts(), "antwoord": "ja"}).status_code == 400
    assert els.post(page, {"doe": "open", "taak": debts()} | said(samira)).status_code == 302
    seen = file(ruben, samira)
    assert note.text in seen
    assert other.text not in seen
    [opened] = rows(Opened)
    assert els.post(page, {"doe": "sluit", "welke": str(opened.pk)}).status_code == 400
    elsewhere = f"{BASE}{samira.pk}/stuk/{other.pk}/"
    assert els.post(elsewhere, {"doe": "sluit", "welke": str(opened.pk), "stem": samira.ref}).status_code == 404
    assert els.post(page, {"doe": "sluit", "welke": str(opened.pk), "stem": samira.ref}).status_code == 302
    assert note.text not in file(ruben, samira)


def test_only_who_answers_for_an_entry_comes_to_its_page(samira: Resident) -> None:
    note = a_note(samira)
    with maintenance("keeping"):
        Opened.objects.create(
            **owned(samira.ref, organisation_ref(add_worker("els")), "toestemming", "schuldhulp"),
            organisation=organisation_ref(add_worker("ruben")),
            shared="woning",
            sentence="Zij mogen dit lezen.",
            language="nederlands",
            how="mondeling",
            given_by=samira.ref,
            by="worker:1",
            start=timezone.now(),
            entry=note.pk,
        )
    ruben = visiting("ruben", samira, "schuldhulp")
    assert note.text in file(ruben, samira)
    assert str(note.pk) not in re_links(ruben.get(f"{BASE}{samira.pk}/").content.decode())
    assert ruben.get(f"{BASE}{samira.pk}/stuk/{note.pk}/").status_code == 404


def re_links(page: str) -> str:
    return " ".join(part.partition('"')[0] for part in page.split('href="'))


def test_one_entry_is_closed_at_once_for_one_person_and_a_colleague_finds_the_review(
    els: Client, samira: Resident
) -> None:
    noa = add_worker("noa", {"noa": ("duinstad", "wijkteam", "noord", [])})
    involve(noa, samira)
    note = a_note(samira, "Zij vertelde van de klappen.", "netwerk")
    mine, page = signed_in_resident("samira"), f"{BASE}{samira.pk}/stuk/{note.pk}/"
    assert note.text in text(mine.get("/duinstad/mijn/dossier/"))
    day = (timezone.localdate() + timedelta(days=30)).strftime("%d-%m-%Y")
    fields = {"doe": "houd", "voor_wie": samira.ref, "grond": "veiligheid", "waarom": WHY, "tot_wanneer": day}
    for name, sentence in (
        ("voor_wie", "Kies voor wie het gesloten is."),
        ("grond", "Kies een reden uit de lijst."),
        ("waarom", "Schrijf in een hele zin op waarom."),
        ("tot_wanneer", "Kies een dag na vandaag, en hooguit een jaar verder."),
    ):
        refused = els.post(page, fields | {name: ""})
        assert refused.status_code == 400
        assert sentence in text(refused)
    assert els.post(page, fields).status_code == 302
    assert note.text not in text(mine.get("/duinstad/mijn/dossier/"))
    assert "Een collega kijkt dit nog na." in text(els.get(page))
    [row] = rows(Withheld)
    [item] = Item.objects.filter(kind="achterhouden_nakijken")
    assert item.owner_id == noa.pk
    her = signed_in(noa)
    review = reverse("grounds:withholding", kwargs={"which": row.pk})
    assert "Kijk na wat is achtergehouden" in text(her.get("/duinstad/medewerkers/"))
    assert her.post(f"/duinstad{review}", {"right": "nee"}).status_code == 302
    assert note.text in text(mine.get("/duinstad/mijn/dossier/"))
    assert els.post(page, fields).status_code == 302
    again = next(row for row in rows(Withheld) if row.reviewed_at is None)
    assert els.post(page, {"doe": "geef", "welke": str(again.pk)}).status_code == 302
    assert note.text in text(mine.get("/duinstad/mijn/dossier/"))


def test_without_a_colleague_nothing_is_closed(samira: Resident) -> None:
    els = visiting("els", samira)
    note = a_note(samira, category="netwerk")
    day = (timezone.localdate() + timedelta(days=30)).strftime("%d-%m-%Y")
    fields = {"doe": "houd", "voor_wie": samira.ref, "grond": "veiligheid", "waarom": WHY, "tot_wanneer": day}
    refused = els.post(f"{BASE}{samira.pk}/stuk/{note.pk}/", fields)
    assert refused.status_code == 400
    assert "Er is geen collega die dit kan nakijken." in text(refused)
    assert rows(Withheld) == []


def test_a_representative_reads_nothing_on_these_pages(samira: Resident) -> None:
    stand_for(samira, f"worker:{add_worker('anton').pk}", Standing.CURATOR)
    anton, note = visiting("anton", samira, "vertegenwoordiging"), a_note(samira)
    assert anton.get(f"{BASE}{samira.pk}/stuk/{note.pk}/").status_code == 404
    assert "<form" not in anton.get(f"{BASE}{samira.pk}/geheim/").content.decode().split("<main")[1]
    assert (
        anton.post(f"{BASE}{samira.pk}/geheim/", {"taak": debts(), "waarover": "geld"} | said(samira)).status_code
        == 404
    )


def test_an_administrator_is_told_to_appoint_somebody_when_nobody_reviews_an_emergency(samira: Resident) -> None:
    tessa, beheer = add_worker("tessa"), add_worker("beheer")
    OnTheWorklist().review_emergency(samira.pk, "worker:0", "duinstad", timezone.now() - timedelta(days=60))
    escalate_overdue(timezone.now())
    Appointment.objects.filter(role__in=(Role.SUPERVISOR, Role.PRIVACY_OFFICER)).delete()
    client = signed_in(beheer)
    page = client.get("/duinstad/medewerkers/")
    assert "Wijs een toezichthouder aan" in text(page)
    assert Item.objects.get(kind="noodtoegang_nakijken").owner_id == tessa.pk
    OnTheWorklist().emergency_reviewed(samira.pk, "duinstad", timezone.now())
    assert "Wijs een toezichthouder aan" not in text(client.get("/duinstad/medewerkers/"))
