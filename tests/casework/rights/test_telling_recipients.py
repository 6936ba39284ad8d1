"""A correction reaches who received the fact (AVG art. 19): by the access log, with work on their list, and the
resident can see to whom it was told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from maatwerk.casework.dossier.actions import Answered, Written, correct_fact, correct_note
from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.queries import file_of
from maatwerk.foundation.access.models import Told, Withheld
from maatwerk.foundation.access.recipients import recipients
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Resident, Worker
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.viewers import worker_viewer
from maatwerk.foundation.worklist.models import Item
from maatwerk.knowledge.facts import Origin
from maatwerk.site.grounds import KINDS_OF_WORK, LOOK_AGAIN
from tests.casework.dossier import files
from tests.casework.dossier.test_pages_at_work import text, visiting
from tests.foundation.access.grounds.people import at_home, at_work
from tests.residents import add_resident, consent, give_task, involve, organisation_ref, owned, signed_in_resident
from tests.staff import add_worker

pytestmark = pytest.mark.django_db
ALL = "/duinstad/mijn/gegevens/vragen/"


@pytest.fixture
def samira(two_municipalities: object) -> Resident:
    """Els of the wijkteam wrote in her file; Ruben of the schuldhulp may see what is about her home."""
    files.everything()
    samira = add_resident("samira")
    give_task(add_worker("ruben"), "schuldhulp")
    involve(add_worker("ruben"), samira, "schuldhulp")
    return samira


def looks(name: str, samira: Resident, purpose: str) -> None:
    file_of(at_work(name), samira.ref, purpose, timezone.now())


def correct(samira: Resident, viewer: Viewer | None = None) -> None:
    fact = _only(FactValue, samira, replaced_by=None)
    correct_fact(viewer or at_work("els"), fact.pk, "wmo", Answered("", "4", Origin.ASKED, ""), timezone.now())


def _only(model: Any, samira: Resident, **of: Any) -> Any:
    with maintenance("counting"):
        return model.objects.get(subject=samira.ref, **of)


def work() -> list[tuple[str, Worker | None]]:
    return [(item.subject, item.owner) for item in Item.objects.filter(kind=LOOK_AGAIN, done_at=None)]


def told() -> list[tuple[str, str]]:
    with maintenance("counting"):
        return list(Told.objects.values_list("organisation", "what"))


def test_who_saw_it_gets_work_that_leads_to_the_file_and_the_resident_sees_that_they_were_told(
    samira: Resident,
) -> None:
    looks("ruben", samira, "schuldhulp")
    correct(samira)
    ruben = add_worker("ruben")
    assert work() == [(f"told:{samira.pk}.{ruben.organisation_id}", ruben)]
    assert told() == [(organisation_ref(ruben), "verbeterd")]
    me = colleague(ruben.pk, "duinstad")
    assert me
    [shown] = KINDS_OF_WORK[LOOK_AGAIN].show([work()[0][0]], me).values()
    assert shown.address.endswith(f"/medewerkers/inwoners/{samira.pk}/")
    assert "Samira" not in shown.title
    page = text(signed_in_resident("samira", Assurance.LOW).get(ALL))
    assert "schuldhulp hoorde op" in page
    assert "dat iets is verbeterd" in page


def test_nobody_of_another_organisation_sees_whose_work_it_is(samira: Resident) -> None:
    looks("ruben", samira, "schuldhulp")
    correct(samira)
    for name in ("els", "eva", "beheer"):
        me = colleague(add_worker(name).pk, "duinstad")
        assert me
        assert KINDS_OF_WORK[LOOK_AGAIN].show([work()[0][0]], me) == {}


def test_who_did_not_look_or_looked_before_it_was_written_hears_nothing(samira: Resident) -> None:
    correct(samira)
    assert (work(), told()) == ([], [])
    file_of(at_work("ruben"), samira.ref, "schuldhulp", timezone.now() - timedelta(days=9))
    correct(samira)
    assert (work(), told()) == ([], [])


def test_who_saw_other_kinds_of_data_hears_nothing(samira: Resident) -> None:
    """Ruben sees her home and not her network."""
    looks("ruben", samira, "schuldhulp")
    note = _only(Note, samira, category="netwerk")
    other = Written("Haar zus Fadila komt niet meer.", third_persons=["Fadila"])
    correct_note(at_work("els"), note.pk, "wmo", other, timezone.now())
    assert (work(), told()) == ([], [])


def test_who_only_knows_that_it_is_there_hears_nothing(samira: Resident) -> None:
    tom = add_worker("mia")
    give_task(tom, "schuldhulp")
    involve(tom, samira, "schuldhulp")
    consent(samira, tom, "woning", "schuldhulp", only_that=True)
    fact = _only(FactValue, samira)
    connections().gate.open_for(at_work("mia"), fact, "schuldhulp", timezone.now())
    correct(samira)
    assert (work(), told()) == ([], [])


def test_the_organisation_that_answers_for_it_and_the_resident_are_no_recipients(samira: Resident) -> None:
    looks("els", samira, "wmo")
    visiting("els", samira)
    signed_in_resident("samira").get("/duinstad/mijn/dossier/")
    correct(samira)
    assert (work(), told()) == ([], [])


def test_two_corrections_are_one_item_for_an_organisation(samira: Resident) -> None:
    looks("ruben", samira, "schuldhulp")
    correct(samira)
    looks("ruben", samira, "schuldhulp")
    correct(samira)
    assert len(work()) == 1
    assert len(told()) == 2


def test_when_who_saw_it_works_there_no_more_a_colleague_hears(samira: Resident) -> None:
    looks("ruben", samira, "schuldhulp")
    ruben = add_worker("ruben")
    sil = add_worker("sil", {"sil": ("duinstad", "schuldhulp", "schuldhulp", [])})
    ruben.account.is_active = False
    ruben.account.save()
    correct(samira)
    assert [owner for _subject, owner in work()] == [sil]


def test_what_is_there_for_safety_never_makes_work_for_others_nor_a_line(samira: Resident) -> None:
    """Neither when the entry is for safety or of a hidden kind, nor when somebody saw it for safety."""
    vera = add_worker("vera", {"vera": ("duinstad", "veilig", "veilig", [])})
    give_task(vera, "veiligheid")
    involve(vera, samira, "veiligheid")
    me = colleague(vera.pk, "duinstad")
    assert me
    consent(samira, vera, "woning", "veiligheid")
    file_of(worker_viewer(me), samira.ref, "veiligheid", timezone.now())
    correct(samira)
    assert (work(), told()) == ([], [])


@pytest.mark.parametrize(("category", "purpose"), [("geweld", "wmo"), ("woning", "veiligheid")])
def test_a_hidden_entry_has_no_recipients(samira: Resident, category: str, purpose: str) -> None:
    looks("ruben", samira, "schuldhulp")
    entry = Note(**owned(samira.ref, organisation_ref(add_worker("els")), category, purpose))
    assert recipients(entry, timezone.now() - timedelta(days=1)) == {}
    entry = Note(**owned(samira.ref, organisation_ref(add_worker("els")), "woning"))
    assert recipients(entry, timezone.now() - timedelta(days=1)).keys() == {organisation_ref(add_worker("ruben"))}


def test_of_an_entry_that_is_closed_to_the_resident_they_do_not_read_that_it_was_told(samira: Resident) -> None:
    looks("ruben", samira, "schuldhulp")
    fact = _only(FactValue, samira)
    with maintenance("keeping"):
        Withheld.objects.create(
            **owned(samira.ref, fact.controller, "woning"),
            entry=fact.pk,
            from_whom=samira.ref,
            ground="veiligheid",
            why="Er is gevaar als zij dit leest.",
            by="worker:0",
            start=timezone.now() - timedelta(days=1),
            end=timezone.now() + timedelta(days=9),
        )
    correct(samira)
    assert len(work()) == 1
    assert "hoorde op" not in text(signed_in_resident("samira", Assurance.HIGH).get(ALL))


def test_what_the_resident_corrects_themselves_reaches_others_too(samira: Resident) -> None:
    """Her own words, which she lets the schuldhulp read."""
    ruben = add_worker("ruben")
    consent(samira, ruben, "verhaal", "schuldhulp")
    looks("ruben", samira, "schuldhulp")
    note = _only(Note, samira, category="verhaal")
    correct_note(at_home(samira, "hoog"), note.pk, "inzage", Written("Ik slaap weer goed."), timezone.now())
    assert told() == [(organisation_ref(ruben), "verbeterd")]
    assert [owner for _subject, owner in work()] == [ruben]


def test_erasing_a_resident_takes_the_work_and_the_lines_along(samira: Resident) -> None:
    looks("ruben", samira, "schuldhulp")
    correct(samira)
    erase: Callable[[str], int] = connections().erasers["grounds"].erase
    assert erase(samira.ref) > 0
    assert (work(), told()) == ([], [])
    assert not Item.objects.filter(kind=LOOK_AGAIN).exists()
