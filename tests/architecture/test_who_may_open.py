"""Issue 4, first proof: every page and operation, asked for by everybody, gives what `who_may_open.md` says; and what
was seen stands in both logs (PRI-E1 of the values: with a purpose, a ground and a role, in a log the resident can
read)."""

from __future__ import annotations

import copy
import re
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import zip_longest
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.urls import reverse

from maatwerk.foundation.access.logs.queries import looks_at
from maatwerk.foundation.access.models import SubjectAlias
from maatwerk.foundation.access.models.logs import AccessRecord, ProcessingRecord
from maatwerk.foundation.gate.connections import connected, connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import Decision, Gate, Seen, Viewer
from maatwerk.foundation.people.actions import add_municipalities
from maatwerk.site import registry
from tests.architecture import asking
from tests.architecture.asking import Request, body_of, request_for
from tests.architecture.test_staff_pages import STAFF_PAGES
from tests.architecture.who_may_open import OF_RESIDENTS, read
from tests.personas import AT_HOME, AT_WORK, Persona, World, world
from tests.residents import NOON

pytestmark = pytest.mark.django_db

TABLE = read()
ABOUT = [name for name in TABLE.rows if "mag" not in TABLE.rows[name].cells.values()]
NOT_ABOUT = [name for name in TABLE.rows if name not in ABOUT]
# The same answer, and the same work, whether there is such a resident or not.
BLIND = {"dossier:residents POST", "grounds:ask POST", "grounds:open_emergency"}
# Who is asked about somebody who does not exist too, where they get nothing: one of each reason to get nothing.
CURIOUS = {"collega", "gestopt", "elders", "jeugd", "alleen-dat", "nood", "gegevensbeheer", "noor", "geschorst", "buur"}
SOME_AT_HOME, SOME_AT_WORK = ("samira", "curator"), ("betrokken", "nood")
LOG_IN = ("/medewerkers/inloggen", "/medewerkers/sleutels/", "/mijn/inloggen/")


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everybody and everything, once for this file; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        add_municipalities(registry.demo_municipalities())
        everything = world()
        everything.pages |= _pages()
        yield everything
        transaction.set_rollback(True)


def _pages() -> dict[str, Mapping[str, Any]]:
    """What pages that are about no resident are about, by the name of their address."""
    first = ("editing:history", "editing:undo")  # before somebody makes a draft of the same
    names = sorted({name.removesuffix(" POST") for name in NOT_ABOUT}, key=lambda name: (name not in first, name))
    return {name: STAFF_PAGES[name].made() for name in names}


