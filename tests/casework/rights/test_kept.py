"""What is kept of me, until when and by which law. Dates are worked out by hand from the articles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maatwerk.casework.dossier.models import Note
from maatwerk.casework.rights.keeping import kept_of
from maatwerk.foundation.access.models import Emergency
from maatwerk.foundation.access.retention.holding import Held, place_hold
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Resident, SafeContact
from maatwerk.foundation.people.residents import Standing
from tests.casework.dossier.test_pages_at_work import text
from tests.foundation.access.looking import at_home, at_work, entry
from tests.foundation.access.retention.files import nights, note
from tests.residents import NOON, add_resident, involve, organisation_ref, owned, signed_in_resident, stand_for
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

PAGE = "/duinstad/mijn/gegevens/bewaard/"
WRITTEN = datetime(2020, 6, 1, 12, tzinfo=UTC)


def page(who: str | Resident = "samira", address: str = PAGE) -> str:
    response = signed_in_resident(who).get(address)
    assert response.status_code == 200
    return text(response)


def test_of_each_kind_the_last_day_of_the_last_one_is_told_with_the_law() -> None:
    """Wmo 2015 art. 5.3.4: written on 1 June 2020, so until 1 June 2035. An older note changes nothing."""
    samira = add_resident("samira")
    note(samira, WRITTEN)
    note(samira, WRITTEN - timedelta(days=900))
    told = page()
    assert "Hulp thuis en meedoen De zorg en hulp die u krijgt: tot en met 1 juni 2035" in told
    assert "15 jaar na de dag dat wij het kregen of opschreven. Dat staat in de Wmo 2015, artikel 5.3.4." in told
    assert told.count("tot en met") == 1


def test_of_youth_help_the_last_change_counts_for_all_of_it() -> None:
    """Jeugdwet art. 7.3.8 lid 3: last change on 31 January 2021, so until 31 January 2041."""
    samira = add_resident("samira")
    note(samira, WRITTEN, "jeugdhulp", "gezin")
    note(samira, datetime(2021, 1, 31, 12, tzinfo=UTC), "jeugdhulp", "zorg")
    assert page().count(": tot en met 31 januari 2041") == 2


def test_as_long_as_the_help_goes_on_the_term_has_not_begun() -> None:
    samira = add_resident("samira")
    note(samira, WRITTEN, "schuldhulp", "geld")
    row = involve(add_worker("els"), samira, "schuldhulp", start=WRITTEN)
    told = page()
    assert "Uw geld en schulden: zolang het loopt, en daarna nog 5 jaar" in told
    assert "5 jaar na de dag dat de hulp bij schulden stopt. De wet noemt geen tijd" in told
    with maintenance("keeping"):  # stopped on 30 September 2025
        type(row).objects.filter(pk=row.pk).update(end=datetime(2025, 9, 30, 9, tzinfo=UTC))
    assert page().count(": tot en met 30 september 2030") == 2  # the note, and who worked with her


def test_the_day_that_is_told_is_the_last_on_which_it_is_there() -> None:
    samira = add_resident("samira")
    for kind in ("wmo", "jeugdhulp", "schuldhulp", "leerplicht"):
        note(samira, WRITTEN, kind)
    found = kept_of(at_home(samira), samira.pk, NOON)
    assert found is not None
    until = {line.purpose: line.until for line in found.lines}
    assert len(until) == 4
    for purpose, day in sorted(until.items(), key=lambda one: one[1] or NOON.date()):
        assert day is not None
        nights(day - timedelta(days=1), day, day)
        assert left(purpose) == 1, purpose
        nights(day + timedelta(days=1), day + timedelta(days=2))
        assert left(purpose) == 0, purpose


def left(purpose: str) -> int:
    with maintenance("counting"):
        return int(Note.objects.filter(purpose=purpose).count())


def test_who_somebody_is_stays_as_long_as_something_else_does() -> None:
    note(add_resident("samira"), WRITTEN)
    told = page()
    assert "Wat het langst blijft Wie u bent" in told
    assert "Dit blijft zolang wij iets anders bewaren." in told


def test_what_has_to_stay_is_told_with_its_law_and_end_and_without_the_reason() -> None:
    samira = add_resident("samira")
    note(samira, WRITTEN)
    now = timezone.now()
    until = now.date() + timedelta(days=100)
    held = Held("De recherche onderzoekt een zaak.", "Wetboek van Strafvordering art. 126nd", until, "wmo")
    place_hold(at_work("fatma"), samira.ref, held, now)
    told = page()
    assert "Wat wij bewaren voor hulp thuis en meedoen, wissen wij nu niet." in told
    assert "Dat moet van deze wet: Wetboek van Strafvordering art. 126nd." in told
    assert "recherche" not in told
    assert "Wij wissen nu niets." not in told


def test_there_are_ways_to_ask_for_removal() -> None:
    samira = add_resident("samira")
    client = signed_in_resident(samira)
    assert "soort=wissen" in client.get(PAGE).content.decode()
    assert "soort=vernietigen" not in client.get(PAGE).content.decode()
    note(samira, WRITTEN)
    told = client.get(PAGE).content.decode()
    assert "soort=vernietigen" in told
    assert "U krijgt binnen drie maanden antwoord." in told


def test_what_is_there_for_safety_appears_nowhere() -> None:
    rosa = add_resident("rosa")
    before = page(rosa)
    note(rosa, WRITTEN, "veiligheid", "zorg")
    note(rosa, WRITTEN, "wmo", "geweld")
    entry(rosa, "schuiladres", end=WRITTEN + timedelta(days=2000))
    entry(rosa, "melder", end=WRITTEN + timedelta(days=2000))
    els = add_worker("els")
    with maintenance("keeping"):
        SafeContact.objects.create(
            **owned(rosa.ref, rosa.controller, "veilig_contact"), resident=rosa, instruction="Alleen via haar zus."
        )
        Emergency.objects.create(
            **owned(rosa.ref, organisation_ref(els), "noodtoegang", "noodgeval"), who="worker:1", by="worker:1",
            reason="Zij belde.", start=WRITTEN, reviewed_at=WRITTEN, reviewed_by="worker:2",
            hidden_until=timezone.now() + timedelta(days=20), hidden_ground="veiligheid",
        )  # fmt: skip
    assert page(rosa) == before


def test_who_stands_for_somebody_sees_what_goes_with_that_and_others_nothing() -> None:
    noor, samira = add_resident("noor"), add_resident("samira")
    note(noor, WRITTEN)
    address = f"/duinstad/mijn/voor/{noor.pk}/gegevens/bewaard/"
    assert signed_in_resident(samira).get(address).status_code == 404
    stand_for(noor, samira.ref, Standing.PARENT)
    told = page(samira, address)
    assert "U kijkt voor Noor" in told
    assert "1 juni 2035" in told
    assert (
        f"/mijn/voor/{noor.pk}/gegevens/vragen/nieuw/?soort=wissen"
        in signed_in_resident(samira).get(address).content.decode()
    )
    assert signed_in_resident("joost").get(address).status_code == 404


def test_a_code_is_not_enough() -> None:
    assert signed_in_resident("samira", Assurance.CODE).get(PAGE).status_code == 403


def test_the_queries_do_not_grow_with_what_is_kept(django_assert_max_num_queries: Any) -> None:
    samira = add_resident("samira")
    client: Client = signed_in_resident(samira)
    note(samira, WRITTEN)
    client.get(PAGE)
    with django_assert_max_num_queries(90) as few:
        client.get(PAGE)
    for number in range(40):
        note(samira, WRITTEN - timedelta(days=number), category=("zorg", "woning", "gezin")[number % 3])
        involve(add_worker("els"), samira, start=WRITTEN, end=WRITTEN + timedelta(days=number))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(PAGE)
