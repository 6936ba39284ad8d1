"""When a resident cannot decide for now, on the pages of people at work, of the resident and of who stands in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Exclusion, Judgement, Representation, Resident
from maatwerk.foundation.people.residents import Scope, Standing
from maatwerk.foundation.worklist.models import Item
from maatwerk.site.grounds import JUDGE_AGAIN
from tests.casework.dossier import files
from tests.casework.dossier.test_pages_at_work import text, visiting
from tests.residents import (
    add_resident,
    give_task,
    involve,
    organisation_ref,
    owned,
    signed_in_resident,
    stand_for,
)
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

SAID = {"waarover": "welke hulp er in huis komt", "wie": "A. de Wit, huisarts", "waarom": "Zij is in de war."}
MINE = "/duinstad/mijn/mensen/"


@pytest.fixture
def samira(two_municipalities: object) -> Resident:
    samira = add_resident("samira")
    give_task(add_worker("els"))
    involve(add_worker("els"), samira)
    return samira


@pytest.fixture
def els(samira: Resident) -> Client:
    return visiting("els", samira)


def at(resident: Resident, page: str = "") -> str:
    return f"/duinstad/medewerkers/inwoners/{resident.pk}/mensen/{page}"


def in_days(days: int) -> str:
    return (date.today() + timedelta(days=days)).strftime("%d-%m-%Y")


def judged() -> Judgement:
    files.that_i_cannot_decide()
    return rows(Judgement)[0]


def rows(model: Any, **of: object) -> list[Any]:
    with maintenance("counting"):
        return list(model.objects.filter(**of))


def stand_in(els: Client, samira: Resident, name: str, **fields: str) -> HttpResponse:
    """Els says that somebody she may find is family of Samira."""
    who = add_resident(name)
    if not rows(Representation, who="none"):
        involve(add_worker("els"), who)
    sent = {"zoek": name, "wie": who.ref, "doe": "bewaar", "soort": "naaste_familie", "voor": "zorg"}
    return els.post(at(samira, "staat-voor/"), sent | {"bewijs": "Zelf gesproken."} | fields)


def test_els_writes_down_what_a_doctor_found_and_samira_reads_all_of_it(els: Client, samira: Resident) -> None:
    assert "Ja. Er staat niets anders." in text(els.get(at(samira)))
    sent = els.post(at(samira, "oordeel/"), SAID | {"tot": in_days(20)})
    assert sent.status_code == 302, text(sent)
    page = text(els.get(at(samira)))
    assert "Nu niet over: welke hulp er in huis komt." in page
    assert "A. de Wit, huisarts" in page
    me = signed_in_resident("samira")
    [row] = rows(Judgement)
    assert "Iemand vindt dat u nu niet kan beslissen" in text(me.get(MINE))
    mine = text(me.get(f"{MINE}oordeel/{row.pk}/"))
    for words in SAID.values():
        assert words in mine


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"tot": ""}, "Vul in tot en met welke dag dit geldt."),
        ({"tot": "morgen"}, "Dit is geen datum."),
        ({"tot": in_days(100)}, "binnen drie maanden"),
        ({"wie": "huisarts"}, "Schrijf de naam en het beroep op"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    els: Client, samira: Resident, fields: dict[str, str], sentence: str
) -> None:
    sent = els.post(at(samira, "oordeel/"), SAID | {"tot": in_days(3)} | fields)
    assert sent.status_code == 400
    assert sentence in text(sent)
    assert 'value="welke hulp er in huis komt"' in sent.content.decode()
    assert rows(Judgement) == []


def test_she_disagrees_and_somebody_has_to_look_again(samira: Resident) -> None:
    row, me = judged(), signed_in_resident("samira")
    page = f"{MINE}oordeel/{row.pk}/"
    assert me.post(page, {"woorden": " "}).status_code == 400
    assert me.post(page, {"woorden": "Ik kan dit best."}).status_code == 302
    assert "Ik kan dit best." in text(me.get(page))
    [item] = Item.objects.filter(kind=JUDGE_AGAIN)
    assert item.owner_id == add_worker("els").pk
    assert "Ik kan dit best" not in f"{item.subject} {item.kind}"
    at_work = visiting("els", samira)
    assert "De inwoner is het hier niet mee eens." in text(at_work.get(at(samira)))
    assert "Ik kan dit best." in text(at_work.get(at(samira, f"oordeel/{row.pk}/")))


def test_els_writes_down_her_words_and_ends_it(els: Client, samira: Resident) -> None:
    row = judged()
    page = at(samira, f"oordeel/{row.pk}/")
    assert els.post(page, {"doe": "oneens", "woorden": "Laat mij met rust."}).status_code == 302
    assert Item.objects.filter(kind=JUDGE_AGAIN).count() == 1
    assert els.post(page, {"doe": "oneens", "woorden": ""}).status_code == 400
    assert els.post(page, {"doe": "iets"}).status_code == 400
    assert els.post(page, {"doe": "voorbij"}).status_code == 302
    assert els.get(page).status_code == 404
    assert "Ja. Er staat niets anders." in text(els.get(at(samira)))


def test_her_brother_stands_in_sees_the_matter_only_and_she_sees_that_he_looked(els: Client, samira: Resident) -> None:
    refused = stand_in(els, samira, "joost")
    assert refused.status_code == 400
    assert "als een deskundige vond" in text(refused)
    judged()
    controller = organisation_ref(add_worker("els"))
    with maintenance("keeping"):
        for category, purpose, words in (
            ("netwerk", "wmo", "Zij wil graag thuis blijven."),
            ("netwerk", "jeugdhulp", "Over haar kind."),
            ("geld", "wmo", "Zij heeft schulden."),
            ("geweld", "veiligheid", "Zij werd geslagen."),
        ):
            Note.objects.create(
                **owned(samira.ref, controller, category, purpose), text=words, at=timezone.now(), written_by="worker:1"
            )
    assert stand_in(els, samira, "joost").status_code == 302
    joost = signed_in_resident("joost")
    page = text(joost.get(f"/duinstad/mijn/voor/{samira.pk}/"))
    assert "Samira Haddad kan nu niet beslissen over: welke hulp er in huis komt." in page
    assert "Zij wil graag thuis blijven." in page
    for hidden in ("Over haar kind", "schulden", "geslagen", "+31"):
        assert hidden not in page
    of_hers = f"/duinstad/mijn/voor/{samira.pk}/gegevens/"
    assert joost.get(f"{of_hers}meenemen/").status_code == 404  # they decide with who helps, and do nothing alone
    assert joost.get(f"{of_hers}vragen/nieuw/").status_code == 403
    looked = text(signed_in_resident("samira").get("/duinstad/mijn/gegevens/wie-keek/"))
    assert "uw familielid," in looked
    assert "BW 7:465 lid 3" in looked


def test_a_mentor_comes_and_her_brother_sees_nothing_any_more(els: Client, samira: Resident) -> None:
    judged()
    stand_in(els, samira, "joost")
    joost = signed_in_resident("joost")
    assert joost.get(f"/duinstad/mijn/voor/{samira.pk}/").status_code == 200
    stand_for(samira, "worker:99", Standing.MENTOR, Scope.CARE)
    assert joost.get(f"/duinstad/mijn/voor/{samira.pk}/").status_code == 404


def test_whom_she_never_wants_stops_at_once_and_does_not_read_why(els: Client, samira: Resident) -> None:
    judged()
    stand_in(els, samira, "joost")
    me = signed_in_resident("samira")
    [row] = rows(Representation, standing=Standing.FAMILY)
    page = f"{MINE}nooit/"
    assert "Nee, deze persoon nooit" in text(me.get(page))
    assert me.post(page, {"doe": "nooit", "wie": str(row.pk)}).status_code == 302
    assert signed_in_resident("joost").get(f"/duinstad/mijn/voor/{samira.pk}/").status_code == 404
    [no] = rows(Exclusion)
    assert no.who == add_resident("joost").ref
    assert row.name not in text(me.get(MINE))  # who looks along over her shoulder reads nothing
    assert row.name in text(me.get(page))
    again = stand_in(els, samira, "joost")
    assert again.status_code == 400
    assert "De inwoner wil dat deze persoon nooit" in text(again)
    assert me.post(page, {"doe": "weer", "wie": str(no.pk)}).status_code == 302
    assert row.name not in text(me.get(page))


def test_a_name_is_added_for_who_does_not_sign_in(els: Client, samira: Resident) -> None:
    page = at(samira, "nooit/")
    assert els.post(page, {"doe": "nooit", "naam": " "}).status_code == 400
    assert els.post(page, {"doe": "nooit", "naam": "Karim Haddad"}).status_code == 302
    assert "Karim Haddad" in text(els.get(page))
    assert els.post(page, {"doe": "nooit", "wie": str(samira.pk)}).status_code == 404
    assert els.post(page, {"doe": "iets"}).status_code == 400


@pytest.mark.parametrize("page", ["oordeel/", "oordeel/{judgement}/", "nooit/"])
def test_these_pages_are_for_who_works_with_her(samira: Resident, page: str) -> None:
    row = judged()
    address = at(samira, page.format(judgement=row.pk))
    give_task(add_worker("ruben"), "schuldhulp")
    involve(add_worker("ruben"), samira, "schuldhulp")
    other = visiting("ruben", samira, "schuldhulp")
    allowed = 404 if "{" in page else 200  # what the wijkteam wrote down is theirs
    assert other.get(address).status_code == allowed
    assert visiting("els", samira).get(address).status_code == 200


def test_somebody_else_reads_nothing_of_a_judgement(samira: Resident) -> None:
    row = judged()
    joost = signed_in_resident("joost", Assurance.HIGH)
    add_resident("joost")
    assert joost.get(f"{MINE}oordeel/{row.pk}/").status_code == 404
    assert joost.post(f"{MINE}oordeel/{row.pk}/", {"woorden": "Ik vind het wel."}).status_code == 404
    assert rows(Judgement)[0].said == ""


def test_the_pages_do_not_ask_more_when_there_is_more(
    els: Client, samira: Resident, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    judged()
    with maintenance("keeping"):
        for number in range(12):
            Exclusion.objects.create(
                **owned(samira.ref, samira.controller, "toestemming"),
                resident=samira,
                name=f"Iemand {number}",
                start=timezone.now(),
            )
    me = signed_in_resident("samira")
    with django_assert_max_num_queries(45):
        me.get(f"{MINE}nooit/")
    with django_assert_max_num_queries(60):
        els.get(at(samira))


def test_it_goes_along_in_her_copy_and_in_nobody_elses(samira: Resident) -> None:
    judged()
    stand_for(samira, add_resident("joost").ref, Standing.AUTHORISED, Scope.BOTH, name="Joost")
    with maintenance("keeping"):
        Judgement.objects.update(said="Ik kan dit best.")
        Exclusion.objects.create(
            **owned(samira.ref, samira.controller, "toestemming"), resident=samira, name="Karim", start=timezone.now()
        )
    sent = {"vorm": "json"}
    mine = signed_in_resident("samira").post("/duinstad/mijn/gegevens/meenemen/", sent).json()
    assert [(row["wie"], row["woorden"]) for row in mine["oordelen"]] == [("A. de Wit, huisarts", "Ik kan dit best.")]
    assert "Karim" not in str(mine)  # a file lies about
    his = signed_in_resident("joost").post(f"/duinstad/mijn/voor/{samira.pk}/gegevens/meenemen/", sent).json()
    assert his["oordelen"] == []
