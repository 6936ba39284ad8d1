"""Random histories around residents, made so that what matters often happens: ends and birthdays on the very moment,
consent that was withdrawn, custody that changed, somebody of another organisation or municipality."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import models

from maatwerk.foundation.access.models import (
    Consent,
    Emergency,
    Involvement,
    Lifting,
    Opened,
    Restricted,
    Restriction,
    RightsRequest,
    Withheld,
)
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Address, Exclusion, Judgement, Representation, Resident
from maatwerk.foundation.people.residents import Standing
from tests.foundation.access.proof.oracle import EMERGENCY, HERE, TASKS, History, Looker, Span, Thing

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CATEGORIES = [
    "identiteit",
    "contact",
    "geld",
    "zorg",
    "gezondheid",
    "gezin",
    "verhaal",
    "schuiladres",
    "melder",
    "geweld",
]
ABOUT_QUESTIONS = {"rechten", "toezicht"}
SECRECIES = ["ambtelijk", "ambtelijk", "ambtelijk", "beroeps", "medisch", "jeugd"]
_INSTANT = timedelta(microseconds=1)
_EDGES = [timedelta(0), _INSTANT, -_INSTANT, timedelta(days=1), timedelta(days=-1), timedelta(days=400)]


@dataclass(frozen=True)
class World:
    """Who may look, and the organisations that answer for things."""

    workers: Sequence[Looker]
    organisations: Sequence[str]


def span(chance: random.Random, cuts: bool = False) -> Span:
    """Mostly valid now, often just so, or just not."""
    start = NOW - timedelta(days=chance.choice([0, 30, 900]))
    if chance.random() < 0.2:
        start = NOW + chance.choice(_EDGES[:3])
    end = max(start, NOW + chance.choice(_EDGES)) if chance.random() < 0.3 else datetime(9999, 1, 1, tzinfo=UTC)
    return Span(start, end, NOW + chance.choice(_EDGES) if cuts and chance.random() < 0.3 else None)


def born(chance: random.Random) -> date | None:
    """Near a birthday that changes rights, or any age, or unknown."""
    today = NOW.astimezone(HERE).date()
    years = chance.choice([12, 16, 18, chance.randint(0, 90)])
    if chance.random() < 0.05:
        return None
    return today.replace(year=today.year - years) + timedelta(days=chance.choice([-1, 0, 1, chance.randint(-300, 300)]))


def history(chance: random.Random, world: World, worker: Looker, purpose: str) -> History:
    """One resident, around whom this worker and this purpose come up often."""

    def mostly[T](usual: T, others: Sequence[T], share: float = 0.75) -> T:
        return usual if chance.random() < share else chance.choice(others)

    municipality = mostly(worker.municipality, ["duinstad", "veenrode"], 0.95)
    birth, died = born(chance), None
    if chance.random() < 0.05:
        died = NOW.astimezone(HERE).date() + timedelta(days=chance.choice([-20, 0, 1]))
        birth = birth and min(birth, died)
    thing = Thing(
        mostly(worker.organisation, world.organisations, 0.5),
        mostly(purpose if purpose in TASKS else "wmo", list(TASKS)),
        mostly(chance.choice(sorted(TASKS.get(purpose, EMERGENCY))), CATEGORIES),
        chance.choice(SECRECIES),
    )
    made = History(f"resident:{UUID(int=chance.getrandbits(128), version=4)}", municipality, birth, died, thing)
    for _ in range(chance.choice([0, 1, 1, 2])):
        hat = mostly(chance.choice(sorted(worker.hats)), sorted(chance.choice(world.workers).hats))
        made.involved.append((hat, mostly(purpose, list(TASKS)), span(chance)))
    for _ in range(chance.choice([0, 1, 2])):
        to = mostly(worker.organisation, world.organisations)
        choice = (to, mostly(purpose, list(TASKS)), mostly(thing.category, CATEGORIES))
        made.consents.append((*choice, chance.random() < 0.4, span(chance, cuts=True)))
    for _ in range(chance.choice([0, 1])):
        to, holder = mostly(worker.organisation, world.organisations), mostly(thing.controller, world.organisations)
        what = (mostly(purpose, list(TASKS)), mostly(thing.category, CATEGORIES))
        made.lifted.append((to, holder, *what, span(chance, cuts=True)))
    if chance.random() < 0.2:
        made.opened.append((mostly(worker.organisation, world.organisations), span(chance)))
    for _ in range(chance.choice([0, 1, 1, 2])):
        person = f"resident:{UUID(int=chance.getrandbits(128), version=4)}"
        standing, scope = chance.choice(list(Standing)).value, chance.choice(["geld", "zorg", "beide"])
        made.stands.append(
            (mostly(person, [worker.ref]), standing, scope, chance.random() < 0.8, span(chance, cuts=True))
        )
    _cannot_decide(made, chance)
    if chance.random() < 0.15:
        from_whom = chance.choice([made.ref, worker.ref, *(each[0] for each in made.stands)])
        made.withheld.append((from_whom, span(chance)))
    if chance.random() < 0.3:
        made.emergencies.append((mostly(worker.ref, [each.ref for each in world.workers]), span(chance)))
    _ask(made, chance, mostly(worker.organisation, world.organisations), purpose)
    return made


def _cannot_decide(made: History, chance: random.Random) -> None:
    """Somebody judged so, for now and for one matter; a partner, family or both stand there, and often to no avail."""
    if chance.random() > 0.4:
        return
    if made.born and not made.died and chance.random() < 0.7:
        made.born = date(1980, 1, 1)
    made.judged.append((chance.choice(["wmo", "wmo", "wmo", "jeugdhulp"]), span(chance)))
    for _ in range(chance.choice([1, 1, 2])):
        person = f"resident:{UUID(int=chance.getrandbits(128), version=4)}"
        standing = chance.choice(["levenspartner", "naaste_familie"])
        made.stands.append((person, standing, "zorg", True, span(chance, cuts=True)))
    if chance.random() < 0.2:
        made.refused.append((made.stands[-1][0], span(chance)))
    if chance.random() < 0.6:
        category = chance.choice(["zorg", "gezondheid", "identiteit", "contact"])
        made.thing = Thing(made.thing.controller, "wmo", category, made.thing.secrecy)


def _ask(made: History, chance: random.Random, organisation: str, purpose: str) -> None:
    """A question about the data, which this organisation answers; the entry is often that question itself. Now and then
    it was restricted because of one."""
    made.restricted += [span(chance) for _ in range(chance.choice([0, 0, 0, 1, 1, 2]))]
    if purpose not in ABOUT_QUESTIONS and chance.random() > 0.1:
        return
    made.asked.append((organisation, span(chance)))
    if chance.random() < 0.5:
        made.thing = Thing(made.thing.controller, "rechten", "rechtsverzoek", "ambtelijk")


type Row = tuple[type[models.Model], str, str, dict[str, Any]]  # model, purpose, category, further columns


def store(histories: Iterable[History]) -> dict[str, UUID]:
    """Put them in the database as the actions would; gives the primary key of each history's entry by its subject."""
    rows: dict[type[models.Model], list[Any]] = {}
    entries: dict[str, UUID] = {}
    for each in histories:
        entry = entries[each.ref] = uuid4()
        about = (*_person(each, entry), *_work(each), *_questions(each), *_choices(each, entry))
        for model, purpose, category, fields in about:
            owned = {"municipality": each.municipality, "subject": each.ref, "purpose": purpose, "category": category}
            rows.setdefault(model, []).append(model(**({"controller": "organisation:1"} | owned | fields)))
    with maintenance("keeping"):
        for model, made in rows.items():
            model._default_manager.bulk_create(made, batch_size=500)
        Restricted.objects.bulk_create(
            Restricted(municipality=row.municipality, restriction=row.pk, entry=entries[row.subject])
            for row in rows.get(Restriction, ())
        )
    return entries


