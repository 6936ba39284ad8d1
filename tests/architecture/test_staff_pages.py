"""Who may open which page for people at work. Whatever does not stand here is refused by these tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView
from tests.casework.contact import callers
from tests.casework.dossier import files
from tests.casework.rights import questions
from tests.foundation.access import doubling
from tests.foundation.access.grounds import pages as grounds
from tests.foundation.access.watching import stood_out
from tests.foundation.documents import papers
from tests.foundation.editing import changes
from tests.foundation.post import mailbag
from tests.foundation.worklist import work
from tests.knowledge.directory import entries, imports, map_of_the_bridge
from tests.knowledge.schemes import municipal_drafts
from tests.residents import add_resident
from tests.staff import CAST, add_worker, signed_in

type Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """How a page is asked for, and which roles open it; none is everybody at work, without owners of entries unless it
    is for `outsiders` too. `made` makes what the page is about and gives the arguments of its address. `status` is what
    it answers while the gate is closed."""

    roles: frozenset[Role] = frozenset()
    method: str = "get"
    fields: Mapping[str, str] = field(default_factory=dict)
    made: Callable[[], Arguments] = dict
    status: int = 200
    outsiders: bool = False

    def is_for(self, roles: Collection[Role]) -> bool:
        return bool(self.roles.intersection(roles)) if self.roles else self.outsiders or Role.OWNER not in roles


EDITOR, ADMINISTRATOR, CLERK = (frozenset({role}) for role in (Role.EDITOR, Role.ADMINISTRATOR, Role.CLERK))
OWNER = frozenset({Role.OWNER})
STEWARD, OFFICER = frozenset({Role.STEWARD}), frozenset({Role.PRIVACY_OFFICER})

WATCHERS = frozenset({Role.SUPERVISOR, Role.PRIVACY_OFFICER})

# A new page has to be added here, and that is the moment to think about who it is for.
STAFF_PAGES: dict[str, Page] = {
    "people:my_account": Page(outsiders=True),
    "people:own_word": Page(fields={"doel": "wmo"}, made=lambda: {"resident": add_resident("samira").pk}, status=404),
    "people:organisations": Page(ADMINISTRATOR),
    "people:organisation": Page(ADMINISTRATOR, made=lambda: {"organisation": add_worker("els").organisation_id}),
    "people:invite": Page(ADMINISTRATOR, made=lambda: {"organisation": add_worker("els").organisation_id}),
    "people:worker": Page(ADMINISTRATOR, made=lambda: {"worker": add_worker("els").pk}),
    "people:invite_again": Page(ADMINISTRATOR, made=lambda: {"worker": add_worker("els").pk}),
    "people:close": Page(ADMINISTRATOR, made=lambda: {"worker": add_worker("els").pk}),
    "editing:home": Page(EDITOR),
    "editing:faults": Page(EDITOR | ADMINISTRATOR),
    "editing:new": Page(EDITOR),
    "editing:entry": Page(EDITOR, made=changes.a_service),
    "editing:draft": Page(EDITOR, made=changes.a_draft),
    "editing:check": Page(EDITOR, made=changes.a_proposal),
    "editing:history": Page(EDITOR, made=changes.a_published_service),
    "editing:undo": Page(EDITOR, made=changes.a_published_service),
    "map:home": Page(EDITOR),
    "map:entry": Page(EDITOR, made=entries.an_entry),
    "map:mine": Page(OWNER),
    "map:my_entry": Page(OWNER, made=entries.an_entry),
    "map:call": Page(made=map_of_the_bridge.one_to_call),
    "map:report": Page(EDITOR, made=map_of_the_bridge.one_reported),
    "map:quality": Page(EDITOR),
    "importing:home": Page(EDITOR),
    "importing:run": Page(EDITOR, made=imports.a_trial),
    "importing:missing": Page(EDITOR, made=imports.two_missing),
    "map:quality_owner": Page(EDITOR, fields={"naam": "Stichting De Brug"}, made=map_of_the_bridge.on_the_map),
    "grounds:open_emergency": Page(made=grounds.a_resident),
    "grounds:find_in_emergency": Page(),
    "grounds:emergencies": Page(WATCHERS),
    "grounds:emergency": Page(WATCHERS, made=grounds.an_emergency),
    "grounds:ask": Page(),
    "grounds:request": Page(made=grounds.a_request),
    "grounds:withholding": Page(made=grounds.something_withheld),
    "grounds:consents": Page(made=files.of_samira),
    "grounds:ask_consent": Page(made=files.of_samira, fields={"task": "1", "category": "geld"}),
    "grounds:withdraw": Page(method="post", made=lambda: files.of_samira() | grounds.a_consent()),
    "grounds:involved": Page(made=files.of_samira),
    "grounds:change_involvement": Page(method="post", made=lambda: files.of_samira() | grounds.an_involvement()),
    "dossier:residents": Page(),
    "dossier:new": Page(),
    "dossier:file": Page(made=files.everything),
    "dossier:purpose": Page(made=files.of_samira),
    "dossier:person": Page(made=files.of_samira),
    "dossier:names": Page(made=files.of_samira),
    "dossier:state": Page(made=files.of_samira),
    "dossier:addresses": Page(made=files.of_samira),
    "dossier:ways": Page(made=files.of_samira),
    "dossier:safe": Page(made=files.of_samira),
    "dossier:bsn": Page(made=files.of_samira, status=404),  # no power to use it
    "dossier:write": Page(made=files.of_samira),
    "dossier:correct": Page(made=files.a_note),
    "dossier:ask": Page(made=files.of_samira),
    "dossier:correct_fact": Page(made=files.a_fact),
    "dossier:people": Page(made=files.of_samira),
    "dossier:live_together": Page(made=files.of_samira),
    "dossier:relate": Page(made=files.of_samira),
    "dossier:stand": Page(made=files.of_samira),
    "dossier:suspend": Page(made=files.who_stands),
    "dossier:disagree": Page(made=files.who_stands),
    "dossier:judge": Page(made=files.of_samira),
    "dossier:judgement": Page(made=files.who_cannot_decide),
    "dossier:never": Page(made=files.of_samira),
    "dossier:secrecy": Page(made=files.of_samira),
    "dossier:entry": Page(made=files.an_entry),
    "desk:home": Page(),
    "desk:script": Page(),
    "desk:enter": Page(made=lambda: {"form": "B1"}),
    "desk:request": Page(made=callers.one_to_answer),
    "rights:requests": Page(STEWARD | OFFICER),
    "rights:request": Page(STEWARD | OFFICER, made=questions.one_of_mine),
    "rights:note": Page(made=files.of_samira),
    "rights:receipt": Page(made=questions.noted, status=404),  # only for who just wrote it down
    "reckon:home": Page(),
    "reckon:change": Page(),
    "reckon:worth": Page(),
    "municipal:home": Page(EDITOR),
    "municipal:beside": Page(EDITOR),
    "municipal:versions": Page(EDITOR, made=municipal_drafts.a_draft),
    "municipal:rules": Page(EDITOR, made=municipal_drafts.rules_of_a_draft),
    "municipal:effects": Page(EDITOR, made=municipal_drafts.a_draft),
    "worklist:home": Page(),
    "worklist:item": Page(made=work.for_els),
    "worklist:failed": Page(ADMINISTRATOR),
    "worklist:retry": Page(ADMINISTRATOR, method="post", made=work.a_dead_letter),
    "worklist:drop": Page(ADMINISTRATOR, made=work.a_dead_letter),
    "post:queue": Page(CLERK),
    "post:make_batch": Page(CLERK, method="post", fields={"kanaal": "mail"}, made=mailbag.something_waits),
    "post:batch": Page(CLERK, made=mailbag.a_batch),
    "post:sheet": Page(CLERK, made=mailbag.a_batch),
    "post:letters": Page(CLERK, made=mailbag.a_batch),
    "post:large_letters": Page(CLERK, made=mailbag.a_batch),
    "post:failed": Page(CLERK, method="post", fields={"bericht": "geen"}, made=mailbag.a_batch),
    "policies:list": Page(OFFICER),
    "watch:home": Page(WATCHERS),
    "watch:rules": Page(),
    "watch:all_noticed": Page(WATCHERS),
    "watch:noticed": Page(WATCHERS, made=stood_out.a_noticed_look),
    "watch:holds": Page(OFFICER),
    "watch:end_hold": Page(OFFICER, method="post", made=stood_out.a_hold, status=302),
    "watch:counts": Page(WATCHERS),
    "watch:counts_export": Page(WATCHERS, made=stood_out.a_counted_month),
    "watch:register": Page(WATCHERS),
    "watch:register_export": Page(WATCHERS, made=lambda: {"what": "doelen", "form": "csv"}),
    "watch:processing": Page(WATCHERS),
    "watch:processing_export": Page(WATCHERS, made=lambda: {"form": "json"}),
    "doubts:list": Page(STEWARD),
    "doubts:doubt": Page(STEWARD, made=doubling.a_doubt),
    "documents:file": Page(fields={"doel": "hulp"}, made=papers.a_document, status=404),
    "post:sent": Page(CLERK, method="post", made=mailbag.a_batch),
}
# The way in, from django-allauth: open to somebody who is not signed in yet, or only with a password.
ENTRANCE = {"people:invitation", "account_login", "account_logout", "account_reauthenticate", "account_inactive"}
ENTRANCE_OF_ALLAUTH = ("mfa_", "openid_connect_", "socialaccount_login_cancelled")


def _below(patterns: list[URLPattern | URLResolver], space: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= _below(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            found[f"{space}{pattern.name}"] = pattern.callback
    return found


def staff_addresses() -> dict[str, Any]:
    """Every address below medewerkers/, with its view."""
    [root] = [each for each in get_resolver().url_patterns if isinstance(each, URLResolver) and not each.namespace][:1]
    staff = [each for each in root.url_patterns if str(each.pattern) == "medewerkers/"]
    assert staff
    return _below(staff)


def ask(client: Client, name: str, municipality: str = "duinstad") -> HttpResponse:
    page = STAFF_PAGES[name]
    address = f"/{municipality}{reverse(name, kwargs=dict(page.made()))}"
    return getattr(client, page.method)(address, page.fields)


def test_every_page_for_staff_stands_in_the_table_and_asks_who_it_is() -> None:
    addresses = staff_addresses()
    ours = {name for name in addresses if name not in ENTRANCE and not name.startswith(ENTRANCE_OF_ALLAUTH)}
    assert ours == set(STAFF_PAGES)
    for name in ours:
        view = addresses[name].view_class
        assert issubclass(view, StaffView), name
        assert view.roles == STAFF_PAGES[name].roles, name
        assert view.outsiders == STAFF_PAGES[name].outsiders, name


@pytest.mark.django_db
@pytest.mark.parametrize("name", STAFF_PAGES)
def test_who_may_open_it(staff: dict[str, Client], name: str) -> None:
    for who, client in staff.items():
        municipality, _organisation, _team, roles = CAST[who]
        may = municipality == "duinstad" and STAFF_PAGES[name].is_for(roles)
        response = ask(client, name)
        assert (response.status_code != 403) is may, f"{who} on {name}: {response.status_code}"
        if response.status_code == 403:  # and what they can do about it
            assert ("Vraag een beheerder" in response.content.decode()) is (municipality == "duinstad")
            assert ("Log uit, en log in bij uw eigen gemeente" in response.content.decode()) is (who == "henk")
        assert response.status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("name", STAFF_PAGES)
def test_nobody_comes_in_without_signing_in(resident: Client, staff: dict[str, Client], name: str) -> None:
    response = ask(resident, name)
    assert response.status_code == 302
    assert response["Location"].startswith("/duinstad/medewerkers/inloggen?next=")
    # A password alone is not enough: the next step is a second factor.
    for who in ("els", "eva", "beheer", "pim"):
        response = ask(signed_in(add_worker(who), "password"), name)
        assert response.status_code == 302
        assert response["Location"].startswith("/duinstad/medewerkers/sleutels/?next=")


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, page in STAFF_PAGES.items() if page.method == "get"])
def test_every_page_for_staff_carries_the_strict_policies(staff: dict[str, Client], name: str) -> None:
    page = STAFF_PAGES[name]
    who = next(who for who, (town, _, _, has) in CAST.items() if town == "duinstad" and page.is_for(has))
    response = ask(staff[who], name)
    assert response.status_code == STAFF_PAGES[name].status
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    if response["Content-Type"].startswith("text/html"):
        page = response.content.decode()
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == []
        assert page.count("<h1") == 1
