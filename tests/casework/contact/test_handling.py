"""Who answers: finding a request by its code, trying, and saying how it ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maatwerk.casework.contact.actions import HandledError, finish
from maatwerk.casework.contact.rules import Kind
from maatwerk.casework.contact.work import KINDS_OF_WORK
from maatwerk.foundation.access.models import AccessRecord, SubjectAlias, Task
from maatwerk.foundation.access.refusing import NotYoursError
from maatwerk.foundation.people.queries import staff_member
from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.people.spoken_codes import shown
from maatwerk.foundation.people.viewers import worker_viewer
from maatwerk.foundation.worklist.actions import escalate_overdue, take
from maatwerk.foundation.worklist.models import Item
from tests.casework.contact.callers import NEW, a_request, els_answers, the_request
from tests.residents import give_task
from tests.staff import add_worker

pytestmark = pytest.mark.django_db
SAID: dict[str, Any] = {
    "interpreter": "Dari",
    "safe": "Zeg dat u van de bieb bent.",
    "about": "De huur\n<script>alert(1)</script>",
    "moments": ("middag",),
}


def page_of(id_: UUID = NEW) -> str:
    return "/duinstad" + reverse("desk:request", kwargs={"which": id_})


def member(name: str) -> StaffMember:
    found = staff_member(add_worker(name).account_id, "veenrode" if name == "henk" else "duinstad")
    assert found is not None
    return found


def test_els_reads_how_to_reach_somebody_safely_before_anything_else(staff: dict[str, Client]) -> None:
    a_request(**SAID)
    page = staff["els"].get(page_of()).content.decode()
    order = ["Laat geen bericht achter", "Zeg dat u van de bieb bent.", "Regel eerst een tolk", "Wim", "06 12345678"]
    assert [page.index(each) for each in order] == sorted(page.index(each) for each in order)
    assert "In de middag" in page
    assert "&lt;script&gt;" in page


def test_a_look_stands_in_the_log_under_an_alias(staff: dict[str, Client]) -> None:
    a_request()
    staff["els"].get(page_of())
    [line] = AccessRecord.objects.all()
    assert (line.viewer, line.purpose, line.categories) == (
        f"worker:{add_worker('els').pk}",
        "contact",
        "contactverzoek",
    )
    assert SubjectAlias.objects.get().subject == f"contact:{NEW}"
    assert line.subject == SubjectAlias.objects.get().alias


@pytest.mark.parametrize("name", ["ruben", "pim", "beheer", "fatma", "mia", "henk"])
def test_who_does_not_answer_for_contact_gets_the_same_page_as_for_what_is_not_there(
    staff: dict[str, Client], name: str
) -> None:
    a_request()
    place, nowhere = "veenrode" if name == "henk" else "duinstad", uuid4()
    pages = []
    for id_ in (NEW, nowhere):
        response = staff[name].get(f"/{place}" + reverse("desk:request", kwargs={"which": id_}))
        assert response.status_code == 404
        pages.append(response.content.decode().replace(str(id_), ""))
    assert pages[0] == pages[1]
    with pytest.raises(NotYoursError):
        finish(worker_viewer(member(name)), NEW, "gesproken", "", timezone.now())


def test_without_the_task_els_sees_nothing_any_more(staff: dict[str, Client]) -> None:
    a_request()
    Task.objects.update(end=timezone.now())
    assert staff["els"].get(page_of()).status_code == 404


def test_the_code_that_somebody_names_leads_to_their_request(staff: dict[str, Client]) -> None:
    a_request()
    code = shown(the_request().code)
    desk = "/duinstad" + reverse("desk:home")
    assert staff["els"].post(desk, {"code": f" {code.lower()} "})["Location"] == page_of()
    for name, typed in (("els", "K7M-42P"), ("ruben", code)):
        response = staff[name].post(desk, {"code": typed})
        assert response.status_code == 404
        assert "Wij vinden niets met deze code" in response.content.decode()
    response = staff["els"].post(desk, {"code": "hallo"})
    assert response.status_code == 400
    assert 'value="hallo"' in response.content.decode()


def test_three_tries_and_then_it_may_end_as_not_reached(staff: dict[str, Client]) -> None:
    a_request()
    els = staff["els"]
    refused = els.post(page_of(), {"doe": "klaar", "uitkomst": "niet_bereikt", "gebeurd": "Voicemail."})
    assert refused.status_code == 400
    assert "Probeer het eerst 3 keer" in refused.content.decode()
    assert "Voicemail." in refused.content.decode()
    for number in (1, 2, 3):
        answer = els.post(page_of(), {"doe": "geprobeerd"}, follow=True).content.decode()
        assert f"Dit was poging {number}." in answer
    assert "3 keer, het laatst op" in els.get(page_of()).content.decode()
    assert els.post(page_of(), {"doe": "klaar", "uitkomst": "niet_bereikt"}).status_code == 302
    row, item = the_request(), Item.objects.get()
    assert (row.outcome, row.tries, row.handled_by) == ("niet_bereikt", 3, f"worker:{add_worker('els').pk}")
    assert (item.outcome, item.done_at is not None) == ("niet_gelukt", True)


@pytest.mark.parametrize(
    ("outcome", "word"),
    [
        ("gesproken", "afgehandeld"),
        ("afspraak", "afgehandeld"),
        ("doorgegeven", "doorgegeven"),
        ("klopt_niet", "niet_gelukt"),
        ("ingetrokken", "niet_nodig"),
    ],
)
def test_how_it_ended_takes_it_off_the_list_and_stays_to_be_read(
    staff: dict[str, Client], outcome: str, word: str
) -> None:
    a_request()
    els = staff["els"]
    assert els.post(page_of(), {"doe": "klaar", "uitkomst": outcome, "gebeurd": "Zij komt dinsdag."}).status_code == 302
    assert Item.objects.get().outcome == word
    page = els.get(page_of()).content.decode()
    assert "Zij komt dinsdag." in page
    assert 'value="klaar"' not in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"uitkomst": ""}, "Kies hoe het afliep"),
        ({"uitkomst": "boos"}, "Kies hoe het afliep"),
        ({"uitkomst": "gesproken", "gebeurd": "x" * 1001}, "U schreef er 1001"),
        ({"uitkomst": "gesproken", "gebeurd": "BSN 123456782"}, "geen burgerservicenummer"),
    ],
)
def test_what_cannot_be_stored_is_refused_and_stays_on_the_page(
    staff: dict[str, Client], fields: dict[str, str], sentence: str
) -> None:
    a_request()
    response = staff["els"].post(page_of(), {"doe": "klaar", **fields})
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert fields.get("gebeurd", "") in response.content.decode()
    assert the_request().outcome == ""


def test_of_two_who_end_it_one_does(staff: dict[str, Client]) -> None:
    a_request()
    els, now = worker_viewer(member("els")), timezone.now()
    finish(els, NEW, "gesproken", "", now)
    with pytest.raises(HandledError):
        finish(els, NEW, "afspraak", "", now)
    answer = staff["els"].post(page_of(), {"doe": "geprobeerd"}, follow=True).content.decode()
    assert "Een collega heeft dit al afgerond." in answer
    assert (the_request().outcome, the_request().tries) == ("gesproken", 0)


def test_the_list_shows_the_code_to_who_answers_and_nothing_to_others(staff: dict[str, Client]) -> None:
    a_request(**SAID)
    page = staff["els"].get("/duinstad/medewerkers/").content.decode()
    assert f"Bel iemand terug: {shown(the_request().code)}" in page
    for secret in ("Wim", "Dari", "bieb", "huur"):
        assert secret not in page
    kind = KINDS_OF_WORK[Kind.CALL]
    subject = the_request().subject
    assert kind.show([subject], member("ruben")) == {}
    assert kind.show([subject], member("henk"))[subject].address == ""


def test_what_is_late_goes_to_the_administrator_who_can_only_give_it_on(staff: dict[str, Client]) -> None:
    a_request()
    escalate_overdue(timezone.now() + timedelta(days=30))
    page = staff["beheer"].get("/duinstad/medewerkers/").content.decode()
    assert "Iemand wacht te lang op contact" in page
    assert shown(the_request().code) not in page
    assert staff["beheer"].get(page_of()).status_code == 404


def test_the_work_is_done_only_on_its_own_page(staff: dict[str, Client]) -> None:
    a_request()
    item = Item.objects.get()
    take(item.pk, member("els"), timezone.now())
    page = staff["els"].get("/duinstad" + reverse("worklist:item", args=[item.pk])).content.decode()
    assert page_of().removeprefix("/duinstad") in page
    assert 'name="woord"' not in page


def test_a_page_takes_the_same_queries_however_many_there_are(
    staff: dict[str, Client], django_assert_max_num_queries: Any
) -> None:
    a_request()
    staff["els"].get(page_of())
    with django_assert_max_num_queries(40) as few:
        staff["els"].get(page_of())
        staff["els"].get("/duinstad/medewerkers/")
    for _time in range(15):
        a_request(uuid4())
    with django_assert_max_num_queries(len(few)):
        staff["els"].get(page_of())
        staff["els"].get("/duinstad/medewerkers/")


def test_something_strange_is_no_act(staff: dict[str, Client]) -> None:
    a_request()
    assert staff["els"].post(page_of(), {"doe": "wis"}).status_code == 400


def test_the_task_of_contact_is_no_reason_to_keep_a_file_of_a_resident(staff: dict[str, Client]) -> None:
    els_answers()
    give_task(add_worker("els"), "wmo")
    for page in ("dossier:residents", "dossier:new", "grounds:ask"):
        html = staff["els"].get("/duinstad" + reverse(page)).content.decode()
        assert "hulp thuis en meedoen" in html
        assert "contact als u daarom vraagt" not in html
