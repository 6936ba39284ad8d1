"""Where a carer or relative is named in what is kept about somebody else: only their own, and never into danger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maatwerk.foundation.access.models import AccessRecord, RightsRequest
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Address, Relation, Resident
from maatwerk.foundation.people.residents import Bond, Scope, Standing
from tests.casework.dossier.test_pages_at_work import text
from tests.casework.rights import questions
from tests.residents import (
    LONG_AGO,
    add_resident,
    give_task,
    involve,
    organisation_ref,
    owned,
    signed_in_resident,
    stand_for,
)
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

PAGE = "/duinstad/mijn/gegevens/genoemd/"
ASK = "/duinstad/mijn/gegevens/vragen/nieuw/"
NOTHING = "Hier staat nu niets."


@pytest.fixture
def samira(two_municipalities: object) -> Resident:
    give_task(add_worker("els"))
    return add_resident("samira")


def joost(assurance: Assurance = Assurance.SUBSTANTIAL) -> Client:
    return signed_in_resident("joost", assurance)


def carer(samira: Resident, looks: bool = True, **fields: Any) -> Any:
    said = {"name": "Joost (broer)", "looks": looks} | fields
    return stand_for(samira, add_resident("joost").ref, Standing.CARER, Scope.CARE, **said)


def related(samira: Resident, bond: Bond = Bond.SIBLING) -> Relation:
    row = owned(samira.ref, samira.controller, "huishouden")
    with maintenance("keeping"):
        return Relation.objects.create(**row, resident=samira, bond=bond, other=add_resident("joost"), start=LONG_AGO)


def test_a_carer_reads_as_what_since_when_by_whom_and_which_name(samira: Resident) -> None:
    carer(samira)
    related(samira)
    page = text(joost().get(PAGE))
    assert "Mantelzorger van Samira Haddad" in page
    assert "Joost (broer)" in page
    assert "1 januari 2024" in page
    assert "wijkteam" in page
    assert "Broer of zus van Samira Haddad" in page
    assert "zorg en hulp" in page


def test_who_may_not_look_along_reads_that_they_are_named_and_not_with_whom_or_by_whom(samira: Resident) -> None:
    """AVG art. 15 lid 4: which organisation helps somebody says something of them."""
    carer(samira, looks=False)
    page = text(joost().get(PAGE))
    assert "Mantelzorger van iemand" in page
    assert "Joost (broer)" in page
    for hidden in ("Samira", "Haddad", "wijkteam"):
        assert hidden not in page


def test_to_be_named_as_family_alone_does_not_tell_that_somebody_has_a_file(samira: Resident) -> None:
    related(samira, Bond.PARTNER)
    assert NOTHING in text(joost().get(PAGE))


def test_what_could_put_somebody_in_danger_is_not_there_and_takes_the_same_work(samira: Resident) -> None:
    client = joost()
    client.get(PAGE)
    with CaptureQueriesContext(connection) as nothing:
        empty = client.get(PAGE)
    carer(samira, looks=False)
    related(samira)
    with maintenance("keeping"):
        Address.objects.create(
            **owned(samira.ref, samira.controller, "schuiladres", "veiligheid"),
            resident=samira,
            kind="verblijfadres",
            street="Kade",
            start=LONG_AGO,
        )
    with CaptureQueriesContext(connection) as hidden:
        page = client.get(PAGE)
    assert text(page) == text(empty)
    assert NOTHING in text(page)
    assert len(hidden) == len(nothing)


def test_who_was_stopped_for_fear_of_harm_reads_nothing(samira: Resident) -> None:
    carer(samira, suspended_at=LONG_AGO, suspended_why="Hij dreigt.")
    assert NOTHING in text(joost().get(PAGE))


def test_who_is_helped_for_their_safety_is_not_told_of(samira: Resident) -> None:
    row = carer(samira, looks=False)
    involve(add_worker("els"), samira, "veiligheid")
    assert NOTHING in text(joost().get(PAGE))
    with maintenance("keeping"):  # who reads her file anyway would miss the line, and know why
        type(row).objects.filter(pk=row.pk).update(looks=True)
    assert "Mantelzorger van Samira Haddad" in text(joost().get(PAGE))


def test_others_are_not_named_and_only_ones_own_rows_are_read(samira: Resident) -> None:
    stand_for(samira, add_resident("wim").ref, Standing.MENTOR, Scope.CARE, name="Wim de mentor")
    carer(samira)
    page = text(joost().get(PAGE))
    assert "Wim" not in page
    assert page.count("Samira Haddad") == 1


def test_it_is_a_look_that_samira_can_read(samira: Resident) -> None:
    carer(samira)
    joost().get(PAGE)
    assert {"genoemd", "vertegenwoordiging"} <= set(AccessRecord.objects.values_list("purpose", flat=True))
    looked = text(signed_in_resident("samira").get("/duinstad/mijn/gegevens/wie-keek/"))
    assert "Joost (broer), uw mantelzorger, keek op" in looked
    assert "Deze persoon keek waar de eigen naam staat." in looked


def test_a_question_about_it_goes_to_who_keeps_it(samira: Resident) -> None:
    questions.steward()
    row = carer(samira)
    with maintenance("keeping"):
        type(row).objects.filter(pk=row.pk).update(controller=organisation_ref(add_worker("ruben")))
    client = joost()
    page = client.get(ASK, {"genoemd": str(row.pk)})
    assert page.status_code == 200
    body = page.content.decode()
    assert "mantelzorger van Samira Haddad" in body
    about = organisation_ref(add_worker("ruben"))
    assert f'value="{about}"' in body
    fields = {"soort": "verbeteren", "over": about, "woorden": "Ik heet anders.", "genoemd": str(row.pk)}
    assert client.post(ASK, fields).status_code == 302, text(client.post(ASK, fields))
    with maintenance("counting"):
        [asked] = RightsRequest.objects.filter(subject=add_resident("joost").ref)
    assert (asked.about, asked.entry, asked.words) == (about, None, "Ik heet anders.")


@pytest.mark.parametrize("which", ["", "geen-id", str(uuid4())])
def test_a_place_that_is_not_there_or_not_theirs_changes_nothing_in_the_form(samira: Resident, which: str) -> None:
    row = stand_for(samira, add_resident("wim").ref, Standing.CARER)
    client = joost()
    plain = text(client.get(ASK))
    assert text(client.get(ASK, {"genoemd": which})) == plain
    assert text(client.get(ASK, {"genoemd": str(row.pk)})) == plain


def test_more_rows_take_no_more_queries(samira: Resident, django_assert_max_num_queries: Callable[..., Any]) -> None:
    carer(samira)
    client = joost()
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for name in ("wim", "rosa", "bilal", "noor"):
        carer(add_resident(name))
    with django_assert_max_num_queries(len(one) + 1):
        page = client.get(PAGE)
    assert text(page).count("Joost (broer)") == 5


def test_a_code_is_not_enough_and_what_is_over_does_not_stand_here(samira: Resident) -> None:
    carer(samira, end=timezone.now() - timedelta(days=1))
    assert joost(Assurance.LOW).get(PAGE).status_code == 403
    assert NOTHING in text(joost().get(PAGE))


def test_it_stands_on_the_first_page_about_data(samira: Resident) -> None:
    assert PAGE in joost().get("/duinstad/mijn/gegevens/").content.decode()
