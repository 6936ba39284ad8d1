"""Pages of grounds: what they ask, that nothing is chosen beforehand, and that a no is as easy as a yes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maatwerk.foundation.access import connections as access
from maatwerk.foundation.access.models import BlindRequest, Consent, Emergency, Involvement, Refusal
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Way
from maatwerk.foundation.people.residents import WayKind
from tests.foundation.access.grounds import pages
from tests.foundation.access.grounds.people import at_work, els_helps, organisation
from tests.residents import involve, owned
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
WHY = "Zij viel weg aan de telefoon, na een val."


class ForTheWmo:
    """Everybody looks for the Wmo."""

    def purpose(self, request: HttpRequest, resident: Any) -> str:
        return "wmo"

    def address(self, resident: Any) -> str:
        return "/naar-het-dossier"


@pytest.fixture(autouse=True)
def visits() -> Iterator[None]:
    with access.connected(visits=ForTheWmo()):
        yield


def address(name: str, **arguments: Any) -> str:
    return f"/duinstad{reverse(f'grounds:{name}', kwargs=arguments)}"


def page(client: Client, name: str, status: int = 200, query: str = "", **arguments: Any) -> str:
    response = client.get(address(name, **arguments) + query)
    assert response.status_code == status
    return str(response.content.decode())


def asking(of: str = "ruben", category: str = "gezondheid") -> str:
    return f"?task={pages.task_of(of)}&category={category}"


class Inputs(HTMLParser):
    """Every input and button of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "button", "option"):
            self.found.append((tag, dict(attrs)))


def test_nothing_is_ticked_beforehand_and_no_is_a_button_of_the_same_size(staff: dict[str, Client]) -> None:
    """AUT-E2 of values.yaml: "geen vooraf aangevinkt vakje in de DOM; weigerknop even groot als akkoordknop"."""
    samira = els_helps()
    text = page(staff["els"], "ask_consent", query=asking(), resident=samira.pk)
    found = Inputs(text).found
    assert sum(one.get("type") in ("radio", "checkbox") for _tag, one in found) >= 3
    assert not [one for _tag, one in found if "checked" in one or "selected" in one]
    buttons = {one["value"]: one["class"] for tag, one in found if tag == "button" and one.get("name") == "answer"}
    assert buttons.keys() == {"ja", "nee"}
    assert buttons["ja"] == buttons["nee"]


def test_withdrawn_by_one_form_it_does_not_work_at_the_next_request(staff: dict[str, Client]) -> None:
    """AUT-E2: "Na intrekken geeft het eerstvolgende verzoek 401/403", here: the gate refuses."""
    samira, ruben = els_helps(), at_work("ruben")
    involve(add_worker("ruben"), samira, "schuldhulp")
    with maintenance("keeping"):
        number = Way.objects.create(
            **owned(samira.ref, organisation("els"), "contact"),
            resident=samira,
            kind=WayKind.PHONE,
            value="+31101234567",
        )
    said = {"voices": samira.ref, "how": "mondeling", "language": "nederlands", "answer": "ja"}
    response = staff["els"].post(address("ask_consent", resident=samira.pk) + asking(category="contact"), said)
    assert response.status_code == 302
    assert connections().gate.open_for(ruben, number, "schuldhulp").allows
    with maintenance("deciding"):
        given = Consent.objects.get()
    assert given.sentence.split(".")[0] in page(staff["els"], "consents", resident=samira.pk)
    stop = address("withdraw", resident=samira.pk, consent=given.pk)
    assert staff["els"].post(stop).status_code == 400  # who says so?
    assert staff["els"].post(stop, {"voice": samira.ref}).status_code == 302
    assert not connections().gate.open_for(ruben, number, "schuldhulp").allows
    assert staff["els"].post(stop, {"voice": samira.ref}).status_code == 404


