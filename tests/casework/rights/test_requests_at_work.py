"""What residents ask about their data, for the steward who answers, who watches over privacy, and whoever writes it
down at a desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from maatwerk.foundation.access.models import RightsRequest
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import day_of, start_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Appointment, Resident
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.residents import Standing
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.worklist.actions import escalate_overdue
from maatwerk.foundation.worklist.models import Item
from maatwerk.foundation.worklist.queries import escalated_items
from tests.casework.dossier import files
from tests.casework.dossier.test_pages_at_work import text, visiting
from tests.casework.rights import questions
from tests.residents import add_resident, involve, organisation_ref, signed_in_resident, stand_for
from tests.staff import add_worker, signed_in

pytestmark = pytest.mark.django_db

ALL = "/duinstad/medewerkers/gegevensvragen/"
YES = {"doe": "antwoord", "uitkomst": "ja", "antwoord": "Ruben zocht uw inkomen op voor het betaalplan."}


@pytest.fixture
def row(two_municipalities: object) -> RightsRequest:
    return questions.asked()


def dirk() -> Client:
    return signed_in(add_worker("dirk"))


def fatma() -> Client:
    return signed_in(add_worker("fatma"))


def again(row: RightsRequest) -> RightsRequest:
    with maintenance("counting"):
        found: RightsRequest = RightsRequest.objects.get(pk=row.pk)
    return found


def overdue(row: RightsRequest, days: int = 3) -> None:
    with maintenance("keeping"):
        RightsRequest.objects.filter(pk=row.pk).update(due_on=day_of(timezone.now()) - timedelta(days=days))


def test_the_list_names_nobody_and_has_late_ones_first_in_words(row: RightsRequest) -> None:
    other = questions.asked("inzage")
    overdue(other)
    for client in (dirk(), fatma()):
        page = client.get(ALL)
        assert page.status_code == 200
        said = text(page)
        assert said.index("Te laat: het antwoord had er 3 dagen geleden moeten zijn.") < said.index(
            "Antwoord uiterlijk"
        )
        assert "Samira" not in page.content.decode()
        assert "Haddad" not in page.content.decode()
        assert questions.WORDS not in page.content.decode()


def test_the_steward_sees_who_asks_how_they_are_reached_safely_and_what(row: RightsRequest) -> None:
    page = text(dirk().get(f"{ALL}{row.pk}/"))
    for words in ("Samira Haddad", "+31612345678", "alleen dit is veilig", "Bel alleen overdag.", questions.WORDS):
        assert words in page


def test_who_watches_over_privacy_sees_the_question_without_a_name_or_form(row: RightsRequest) -> None:
    page = fatma().get(f"{ALL}{row.pk}/")
    assert questions.WORDS in text(page)
    assert "Samira" not in text(page)
    assert "+31612345678" not in text(page)
    assert "<textarea" not in page.content.decode()
    assert fatma().post(f"{ALL}{row.pk}/", YES).status_code == 404
    assert again(row).answered_at is None


def test_an_answer_reaches_the_resident_and_takes_the_work_off_the_list(row: RightsRequest) -> None:
    assert Item.objects.get().subject == f"right:{row.pk}"
    answer = dirk().post(f"{ALL}{row.pk}/", YES, follow=True)
    assert "De inwoner kan het lezen." in text(answer)
    assert "Samira" not in text(answer)  # answered: nobody needs to know any more who it was
    assert Item.objects.get().done_at is not None
    mine = signed_in_resident("samira", Assurance.LOW).get(f"/duinstad/mijn/gegevens/vragen/{row.pk}/")
    assert YES["antwoord"] in text(mine)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Kies wat u antwoordt."),
        ({"uitkomst": "misschien", "antwoord": "Dat kan wel eens zo zijn."}, "Kies wat u antwoordt."),
        ({"uitkomst": "ja", "antwoord": "."}, "Schrijf uw antwoord in een hele zin."),
        ({"uitkomst": "nee", "antwoord": "Dat kan bij ons nu niet."}, "Kies de grond uit de lijst."),
        ({"uitkomst": "nee", "grond": "taak", "antwoord": "Dat kan bij ons nu niet."}, "Kies de grond uit de lijst."),
    ],
)
def test_what_is_wrong_with_an_answer_is_named_and_what_was_typed_stays(
    row: RightsRequest, fields: dict[str, str], sentence: str
) -> None:
    answer = dirk().post(f"{ALL}{row.pk}/", {"doe": "antwoord"} | fields)
    assert answer.status_code == 400
    assert sentence in text(answer)
    assert fields.get("antwoord", "") in answer.content.decode()
    assert again(row).answered_at is None


def test_only_the_grounds_of_this_right_can_be_chosen(two_municipalities: object) -> None:
    row = questions.asked("vernietigen")
    page = dirk().get(f"{ALL}{row.pk}/").content.decode()
    assert set(re.findall(r'name="grond" value="(\w+)"', page)) == {"wie", "elders", "belang_ander", "wet"}
    assert "Meer tijd nemen" not in page  # Wmo 2015 art. 5.3.5 and Jeugdwet art. 7.3.9 give none


def test_more_time_asks_a_reason_and_is_taken_once(row: RightsRequest) -> None:
    client = dirk()
    assert client.post(f"{ALL}{row.pk}/", {"doe": "verleng", "reden": "druk"}).status_code == 400
    why = {"doe": "verleng", "reden": "Wij zoeken het na bij drie organisaties."}
    assert client.post(f"{ALL}{row.pk}/", why).status_code == 302
    assert again(row).due_on > row.due_on
    assert "Er is al één keer meer tijd genomen." in text(client.post(f"{ALL}{row.pk}/", why))
    assert "Meer tijd nemen" not in text(client.get(f"{ALL}{row.pk}/"))
    assert "Er is al meer tijd genomen." in text(client.get(ALL))


def test_not_there_and_not_theirs_are_the_same_page(row: RightsRequest) -> None:
    henk = signed_in(add_worker("henk"))
    for client, base in ((henk, "/veenrode/medewerkers/gegevensvragen/"), (dirk(), ALL)):
        unreal = client.get(f"{base}{uuid4()}/")
        assert unreal.status_code == 404
    real = henk.get(f"/veenrode/medewerkers/gegevensvragen/{row.pk}/")
    assert real.status_code == 404
    assert text(real) == text(henk.get(f"/veenrode/medewerkers/gegevensvragen/{uuid4()}/"))
    assert "Er wacht nu niets." in text(henk.get("/veenrode/medewerkers/gegevensvragen/"))


def test_the_steward_of_another_organisation_does_not_see_it(row: RightsRequest) -> None:
    ruben = add_worker("ruben")
    Appointment.objects.create(worker=ruben, role=Role.STEWARD)
    assert signed_in(ruben).get(f"{ALL}{row.pk}/").status_code == 404
    assert "Er wacht nu niets." in text(signed_in(ruben).get(ALL))


def test_a_question_about_an_organisation_with_its_own_steward_goes_to_that_one(two_municipalities: object) -> None:
    questions.steward()
    ruben = add_worker("ruben")
    Appointment.objects.create(worker=ruben, role=Role.STEWARD)
    row = questions.asked(about=organisation_ref(ruben))
    assert signed_in(ruben).get(f"{ALL}{row.pk}/").status_code == 200
    assert dirk().get(f"{ALL}{row.pk}/").status_code == 404
    assert Item.objects.get().owner == ruben


def test_the_look_it_is_about_is_told_in_words_and_who_looked_does_not_answer(two_municipalities: object) -> None:
    """Els looked, and is the steward of her organisation too."""
    files.everything()
    samira, els = add_resident("samira"), add_worker("els")
    visiting("els", samira).get(f"/duinstad/medewerkers/inwoners/{samira.pk}/")
    Appointment.objects.create(worker=els, role=Role.STEWARD)
    mine = signed_in_resident("samira", Assurance.HIGH)
    looked = mine.get("/duinstad/mijn/gegevens/wie-keek/").content.decode()
    keek = re.search(r"keek=([0-9a-f]{32})", looked)
    assert keek
    form = mine.get("/duinstad/mijn/gegevens/vragen/nieuw/", {"keek": keek[1]})
    assert "Els (wijkteam) keek op" in text(form)
    sent = {"soort": "vraag", "over": organisation_ref(els), "woorden": questions.WORDS, "keek": keek[1]}
    assert mine.post("/duinstad/mijn/gegevens/vragen/nieuw/", sent).status_code == 302
    with maintenance("counting"):
        row = RightsRequest.objects.get()
    page = signed_in(els).get(f"{ALL}{row.pk}/")
    assert "Els (wijkteam) keek op" in text(page)
    answer = signed_in(els).post(f"{ALL}{row.pk}/", YES)
    assert answer.status_code == 400
    assert "U keek zelf. Iemand anders geeft antwoord." in text(answer)


def test_late_work_is_passed_on_to_the_team_of_who_watches_over_privacy(two_municipalities: object) -> None:
    add_worker("fatma")
    row = questions.asked()
    me = colleague(add_worker("fatma").pk, "duinstad")
    assert me
    last_moment = start_of(row.due_on + timedelta(days=1)) - timedelta(seconds=1)
    assert escalate_overdue(last_moment) == 0  # on the last day it is not late
    assert escalate_overdue(last_moment + timedelta(seconds=1)) == 1
    [item] = escalated_items(me).items
    assert item.subject == f"right:{row.pk}"
    assert "Geef antwoord op een vraag over gegevens" in text(fatma().get(f"/duinstad{reverse('worklist:home')}"))
    page = fatma().get(f"/duinstad{reverse('worklist:item', args=[item.pk])}").content.decode()
    assert f'href="/duinstad/medewerkers/gegevensvragen/{row.pk}/"' in page


def test_without_anybody_who_watches_late_work_reaches_who_can_appoint_somebody(row: RightsRequest) -> None:
    beheer = colleague(add_worker("beheer").pk, "duinstad")
    assert beheer
    assert escalate_overdue(timezone.now() + timedelta(days=60)) == 1
    [item] = escalated_items(beheer).items
    assert item.subject == f"right:{row.pk}"


@pytest.mark.parametrize("number", [1, 15])
def test_queries_do_not_grow_with_questions(
    row: RightsRequest, django_assert_max_num_queries: Callable[..., object], number: int
) -> None:
    for each in range(number):
        questions.asked(words=f"{questions.WORDS} {each}")
    client = dirk()
    client.get(ALL)
    with django_assert_max_num_queries(32):
        assert client.get(ALL).status_code == 200


# ---- At a desk ----


@pytest.fixture
def wim(two_municipalities: object) -> Resident:
    """Wim has no address and no telephone; Els works with him."""
    questions.steward()
    files.of_samira()
    wim = add_resident("wim")
    involve(add_worker("els"), wim)
    return wim


def desk(resident: Resident) -> str:
    return f"/duinstad/medewerkers/inwoners/{resident.pk}/gegevensvraag/"


def said(resident: Resident, **more: str) -> dict[str, str]:
    wijkteam = organisation_ref(add_worker("els"))
    return {"van": resident.ref, "hoe": "mondeling", "soort": "inzage", "over": wijkteam, "woorden": ""} | more


def test_wim_does_it_all_at_a_desk_and_takes_a_paper_along(wim: Resident) -> None:
    els = visiting("els", wim)
    assert desk(wim) in els.get(f"/duinstad/medewerkers/inwoners/{wim.pk}/").content.decode()
    answer = els.post(desk(wim), said(wim, woorden="Ik wil weten wat er staat."), follow=True)
    with maintenance("counting"):
        row = RightsRequest.objects.get()
    assert (row.asked_by, row.noted_by, row.how) == (wim.ref, f"worker:{add_worker('els').pk}", "mondeling")
    paper = text(answer)
    for words in (
        "Alles zien wat er over mij staat",
        date_format(row.due_on, "j F Y"),
        "AVG artikel 77",
        "AVG artikel 79",
        "Bel ons op",
    ):
        assert words in paper
    steward = text(dirk().get(f"{ALL}{row.pk}/"))
    assert "Er is geen telefoon, e-mail of adres bekend." in steward
    assert "opgeschreven door Els (wijkteam)" in steward


def test_nothing_is_chosen_beforehand_and_what_is_missing_is_named(wim: Resident) -> None:
    els = visiting("els", wim)
    assert " checked" not in els.get(desk(wim)).content.decode()
    for field, sentence in (
        ("van", "Kies wie het vroeg."),
        ("hoe", "Kies hoe de inwoner het heeft gevraagd."),
        ("soort", "Kies wat u wilt vragen."),
        ("over", "Kies een organisatie."),
    ):
        answer = els.post(desk(wim), said(wim, **{field: ""}))
        assert answer.status_code == 400
        assert sentence in text(answer)
    assert els.post(desk(wim), said(wim, hoe="digitaal")).status_code == 400  # they did not do it themselves


def test_the_voice_is_of_the_resident_or_of_who_acts_for_them(wim: Resident) -> None:
    stand_for(wim, "", Standing.MENTOR, name="Mevrouw De Wit")
    stand_for(wim, "", Standing.CARER, name="Buurvrouw Bep")
    page = text(visiting("els", wim).get(desk(wim)))
    assert "Mevrouw De Wit (mentor)" in page
    assert "Buurvrouw Bep" not in page


def test_who_does_not_work_with_them_writes_nothing_down(wim: Resident) -> None:
    ruben = signed_in(add_worker("ruben"))
    assert ruben.post(desk(wim), said(wim)).status_code in (302, 404)
    with maintenance("counting"):
        assert not RightsRequest.objects.exists()


def test_the_paper_is_for_who_just_wrote_it_down(wim: Resident) -> None:
    els = visiting("els", wim)
    els.post(desk(wim), said(wim))
    with maintenance("counting"):
        which = RightsRequest.objects.get().pk
    assert els.get(f"{desk(wim)}{which}/").status_code == 200
    assert els.get(f"{desk(wim)}{uuid4()}/").status_code == 404
    assert visiting("els", wim).get(f"{desk(wim)}{which}/").status_code == 404


def test_without_a_steward_the_desk_says_so(two_municipalities: object) -> None:
    files.of_samira()
    samira = add_resident("samira")
    answer = visiting("els", samira).post(desk(samira), said(samira))
    assert answer.status_code == 400
    assert "Er is nu niemand die deze vragen beantwoordt." in text(answer)
