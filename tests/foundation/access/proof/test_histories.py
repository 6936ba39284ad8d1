"""Ten thousand random histories: nothing is read outside a valid ground, and nothing is refused inside one.

Every history is one resident with an entry and whatever happened around them, read by people at work, by themselves and
by who stands for them; what the gate says is compared with `oracle`, which tells the law a second time. Of every person
who was seen each log has one line for each look, and the chain of both logs fits at the end.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID

import pytest

from maatwerk.foundation.access import connections as access
from maatwerk.foundation.access.gate import AccessGate
from maatwerk.foundation.access.logs.verifying import Looked, verify
from maatwerk.foundation.access.models import AccessRecord, ProcessingRecord, Task
from maatwerk.foundation.access.register import Register
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Address
from tests.foundation.access.proof import oracle
from tests.foundation.access.proof.histories import CATEGORIES, NOW, World, history, span, store
from tests.foundation.access.proof.oracle import REUSE, TASKS, History, Looker
from tests.foundation.access.proof.registers import small_register
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

HISTORIES = 10_000
A_PAGE = 250
ASSURANCE = ["", "code", "laag", "substantieel", "hoog"]
PURPOSES = [*TASKS, "noodgeval", "vertegenwoordiging", "rechten", "toezicht"]


@pytest.fixture
def register() -> Iterator[Register]:
    register = small_register(
        TASKS,
        REUSE,
        CATEGORIES,
        money=oracle.MONEY,
        care=oracle.CARE,
        hidden=oracle.HIDDEN,
        light=oracle.LIGHT,
        special=oracle.SENSITIVE,
        with_consent=oracle.WITH_CONSENT,
        emergency=oracle.EMERGENCY,
        despite=oracle.DESPITE - {"vertegenwoordiging"},  # no purpose of this kind: a rule of its own
    )
    with access.connected(register=lambda _municipality: register):
        yield register


@pytest.fixture
def world(two_municipalities: object) -> World:
    """Four people at work in three organisations of two municipalities; tasks that begin and end around now."""
    chance = random.Random(7)
    lookers = []
    for name in ("els", "ruben", "mia", "henk"):
        worker = add_worker(name)
        tasks = tuple((purpose, span(chance)) for purpose in TASKS for _ in range(1 + (name == "els")))
        for purpose, when in tasks:
            Task.objects.create(
                organisation=worker.organisation, purpose=purpose, start=when.start, end=when.end, decided_by="x"
            )
        lookers.append(_looker(name, tasks))
    return World(lookers, sorted({looker.organisation for looker in lookers}))


def _looker(name: str, tasks: tuple[tuple[str, oracle.Span], ...]) -> Looker:
    worker = add_worker(name)
    ref, organisation = f"worker:{worker.pk}", f"organisation:{worker.organisation_id}"
    hats = {ref, organisation, *(f"team:{team.pk}" for team in worker.teams.all())}
    municipality = worker.organisation.municipality.slug
    answers, watches = name in {"els", "ruben", "henk"}, name in {"mia", "ruben", "henk"}
    return Looker(ref, municipality, organisation, frozenset(hats), tasks, strength=3, answers=answers, watches=watches)


_THEN = {"nu_niet_beslissen", "nu_niet_beslissen_wie_het_is"}
_ROLES = {"answers": "gegevensbeheer", "watches": "privacy"}


def viewer(looker: Looker) -> Viewer:
    return Viewer(
        looker.ref,
        looker.organisation,
        looker.municipality,
        looker.hats or frozenset({looker.ref}),
        roles=frozenset(_ROLES[name] for name in _ROLES if getattr(looker, name)),
        assurance="" if looker.works else ASSURANCE[looker.strength],
    )


def test_nothing_is_read_outside_a_valid_ground_and_nothing_is_refused_inside_one(
    register: Register, world: World
) -> None:
    chance = random.Random(20261122)
    gate = AccessGate()
    seen: Counter[str] = Counter()
    for first in range(0, HISTORIES, A_PAGE):
        worker, purpose = chance.choice(world.workers), chance.choice(PURPOSES)
        histories = [history(chance, world, worker, purpose) for _ in range(A_PAGE)]
        entries = store(histories)
        now = NOW + chance.choice([timedelta(0), timedelta(microseconds=1), timedelta(days=1)])
        seen += _compared(gate, worker, purpose, histories, entries, now)
        other = (chance.choice(world.workers), chance.choice(PURPOSES))
        seen += _compared(gate, *other, histories, entries, now)
        for each in chance.sample(histories, 10):
            seen += _compared(gate, *_person(chance, each), [each], entries, now)
        for each in chance.sample([each for each in histories if each.judged], 8):
            seen += _compared(gate, *_stands_in(chance, each), [each], entries, now)
        if first % 2500 == 0:
            seen += _one_by_one(gate, chance, world, histories, entries)
    assert _lines() == (seen["log"], seen["log"])
    assert list(verify(Looked())) == []
    assert all(seen[level] > 400 for level in ("niets", "wat")), seen
    assert seen["dat"] > 20, seen
    assert seen["restricted"] > 100, seen
    assert seen["stands in"] > 10, seen
    assert all(seen[purpose] > 10 for purpose in PURPOSES), seen  # each opened something


def _person(chance: random.Random, each: History) -> tuple[Looker, str]:
    """The resident, or somebody who stands for them, or a stranger."""
    strength = chance.choice([0, 1, 2, 3, 4])
    others = [who for who, *_ in each.stands if who.startswith("resident:")]
    if others and chance.random() < 0.6:
        return Looker(chance.choice(others), "duinstad", strength=chance.choice([2, 3, 4])), "vertegenwoordiging"
    if chance.random() < 0.1:
        return Looker(f"resident:{UUID(int=1, version=4)}", "duinstad", strength=4), "inzage"
    return Looker(each.ref, each.municipality, born=each.born, strength=strength), "inzage"


def _stands_in(chance: random.Random, each: History) -> tuple[Looker, str]:
    """A partner or family of somebody who cannot decide now."""
    whom = [who for who, standing, *_ in each.stands if standing in oracle.ONLY_THEN and who.startswith("resident:")]
    return Looker(chance.choice(whom), "duinstad", strength=chance.choice([2, 3, 4])), "vertegenwoordiging"


def _compared(
    gate: AccessGate,
    looker: Looker,
    purpose: str,
    histories: Sequence[History],
    entries: dict[str, UUID],
    now: oracle.datetime,
) -> Counter[str]:
    """What a page and what both lists show, next to what the law says."""
    expected = {each.ref: oracle.level(each, looker, purpose, now) for each in histories}
    rows = Address.objects.filter(pk__in=[entries[each.ref] for each in histories])
    page = gate.open_page(viewer(looker), rows, purpose, now)
    shown = {seen.owner.subject: seen.decision.level.value for seen in page}
    differences = {
        each.ref: (each, looker, purpose, expected[each.ref], shown.get(each.ref, "niets"))
        for each in histories
        if expected[each.ref] != shown.get(each.ref, "niets")
    }
    assert not differences, next(iter(differences.values()))
    assert all((seen.thing is not None) == (seen.decision.level is Level.WHAT) for seen in page)
    for level in (Level.THAT, Level.WHAT):
        listed = gate.visible(viewer(looker), rows, purpose, level, now)
        there = {seen.owner.subject for seen in gate.open_page(viewer(looker), listed, purpose, now)}
        enough = {"wat"} if level is Level.WHAT else {"wat", "dat"}
        assert there == {ref for ref, each in expected.items() if each in enough}
    lines = sum(level != "niets" for level in expected.values())
    whats = sum(level == "wat" for level in expected.values())
    seen = Counter(expected.values()) + Counter({purpose: whats, "log": 2 * lines + whats})  # the page and both lists
    seen += Counter({"stands in": sum(not _THEN.isdisjoint(one.decision.grounds) for one in page)})
    return seen + Counter(restricted=sum("beperkt" in one.decision.grounds for one in page))


def _lines() -> tuple[int, int]:
    """How many lines about a person both logs have, of what was seen."""
    return (
        AccessRecord.objects.exclude(level=Level.NOTHING).count(),
        ProcessingRecord.objects.filter(subject__isnull=False).count(),
    )


def _one_by_one(
    gate: AccessGate, chance: random.Random, world: World, histories: Sequence[History], entries: dict[str, UUID]
) -> Counter[str]:
    """One thing at a time gives the same."""
    seen: Counter[str] = Counter()
    with maintenance("deciding"):
        things = {row.subject: row for row in Address.objects.filter(pk__in=entries.values())}
    for each in chance.sample(histories, 40):
        looker = chance.choice(world.workers)
        purpose = chance.choice(PURPOSES)
        decision = gate.open_for(viewer(looker), things[each.ref], purpose, NOW)
        assert decision.level.value == oracle.level(each, looker, purpose, NOW), (each, looker, purpose)
        assert decision.reason
        seen["log"] += decision.level is not Level.NOTHING
    return seen
