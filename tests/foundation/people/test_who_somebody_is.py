"""Adding a resident, and changing names, birth, death and BSN."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from maatwerk.foundation.people import resident_actions as actions
from maatwerk.foundation.people.finding import bsn_of
from maatwerk.foundation.people.household_actions import start_household
from maatwerk.foundation.people.models import Account, Identifier, Membership, Representation, Resident
from maatwerk.foundation.people.names import Names
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.people.residents import Scope, Standing
from maatwerk.foundation.people.signing_in import account_of
from tests.foundation.people.asking import again, at_work, refused, rows_of, samira_and_els, themselves, works_with
from tests.residents import NOON, add_resident, give_task, involve, stand_for
from tests.staff import add_worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _municipalities(two_municipalities: object) -> None:
    """There are two."""


def test_somebody_of_whom_nothing_is_known_is_a_resident_too() -> None:
    els = at_work("els")
    wim = actions.add_resident(els, "wmo", NOON)
    kept = again(wim)
    assert (kept.subject, kept.controller, kept.category, kept.purpose) == (
        wim.ref,
        els.organisation,
        "identiteit",
        "wmo",
    )
    assert (kept.municipality, kept.search_name, kept.born) == ("duinstad", "", None)


def test_names_are_kept_as_the_brp_writes_them_and_can_be_found_without_prefix_or_accent() -> None:
    names = Names("Aïcha ", "Aïcha\x00 Maria", "van der", "Berg-Öztürk")
    kept = again(actions.add_resident(at_work("els"), "wmo", NOON, names, date(1990, 2, 3)))
    assert (kept.called, kept.given_names, kept.prefix, kept.family_name) == (
        "Aïcha", "Aïcha Maria", "van der", "Berg-Öztürk",
    )  # fmt: skip
    assert kept.search_name == "berg ozturk aicha maria"


@pytest.mark.parametrize(
    ("born", "sentence"),
    [(date(2026, 11, 23), "in de toekomst"), (date(1896, 11, 22), "te ver terug")],
)
def test_nobody_is_born_tomorrow_or_more_than_a_hundred_and_thirty_years_ago(born: date, sentence: str) -> None:
    assert sentence in refused(actions.add_resident, at_work("els"), "wmo", NOON, None, born)["born"]
    assert rows_of(Resident) == []


def test_only_people_at_work_add_somebody_and_not_for_only_looking() -> None:
    samira = add_resident("samira")
    for viewer, purpose in ((themselves(samira), "inzage"), (at_work("dirk"), "gegevensbeheer")):
        with pytest.raises(NotYoursError):
            actions.add_resident(viewer, purpose, NOON)


def test_who_is_not_involved_changes_nothing_and_hears_the_same_as_of_somebody_who_is_not_there() -> None:
    samira, _els = samira_and_els()
    karin = add_resident("karin")
    ruben = works_with("ruben", [], "schuldhulp")
    for viewer, whom in ((ruben, samira.pk), (ruben, karin.pk), (at_work("henk"), samira.pk), (ruben, uuid4())):
        with pytest.raises(NotYoursError) as caught:
            actions.change_names(viewer, whom, Names("X"), "schuldhulp", NOON)
        assert str(caught.value) == ""
    assert again(samira).called == "Samira"


def test_who_stands_for_somebody_does_not_change_who_they_are() -> None:
    samira, _els = samira_and_els()
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.AUTHORISED)
    with pytest.raises(NotYoursError):
        actions.change_names(themselves(joost), samira.pk, Names("X"), "vertegenwoordiging", NOON)


def test_residents_say_themselves_how_they_are_called_but_not_when_they_were_born() -> None:
    samira, _els = samira_and_els()
    actions.change_names(themselves(samira), samira.pk, Names("Sam", "Samira", "", "Haddad"), "inzage", NOON)
    assert (again(samira).called, again(samira).search_name) == ("Sam", "haddad sam samira")
    with pytest.raises(NotYoursError):
        actions.note_birth(themselves(samira), samira.pk, date(2010, 1, 1), "inzage", NOON)


def test_a_name_that_does_not_fit_is_refused_by_its_field() -> None:
    samira, els = samira_and_els()
    faults = refused(actions.change_names, els, samira.pk, Names(prefix="v" * 21, family_name="x" * 201), "wmo", NOON)
    assert faults == {"prefix": "Deze naam is te lang.", "family_name": "Deze naam is te lang."}


def test_with_a_death_everything_that_stood_for_or_by_them_ends_and_others_stay() -> None:
    samira, els = samira_and_els()
    joost = add_resident("joost")
    for_her = stand_for(samira, joost.ref, Standing.AUTHORISED)
    by_her = stand_for(joost, samira.ref, Standing.CARER)
    for_joost = stand_for(joost, "worker:1", Standing.ADMINISTRATOR, Scope.MONEY)
    start_household(els, samira.pk, "wmo", NOON - timedelta(days=9))
    account = account_of(samira.pk, "duinstad")
    actions.note_death(els, samira.pk, date(2026, 11, 20), "wmo", NOON)
    assert again(samira).died_on == date(2026, 11, 20)
    assert not Account.objects.get(pk=account.account_id).is_active
    for ended in (for_her, by_her, *rows_of(Membership)):
        assert again(ended).end <= NOON
    assert again(for_joost).end.year == 9999
    assert "in de toekomst" in refused(actions.note_death, els, samira.pk, date(2026, 11, 23), "wmo", NOON)["died_on"]
    assert "geboortedatum" in refused(actions.note_death, els, samira.pk, date(1980, 1, 1), "wmo", NOON)["died_on"]
    actions.note_death(els, samira.pk, None, "wmo", NOON)
    assert again(samira).died_on is None
    assert len(rows_of(Representation)) == 3  # ended, never deleted


def test_a_bsn_is_kept_only_by_who_has_the_power_and_unreadable() -> None:
    samira, els = samira_and_els()
    assert refused(actions.record_bsn, els, samira.pk, "111222333", "wmo", NOON) == {
        "bsn": "Uw organisatie mag voor dit doel geen BSN gebruiken."
    }
    assert rows_of(Identifier) == []
    give_task(add_worker("els"), "wmo", bsn_article="Wmo 2015 art. 5.2.9")
    actions.record_bsn(els, samira.pk, "1112.22.333", "wmo", NOON)
    [kept] = rows_of(Identifier)
    assert (kept.category, kept.subject) == ("bsn", samira.ref)
    assert "111222333" not in f"{kept.sealed}{kept.blind}{kept}{kept!r}"
    found = bsn_of(els, samira, "wmo", NOON)
    assert found is not None
    assert found.reveal() == "111222333"
    involve(add_worker("ruben"), samira, "schuldhulp")
    give_task(add_worker("ruben"), "schuldhulp")
    assert bsn_of(at_work("ruben"), samira, "schuldhulp", NOON) is None


def test_what_is_wrong_with_a_bsn_is_said_without_repeating_it() -> None:
    samira, els = samira_and_els()
    give_task(add_worker("els"), "wmo", bsn_article="Wmo 2015 art. 5.2.9")
    with pytest.raises(actions.ResidentRefusedError) as caught:
        actions.record_bsn(els, samira.pk, "111222334", "wmo", NOON)
    assert "negen cijfers" in caught.value.faults["bsn"]
    assert caught.value.__cause__ is None
    assert "111222334" not in f"{caught.value!r}{caught.value}"


def test_a_bsn_that_another_organisation_noted_is_not_written_over() -> None:
    samira, els = samira_and_els()
    give_task(add_worker("els"), "wmo", bsn_article="Wmo 2015 art. 5.2.9")
    give_task(add_worker("ruben"), "schuldhulp", bsn_article="Wgs art. 8a")
    involve(add_worker("ruben"), samira, "schuldhulp")
    actions.record_bsn(els, samira.pk, "111222333", "wmo", NOON)
    ruben = at_work("ruben")
    actions.record_bsn(ruben, samira.pk, "111222333", "schuldhulp", NOON)  # the same one is no news
    assert "andere organisatie" in refused(actions.record_bsn, ruben, samira.pk, "999990019", "schuldhulp", NOON)["bsn"]
    actions.record_bsn(els, samira.pk, "999990019", "wmo", NOON)  # their own mistake they put right
    [kept] = rows_of(Identifier)
    assert kept.controller == els.organisation