def test_a_no_is_kept_and_shown_as_not_to_be_asked_again(staff: dict[str, Client]) -> None:
    samira = els_helps()
    there = address("ask_consent", resident=samira.pk) + asking()
    assert staff["els"].post(there, {"voices": samira.ref, "how": "mondeling", "answer": "nee"}).status_code == 302
    with maintenance("deciding"):
        assert Refusal.objects.get().said_by == samira.ref
    assert "Vraag dit niet opnieuw" in page(staff["els"], "consents", resident=samira.pk)
    again = {"voices": samira.ref, "how": "mondeling", "language": "nederlands", "answer": "ja"}
    response = staff["els"].post(there, again)
    assert response.status_code == 400
    assert "nee gezegd" in response.content.decode()


def test_what_is_wrong_is_said_and_what_was_typed_stays(staff: dict[str, Client]) -> None:
    samira = els_helps()
    there = address("ask_consent", resident=samira.pk)
    wrong = {
        "voices": samira.ref,
        "how": "schriftelijk",
        "language": "tigrinya",
        "until": "volgend jaar",
        "answer": "ja",
    }
    response = staff["els"].post(there + asking(), wrong)
    text = response.content.decode()
    assert response.status_code == 400
    assert "Dit is geen datum" in text
    assert 'value="tigrinya"' in text
    assert [one["value"] for _tag, one in Inputs(text).found if "checked" in one] == [samira.ref, "schriftelijk"]
    assert staff["els"].post(there + asking(), {"voices": samira.ref}).status_code == 400
    for query in ("", "?task=x&category=geld", asking(category="bsn"), asking(category="x")):
        assert staff["els"].get(there + query).status_code == 400


def test_who_does_not_work_with_somebody_gets_the_page_of_nobody(staff: dict[str, Client]) -> None:
    samira = els_helps()
    for name in ("consents", "involved"):
        for who in ("ruben", "mia", "beheer", "tessa"):
            page(staff[who], name, 404, resident=samira.pk)
        page(staff["els"], name, resident=samira.pk)
        page(staff["els"], name, 404, resident="00000000-0000-0000-0000-000000000000")


def test_handed_over_on_screen(staff: dict[str, Client]) -> None:
    about = pages.an_involvement()
    els = add_worker("els")
    there = address("change_involvement", **about)
    assert "Els" in page(staff["els"], "involved", resident=about["resident"])
    assert staff["els"].post(there, {"who": "", "reason": "x"}).status_code == 400
    to_team = {"who": f"team:{els.teams.get().pk}", "reason": "Els gaat met verlof."}
    assert staff["els"].post(there, to_team).status_code == 302
    with maintenance("deciding"):
        [row] = Involvement.objects.filter(Involvement.at(timezone.now()))
    assert row.who == to_team["who"]
    more = {"who": at_work("els").ref, "purpose": "wmo", "reason": "Els is weer terug."}
    begin = address("involved", resident=about["resident"])
    assert staff["els"].post(begin, more | {"reason": "x"}).status_code == 400
    assert staff["els"].post(begin, more).status_code == 302
    assert staff["els"].post(
        address("change_involvement", resident=about["resident"], involvement=row.pk), {"end": "ja"}
    )
    with maintenance("counting"):
        assert Involvement.objects.filter(Involvement.at(timezone.now())).count() == 1


def test_emergency_access_on_screen_is_opened_and_looked_at(staff: dict[str, Client]) -> None:
    samira = els_helps()
    there = address("open_emergency", resident=samira.pk)
    assert "Bel eerst 112" in staff["ruben"].get(there).content.decode()
    assert staff["ruben"].post(there, {"reason": "nood"}).status_code == 400
    opened = staff["ruben"].post(there, {"reason": WHY})
    assert (opened.status_code, opened["Location"]) == (302, "/naar-het-dossier")
    with maintenance("deciding"):
        row = Emergency.objects.get()
    connections().gate.open_page(at_work("ruben"), type(samira).objects.filter(pk=samira.pk), "noodgeval")
    assert WHY in page(staff["tessa"], "emergencies")
    text = page(staff["tessa"], "emergency", which=row.pk)
    assert "Ruben (schuldhulp)" in text
    assert re.search(r"wie u bent: 1 keer", text)
    assert "Samira" not in text
    review = address("emergency", which=row.pk)
    hide = {"hide": "ja", "ground": "veiligheid", "why": "Haar partner leest haar post mee.", "days": "x"}
    assert staff["tessa"].post(review, hide).status_code == 400
    assert staff["tessa"].post(review, hide | {"days": "7"}).status_code == 302
    assert staff["tessa"].post(review, {"words": "Dat kon niet wachten, denk ik."}).status_code == 400
    assert staff["tessa"].post(review, {"right": "ja", "words": "Dat kon niet wachten, denk ik."}).status_code == 302
    assert "Er is niets om na te kijken" in page(staff["tessa"], "emergencies")
    assert "Het kijken was terecht" in page(staff["fatma"], "emergency", which=row.pk)