@dataclass
class Watched:
    """The gate, and whom it let be seen: for whom, for which purpose, and how much, once for each time it was asked."""

    gate: Gate
    seen: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def open_for(self, viewer: Viewer, thing: Model, purpose: str, now: datetime | None = None) -> Decision:
        decision = self.gate.open_for(viewer, thing, purpose, now)
        self._note(viewer, purpose, {thing.subject: [decision.level]})  # type: ignore[attr-defined]
        return decision

    def visible(self, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        return self.gate.visible(*args, **kwargs)

    def open_page(self, viewer: Viewer, rows: Any, purpose: str, now: datetime | None = None) -> list[Seen[Any]]:
        found = self.gate.open_page(viewer, rows, purpose, now)
        self._note(viewer, purpose, _levels(found))
        return found

    def open_pages(self, viewer: Viewer, parts: Any, purpose: str, now: datetime | None = None) -> Any:
        found = self.gate.open_pages(viewer, parts, purpose, now)
        self._note(viewer, purpose, _levels([seen for part in found.values() for seen in part]))
        return found

    def _note(self, viewer: Viewer, purpose: str, levels: Mapping[str, list[Level]]) -> None:
        for subject, of_one in levels.items():
            most = max(of_one, key=list(Level).index)
            self.seen[(subject, purpose, most.value)] += 1


def _levels(found: list[Seen[Any]]) -> dict[str, list[Level]]:
    levels: dict[str, list[Level]] = {}
    for seen in found:
        levels.setdefault(seen.owner.subject, []).append(seen.decision.level)
    return levels


@dataclass(frozen=True)
class Answer:
    """What came back, whom the gate let be seen, and what was written in both logs meanwhile."""

    response: HttpResponse
    body: str
    seen: Counter[tuple[str, str, str]]
    access: list[AccessRecord]
    processing: list[ProcessingRecord]
    subjects: Mapping[Any, str]
    changed: bool


@contextmanager
def undone(persona: Persona) -> Iterator[None]:
    """Whatever is done in here is not done afterwards, in the database and in the browser."""
    before = copy.deepcopy(persona.client.cookies)
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
            persona.client.cookies = before


@dataclass(frozen=True)
class Before:
    """Everything about a person, and the lines of the logs, as they are before each request."""

    personal: Mapping[str, list[Any]]
    lines: frozenset[Any]


@cache
def _before(_world: UUID) -> Before:
    """Everything is undone, so it is the same before each request to one world."""
    logs = (AccessRecord, ProcessingRecord)
    return Before(_everything(), frozenset(pk for log in logs for pk in log.objects.values_list("pk", flat=True)))


def ask(made: World, persona: Persona, request: Request, trace: str) -> Answer:
    watched = Watched(connections().gate)
    posts = request.method == "post"
    with undone(persona):
        before = _before(made.nobody)
        with connected(gate=watched):
            response = getattr(persona.client, request.method)(
                request.address,
                dict(request.fields),
                follow=not posts,
                headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"},
            )
        return Answer(
            response,
            body_of(response),
            watched.seen,
            [row for row in AccessRecord.objects.all() if row.pk not in before.lines],
            [row for row in ProcessingRecord.objects.all() if row.pk not in before.lines],
            dict(SubjectAlias.objects.values_list("alias", "subject")),
            posts and _everything() != before.personal,
        )


def _everything() -> dict[str, list[Any]]:
    """Every row about a person."""
    models = [model for model in apps.get_models() if issubclass(model, Personal)]
    with maintenance("deciding"):
        return {model._meta.label: list(model.objects.order_by("pk").values_list()) for model in models}


def outcome(answer: Answer) -> str:
    """What somebody got, in a word of the table; "ziet" and "pagina" are told apart by what stands on it."""
    chain = getattr(answer.response, "redirect_chain", [])
    status, there = answer.response.status_code, chain[-1][0] if chain else answer.response.headers.get("Location", "")
    if any(part in there for part in LOG_IN):
        return "inloggen"
    if status == 403:
        return "sterker" if "Log opnieuw in" in answer.body else "403"
    if status == 302:
        return "niets" if there.endswith("/doel/") or "/doel/?" in there else "gedaan"
    words = {404: "niets", 400: "fout", 200: "pagina"}
    assert status in words, status
    return words[status]


def personas_for(row: str) -> list[str]:
    """Everybody; of those who never come in on such a page, two."""
    away, some = (AT_WORK, SOME_AT_WORK) if row.startswith(OF_RESIDENTS) else (AT_HOME, SOME_AT_HOME)
    cells = TABLE.rows[row].cells
    asked = [each for each in cells if each not in away or each in some]
    if row in NOT_ABOUT:  # tests/architecture/test_staff_pages.py asks all of these with every role
        asked = [each for each in asked if cells[each] == "mag" or each in ("collega", "samira", "niemand")]
    return asked


def test_every_page_and_operation_stands_in_the_table_and_nothing_else() -> None:
    rows = Counter(re.sub(r" \(samira\)", "", name) for name in TABLE.rows if "(" not in name or "(samira)" in name)
    rows += Counter(list(TABLE.everybody))
    assert set(rows) == {*asking.addresses(), *asking.operations()}
    assert max(rows.values()) == 1


def test_the_table_names_everybody_and_every_word_and_says_nothing_that_it_does_not_explain(made: World) -> None:
    assert TABLE.personas == made.personas.keys()
    assert TABLE.words == made.words.keys()
    assert TABLE.reads.keys() <= TABLE.personas
    for persona in TABLE.reads:
        assert TABLE.reads[persona] | TABLE.knows_of[persona] <= TABLE.words, persona
    for name, row in TABLE.rows.items():
        assert row.cells.keys() == TABLE.personas, name
        said = {cell.partition(":")[0] for cell in row.cells.values()}
        assert said <= TABLE.meanings | {"404"}, name
        assert row.shows <= TABLE.words, name


def test_what_nobody_may_read_stands_on_no_page() -> None:
    """Not by a row that forgot it: these are never in what a page can show."""
    assert not [name for name, row in TABLE.rows.items() if "bsn" in row.shows]
    assert not [who for who, words in TABLE.reads.items() if "bsn" in words]
    # Proof, why somebody was stopped, and what two disagree about: for the team that wrote it; never for who stands.
    assert [who for who, words in TABLE.reads.items() if words & {"bewijs", "stopreden"}] == ["betrokken"]
    said = {who for who, words in TABLE.reads.items() if "onenigheid" in words}
    assert said == {"betrokken", "samira", "samira-substantieel"}
    assert [who for who, words in TABLE.reads.items() if "melder" in words] == ["veiligheid"]


@pytest.mark.parametrize("row", ABOUT)
def test_everybody_gets_what_the_table_says(made: World, row: str) -> None:
    wrong = []
    for who in personas_for(row):
        persona, cell = made.personas[who], TABLE.rows[row].cells[who]
        request, trace = request_for(made, row, persona), secrets.token_hex(16)
        answer = ask(made, persona, request, trace)
        words = frozenset(name for name, word in made.words.items() if word in answer.body)
        if row == "grounds:ask POST":  # what they typed themselves
            words -= {"samira.naam"}
        got, cell = outcome(answer), cell.partition(":")[0]
        if got == "pagina" and words:
            got = "eigen" if cell == "eigen" else "ziet"
        if (got, words) != (cell, TABLE.expected(row, who)):
            wrong.append(f"{who}: {got} {sorted(words)}, not {cell} {sorted(TABLE.expected(row, who))}")
        wrong += [f"{who}: {fault}" for fault in faults_in_the_logs(persona, answer, trace, row)]
        if words and not answer.access:
            wrong.append(f"{who}: something was shown and nothing written")
        if cell != "gedaan" and answer.changed:
            wrong.append(f"{who}: something was changed")
        if who in CURIOUS and (cell == "niets" or (row in BLIND and not words)):
            wrong += [f"{who}: {fault}" for fault in unlike_nobody(made, who, request, answer.response)]
    assert not wrong, "\n".join([row, *wrong])


def unlike_nobody(made: World, who: str, request: Request, response: HttpResponse) -> Iterator[str]:
    """In what this answer is not the one about somebody who does not exist."""
    nobody = request.about_nobody(known=TABLE.rows["dossier:file"].cells[who] == "ziet")
    if nobody:
        other = ask(made, made.personas[who], nobody, secrets.token_hex(16)).response
        if unlike := difference(request.plain(response), nobody.plain(other)):
            yield f"not the page of somebody who does not exist: {unlike}"


def difference(one: str, other: str) -> str:
    """The first lines in which two answers are not the same; "" when there are none."""
    pairs = zip_longest(one.splitlines(), other.splitlines(), fillvalue="(nothing)")
    return next((f"{mine[-200:]!r} and {theirs[-200:]!r}" for mine, theirs in pairs if mine != theirs), "")


def faults_in_the_logs(persona: Persona, answer: Answer, trace: str, row: str) -> Iterator[str]:
    """One line in the access log for each time the gate let somebody be seen, or refused one thing; with a purpose and
    the rules that settled it; and a line in the processing log for each of those that was not a refusal. What is undone
    because it was refused, and shows nothing, takes its lines along."""
    subjects = answer.subjects
    access = Counter((subjects[line.subject], line.purpose, line.level) for line in answer.access)
    undone_again = row.endswith(" POST") and answer.response.status_code in (400, 404)
    if access - answer.seen or (answer.seen - access and not undone_again):
        yield f"the access log has {access - answer.seen} too many and {answer.seen - access} too few"
    processing = Counter((subjects[line.subject], line.activity) for line in answer.processing if line.subject)
    if processing != Counter((subjects[line.subject], line.purpose) for line in answer.access if line.level != "niets"):
        yield f"the processing log has {processing}"
    traces = {line.trace for line in [*answer.access, *answer.processing]}
    if len(traces) > 1 or (traces - {trace} and not row.startswith("people:")):  # people cannot see who traces
        yield "the lines are not tied to this request"
    aliases = {str(alias): subject for alias, subject in subjects.items()}
    for line in answer.access:
        who = aliases.get(line.viewer, line.viewer)
        if who != persona.ref or not line.purpose or (line.level != "niets" and not line.policies):
            yield f"the line says {who} {line.purpose} {line.policies}"


@pytest.mark.parametrize("row", NOT_ABOUT)
def test_pages_that_are_not_about_a_resident_tell_nothing_of_one(made: World, row: str) -> None:
    for who in personas_for(row):
        persona, cell = made.personas[who], TABLE.rows[row].cells[who]
        answer = ask(made, persona, request_for(made, row, persona), secrets.token_hex(16))
        assert not [name for name, word in made.words.items() if word in answer.body], who
        assert not answer.access, who
        if cell in ("mag", "404"):
            assert (answer.response.status_code == 404) is (cell == "404"), who
            assert answer.response.status_code in (200, 302, 400, 404), who
        else:
            assert outcome(answer) == cell, who


@pytest.mark.parametrize("name", [name for name, how in TABLE.everybody.items() if how in ("pagina", "API")])
def test_what_is_open_to_everybody_tells_nothing_of_a_resident_whoever_asks(made: World, name: str) -> None:
    answers = []
    for who in ("betrokken", "samira", "niemand"):
        answer = ask(made, made.personas[who], _open_to_all(made, name), secrets.token_hex(16))
        assert not [word for word in made.words.values() if word in answer.body], who
        assert not answer.access, who
        answers.append(answer.response.status_code)
    assert len(set(answers)) == 1


def test_a_page_of_the_log_asks_for_a_key_whoever_is_signed_in(made: World) -> None:
    for who in ("betrokken", "privacy", "beheer", "samira", "niemand"):
        request = Request("post", asking.at_the_api("POST /processing-activities"), {}, {})
        answer = ask(made, made.personas[who], request, "a" * 32)
        assert answer.response.status_code == 401
        assert not answer.access


def _open_to_all(made: World, name: str) -> Request:
    method = "post" if name.startswith("POST ") or name.endswith(" POST") else "get"
    if " /" in name:
        return Request(method, asking.at_the_api(name).replace("{id}", "geen"), {}, {})
    fields = {"leefgebied": "financien", "tekst": "ik kan niet meer stofzuigen"} if method == "post" else {}
    page = name.removesuffix(" POST")
    return Request(method, f"/duinstad{reverse(page, kwargs=made.pages.get(page, {}))}", fields, {})


# Choosing what for, an emergency, what has its purpose in the address, and pages of residents.
_OF_NO_FILE = {
    *("dossier:purpose", "dossier:purpose POST", "grounds:open_emergency", "grounds:open_emergency POST"),
    *("people:own_word", "people:own_word POST"),
    *(name for name in asking.ASKS if name.startswith("own:")),
}


def test_without_a_purpose_nothing_of_a_file_opens(made: World) -> None:
    """PRI-E1: "Zonder doel: 403." Here: the question what for, before anything is read."""
    persona = made.personas["betrokken"]
    pages = [name for name, one in asking.ASKS.items() if "resident" in one.about and name not in _OF_NO_FILE]
    assert len(pages) > 10
    for row in pages:
        request = request_for(made, row, persona)
        with undone(persona):
            session = persona.client.session
            session["dossier_purposes"] = {}
            session.save()
            answer = ask(made, persona, request, secrets.token_hex(16))
        assert not [name for name, word in made.words.items() if word in answer.body], row
        assert not answer.access, row
        assert not answer.changed, row
    for name, things in (
        ("people:own_word", {"resident": made.samira.pk}),
        ("documents:file", {"document": made.things["bestand"]}),
    ):
        for purpose in ("", "?doel=", "?doel=zomaar"):
            address = f"/duinstad{reverse(name, kwargs=things)}{purpose}"
            answer = ask(made, persona, Request("get", address, {}, {}), secrets.token_hex(16))
            assert (answer.response.status_code, answer.access) == (404, [])


def test_who_looked_can_be_found_back_by_the_resident(made: World) -> None:
    """PRI-E1: "zichtbaar in de inwonerpagina", of which `looks_at` is what stands behind."""
    persona = made.personas["betrokken"]
    with undone(persona):
        request = request_for(made, "dossier:file", persona)
        assert persona.client.get(request.address).status_code == 200
        looks = looks_at(made.samira.ref, "duinstad", (), datetime.max.replace(tzinfo=NOON.tzinfo))
    assert {(look.viewer, look.organisation, look.purpose) for look in looks} >= {
        (persona.ref, persona.organisation, "wmo")
    }


def test_of_what_may_only_be_known_to_be_there_the_file_says_how_much_and_no_more(made: World) -> None:
    for who, names in TABLE.knows_of.items():
        if TABLE.rows["dossier:file"].cells[who] != "ziet":
            continue
        persona = made.personas[who]
        with undone(persona):
            response = persona.client.get(request_for(made, "dossier:file", persona).address)
            assert sum(line.how_many for line in response.context["only_that"]) == len(names), who
