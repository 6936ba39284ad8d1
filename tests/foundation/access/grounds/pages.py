"""What the pages of grounds are about, made for them, with the arguments of their addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from maatwerk.foundation.access import actions
from maatwerk.foundation.access.models import BlindRequest, Involvement, Task, Withheld
from maatwerk.foundation.gate.context import maintenance
from tests.foundation.access.grounds.people import at_work, els_helps, organisation
from tests.residents import consent, owned
from tests.staff import add_worker

type Arguments = Mapping[str, Any]


def a_resident() -> Arguments:
    return {"resident": els_helps().pk}


def an_emergency() -> Arguments:
    add_worker("tessa")
    row = actions.open_emergency(
        at_work("ruben"), els_helps().ref, "Zij viel weg aan de telefoon, na een val.", timezone.now()
    )
    return {"which": row.pk}


def a_request() -> Arguments:
    samira = els_helps()
    with maintenance("keeping"):
        row = BlindRequest.objects.create(
            **owned(samira.ref, organisation("ruben"), "verzoek", "schuldhulp"),
            who=at_work("ruben").ref,
            reason="Zij vroeg mij om hulp.",
            by=at_work("ruben").ref,
            start=timezone.now(),
        )
    return {"which": row.pk}


def something_withheld() -> Arguments:
    samira = els_helps()
    with maintenance("keeping"):
        row = Withheld.objects.create(
            **owned(samira.ref, organisation("els"), "contact"),
            entry=samira.pk,
            from_whom=samira.ref,
            ground="veiligheid",
            why="Er is gevaar als zij dit leest.",
            by="worker:0",
            start=timezone.now(),
            end=timezone.now() + timedelta(days=9),
        )
    return {"which": row.pk}


def a_consent() -> Arguments:
    samira = els_helps()
    given = consent(samira, add_worker("els"), "geld", end=timezone.now() + timedelta(days=9))
    return {"resident": samira.pk, "consent": given.pk}


def an_involvement() -> Arguments:
    samira = els_helps()
    with maintenance("deciding"):
        row = Involvement.objects.filter(subject=samira.ref).first()
    assert row
    return {"resident": samira.pk, "involvement": row.pk}


def task_of(name: str) -> str:
    return str(Task.objects.get(organisation=add_worker(name).organisation).pk)
