"""Which pages stand behind a resident's log-in, and what each asks. Whatever does not stand here is refused by these
tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.resident_pages import ResidentView
from maatwerk.site import registry
from tests.casework.dossier import files
from tests.casework.rights import questions
from tests.residents import signed_in_resident
from tests.staff import CAST, add_worker, signed_in

type Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """How a page is asked for and how well somebody has to be known. `made` makes what it is about, for Samira, and
    gives the arguments of its address; `status` is what she gets."""

    needs: Assurance = Assurance.LOW
    heavy: bool = False
    method: str = "get"
    fields: Mapping[str, str] = field(default_factory=dict)
    made: Callable[[], Arguments] = dict
    status: int = 200


# A new page below mijn/ has to be added here, and that is the moment to think about how well somebody has to be known.
RESIDENT_PAGES: dict[str, Page] = {
    "mijn:home": Page(Assurance.CODE),
    "mijn:security": Page(Assurance.CODE),
    "own:file": Page(Assurance.CODE, made=files.of_oneself),
    "own:safety": Page(Assurance.SUBSTANTIAL, heavy=True, made=files.of_oneself),
    "own:words": Page(Assurance.SUBSTANTIAL),
    "own:correct": Page(Assurance.SUBSTANTIAL, made=files.own_note),
    "own:stop": Page(method="post", made=files.a_consent, status=302),
    "own:answer": Page(
        Assurance.SUBSTANTIAL, method="post", fields={"antwoord": "nee"}, made=files.a_request, status=302
    ),
    "own:for": Page(Assurance.SUBSTANTIAL, made=files.of_noor),
    "own:people": Page(Assurance.SUBSTANTIAL, made=files.of_oneself),
    "own:disagree": Page(Assurance.SUBSTANTIAL, made=files.who_stands_for_me),
    "own:judgement": Page(Assurance.SUBSTANTIAL, made=files.that_i_cannot_decide),
    "own:never": Page(Assurance.SUBSTANTIAL, heavy=True, made=files.of_oneself),
    "own:secrecy": Page(Assurance.SUBSTANTIAL, made=files.of_oneself),
    "mydata:home": Page(),
    "mydata:looked": Page(Assurance.SUBSTANTIAL, made=files.of_oneself),
    "mydata:may_see": Page(made=files.of_oneself),
    "mydata:for_looked": Page(Assurance.SUBSTANTIAL, made=files.of_noor),
    "mydata:for_may_see": Page(Assurance.SUBSTANTIAL, made=files.of_noor),
    "mydata:named": Page(Assurance.SUBSTANTIAL, made=files.of_noor_by_name),
    "mydata:requests": Page(made=questions.of_myself),
    "mydata:ask": Page(made=questions.of_myself),
    "mydata:request": Page(made=questions.one_of_mine),
    "mydata:for_requests": Page(Assurance.SUBSTANTIAL, made=questions.of_noor),
    "mydata:for_ask": Page(Assurance.SUBSTANTIAL, made=questions.of_noor),
    "mydata:for_request": Page(Assurance.SUBSTANTIAL, made=questions.one_of_noor),
    "mydata:kept": Page(Assurance.SUBSTANTIAL, made=files.of_oneself),
    "mydata:for_kept": Page(Assurance.SUBSTANTIAL, made=files.of_noor),
    "mydata:download": Page(Assurance.SUBSTANTIAL, heavy=True, made=files.of_oneself),
    "mydata:for_download": Page(Assurance.SUBSTANTIAL, heavy=True, made=files.of_noor),
    "mydata:ready": Page(Assurance.SUBSTANTIAL, heavy=True, made=questions.a_link),
}
# Open to who is not signed in: the ways in and out. They set a cookie only where there is a form.
ENTRANCE = {"log_in", "to_broker", "answer", "code", "code_typed", "log_out", "logged_out"}
OPEN = ["mijn:log_in", "mijn:code", "mijn:log_out", "mijn:logged_out"]
BELOW = "mijn/"


def _below(patterns: list[URLPattern | URLResolver], space: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= _below(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            found[f"{space}{pattern.name}"] = pattern.callback
    return found


def resident_addresses() -> dict[str, Any]:
    """Every address below mijn/, with its view."""
    [root] = [each for each in get_resolver().url_patterns if isinstance(each, URLResolver) and not each.namespace][:1]
    found: dict[str, Any] = {}
    for each in root.url_patterns:
        if str(each.pattern) == BELOW:
            space = f"{each.namespace}:" if each.namespace else ""
            found |= _below(each.url_patterns, space)
    assert found
    return found


def ask(client: Client, name: str, municipality: str = "duinstad") -> HttpResponse:
    page = RESIDENT_PAGES[name]
    address = f"/{municipality}{reverse(name, kwargs=dict(page.made()))}"
    return getattr(client, page.method)(address, page.fields)


def weaker(needs: Assurance) -> list[Assurance]:
    return [each for each in Assurance if Assurance.NONE.strength < each.strength < needs.strength]


def test_every_page_for_residents_stands_in_the_table_and_asks_who_it_is() -> None:
    addresses = resident_addresses()
    ours = {name for name in addresses if name.removeprefix("mijn:") not in ENTRANCE}
    assert ours == set(RESIDENT_PAGES)
    for name in ours:
        view = addresses[name].view_class
        assert issubclass(view, ResidentView), name
        assert (view.needs, view.heavy) == (RESIDENT_PAGES[name].needs, RESIDENT_PAGES[name].heavy), name


@pytest.mark.django_db
@pytest.mark.parametrize("name", RESIDENT_PAGES)
def test_who_is_known_well_enough_gets_in_and_who_is_known_less_well_is_told_what_is_needed(
    two_municipalities: object, name: str
) -> None:
    page = RESIDENT_PAGES[name]
    samira = signed_in_resident("samira", max(page.needs, Assurance.LOW, key=lambda each: each.strength))
    response = ask(samira, name)
    assert response.status_code == page.status
    assert "no-store" in response["Cache-Control"]
    for assurance in weaker(page.needs):
        refused = ask(signed_in_resident("samira", assurance), name)
        assert refused.status_code == 403
        assert "Log opnieuw in" in refused.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", RESIDENT_PAGES)
def test_nobody_comes_in_without_signing_in_nor_with_the_account_of_work_or_of_another_municipality(
    resident: Client, name: str
) -> None:
    for client in (resident, signed_in_resident("karin", Assurance.HIGH)):
        response = ask(client, name)
        assert response.status_code == 302
        assert response["Location"].startswith("/duinstad/mijn/inloggen/?next=")
    for who in CAST:
        response = ask(signed_in(add_worker(who)), name)
        assert response.status_code == 403
        assert "U bent ingelogd als medewerker" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, page in RESIDENT_PAGES.items() if page.method == "get"])
def test_every_page_for_residents_carries_the_strict_policies(two_municipalities: object, name: str) -> None:
    response = ask(signed_in_resident("samira", Assurance.HIGH), name)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = response.content.decode()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == []
    assert len(re.findall(r"<h1[ >]", page)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*OPEN, *(name for name, page in RESIDENT_PAGES.items() if page.status == 200)])
@pytest.mark.parametrize("slug", ["duinstad"])
def test_every_page_for_residents_has_its_way_without_a_computer(
    two_municipalities: object, name: str, slug: str
) -> None:
    """Public value AUT-E1, as on the pages that are open to everybody."""
    client = signed_in_resident("samira", Assurance.HIGH)
    response = client.get(f"/{slug}{reverse(name)}") if name in OPEN else ask(client, name)
    contact = registry.demo_municipalities()[slug].contact
    block = response.content.decode().split('<aside class="sm-offline')[1].split("</aside>")[0]
    assert "Liever niet digitaal?" in block
    for detail in (contact.phone, contact.address, contact.hours.nl, contact.outside_hours.nl):
        assert detail in block


@pytest.mark.django_db
def test_the_way_in_itself_sets_no_cookie(resident: Client) -> None:
    for name in ("mijn:log_in", "mijn:logged_out"):
        response = resident.get(f"/duinstad{reverse(name)}")
        assert response.status_code == 200
        assert response.cookies.keys() == set()
