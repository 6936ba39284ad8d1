"""Who may be invited, closed and given a role, and that it is noted down."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from maatwerk.foundation.gate.append_only import AppendOnlyError
from maatwerk.foundation.people.models import Account, Organisation, StaffChange, Worker
from maatwerk.foundation.people.rules import Change, Role, is_about, is_strong, verified_address
from maatwerk.foundation.people.staff_actions import (
    StaffRefusedError,
    add_organisation,
    add_team,
    bind,
    close,
    invite,
    invite_again,
    set_roles,
    set_teams,
)
from tests.foundation.people.keys import give_app
from tests.staff import PASSWORD, add_worker, signed_in

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheer(two_municipalities: object) -> Worker:
    return add_worker("beheer")


@pytest.fixture
def wijkteam(beheer: Worker) -> Organisation:
    return add_worker("els").organisation


def refused(*args: object, **kwargs: object) -> dict[str, str]:
    action, *rest = args
    with pytest.raises(StaffRefusedError) as error:
        action(*rest, **kwargs)  # type: ignore[operator]
    return error.value.faults


def noted() -> list[tuple[str, str]]:
    return list(StaffChange.objects.order_by("pk").values_list("what", "detail"))


def test_an_invited_colleague_has_an_account_that_opens_nothing_yet(beheer: Worker, wijkteam: Organisation) -> None:
    team = add_team(wijkteam, "Ochtend", NOW, beheer)
    made = invite(" Nieuw@Wijkteam.example ", " Nieuw  Gezicht", wijkteam, NOW, [team], [Role.EDITOR], beheer)
    assert made.account.email == "nieuw@wijkteam.example"
    assert made.name == "Nieuw Gezicht"
    assert not made.account.has_usable_password()
    assert list(made.teams.all()) == [team]
    assert [each.role for each in made.appointments.all()] == ["redacteur"]
    assert noted() == [("team_erbij", "ochtend"), ("uitgenodigd", ""), ("rol_gegeven", "redacteur")]
    change = StaffChange.objects.get(what=Change.INVITED)
    assert (change.by, change.worker, change.at, change.municipality.slug) == (beheer, made, NOW, "duinstad")


def test_everything_wrong_with_an_invitation_is_said_at_once_and_nothing_is_made(wijkteam: Organisation) -> None:
    other_team = add_worker("ruben").teams.get()
    before = Account.objects.count()
    faults = refused(invite, "geen adres", "  ", wijkteam, NOW, [other_team])
    assert faults == {
        "email": "Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@organisatie.nl.",
        "name": "Vul de naam van uw collega in.",
        "teams": "Kies een team van deze organisatie.",
    }
    assert "200" in refused(invite, "a@b.example", "x" * 201, wijkteam, NOW)["name"]
    assert refused(invite, f"{'x' * 250}@b.example", "Els", wijkteam, NOW).keys() == {"email"}
    assert Account.objects.count() == before
    assert noted() == []


def test_one_address_is_one_account(wijkteam: Organisation) -> None:
    assert refused(invite, "ELS@wijkteam.example", "Els", wijkteam, NOW) == {
        "email": "Er is al een account met dit e-mailadres."
    }


def test_an_organisation_and_a_team_have_one_name_each(beheer: Worker, wijkteam: Organisation) -> None:
    assert add_organisation("duinstad", "Stichting Zorg & Zo", NOW, beheer).slug == "stichting-zorg-zo"
    assert "name" in refused(add_organisation, "duinstad", "stichting zorg zo", NOW)
    assert "name" in refused(add_organisation, "duinstad", " !? ", NOW)
    assert "name" in refused(add_organisation, "duinstad", "y" * 201, NOW)
    assert add_organisation("veenrode", "Stichting Zorg & Zo", NOW).municipality.slug == "veenrode"
    add_team(wijkteam, "Avond\x00", NOW)
    assert wijkteam.teams.filter(name="Avond").exists()
    assert "name" in refused(add_team, wijkteam, "AVOND", NOW)


def test_roles_are_given_and_taken_exactly(beheer: Worker, wijkteam: Organisation) -> None:
    els = add_worker("els")
    set_roles(els, [Role.EDITOR, Role.CLERK], NOW, beheer)
    set_roles(els, [Role.CLERK, Role.ADMINISTRATOR], NOW, beheer)
    assert set(els.appointments.values_list("role", flat=True)) == {"post", "beheerder"}
    assert noted() == [
        ("rol_gegeven", "post"),
        ("rol_gegeven", "redacteur"),
        ("rol_ingetrokken", "redacteur"),
        ("rol_gegeven", "beheerder"),
    ]
    set_roles(els, [Role.CLERK, Role.ADMINISTRATOR], NOW, beheer)  # nothing changed, so nothing is noted
    assert len(noted()) == 4


def test_somebody_changes_teams_within_their_organisation(beheer: Worker, wijkteam: Organisation) -> None:
    els, avond = add_worker("els"), add_team(wijkteam, "Avond", NOW)
    set_teams(els, [avond], NOW, beheer)
    assert list(els.teams.all()) == [avond]
    assert noted() == [("team_erbij", "avond"), ("team_ingetrokken", "noord"), ("team_gegeven", "avond")]
    faults = refused(set_teams, els, [add_worker("ruben").teams.get()], NOW, beheer)
    assert faults == {"teams": "Kies een team van deze organisatie."}
    assert list(els.teams.all()) == [avond]


def test_nobody_takes_away_their_own_administrator_role_or_closes_their_own_account(beheer: Worker) -> None:
    set_roles(add_worker("eva"), [Role.ADMINISTRATOR], NOW, beheer)
    assert "uzelf" in refused(set_roles, beheer, [], NOW, beheer)["roles"]
    assert "eigen account" in refused(close, beheer, NOW, beheer)["worker"]
    assert "uzelf" in refused(invite_again, beheer, NOW, beheer)["worker"]
    set_roles(beheer, [Role.ADMINISTRATOR, Role.EDITOR], NOW, beheer)  # another role is their own affair
    assert beheer.appointments.count() == 2


def test_a_municipality_keeps_an_administrator_whoever_asks(beheer: Worker) -> None:
    add_worker("henk")  # the administrator of another municipality does not count
    assert "laatste beheerder" in refused(close, beheer, NOW)["roles"]
    assert "laatste beheerder" in refused(set_roles, beheer, [Role.EDITOR], NOW)["roles"]
    eva = add_worker("eva")
    set_roles(eva, [Role.ADMINISTRATOR], NOW, beheer)
    close(eva, NOW, beheer)
    assert "laatste beheerder" in refused(close, beheer, NOW)["roles"]  # one whose account is closed does not count
    invite_again(eva, NOW, beheer)
    close(beheer, NOW, eva)
    assert not Account.objects.get(pk=beheer.account_id).is_active


@pytest.mark.parametrize("action", [close, invite_again])
def test_closing_and_inviting_again_forget_every_way_in(beheer: Worker, action: object) -> None:
    eva = add_worker("eva")
    give_app(eva.account)
    assert bind(eva, "duinstad.gemeente", "sub-1", NOW)
    mark = eva.account.get_session_auth_hash()
    action(eva, NOW, beheer)  # type: ignore[operator]
    again = Account.objects.get(pk=eva.account_id)
    assert not again.has_usable_password()
    assert again.get_session_auth_hash() != mark  # so every session ends
    assert again.is_active is (action is invite_again)
    assert not Authenticator.objects.filter(user=again).exists()
    assert not SocialAccount.objects.filter(user=again).exists()


def test_an_organisation_s_log_in_is_bound_to_one_person_only(beheer: Worker) -> None:
    eva, otto = add_worker("eva"), add_worker("otto")
    bound = bind(eva, "duinstad.gemeente", "sub-1", NOW)
    assert bound is not None
    assert bound.extra_data == {}
    assert bind(eva, "duinstad.gemeente", "sub-2", NOW) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        bind(otto, "duinstad.gemeente", "sub-1", NOW)


def test_a_password_without_a_key_is_no_way_past_the_organisation_s_log_in(beheer: Worker) -> None:
    eva, otto = add_worker("eva"), add_worker("otto")
    before = signed_in(eva, "password")
    Authenticator.objects.create(user=otto.account, type=Authenticator.Type.TOTP, data={})
    for each in (eva, otto):
        assert bind(each, "duinstad.gemeente", f"sub-{each.pk}", NOW)
        each.account.refresh_from_db()
    assert not eva.account.has_usable_password()
    assert before.get("/duinstad/medewerkers/sleutels/")["Location"].startswith("/duinstad/medewerkers/inloggen")
    assert otto.account.check_password(PASSWORD)  # with a key it is one of two


def test_what_was_noted_is_never_changed(beheer: Worker) -> None:
    set_roles(add_worker("eva"), [], NOW, beheer)
    change = StaffChange.objects.get()
    change.what = Change.CLOSED
    for attempt in (
        change.save,
        change.delete,
        StaffChange.objects.all().delete,
        lambda: StaffChange.objects.update(what=Change.CLOSED),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert noted() == [("rol_ingetrokken", "redacteur")]


@pytest.mark.parametrize(
    ("methods", "strong"),
    [
        ([], False),
        ([{"method": "password"}], False),
        ([{"method": "password"}, {"method": "mfa"}], True),
        ([{"method": "socialaccount"}], True),
    ],
)
def test_how_somebody_signed_in_decides_whether_it_is_enough(methods: list[dict[str, object]], strong: bool) -> None:
    assert is_strong(methods) is strong


ABOUT = {"id_token": {"sub": "a"}, "userinfo": {"sub": "a", "email": "Eva@X.example", "email_verified": True}}


def test_what_an_organisation_says_counts_only_when_all_of_it_is_about_the_same_person() -> None:
    assert is_about("a", ABOUT)
    assert is_about("a", {"id_token": {"sub": "a"}})
    assert not is_about("a", ABOUT | {"id_token": {"sub": "b"}})
    assert not is_about("a", ABOUT | {"userinfo": {"sub": "b"}})
    assert not is_about("a", {"userinfo": {"sub": "a"}})
    assert not is_about("a", {})


@pytest.mark.parametrize("verified", [False, None, "true", "false", 1, [True]])
def test_an_address_counts_only_when_it_was_verified_and_said_so_plainly(verified: object) -> None:
    assert verified_address(ABOUT) == "eva@x.example"
    assert verified_address({"id_token": {"sub": "a", "email": "b@x.example", "email_verified": True}}) == "b@x.example"
    assert verified_address({"userinfo": {"email": "b@x.example", "email_verified": verified}}) == ""
    assert verified_address({"userinfo": {"email": ["b@x.example"], "email_verified": True}}) == ""
    # The word of the one about the address of the other does not count.
    mixed = {"userinfo": {"email": "b@x.example"}, "id_token": {"email": "b@x.example", "email_verified": True}}
    assert verified_address(mixed) == ""
