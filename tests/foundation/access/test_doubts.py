"""Two residents who may be one: noted once, looked at by who keeps data right, settled with a word. Nothing merges."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.access import doubts
from maatwerk.foundation.access.models import Doubt
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.resident_actions import add_resident
from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist.models import Item
from tests.foundation.access.doubling import two
from tests.foundation.people.asking import again, at_work, rows_of
from tests.residents import NOON
from tests.staff import CAST, add_worker

pytestmark = pytest.mark.django_db

BORN = date(1988, 4, 2)


@pytest.fixture(autouse=True)
def _municipalities(two_municipalities: object) -> None:
    """There are two."""


def staff_member(name: str) -> StaffMember:
    me = colleague(add_worker(name).pk, CAST[name][0])
    assert me
    return me


def test_a_doubt_holds_ids_and_is_put_on_the_list_of_who_keeps_data_right() -> None:
    add_worker("dirk")
    doubt = two()
    assert doubt.why == ["zelfde_geboortedatum", "zelfde_naam"]
    assert doubt.one < doubt.other
    item = Item.objects.get(kind="misschien_dezelfde")
    assert (item.subject, item.team.slug) == (f"doubt:{doubt.pk}", "gegevens")  # type: ignore[union-attr]
    doubts.settle(doubt.pk, staff_member("dirk"), True, "Hij belde zelf.", NOON)
    assert again(doubt).same is True
    assert Item.objects.get(pk=item.pk).done_at == NOON
    assert len(rows_of(Resident)) == 2  # nothing merges


def test_without_anybody_who_keeps_data_right_it_waits() -> None:
    for _ in range(2):
        add_resident(at_work("els"), "wmo", NOON, Names("Samira", family_name="Haddad"), BORN)
    assert doubts.open_doubts("duinstad").count() == 1
    assert not Item.objects.exists()


def test_a_pair_is_noted_once_and_stays_settled() -> None:
    add_worker("dirk")
    doubt, book = two(), doubts.DoubtBook()
    book.hear("duinstad", doubt.other, doubt.one, ["zelfde_adres"], NOON)
    assert again(doubt).why == ["zelfde_geboortedatum", "zelfde_naam", "zelfde_adres"]
    doubts.settle(doubt.pk, staff_member("dirk"), False, "Het zijn tweelingen.", NOON)
    book.hear("duinstad", doubt.one, doubt.other, ["zelfde_mail"], NOON + timedelta(days=1))
    assert not doubts.open_doubts("duinstad").exists()
    book.hear("duinstad", doubt.one, doubt.other, ["zelfde_bsn"], NOON + timedelta(days=2))
    [open_again] = doubts.open_doubts("duinstad")  # two people with one BSN: something is wrong
    assert (open_again.same, open_again.words) == (None, "Het zijn tweelingen.")
    assert Item.objects.filter(done_at=None).count() == 1


@pytest.mark.parametrize("who", ["els", "ruben", "beheer", "fatma", "tessa", "henk"])
def test_nobody_else_settles_it(who: str) -> None:
    doubt = two()
    with pytest.raises(NotYoursError):
        doubts.settle(doubt.pk, staff_member(who), True, "Zeker.", NOON)
    assert again(doubt).settled_at is None


def test_it_is_settled_once_and_with_a_word() -> None:
    doubt, dirk = two(), staff_member("dirk")
    for words in (" \x00", "x" * 1001):
        with pytest.raises(ResidentRefusedError) as caught:
            doubts.settle(doubt.pk, dirk, True, words, NOON)
        assert set(caught.value.faults) == {"words"}
    doubts.settle(doubt.pk, dirk, True, "Zelfde paspoort gezien.", NOON)
    with pytest.raises(NotYoursError):
        doubts.settle(doubt.pk, dirk, False, "Toch niet.", NOON)
    with pytest.raises(NotYoursError):
        doubts.settle(uuid4(), dirk, True, "Zeker.", NOON)


def page(doubt: Doubt) -> str:
    return f"/duinstad{reverse('doubts:doubt', kwargs={'doubt': doubt.pk})}"


def test_the_page_shows_who_both_are_and_nothing_else(staff: dict[str, Client]) -> None:
    doubt = two("Samira")
    shown = staff["dirk"].get(page(doubt)).content.decode()
    assert shown.count("2 april 1988") == 2
    assert shown.count("Haddad") == 2
    assert "Ze hebben dezelfde naam." in shown
    listed = staff["dirk"].get("/duinstad/medewerkers/dubbelen/").content.decode()
    assert str(doubt.pk) in listed
    assert "Haddad" not in listed
    assert "Samira" not in listed


def test_once_settled_nobody_sees_them_here_any_more(staff: dict[str, Client]) -> None:
    doubt = two()
    answer = staff["dirk"].post(page(doubt), {"dezelfde": "nee", "words": "Ze kwamen samen langs."})
    assert (answer.status_code, answer["Location"]) == (302, "/duinstad/medewerkers/dubbelen/")
    assert (again(doubt).same, again(doubt).words) == (False, "Ze kwamen samen langs.")
    assert staff["dirk"].get(page(doubt)).status_code == 404
    seen = doubts.both(again(doubt), staff_member("dirk"), "", timezone.now())
    assert seen == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"words": "Zelfde paspoort."}, "Kies of dit dezelfde persoon is."),
        ({"dezelfde": "misschien", "words": "Zelfde paspoort."}, "Kies of dit dezelfde persoon is."),
        ({"dezelfde": "ja", "words": " "}, "Schrijf op hoe u dat weet."),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(
    staff: dict[str, Client], fields: dict[str, str], sentence: str
) -> None:
    doubt = two()
    answer = staff["dirk"].post(page(doubt), fields)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert fields["words"] in answer.content.decode()
    assert again(doubt).settled_at is None


def test_doubts_of_another_municipality_are_not_there(staff: dict[str, Client]) -> None:
    doubt = two(who="henk")
    assert doubt.municipality == "veenrode"
    assert staff["dirk"].get(page(doubt)).status_code == 404
    assert str(doubt.pk) not in staff["dirk"].get("/duinstad/medewerkers/dubbelen/").content.decode()


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    staff: dict[str, Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        two(f"Samira{'abcd'[number]}")
    staff["dirk"].get("/duinstad/medewerkers/dubbelen/")
    with django_assert_max_num_queries(12):
        assert staff["dirk"].get("/duinstad/medewerkers/dubbelen/").status_code == 200
