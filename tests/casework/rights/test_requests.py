"""A resident asks something about their own data, and sees until when an answer may take and what it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from maatwerk.foundation.access.actions import Answered, answer_right, extend_right
from maatwerk.foundation.access.models import RightsRequest
from maatwerk.foundation.access.rights import Right, due
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.residents import Scope, Standing
from tests.casework.dossier import files
from tests.casework.dossier.test_pages_at_work import text
from tests.casework.rights import questions
from tests.foundation.access.grounds.people import at_work
from tests.residents import add_resident, involve, organisation_ref, signed_in_resident, stand_for
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

ASK, ALL = "/duinstad/mijn/gegevens/vragen/nieuw/", "/duinstad/mijn/gegevens/vragen/"
WORDS = "Ruben keek naar mijn inkomen. Waarom?"


@pytest.fixture
def samira(two_municipalities: object) -> Resident:
    questions.of_myself()
    return add_resident("samira")


@pytest.fixture
def mine(samira: Resident) -> Client:
    return signed_in_resident("samira", Assurance.LOW)


def wijkteam() -> str:
    return organisation_ref(add_worker("els"))


def sent(**more: str) -> dict[str, str]:
    return {"soort": "vraag", "over": wijkteam(), "woorden": WORDS} | more


def the_one() -> RightsRequest:
    with maintenance("counting"):
        found: RightsRequest = RightsRequest.objects.get()
    return found


def dutch(day: date) -> str:
    return date_format(day, "j F Y")


def test_every_right_is_a_choice_with_what_it_does_and_the_last_day_of_an_answer(mine: Client) -> None:
    page = mine.get(ASK).content.decode()
    assert re.findall(r'name="soort" value="(\w+)"', page) == [
        "vraag", "inzage", "verbeteren", "wissen", "vernietigen", "beperken", "bezwaar", "meenemen",
    ]  # fmt: skip
    assert " checked" not in page.split('name="over"')[0]  # nothing is chosen for her
    today = day_of(timezone.now())
    assert page.count(f"Antwoord uiterlijk op {dutch(due(Right.INSIGHT, today))}.") == 7
    assert page.count(f"Antwoord uiterlijk op {dutch(due(Right.DESTRUCTION, today))}.") == 1
    assert "Een mens geeft u antwoord." in text(mine.get(ASK))


def test_she_asks_and_sees_the_last_day_of_an_answer_at_once(mine: Client, samira: Resident) -> None:
    answer = mine.post(ASK, sent(), follow=True)
    row = the_one()
    assert answer.redirect_chain == [(f"{ALL}{row.pk}/", 302)]
    assert (row.words, row.asked_by, row.about, row.noted_by) == (WORDS, samira.ref, wijkteam(), "")
    page = text(answer)
    assert f"U krijgt uiterlijk op {dutch(row.due_on)} antwoord." in page
    assert WORDS in page
    assert "Gevraagd op" in text(mine.get(ALL))
    assert "uzelf" in text(mine.get(ALL))


def test_what_is_missing_is_named_and_what_was_typed_stays(mine: Client) -> None:
    answer = mine.post(ASK, {"woorden": WORDS})
    assert answer.status_code == 400
    page = text(answer)
    assert "Kies wat u wilt vragen." in page
    assert WORDS in answer.content.decode()
    assert "Kies een organisatie." in text(mine.post(ASK, sent(over="organisation:999999")))
    assert "Kies een organisatie." in text(mine.post(ASK, sent(over="x' or 1")))
    assert "Schrijf op wat u vraagt." in text(mine.post(ASK, sent(woorden=" ")))
    assert mine.post(ASK, sent(woorden="a" * 4001)).status_code == 400
    with maintenance("counting"):
        assert not RightsRequest.objects.exists()


def test_an_organisation_of_another_municipality_cannot_be_chosen(mine: Client) -> None:
    assert mine.post(ASK, sent(over=organisation_ref(add_worker("henk")))).status_code == 400


def test_asking_to_see_or_take_along_everything_needs_no_words(mine: Client) -> None:
    assert mine.post(ASK, sent(soort="inzage", woorden="")).status_code == 302
    assert mine.post(ASK, sent(soort="meenemen", woorden="")).status_code == 302


def test_who_works_with_her_and_who_knows_her_can_be_chosen_and_nobody_else(mine: Client, samira: Resident) -> None:
    involve(add_worker("ruben"), samira, "schuldhulp")
    page = mine.get(ASK).content.decode()
    assert set(re.findall(r'name="over" value="([^"]+)"', page)) == {wijkteam(), organisation_ref(add_worker("ruben"))}


def test_without_anybody_who_answers_the_page_says_so_and_keeps_nothing(two_municipalities: object) -> None:
    files.of_samira()
    answer = signed_in_resident("samira").post(ASK, sent())
    assert answer.status_code == 400
    assert "Er is nu niemand die deze vragen beantwoordt. Bel ons." in text(answer)
    with maintenance("counting"):
        assert not RightsRequest.objects.exists()


def test_with_a_code_one_does_not_get_in(samira: Resident) -> None:
    assert signed_in_resident("samira", Assurance.CODE).get(ASK).status_code == 403


def test_a_look_that_is_not_there_is_not_named_nor_kept(mine: Client) -> None:
    for trace in ("0" * 32, "x", "0" * 500, "' or 1=1"):
        assert "Het gaat over deze keer" not in text(mine.get(ASK, {"keek": trace}))
        assert mine.post(ASK, sent(keek=trace, woorden=f"{WORDS} {len(trace)}")).status_code == 302
    with maintenance("counting"):
        assert set(RightsRequest.objects.values_list("look", flat=True)) == {""}


def test_from_an_entry_the_question_goes_to_who_answers_for_that_entry(mine: Client) -> None:
    note = files.a_note()["note"]
    strong = signed_in_resident("samira", Assurance.SUBSTANTIAL)
    page = strong.get(ASK, {"stuk": str(note), "soort": "wissen"})
    assert "Uw vraag gaat over wat op" in text(page)
    assert re.search(rf'name="over" value="{wijkteam()}" checked', page.content.decode())
    assert re.search(r'value="wissen" checked', page.content.decode())
    strong.post(ASK, sent(soort="wissen", stuk=str(note)))
    assert the_one().entry == note


@pytest.mark.parametrize("entry", [lambda: str(uuid4()), lambda: "x", lambda: "0" * 300])
def test_an_entry_that_is_not_hers_is_not_taken_along(mine: Client, entry: Callable[[], str]) -> None:
    assert "één stuk" not in text(mine.get(ASK, {"stuk": entry()}))
    mine.post(ASK, sent(soort="wissen", stuk=entry()))
    assert the_one().entry is None


def test_nobody_sees_the_question_of_another_and_not_there_is_the_same_page(samira: Resident) -> None:
    theirs = questions.asked().pk
    other = signed_in_resident("joost")
    real, unreal = other.get(f"{ALL}{theirs}/"), other.get(f"{ALL}{uuid4()}/")
    assert real.status_code == unreal.status_code == 404
    assert text(real) == text(unreal)
    assert "Iets vragen" not in text(other.get(ALL)).split("U vroeg nog niets.")[0]


def test_more_time_is_told_with_the_reason(mine: Client) -> None:
    row = questions.asked()
    extend_right(at_work("dirk"), row.pk, "Wij zoeken het na bij drie organisaties.", timezone.now())
    page = text(mine.get(f"{ALL}{row.pk}/"))
    assert "Wij zoeken het na bij drie organisaties." in page
    assert dutch(the_one().due_on) in page
    assert "Het duurt langer." in text(mine.get(ALL))


def test_a_no_gives_the_ground_in_plain_words_with_the_law_and_what_she_can_do(mine: Client) -> None:
    row = questions.asked("wissen")
    no = Answered("nee", "Dit moet 20 jaar blijven van de wet.", "wet", "Jeugdwet artikel 7.3.8")
    answer_right(at_work("dirk"), row.pk, no, timezone.now())
    page = text(mine.get(f"{ALL}{row.pk}/"))
    assert "Dit moet 20 jaar blijven van de wet." in page
    assert "Een wet zegt dat het moet blijven. (Jeugdwet artikel 7.3.8)" in page
    assert "Awb artikel 6:7" in page
    assert "Autoriteit Persoonsgegevens" in page
    assert dutch(day_of(timezone.now()) + timedelta(days=42)) in page  # Awb art. 6:7, 6:8


def test_when_it_is_late_the_page_says_so_and_what_she_can_do(mine: Client) -> None:
    row = questions.asked()
    with maintenance("keeping"):
        RightsRequest.objects.update(due_on=day_of(timezone.now()) - timedelta(days=2))
    page = text(mine.get(f"{ALL}{row.pk}/"))
    assert "Te laat: het antwoord had er 2 dagen geleden moeten zijn." in page
    for law in ("Awb artikel 4:17", "AVG artikel 77", "AVG artikel 79"):
        assert law in page
    assert "Te laat" in text(mine.get(ALL))


@pytest.mark.parametrize("number", [1, 12])
def test_queries_do_not_grow_with_requests(
    mine: Client, django_assert_max_num_queries: Callable[..., object], number: int
) -> None:
    for each in range(number):
        questions.asked(words=f"{WORDS} {each}")
    mine.get(ALL)
    with django_assert_max_num_queries(40):
        assert mine.get(ALL).status_code == 200


def test_the_same_day_counts_as_in_the_netherlands(samira: Resident) -> None:
    here = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    assert questions.asked().asked_on == here


# ---- In the name of somebody ----


def for_noor(page: str = "") -> str:
    return f"/duinstad/mijn/voor/{add_resident('noor').pk}/gegevens/vragen/{page}"


def test_a_parent_asks_for_a_child_and_sees_only_what_they_asked_themselves(samira: Resident) -> None:
    questions.of_noor()
    stand_for(add_resident("noor"), add_resident("joost").ref, Standing.PARENT)
    parent = signed_in_resident("samira")
    assert parent.post(for_noor("nieuw/"), sent()).status_code == 302
    assert the_one().category == "rechtsverzoek_namens"
    assert "Iets vragen" in text(parent.get(for_noor()))
    assert WORDS in text(parent.get(for_noor(f"{the_one().pk}/")))
    other = signed_in_resident("joost")
    assert other.get(for_noor(f"{the_one().pk}/")).status_code == 404
    assert "U vroeg nog niets." in text(other.get(for_noor()))


def test_the_resident_sees_what_was_asked_in_their_name(two_municipalities: object) -> None:
    questions.of_myself()
    stand_for(add_resident("samira"), add_resident("joost").ref, Standing.AUTHORISED)
    address = f"/duinstad/mijn/voor/{add_resident('samira').pk}/gegevens/vragen/nieuw/"
    assert signed_in_resident("joost").post(address, sent()).status_code == 302
    assert "door iemand die voor de inwoner opkomt" in text(signed_in_resident("samira").get(ALL))


@pytest.mark.parametrize(
    "standing", [Standing.CARER, Standing.BUDDY, Standing.RELATIVE, Standing.PARENT_WITHOUT_CUSTODY]
)
def test_who_only_looks_along_cannot_ask_in_their_name(two_municipalities: object, standing: Standing) -> None:
    """They do nothing in the name of the resident (people/standing.py)."""
    questions.of_myself()
    stand_for(add_resident("samira"), add_resident("joost").ref, standing, Scope.CARE)
    address = f"/duinstad/mijn/voor/{add_resident('samira').pk}/gegevens/vragen/"
    joost = signed_in_resident("joost")
    answers = [joost.get(f"{address}nieuw/"), joost.get(address), joost.post(f"{address}nieuw/", sent())]
    if standing is Standing.PARENT_WITHOUT_CUSTODY:
        assert [answer.status_code for answer in answers] == [404] * 3  # looks at nothing, and is told nothing
    else:
        assert [answer.status_code for answer in answers] == [403] * 3
        assert "U kijkt mee met Samira Haddad" in text(answers[0])
    with maintenance("counting"):
        assert not RightsRequest.objects.exists()
