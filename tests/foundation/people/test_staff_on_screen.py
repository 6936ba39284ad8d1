"""What an administrator does on the page Medewerkers, and what nobody else can."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maatwerk.foundation.people.models import Account, Organisation, StaffChange
from maatwerk.foundation.people.staff_actions import add_team, invite
from tests.foundation.people.keys import shown
from tests.staff import CAST, add_worker, signed_in

pytestmark = pytest.mark.django_db

ALL_POSTS = [
    ("organisations", [], {"name": "Nieuw"}),
    ("organisation", ["organisation"], {"name": "Nieuw"}),
    ("invite", ["organisation"], {"email": "n@x.example", "name": "N"}),
    ("worker", ["worker"], {"roles": ["redacteur"]}),
    ("invite_again", ["worker"], {}),
    ("close", ["worker"], {}),
]


def address(name: str, *args: object) -> str:
    return f"/duinstad{reverse(f'people:{name}', args=args)}"


def about(who: str, needs: list[str]) -> list[object]:
    worker = add_worker(who)
    return [{"organisation": worker.organisation_id, "worker": worker.pk}[each] for each in needs]


@pytest.fixture
def beheer(two_municipalities: object) -> Client:
    return signed_in(add_worker("beheer"))


def only_invitation(page: HttpResponse) -> str:
    found = [word for word in shown(page).split() if "/uitnodiging/" in word]
    assert len(found) == 1
    return found[0].removeprefix("http://testserver")


def test_from_an_organisation_to_an_invited_colleague(beheer: Client) -> None:
    made = beheer.post(address("organisations"), {"name": "Stichting Thuis"})
    organisation = Organisation.objects.get(slug="stichting-thuis")
    assert made["Location"] == address("organisation", organisation.pk)
    assert beheer.post(made["Location"], {"name": "Avond"}).status_code == 302
    team = organisation.teams.get()
    sent = {"email": "nadia@thuis.example", "name": "Nadia", "teams": [str(team.pk)], "roles": ["post"]}
    done = beheer.post(address("invite", organisation.pk), sent)
    nadia = Account.objects.get(email="nadia@thuis.example").worker
    assert done["Location"] == address("worker", nadia.pk)
    page = beheer.get(done["Location"])
    invitation = only_invitation(page)
    assert Client().get(invitation).status_code == 200
    assert "/uitnodiging/" not in beheer.get(done["Location"]).content.decode()  # it is shown once
    table = shown(beheer.get(address("organisation", organisation.pk)))
    assert "Nadia nadia@thuis.example Avond postkamer uitgenodigd" in table
    assert list(StaffChange.objects.values_list("by__name", flat=True).distinct()) == ["Beheer"]


def test_a_colleague_gets_roles_a_new_invitation_and_is_closed(beheer: Client) -> None:
    els = add_worker("els")
    team = els.teams.get()
    sent = {"roles": ["redacteur", "post"], "teams": [str(team.pk)]}
    assert beheer.post(address("worker", els.pk), sent).status_code == 302
    assert els.appointments.count() == 2
    page = beheer.get(address("worker", els.pk)).content.decode()
    assert page.count(" checked>") == 3
    beheer.post(address("worker", els.pk), {})
    assert (els.appointments.count(), els.teams.count()) == (0, 0)
    done = beheer.post(address("invite_again", els.pk), follow=True)
    assert Client().get(only_invitation(done)).status_code == 200
    assert beheer.post(address("close", els.pk))["Location"] == address("organisation", els.organisation_id)
    assert "gesloten" in shown(beheer.get(address("worker", els.pk)))


@pytest.mark.parametrize(
    ("name", "sent", "sentence"),
    [
        ("organisations", {"name": " "}, "Vul een naam in, met ten minste één letter of cijfer."),
        ("organisations", {"name": "wijkteam"}, "Er is al een organisatie met deze naam."),
        ("organisation", {"name": "noord"}, "Deze organisatie heeft al een team met deze naam."),
        ("invite", {"email": "fout", "name": "Jan"}, "Dit is geen e-mailadres."),
        ("invite", {"email": "els@wijkteam.example", "name": "Jan"}, "Er is al een account met dit e-mailadres."),
        ("invite", {"email": "jan@x.example", "name": "Jan", "teams": ["999"]}, "Kies een team van deze organisatie."),
        ("invite", {"email": "jan@x.example", "name": "Jan", "roles": ["baas"]}, "Kies een rol uit de lijst."),
        ("worker", {"roles": ["baas"]}, "Kies een rol uit de lijst."),
        ("worker", {"roles": ["post"], "teams": ["999"]}, "Kies een team van deze organisatie."),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(
    beheer: Client, name: str, sent: dict[str, Any], sentence: str
) -> None:
    needs = {each: needs for each, needs, _ in ALL_POSTS}[name]
    response = beheer.post(address(name, *about("els", needs)), sent)
    assert response.status_code == 400
    assert sentence in shown(response)
    assert not StaffChange.objects.exists()
    if name == "invite":
        assert 'value="Jan"' in response.content.decode()


def test_nobody_harms_themselves_on_screen(beheer: Client) -> None:
    me = add_worker("beheer")
    for name, sent in (("worker", {}), ("close", {}), ("invite_again", {})):
        response = beheer.post(address(name, me.pk), sent)
        assert response.status_code == 400
        assert "Vraag het een andere beheerder." in shown(response)
    assert "Account sluiten" not in shown(beheer.get(address("worker", me.pk)))
    assert beheer.get(address("organisations")).status_code == 200


@pytest.mark.parametrize(("name", "needs", "sent"), ALL_POSTS)
def test_only_an_administrator_of_this_municipality_changes_anything(
    two_municipalities: object, name: str, needs: list[str], sent: dict[str, Any]
) -> None:
    where = address(name, *about("els", needs))
    for who in CAST:
        if who != "beheer":
            assert signed_in(add_worker(who)).post(where, sent).status_code == 403, who
    assert (
        signed_in(add_worker("beheer"), "password").post(where, sent)["Location"].startswith("/duinstad/medewerkers/")
    )
    assert Client().post(where, sent)["Location"].startswith("/duinstad/medewerkers/inloggen")
    assert not StaffChange.objects.exists()


@pytest.mark.parametrize(("name", "needs", "sent"), [each for each in ALL_POSTS if each[1]])
def test_the_people_of_another_municipality_do_not_exist_here(
    beheer: Client, name: str, needs: list[str], sent: dict[str, Any]
) -> None:
    where = address(name, *about("henk", needs))
    assert beheer.get(where).status_code == 404
    assert beheer.post(where, sent).status_code == 404
    assert not StaffChange.objects.exists()


def test_a_long_list_comes_in_pages_and_costs_no_more_questions(
    beheer: Client, django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    organisation = add_worker("els").organisation
    team = add_team(organisation, "Groot", timezone.now())
    with django_assert_max_num_queries(18) as few:
        beheer.get(address("organisation", organisation.pk))
    for number in range(60):
        invite(f"m{number:02}@x.example", f"Naam {number:02}", organisation, timezone.now(), [team])
        Organisation.objects.create(municipality=organisation.municipality, slug=f"o{number}", name=f"Org {number:02}")
    with django_assert_max_num_queries(len(few)):
        first = beheer.get(address("organisation", organisation.pk))
    assert "1 van 2" in shown(first)
    assert "Naam 55" not in shown(first)
    assert "Naam 55" in shown(beheer.get(address("organisation", organisation.pk) + "?pagina=2"))
    with django_assert_max_num_queries(12):
        assert "1 van 2" in shown(beheer.get(address("organisations")))
    assert beheer.get(address("organisations") + "?pagina=abc").status_code == 200


def marked(client: Client, where: str) -> list[tuple[str, str]]:
    """What menu and tabs mark as where somebody is: "page", or "true" for what the page belongs to."""
    page = client.get(f"/duinstad{where}").content.decode()
    found = re.findall(r'aria-current="(\w+)"[^>]*>([^<]+)<', page)
    return list(dict.fromkeys((words, how) for how, words in found))


def test_menu_and_tabs_say_where_an_administrator_is(beheer: Client) -> None:
    organisation = reverse("people:organisation", args=[add_worker("els").organisation_id])
    assert marked(beheer, reverse("worklist:home")) == [("Mijn werk", "page")]
    assert marked(beheer, reverse("people:organisations")) == [("Beheer", "page"), ("Medewerkers", "page")]
    assert marked(beheer, organisation) == [("Beheer", "true"), ("Medewerkers", "page")]
    assert marked(beheer, reverse("editing:faults")) == [("Beheer", "true"), ("Fouten in de inhoud", "page")]
    assert marked(beheer, reverse("worklist:failed")) == [("Beheer", "true"), ("Mislukte taken", "page")]
    assert marked(beheer, reverse("mfa_index")) == []


def test_who_is_no_administrator_sees_no_tabs_of_them(two_municipalities: object) -> None:
    eva = signed_in(add_worker("eva"))
    assert marked(eva, reverse("editing:home"))[0] == ("Inhoud", "page")
    # The page belongs to the menu "Inhoud" and, among the tabs of an editor, to the one of the same name.
    assert marked(eva, reverse("editing:faults")) == [("Inhoud", "true"), ("Inhoud", "page")]
    assert "Sociale kaart" in shown(eva.get(f"/duinstad{reverse('editing:faults')}"))
    assert "Mislukte taken" not in shown(eva.get(f"/duinstad{reverse('editing:faults')}"))


def test_a_page_says_that_it_worked(beheer: Client) -> None:
    done = beheer.post(address("organisations"), {"name": "Stichting Thuis"}, follow=True)
    assert '<div role="status">' in done.content.decode()
    assert "De organisatie is toegevoegd." in shown(done)
    assert "toegevoegd" not in shown(beheer.get(address("organisations")))  # it is said once