def test_emergency_access_by_name_leads_to_the_file_or_says_that_nobody_was_found(staff: dict[str, Client]) -> None:
    els_helps()
    there, typed = address("find_in_emergency"), {"born": "2-4-1988", "reason": WHY}
    assert there in page(staff["ruben"], "ask")
    assert "wordt bewaard dat u zocht" in staff["ruben"].get(there).content.decode()
    missed = staff["ruben"].post(there, typed | {"name": "Niemand Hier"})
    assert missed.status_code == 404
    assert 'value="Niemand Hier"' in missed.content.decode()
    assert "Ruben (schuldhulp)" in page(staff["tessa"], "emergencies")
    assert "Niemand Hier" not in page(staff["tessa"], "emergencies")
    opened = staff["ruben"].post(there, typed | {"name": "Samira Haddad"})
    assert (opened.status_code, opened["Location"]) == (302, "/naar-het-dossier")
    assert staff["ruben"].post(there, typed | {"name": "Samira", "born": "ooit"}).status_code == 400


def test_an_emergency_page_tells_nobody_whether_there_is_such_a_resident(staff: dict[str, Client]) -> None:
    samira = els_helps()
    nobody = "00000000-0000-0000-0000-000000000000"
    tokens = re.compile(r"csrfmiddlewaretoken\"? value=\"\w+\"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    real, unreal = (
        tokens.sub("", staff["ruben"].get(address("open_emergency", resident=each)).content.decode())
        for each in (samira.pk, nobody)
    )
    assert real == unreal


def test_a_blind_request_answers_everybody_alike_on_screen(staff: dict[str, Client]) -> None:
    els_helps()
    asked = {"purpose": "schuldhulp", "reason": "Zij vroeg mij om hulp.", "born": "1988-04-02"}
    texts = []
    for name in ("Samira Haddad", "Niemand Hier"):
        response = staff["ruben"].post(address("ask"), asked | {"name": name}, follow=True)
        texts.append(re.sub(r'value="\w{64}"', "", response.content.decode()))
        assert "Uw vraag is verstuurd" in texts[-1]
    assert texts[0] == texts[1]
    response = staff["ruben"].post(address("ask"), asked | {"name": "Samira Haddad", "born": "2 april"})
    assert response.status_code == 400
    assert 'value="Samira Haddad"' in response.content.decode()


def test_a_request_is_answered_on_screen_with_the_word_of_the_resident(staff: dict[str, Client]) -> None:
    about = pages.a_request()
    there = address("request", **about)
    for who in ("ruben", "mia", "tessa"):
        assert staff[who].get(there).status_code == 404
        assert staff[who].post(there, {"agreed": "ja"}).status_code == 404
    text = page(staff["els"], "request", **about)
    assert "Ruben (schuldhulp)" in text
    assert not [one for _tag, one in Inputs(text).found if "checked" in one]
    with maintenance("deciding"):
        subject = BlindRequest.objects.get().subject
    assert staff["els"].post(there, {"agreed": "ja"}).status_code == 400
    assert staff["els"].post(there, {"voice": subject}).status_code == 400
    assert staff["els"].post(there, {"agreed": "ja", "voice": subject}).status_code == 302
    assert staff["els"].get(there).status_code == 404


def test_queries_of_the_consent_page_do_not_grow(staff: dict[str, Client], django_assert_max_num_queries: Any) -> None:
    about = pages.a_consent()
    with django_assert_max_num_queries(100) as first:
        page(staff["els"], "consents", resident=about["resident"])
    for _ in range(20):
        pages.a_consent()
    with django_assert_max_num_queries(len(first)):
        page(staff["els"], "consents", resident=about["resident"])
