"""The people around a resident on screen: household, relations, who stands for them; through the real gate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maatwerk.casework.dossier.web.deciding import who_decides
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import birthday
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Household, Membership, Relation, Representation, Resident
from maatwerk.foundation.people.residents import Scope, Standing
from maatwerk.foundation.ui.municipality import Municipality
from tests.casework.dossier.test_pages_at_work import text, visiting
from tests.residents import add_resident, give_task, involve, organisation_ref, owned, signed_in_resident, stand_for
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

BASE = "/duinstad/medewerkers/inwoners/"
MINE = "/duinstad/mijn/mensen/"


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    samira = add_resident("samira")
    give_task(add_worker("els"))
    involve(add_worker("els"), samira)
    return samira


@pytest.fixture
def els(samira: Resident) -> Client:
    return visiting("els", samira)


def at(resident: Resident, page: str = "") -> str:
    return f"{BASE}{resident.pk}/mensen/{page}"


def people(client: Client, resident: Resident) -> str:
    response = client.get(at(resident))
    assert response.status_code == 200
    return text(response)


def add(client: Client, resident: Resident, page: str, name: str, who: str, **fields: str) -> HttpResponse:
    fields |= {"zoek": name, "wie": who, "doe": "bewaar"}
    return client.post(at(resident, page), fields)


def rows(model: Any, **of: object) -> list[Any]:
    with maintenance("counting"):
        return list(model.objects.filter(**of))


def test_somebody_joins_the_household_and_leaves_it_alone(els: Client, samira: Resident) -> None:
    noor = add_resident("noor")
    involve(add_worker("els"), noor)
    found = els.post(at(samira, "huishouden/"), {"zoek": "noor", "doe": "zoek"})
    assert "Noor Haddad (geboren 1 juni 2017)" in text(found)
    assert " checked" not in found.content.decode()
    assert add(els, samira, "huishouden/", "noor", noor.ref, sinds="1-6-2026").status_code == 302
    assert "Samira Haddad Hoort er niet meer bij Noor Haddad Hoort er niet meer bij" in people(els, samira)
    [home] = rows(Household)
    left = els.post(at(samira), {"doe": "weg", "wie": str(home.pk), "inwoner": str(noor.pk)})
    assert left.status_code == 302
    assert "Noor Haddad" not in people(els, samira)
    assert [row.subject for row in rows(Membership, end__gt=timezone.now())] == [samira.ref]


def test_a_child_of_parents_apart_belongs_to_two_households(els: Client, samira: Resident) -> None:
    """One of the two is chosen, and none beforehand."""
    noor, joost = add_resident("noor"), add_resident("joost")
    for each in (noor, joost):
        involve(add_worker("els"), each)
    at_noor = visiting("els", noor)
    add(at_noor, noor, "huishouden/", "samira", samira.ref)
    unchosen = add(at_noor, noor, "huishouden/", "joost", joost.ref)
    assert unchosen.status_code == 400
    assert "Kies welk huishouden het is." in text(unchosen)
    assert add(at_noor, noor, "huishouden/", "joost", joost.ref, thuis="nieuw").status_code == 302
    page = people(at_noor, noor)
    assert "Huishouden 1" in page
    assert "Huishouden 2" in page
    assert "Joost" not in people(els, samira)
    [home] = [str(row.household_id) for row in rows(Membership, subject=joost.ref)]
    twice = add(at_noor, noor, "huishouden/", "joost", joost.ref, thuis=home)
    assert twice.status_code == 400
    assert "hoort er al bij" in text(twice)


def test_whom_the_viewer_may_not_see_is_not_found_named_or_counted(els: Client, samira: Resident) -> None:
    joost = add_resident("joost")  # nobody of the wijkteam works with him
    assert "U ziet hier niemand die hierbij past." in text(els.post(at(samira, "huishouden/"), {"zoek": "joost"}))
    assert add(els, samira, "huishouden/", "joost", joost.ref).status_code == 404
    home = Household.objects.create(municipality="duinstad")
    with maintenance("keeping"):
        for one in (samira, joost):
            Membership.objects.create(
                **owned(one.ref, organisation_ref(add_worker("els")), "huishouden"),
                resident=one,
                household=home,
                start=timezone.now(),
            )
        Relation.objects.create(
            **owned(samira.ref, organisation_ref(add_worker("els")), "huishouden"),
            resident=samira,
            bond="broer_of_zus",
            other=joost,
            start=timezone.now(),
        )
    page = people(els, samira)
    assert "Joost" not in page
    assert str(joost.pk) not in els.get(at(samira)).content.decode()
    assert "Iemand die u niet mag zien Broer of zus" in page


def test_a_relation_with_a_name_only_is_added_and_is_over(els: Client, samira: Resident) -> None:
    wrong = add(els, samira, "band/", "Oma Fatma", "naam")
    assert wrong.status_code == 400
    assert "Kies wie dit is voor de inwoner." in text(wrong)
    assert 'value="Oma Fatma"' in wrong.content.decode()
    assert add(els, samira, "band/", "Oma Fatma", "naam", soort="familie").status_code == 302
    assert "Oma Fatma Familie" in people(els, samira)
    [row] = rows(Relation)
    assert els.post(at(samira), {"doe": "band_weg", "wie": str(row.pk)}).status_code == 302
    assert "Oma Fatma" not in people(els, samira)
    assert len(rows(Relation)) == 1  # ended, not gone


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"soort": "", "voor": "zorg"}, "Kies als wat deze persoon voor de inwoner staat."),
        ({"soort": "mentor", "voor": ""}, "Kies geld, zorg of beide."),
        ({"soort": "mentor", "voor": "zorg"}, "Schrijf op welk bewijs u heeft gezien"),  # BW 1:450: a court appoints
        ({"soort": "mentor", "voor": "geld", "bewijs": "beschikking"}, "Kies geld, zorg of beide."),  # BW 1:453
        ({"soort": "voogd", "voor": "beide", "bewijs": "beschikking"}, "jonger is dan 18 jaar"),  # BW 1:280
        ({"soort": "buddy", "voor": "zorg", "sinds": "gisteren"}, "Dit is geen datum."),
        ({"soort": "buddy", "voor": "zorg", "tot": "1-1-2020"}, "Het einde ligt voor het begin."),
    ],
)
def test_only_what_the_law_allows_can_be_written_down(
    els: Client, samira: Resident, fields: dict[str, str], sentence: str
) -> None:
    response = add(els, samira, "staat-voor/", "Joost", "naam", **fields)
    assert response.status_code == 400
    assert sentence in text(response)
    assert rows(Representation) == []


def test_who_stands_for_her_is_somebody_found_somebody_at_work_or_a_name(els: Client, samira: Resident) -> None:
    mia = add_worker("mia")
    found = text(els.post(at(samira, "staat-voor/"), {"zoek": "mia"}))
    assert f"{mia.name} ({mia.organisation.name})" in found
    assert "Alleen de naam: mia" in found
    fields = {"soort": "clientondersteuner", "voor": "beide", "meekijken": "ja"}
    assert add(els, samira, "staat-voor/", "mia", f"worker:{mia.pk}", **fields).status_code == 302
    [row] = rows(Representation)
    assert (row.who, row.name, row.looks) == (f"worker:{mia.pk}", mia.name, True)
    rosa = add_resident("rosa")  # nobody works with her: she cannot be named by guessing
    assert add(els, samira, "staat-voor/", "rosa", rosa.ref, soort="buddy", voor="zorg").status_code == 404
    assert len(rows(Representation)) == 1


def test_fear_of_harm_stops_it_at_once_and_the_reason_reaches_nobody_who_stands_for_her(
    els: Client, samira: Resident
) -> None:
    anton = add_worker("anton")
    mentor = stand_for(samira, add_resident("joost").ref, Standing.MENTOR, Scope.CARE, name="Joost")
    stand_for(samira, f"worker:{anton.pk}", Standing.ADMINISTRATOR, Scope.MONEY, name="Anton")
    joost = signed_in_resident("joost")
    assert joost.get(f"/duinstad/mijn/voor/{samira.pk}/").status_code == 200
    page = at(samira, f"{mentor.pk}/stil/")
    assert "meteen niets meer" in text(els.get(page))
    empty = els.post(page, {"waarom": " "})
    assert empty.status_code == 400
    assert "Schrijf op waarom u dit stopzet." in text(empty)
    assert els.post(page, {"waarom": "Hij neemt haar pinpas mee."}).status_code == 302
    assert joost.get(f"/duinstad/mijn/voor/{samira.pk}/").status_code == 404
    assert "Mag nu niets: stopgezet. Hij neemt haar pinpas mee." in people(els, samira)
    at_anton = visiting("anton", samira, "vertegenwoordiging")
    mine = signed_in_resident("samira", Assurance.HIGH)
    for client, address in ((at_anton, at(samira)), (mine, MINE), (mine, "/duinstad/mijn/dossier/")):
        shown = client.get(address)
        assert shown.status_code == 200
        assert "pinpas" not in shown.content.decode(), address
    assert els.get(page).status_code == 404  # it is stopped already
    assert els.post(at(samira), {"doe": "hervat", "wie": str(mentor.pk)}).status_code == 302
    assert joost.get(f"/duinstad/mijn/voor/{samira.pk}/").status_code == 200


def test_a_worker_who_stands_for_her_reads_no_reason_and_does_not_let_themselves_in_again(
    els: Client, samira: Resident
) -> None:
    own = stand_for(samira, f"worker:{add_worker('els').pk}", Standing.BUDDY, Scope.CARE, name="Els")
    els.post(at(samira, f"{own.pk}/stil/"), {"waarom": "Zij neemt de pinpas mee."})
    assert "pinpas" not in els.get(at(samira)).content.decode()
    refused = els.post(at(samira), {"doe": "hervat", "wie": str(own.pk)})
    assert refused.status_code == 400
    assert "Een collega moet dit doen." in text(refused)


def test_who_stands_for_her_changes_nothing_on_these_pages(els: Client, samira: Resident) -> None:
    anton = add_worker("anton")
    one = stand_for(samira, f"worker:{anton.pk}", Standing.ADMINISTRATOR, Scope.MONEY, name="Anton")
    client = visiting("anton", samira, "vertegenwoordiging")
    page = client.get(at(samira)).content.decode()
    assert "<form" not in page.split("<main")[1]
    assert "beschikking" not in page
    for act in ("klaar", "dicht", "hervat", "weg"):
        assert client.post(at(samira), {"doe": act, "wie": str(one.pk)}).status_code == 404
    for part in ("stil", "oneens"):
        assert client.get(at(samira, f"{one.pk}/{part}/")).status_code == 404
    assert add(client, samira, "staat-voor/", "Piet", "naam", soort="buddy", voor="zorg").status_code == 404
    assert len(rows(Representation)) == 1


def test_both_say_what_they_think_and_it_stands_side_by_side_also_after_a_change(els: Client, samira: Resident) -> None:
    carer = stand_for(samira, "", Standing.CARER, Scope.CARE, name="Joost", looks=False)
    page = at(samira, f"{carer.pk}/oneens/")
    assert els.post(page, {"van": "", "woorden": "Nee."}).status_code == 400
    assert els.post(page, {"van": "ander", "woorden": ""}).status_code == 400
    assert els.post(page, {"van": "ander", "woorden": "Zij kan niet alleen wonen."}).status_code == 302
    mine = signed_in_resident("samira")
    assert mine.post(f"{MINE}{carer.pk}/oneens/", {"woorden": "Ik wil thuis blijven."}).status_code == 302
    assert mine.post(MINE, {"doe": "kijk", "wie": str(carer.pk)}).status_code == 302
    [now] = rows(Representation, looks=True)
    for client, address in ((els, at(samira, f"{now.pk}/oneens/")), (mine, f"{MINE}{now.pk}/oneens/")):
        shown = text(client.get(address))
        assert shown.index("Ik wil thuis blijven.") < shown.index("Wat Joost zegt") < shown.index("alleen wonen")


def test_she_lets_a_carer_look_along_and_stops_it_and_decides_nothing_of_a_court(samira: Resident) -> None:
    carer = stand_for(samira, add_resident("joost").ref, Standing.CARER, Scope.CARE, name="Joost", looks=False)
    court = stand_for(samira, "", Standing.MENTOR, Scope.CARE, name="Mentor Jansen")
    mine, joost = signed_in_resident("samira"), signed_in_resident("joost")
    his = f"/duinstad/mijn/voor/{samira.pk}/"
    assert joost.get(his).status_code == 404
    assert mine.post(MINE, {"doe": "kijk", "wie": str(carer.pk)}).status_code == 302
    assert joost.get(his).status_code == 200
    [looking] = rows(Representation, looks=True, standing="mantelzorger")
    assert mine.post(MINE, {"doe": "dicht", "wie": str(looking.pk)}).status_code == 302
    assert joost.get(his).status_code == 404
    refused = mine.post(MINE, {"doe": "dicht", "wie": str(court.pk)})
    assert refused.status_code == 400
    assert "een rechter" in text(refused)
    assert mine.post(MINE, {"doe": "klaar", "wie": str(court.pk)}).status_code == 400
    assert joost.post(MINE, {"doe": "kijk", "wie": str(carer.pk)}).status_code == 404


@pytest.mark.parametrize(
    ("now", "said"),
    [  # Jeugdwet 7.3.4, 7.3.10 jo. 7.3.8; BW 7:447, 7:450 lid 2, 1:233. Noor was born on 1 June 2017.
        (datetime(2029, 5, 31, 21, 59, tzinfo=UTC), ["jonger dan 12", "1 juni 2029", "1 juni 2033", "1 juni 2035"]),
        (datetime(2029, 5, 31, 22, 0, tzinfo=UTC), ["samen", "1 juni 2033", "1 juni 2035"]),
        (datetime(2033, 6, 1, 12, 0, tzinfo=UTC), ["beslist Noor Haddad zelf", "1 juni 2035"]),
        (datetime(2035, 6, 1, 12, 0, tzinfo=UTC), []),
    ],
)
def test_who_decides_for_a_child_is_said_with_the_day_on_which_it_changes(
    two_municipalities: object, now: datetime, said: list[str]
) -> None:
    sentences = who_decides(add_resident("noor"), now)
    assert len(sentences) == len(said)
    for sentence, part in zip(sentences, said, strict=True):
        assert part in sentence


def test_a_youth_reads_it_about_themselves(two_municipalities: object) -> None:
    bilal = add_resident("bilal")  # born on 3 March 2010: 16
    page = text(signed_in_resident("bilal").get(MINE))
    if timezone.localdate() < birthday(bilal.born, 18):
        assert "Nu beslist u zelf over zorg en hulp." in page
    else:
        assert "Wie beslist?" not in page


def test_of_whom_no_birth_date_is_known_nobody_decides_by_age(two_municipalities: object) -> None:
    assert who_decides(add_resident("wim"), timezone.now()) == []


def test_queries_do_not_grow_with_people(
    els: Client, samira: Resident, django_assert_max_num_queries: Callable[..., object]
) -> None:
    def more(many: int) -> None:
        home, els_of = Household.objects.create(municipality="duinstad"), organisation_ref(add_worker("els"))
        begun = {"start": timezone.now()}
        with maintenance("keeping"):
            row = owned(samira.ref, els_of, "huishouden") | {"resident": samira}
            Membership.objects.create(**row, **begun, household=home)
        for number in range(many):
            id_ = uuid4()
            with maintenance("keeping"):
                known = owned(f"resident:{id_}", els_of, "identiteit")
                other = Resident.objects.create(id=id_, **known, called=f"Iemand {number}")
                lives = owned(other.ref, els_of, "huishouden") | {"resident": other}
                Membership.objects.create(**lives, **begun, household=home)
                Relation.objects.create(**row, **begun, bond="buur", other=other)
            involve(add_worker("els"), other)
            stand_for(samira, "", Standing.BUDDY, name=f"Buddy {many} {number}")

    more(1)
    with CaptureQueriesContext(connection) as few:
        els.get(at(samira))
    more(20)
    with django_assert_max_num_queries(len(few)):
        page = people(els, samira)
    assert "Iemand 19" in page
    assert "Buddy 20 19" in page