def _person(each: History, entry: UUID) -> Iterator[Row]:
    id_ = UUID(each.ref.partition(":")[2])
    thing = each.thing
    owner = {"controller": thing.controller, "secrecy": thing.secrecy}
    yield Resident, "wmo", "identiteit", {"id": id_, "born": each.born, "died_on": each.died}
    columns = {"id": entry, "resident_id": id_, "kind": "woonadres", "start": NOW, **owner}
    yield Address, thing.purpose, thing.category, columns
    for who, standing, scope, looks, when in each.stands:
        kind = {"resident_id": id_, "who": who, "standing": standing, "scope": scope, "looks": looks}
        proof = {"name": "x", "proof": "x", "proof_seen_by": "x", "suspended_at": when.cut}
        yield Representation, "wmo", "vertegenwoordiging", {**kind, **proof, **_dates(when)}
    for purpose, when in each.judged:
        said = {"matter": "x", "why": "x", "judged_by": "x", "noted_by": "x", "resident_id": id_}
        ends = {"start": when.start, "end": min(when.end, NOW + timedelta(days=900))}
        yield Judgement, purpose, "vertegenwoordiging", {**said, **ends}
    for who, when in each.refused:
        yield Exclusion, "wmo", "toestemming", {"resident_id": id_, "who": who, "name": "x", **_dates(when)}


