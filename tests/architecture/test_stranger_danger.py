"""Stranger danger (issue 4, third proof): a secret address, the name of who reported something, and contacts about
violence show through nothing: no page, number, order, error, letter, search, log, cookie, or work done for an answer.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.people.actions import add_municipalities
from maatwerk.foundation.people.living_actions import Place, add_address
from maatwerk.foundation.people.residents import AddressKind
from maatwerk.foundation.search.queries import Look, refs_of, search
from maatwerk.site import registry
from maatwerk.site.logs import JsonLines
from tests.architecture import asking
from tests.architecture.asking import Request, request_for
from tests.architecture.hiding import WORD, answers, changed, closed_to, hidden, told, viewer_of
from tests.architecture.test_staff_pages import STAFF_PAGES
from tests.personas import Persona, World, world

pytestmark = pytest.mark.django_db

# Somebody of each kind who may not see it, as `tests/personas.py` calls them.
AT_WORK = (
    *("betrokken", "nood", "collega", "jeugd", "toestemming", "alleen-dat", "bewindvoerder"),
    *("toezicht", "gegevensbeheer", "post", "beheer"),
)
WITH_A_ROLE = ("betrokken", "toezicht", "gegevensbeheer", "post", "beheer")
AT_HOME = ("samira-code", "curator", "mentor", "gemachtigde", "mantelzorger", "geschorst", "buur", "niemand")
# What is sent without changing anything: finding somebody by what is hidden, and by what is not.
SOUGHT = {
    "zoek op naam": "Samira",
    "zoek op adres": f"{WORD}straat 13",
    "zoek op melder": f"{WORD}notitiemelder",
    "zoek op nummer": "06 87654321",
    "zoek op geboortedatum": "2-4-1988",
}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everybody and everything, once for this file; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        add_municipalities(registry.demo_municipalities())
        yield world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def stored(made: World) -> None:
    """What pages that are about no resident are about, by the name of their address."""
    first = ("editing:history", "editing:undo")  # before somebody makes a draft of the same
    names = [name for name in STAFF_PAGES if name not in {each.partition(" ")[0] for each in asking.ASKS}]
    made.pages.update({name: STAFF_PAGES[name].made() for name in sorted(names, key=lambda name: name not in first)})


def pages() -> list[str]:
    """Every address of the site that can be read, with whom it is about where that is said."""
    plain = [name for name in asking.addresses() if not name.endswith(" POST") and ":" in name]
    about = {name for name in asking.ASKS if " (" in name and not name.endswith(" POST")}
    shown = {*plain, *about} - {name.partition(" ")[0] for name in about}
    return sorted(name for name in shown if name.startswith(_OURS) and name not in _WITH_A_KEY)


_OURS = (
    *("dossier:", "grounds:", "people:", "own:", "mydata:", "mijn:", "doubts:", "documents:", "worklist:", "post:"),
    "policies:",
    "rights:",
)
_ABOUT_NOBODY = {"dossier:residents", "dossier:new", "grounds:ask", "own:file", "own:words"}
_WITH_A_KEY = {"mijn:answer", "mijn:to_broker", "people:invitation"}  # about nobody without what only one person has


def lookers(page: str) -> tuple[str, ...]:
    """Who may not see what is hidden: those for whom such pages are, and some who never come in there."""
    if page.startswith(("own:", "mydata:", "mijn:")):
        return (*AT_HOME, *AT_WORK[:2])
    about_somebody = page in asking.ASKS or f"{page} POST" in asking.ASKS
    return (*AT_WORK, *AT_HOME[:2]) if about_somebody else WITH_A_ROLE


def asked_for(made: World, page: str, persona: Persona) -> Request:
    """As the table of pages asks for it; what it asks only to send something, it asks here to read too."""
    if page in asking.ASKS or f"{page} POST" not in asking.ASKS or page in _ABOUT_NOBODY:
        return request_for(made, page, persona)
    sent = request_for(made, f"{page} POST", persona)
    return Request("get", sent.address, {}, sent.real)


@pytest.mark.parametrize("page", pages())
def test_a_page_is_the_same_whether_something_is_hidden_or_not(
    made: World, page: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Byte for byte: so neither a number, nor an order, a title or an empty line tells of it."""
    caplog.set_level(logging.DEBUG)
    requests = {who: asked_for(made, page, made.personas[who]) for who in lookers(page)}
    before = {who: answers(made.personas[who], request)[0] for who, request in requests.items()}
    with hidden(made.samira):
        after = {who: answers(made.personas[who], request) for who, request in requests.items()}
    differs = changed(before, {who: text for who, (text, _response) in after.items()})
    assert not differs, "\n".join(differs)[:3000]
    assert [who for who in requests if WORD in told(after[who][1])] == []
    assert [line for line in map(JsonLines().format, caplog.records) if WORD in line] == []


