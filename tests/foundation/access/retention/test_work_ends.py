"""Who stops to work with a resident has nothing about them on their list from that moment."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from maatwerk.foundation.access import actions
from maatwerk.foundation.access.models import BlindRequest, Involvement
from maatwerk.foundation.access.tasks import deliver_request
from maatwerk.foundation.gate.connections import connected
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Account, Resident, Worker
from maatwerk.foundation.worklist.models import Item
from maatwerk.foundation.worklist.rules import Outcome
from tests.foundation.access.grounds.people import at_work, els_helps
from tests.residents import involve, organisation_ref, owned
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

HOUR = timedelta(hours=1)


class Quiet:
    """Tells nobody."""

    def notify(self, recipient: str, notice: str, municipality: str, now: datetime) -> None: ...


def ruben_asks(resident: Resident, purpose: str = "schuldhulp") -> None:
    """To work with her; it is on the list of who works with her."""
    ruben = add_worker("ruben")
    with maintenance("keeping"):
        row = BlindRequest.objects.create(
            **owned(resident.ref, organisation_ref(ruben), "verzoek", purpose), who=f"worker:{ruben.pk}",
            by=f"worker:{ruben.pk}", reason="Zij vroeg om hulp.", start=timezone.now() - HOUR,
        )  # fmt: skip
    with connected(notifier=Quiet()):
        deliver_request.func(str(row.pk))


def colleague() -> Worker:
    account = Account.objects.create(email="olga@voorbeeld.example")
    return Worker.objects.create(account=account, organisation=add_worker("els").organisation, name="Olga")


def of(resident: Resident) -> Involvement:
    with maintenance("deciding"):
        row: Involvement = Involvement.objects.get(subject=resident.ref, who=at_work("els").ref, purpose="wmo")
    return row


def open_work() -> list[int | None]:
    """Whose it is, of all that waits."""
    return list(Item.objects.filter(done_at=None).values_list("owner_id", flat=True))


def test_when_the_work_ends_it_leaves_the_list_at_once() -> None:
    samira = els_helps()
    ruben_asks(samira)
    assert open_work() == [add_worker("els").pk]
    actions.end_involvement(at_work("els"), of(samira).pk, timezone.now())
    assert open_work() == []
    assert Item.objects.get().outcome == Outcome.LAPSED


def test_when_it_is_handed_over_the_colleague_gets_it() -> None:
    samira, olga = els_helps(), colleague()
    ruben_asks(samira)
    actions.hand_over(at_work("els"), of(samira).pk, f"worker:{olga.pk}", "Ik ga met verlof.", timezone.now())
    assert open_work() == [olga.pk]


def test_who_works_with_them_for_something_else_keeps_it() -> None:
    samira = els_helps()
    involve(add_worker("els"), samira, "participatie")
    ruben_asks(samira)
    actions.end_involvement(at_work("els"), of(samira).pk, timezone.now())
    assert open_work() == [add_worker("els").pk]


def test_what_is_about_safety_stays_only_with_who_works_on_safety() -> None:
    samira, els, olga = els_helps(), add_worker("els"), colleague()
    safety = involve(els, samira, "veiligheid")
    involve(olga, samira, "veiligheid", who=f"worker:{olga.pk}")
    ruben_asks(samira, "veiligheid")
    assert open_work() == [els.pk]
    with maintenance("keeping"):
        actions.end_involvement(at_work("els"), safety.pk, timezone.now())
    assert open_work() == [olga.pk]


def test_work_about_another_or_of_another_stays() -> None:
    samira, joost = els_helps(), els_helps("joost")
    ruben_asks(samira)
    ruben_asks(joost)
    actions.end_involvement(at_work("els"), of(joost).pk, timezone.now())
    assert open_work() == [add_worker("els").pk]