def _work(each: History) -> Iterator[Row]:
    for who, purpose, when in each.involved:
        yield Involvement, purpose, "betrokkenheid", {"who": who, "by": "x", "reason": "x", **_dates(when)}
    for who, when in each.emergencies:
        yield Emergency, "noodgeval", "noodtoegang", {"who": who, "reason": "x", "by": who, **_dates(when)}


def _questions(each: History) -> Iterator[Row]:
    for organisation, when in each.asked:
        columns: dict[str, Any] = {"controller": organisation, "about": "organisation:1", "right": "inzage"}
        columns |= {
            "asked_by": each.ref,
            "how": "mondeling",
            "asked_on": when.start.date(),
            "due_on": when.start.date(),
        }
        columns |= {"asked_at": when.start}
        if when.end.year < 9999:
            columns |= {"answered_at": when.end, "answered_by": "x", "outcome": "ja", "answer": "x"}
        yield RightsRequest, "rechten", "rechtsverzoek", columns
    for when in each.restricted:
        columns = {"request": uuid4(), "reason": "juistheid", "look_on": when.start.date(), "by": "x", **_dates(when)}
        yield Restriction, "rechten", "rechtsverzoek", columns


def _choices(each: History, entry: UUID) -> Iterator[Row]:
    for organisation, purpose, category, only_that, when in each.consents:
        columns = {"organisation": organisation, "shared": category, "only_that": only_that, **_said(when)}
        yield Consent, purpose, "toestemming", columns
    for to, holder, purpose, category, when in each.lifted:
        yield Lifting, purpose, "toestemming", {"organisation": to, "holder": holder, "shared": category, **_said(when)}
    for organisation, when in each.opened:
        columns = {"entry": entry, "organisation": organisation, "by": "x", **_dates(when)}
        yield Opened, "wmo", "toestemming", columns
    for from_whom, when in each.withheld:
        columns = {"entry": entry, "from_whom": from_whom, "ground": "zorg", "why": "x", "by": "x", **_dates(when)}
        yield Withheld, "wmo", "toestemming", columns


def _dates(when: Span) -> dict[str, datetime]:
    return {"start": when.start, "end": when.end}


def _said(when: Span) -> dict[str, Any]:
    said = {"sentence": "x", "language": "nederlands", "how": "mondeling", "given_by": "x", "by": "x"}
    return said | _dates(when) | {"withdrawn_at": when.cut}