@pytest.mark.parametrize("what", SOUGHT)
def test_finding_is_the_same_whether_something_is_hidden_or_not(made: World, what: str) -> None:
    request = Request("post", "/duinstad" + reverse("dossier:residents"), {"zoek": SOUGHT[what]}, {SOUGHT[what]: "-"})
    asked = lookers("dossier:residents")
    before = {who: answers(made.personas[who], request)[0] for who in asked}
    with hidden(made.samira):
        after = {who: answers(made.personas[who], request)[0] for who in asked}
    differs = changed(before, after)
    assert not differs, "\n".join(differs)[:3000]


@pytest.mark.parametrize("child", ["noor", "amira", "yusuf"])
def test_a_parent_does_not_learn_that_a_child_hides_or_that_safety_is_worked_on(made: World, child: str) -> None:
    """Wmo 2015 art. 5.3.1: they may be the danger. Custody opens much, and none of this."""
    request = Request("get", "/duinstad" + reverse("own:for", kwargs={"resident": made.residents[child].pk}), {}, {})
    before, response = answers(made.personas["samira"], request)
    assert response.status_code == 200
    with hidden(made.residents[child]):
        assert answers(made.personas["samira"], request)[0] == before


def test_what_is_kept_from_one_person_leaves_no_trace_on_their_page(made: World) -> None:
    request = Request("get", "/duinstad" + reverse("own:for", kwargs={"resident": made.samira.pk}), {}, {})
    before = {who: answers(made.personas[who], request)[0] for who in ("mentor", "curator")}
    with transaction.atomic():
        closed_to(made.samira, made.residents["mentor"].ref)
        after = {who: answers(made.personas[who], request)[0] for who in ("mentor", "curator")}
        transaction.set_rollback(True)
    assert after["mentor"] == before["mentor"]
    assert f"{WORD}dicht" in after["curator"]  # who it is not kept from


def test_who_works_on_safety_sees_it_and_so_does_she_herself_but_not_who_reported(made: World) -> None:
    """The rules that close it close it to others: without this the tests above could not fail."""
    about_her = ["dossier:file", "dossier:person", "dossier:addresses"]
    her_own = ["own:safety"]

    def seen(who: str, wanted: list[str]) -> set[str]:
        requests = [asked_for(made, page, made.personas[who]) for page in wanted]
        return set(re.findall(rf"{WORD}\w+", "".join(told(answers(made.personas[who], each)[1]) for each in requests)))

    with hidden(made.samira):
        work, own = seen("veiligheid", about_her), seen("samira", her_own)
        weaker = seen("samira-laag", her_own) | seen("samira-code", her_own)
        with_somebody_beside_her = seen("samira", ["own:file"])
    address, violence, reporter = (f"{WORD}notitie{each}" for each in ("schuiladres", "geweld", "melder"))
    assert work >= {address, violence, reporter, f"{WORD}straat"}
    assert own >= {address, violence, f"{WORD}verzoek"}
    assert f"{WORD}straat" not in own  # danger may have her telephone in hand
    assert [each for each in own if "melder" in each or "nood" in each] == []
    assert weaker == set()
    assert with_somebody_beside_her == set()


@pytest.mark.parametrize("words", [f"{WORD}vindbaarschuiladres", f"{WORD}vindbaargeweld", f"{WORD}vindbaarmelder"])
def test_a_search_finds_it_for_who_works_on_safety_only(made: World, words: str) -> None:
    def found(who: str, purpose: str) -> list[str]:
        look = Look(viewer_of(made.personas[who]), purpose)
        rows = connections().gate.visible(look.viewer, Note.objects.all(), purpose, Level.WHAT)
        page = search(words, among={"notes": refs_of(rows)}, municipality="duinstad", look=look)
        return [each.title for each in page.found]

    with hidden(made.samira):
        for who, purpose in (("betrokken", "wmo"), ("jeugd", "jeugdhulp"), ("nood", "noodgeval"), ("collega", "wmo")):
            assert found(who, purpose) == []
        assert found("veiligheid", "wmo") == []
        assert found("veiligheid", "veiligheid") == [words]


def test_a_secret_address_changes_no_line_about_her_and_is_kept_for_safety(made: World) -> None:
    """Whatever the worker who heard of it was working on."""
    page = Request("get", "/duinstad" + reverse("dossier:person", kwargs={"resident": made.samira.pk}), {}, {})
    viewer, place = viewer_of(made.personas["betrokken"]), Place(f"{WORD}straat", "13", "", f"{WORD}plaats")
    before = {who: answers(made.personas[who], page)[0] for who in ("schuldhulp", "toestemming")}  # see no address
    with transaction.atomic():
        made_address = add_address(viewer, made.samira.pk, AddressKind.HOME, place, "wmo", timezone.now(), secret=True)
        after = {who: answers(made.personas[who], page)[0] for who in before}
        found = told(answers(made.personas["veiligheid"], page)[1])
        transaction.set_rollback(True)
    assert (made_address.category, made_address.purpose) == ("schuiladres", "veiligheid")
    assert f"{WORD}straat" in found
    assert not changed(before, after)
