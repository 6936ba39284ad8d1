"""Somebody who has to be gone is gone everywhere: in every room that holds something about people, and in words about
others. What stays is what the two logs say of a number that leads to nobody (AVG art. 17, 5 lid 2)."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.access.gate import AccessGate
from maatwerk.foundation.access.models import (
    AccessRecord,
    Consent,
    Doubt,
    Emergency,
    Opened,
    Refusal,
    SubjectAlias,
    Withheld,
)
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.erasing import ERASED
from maatwerk.foundation.people.models import (
    Account,
    Bond,
    Disagreement,
    Household,
    LogIn,
    Membership,
    Representation,
    Resident,
    ResidentAccount,
)
from maatwerk.foundation.people.residents import Standing, resident_ref
from maatwerk.foundation.people.signing_in import account_of
from maatwerk.foundation.worklist.actions import add_item
from maatwerk.foundation.worklist.models import Handling, Item
from maatwerk.site.grounds import REVIEW_EMERGENCY
from tests.foundation.access.looking import at_home
from tests.foundation.access.worlds import MODELS, World, make_world
from tests.residents import LONG_AGO, NOON, add_resident, consent, owned, stand_for
from tests.staff import add_worker

pytestmark = pytest.mark.usefixtures("two_municipalities")


def erase(subject: str) -> int:
    return sum(eraser.erase(subject) for eraser in connections().erasers.values())


def rows_about(subject: str) -> dict[str, int]:
    """By model, how many rows hold this reference, or the id in it, in any column. Not the logs, which hold neither."""
    id_ = subject.partition(":")[2]
    found = {}
    with maintenance("counting"):
        for model in apps.get_models():
            named = Q()
            for field in model._meta.concrete_fields:
                if isinstance(field, models.UUIDField):
                    named |= Q(**{field.attname: id_})
                elif isinstance(field, models.CharField | models.TextField | models.JSONField):
                    named |= Q(**{f"{field.attname}__icontains": id_})
                elif isinstance(field, models.ForeignKey) and isinstance(field.target_field, models.UUIDField):
                    named |= Q(**{field.attname: id_})
            if named and (count := model._default_manager.filter(named).count()):
                found[model._meta.label] = count
    return found


@pytest.fixture(params=[7, 8, 9])
def world(two_municipalities: Any, request: Any) -> World:
    return make_world(request.param, rows=12)


def test_nothing_of_a_resident_is_left_in_any_table(world: World) -> None:
    """A world with rows of every personal model, drawn by chance; a new model is among them by itself."""
    rosa, other = world.residents[0], world.residents[1]
    with maintenance("keeping"):  # of every kind at least one is about her, whatever chance gave
        for model in MODELS:
            if model is not Resident and not model.objects.filter(subject=rosa.ref).exists():
                row = model.objects.exclude(subject=rosa.ref).first()
                assert row is not None, model
                row.subject = rosa.ref
                if hasattr(row, "resident_id"):
                    row.resident = rosa
                row.save()
        for model in (Opened, Withheld):  # what rests on an entry is about whom the entry is about
            model.objects.filter(entry=rosa.pk).exclude(subject=rosa.ref).delete()
    assert {model._meta.label for model in MODELS} <= rows_about(rosa.ref).keys()
    AccessGate().open_for(at_home(rosa), rosa, "inzage", NOON)
    assert rows_about(other.ref)

    assert erase(rosa.ref) > len(MODELS)

    assert rows_about(rosa.ref) == {}
    assert rows_about(other.ref)
    assert erase(rosa.ref) == 0  # twice is once


@pytest.mark.django_db
def test_the_logs_keep_their_lines_and_lead_to_nobody() -> None:
    rosa = add_resident("rosa")
    AccessGate().open_for(at_home(rosa), rosa, "inzage", NOON)
    assert AccessRecord.objects.count() == 1
    alias = SubjectAlias.objects.get(subject=rosa.ref)
    erase(rosa.ref)
    assert AccessRecord.objects.get().subject == alias.alias
    assert not SubjectAlias.objects.filter(alias=alias.alias).exists()


@pytest.mark.django_db
def test_signing_in_goes_along_with_its_history() -> None:
    rosa, wim = add_resident("rosa"), add_resident("wim")
    for resident in (rosa, wim):
        account = account_of(resident.pk, resident.municipality)
        Bond.objects.create(account=account, municipality="duinstad", issuer="https://broker", subject=str(resident.pk))
        LogIn.objects.create(account=account.account, at=NOON, how="code", succeeded=True)
    before = Account.objects.count()
    erase(rosa.ref)
    assert Account.objects.count() == before - 1
    assert [row.resident for row in ResidentAccount.objects.all()] == [wim.pk]
    assert (Bond.objects.count(), LogIn.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_in_what_is_about_others_she_becomes_nobody() -> None:
    rosa, noor, els = add_resident("rosa"), add_resident("noor"), add_worker("els")
    standing = stand_for(noor, rosa.ref, Standing.PARENT, name="Rosa Vermeer")
    other = stand_for(noor, add_resident("samira").ref, Standing.PARENT)
    given = consent(noor, els, "zorg", given_by=rosa.ref, also_given_by=noor.ref, withdrawn_by=rosa.ref, by=rosa.ref)
    about_noor = owned(noor.ref, noor.controller, "zorg")
    with maintenance("keeping"):
        refused = Refusal.objects.create(
            **about_noor, organisation="organisation:1", shared="zorg", said_by=rosa.ref, by=rosa.ref, start=NOON
        )
        words = Disagreement.objects.create(
            **about_noor, resident=noor, representation=other, said_by=rosa.ref, words="Nee.", at=NOON
        )
        note = Note.objects.create(**about_noor, text="Zij slaapt slecht.", written_by=rosa.ref, at=NOON)
        fact = FactValue.objects.create(
            **about_noor,
            fact="drempel_cm",
            value="2",
            source="gevraagd",
            said_by=rosa.ref,
            noted_by="worker:1",
            at=NOON,
        )
        closed = Withheld.objects.create(
            **about_noor, entry=note.pk, from_whom=rosa.ref, ground="veiligheid", why="w", by="worker:1", start=NOON
        )
    erase(rosa.ref)
    with maintenance("deciding"):
        assert not Representation.objects.filter(pk=standing.pk).exists()
        assert not Withheld.objects.filter(pk=closed.pk).exists()
        kept = Consent.objects.get(pk=given.pk)
        assert (kept.given_by, kept.also_given_by, kept.withdrawn_by, kept.by) == (ERASED, noor.ref, ERASED, ERASED)
        assert Refusal.objects.get(pk=refused.pk).said_by == ERASED
        assert Disagreement.objects.get(pk=words.pk).said_by == ERASED
        assert Note.objects.get(pk=note.pk).written_by == ERASED
        assert FactValue.objects.get(pk=fact.pk).said_by == ERASED
    assert rows_about(rosa.ref) == {}


@pytest.mark.django_db
def test_work_that_waits_because_of_her_goes_along() -> None:
    rosa, tessa = add_resident("rosa"), add_worker("tessa")
    with maintenance("keeping"):
        row = Emergency.objects.create(
            **owned(rosa.ref, "organisation:1", "noodtoegang", "noodgeval"),
            who="worker:1",
            by="worker:1",
            reason="Zij belde.",
            start=LONG_AGO,
        )
    one, other = sorted((rosa.ref, add_resident("wim").ref))
    Doubt.objects.create(municipality="duinstad", one=one, other=other, why=["zelfde_naam"], found_at=NOON)
    add_item(REVIEW_EMERGENCY, f"emergency:{row.pk}", "duinstad", timezone.now(), owner=tessa.pk)
    add_item("bel_of_bezoek", "resident:1", "duinstad", timezone.now(), owner=tessa.pk)
    erase(rosa.ref)
    assert [item.subject for item in Item.objects.all()] == ["resident:1"]
    assert Handling.objects.count() == 1
    assert Doubt.objects.count() == 0


@pytest.mark.django_db
def test_a_household_stays_as_long_as_somebody_is_in_it() -> None:
    rosa, wim = add_resident("rosa"), add_resident("wim")
    shared, alone = Household.objects.create(municipality="duinstad"), Household.objects.create(municipality="duinstad")
    with maintenance("keeping"):
        for resident, household in ((rosa, shared), (wim, shared), (rosa, alone)):
            Membership.objects.create(
                **owned(resident.ref, resident.controller, "huishouden"),
                resident=resident,
                household=household,
                start=LONG_AGO,
            )
    erase(rosa.ref)
    assert list(Household.objects.all()) == [shared]
    with maintenance("deciding"):
        assert [row.resident_id for row in Membership.objects.all()] == [wim.pk]


@pytest.mark.django_db
def test_who_is_no_resident_takes_nobody_along() -> None:
    rosa = add_resident("rosa")
    assert erase("resident:geen-id") == erase("worker:1") == erase(resident_ref(rosa.pk).upper()) == 0
    with maintenance("deciding"):
        assert Resident.objects.count() == 1
