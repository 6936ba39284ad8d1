"""Placing and ending a legal hold on screen, by the privacy officer only."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maatwerk.foundation.access.models import LegalHold
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import day_of, start_of
from tests.foundation.access.watching import stood_out
from tests.foundation.access.watching.test_pages import address, page
from tests.residents import add_resident

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]


def typed(**other: str) -> dict[str, str]:
    until = day_of(timezone.now()) + timedelta(days=100)
    return {
        "name": "Samira Haddad",
        "born": "2-4-1988",
        "purpose": "wmo",
        "law": "Awb artikel 8:42",
        "reason": "Er loopt een beroep bij de rechter.",
        "until": f"{until:%d-%m-%Y}",
        **other,
    }


def stored() -> list[LegalHold]:
    with maintenance("counting"):
        return list(LegalHold.objects.all())


def test_the_privacy_officer_keeps_something_for_longer_and_ends_it(staff: dict[str, Client]) -> None:
    samira, until = add_resident("samira"), day_of(timezone.now()) + timedelta(days=101)
    assert staff["fatma"].post(address("holds"), typed()).status_code == 302
    [row] = stored()
    assert (row.subject, row.held, row.law, row.end) == (samira.ref, "wmo", "Awb artikel 8:42", start_of(until))
    text = page(staff["fatma"], "holds")
    assert "Er loopt een beroep bij de rechter." in text
    assert "hulp thuis en meedoen. Besloten door Fatma." in text
    assert "Samira" not in text
    assert staff["fatma"].post(address("end_hold", which=row.pk)).status_code == 302
    assert stored()[0].end <= timezone.now()
    assert "Niets blijft langer dan anders." in page(staff["fatma"], "holds")
    assert staff["fatma"].post(address("end_hold", which=row.pk)).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "Samira", "Vul de voornaam en achternaam in."),
        ("name", "Niemand Bestaatniet", "Wij vonden niet precies één persoon."),
        ("born", "ooit", "Vul de geboortedatum in."),
        ("law", "", "Noem de wet en het artikel"),
        ("reason", "daarom", "Schrijf in een hele zin op waarom."),
        ("until", "31-2-2027", "Kies een dag in de komende twee jaar."),
        ("until", "1-1-2020", "Kies een dag in de komende twee jaar."),
        ("until", "1-1-2040", "Kies een dag in de komende twee jaar."),
        ("purpose", "zomaar", "Kies waarvoor het is."),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(
    staff: dict[str, Client], field: str, value: str, sentence: str
) -> None:
    add_resident("samira")
    response = staff["fatma"].post(address("holds"), typed(**{field: value}))
    text = re.sub(r"\s+", " ", response.content.decode())
    assert response.status_code == 400
    assert sentence in text
    assert "Er loopt een beroep" in text or field == "reason"
    assert stored() == []


def test_nobody_else_opens_it_and_elsewhere_nothing_of_it_is_there(staff: dict[str, Client]) -> None:
    which = stood_out.a_hold()["which"]
    for name in ("els", "tessa", "dirk", "beheer"):
        assert staff[name].get(address("holds")).status_code == 403
        assert staff[name].post(address("end_hold", which=which)).status_code == 403
    assert len(stored()) == 1
    assert stored()[0].end > timezone.now()
