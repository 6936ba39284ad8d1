"""Small random worlds: residents of telling ages, everybody who could look, and grounds that begin and end around now.

Values are drawn from short lists, so that what has to meet for a rule to hold often does.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from maatwerk.foundation.access.models import (
    Consent,
    Doubt,
    Involvement,
    Opened,
    Restricted,
    Restriction,
    RightsRequest,
    Task,
    Told,
    Withheld,
)
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import FOREVER, Dated, Personal, Secrecy
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import (
    Disagreement,
    Exclusion,
    Household,
    Identifier,
    Judgement,
    OwnWord,
    Representation,
    Resident,
    SafeContact,
    Worker,
)
from maatwerk.foundation.people.queries import staff_member
from maatwerk.foundation.people.residents import Scope, Standing, resident_ref
from maatwerk.foundation.people.viewers import resident_viewer, worker_viewer
from maatwerk.knowledge.directory.reporting.models import Report
from tests.residents import NOON, owned
from tests.staff import add_worker

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
STARTS = [NOON - 400 * DAY, NOON - 399 * DAY, NOON - SECOND, NOON, NOON + SECOND]
ENDS = [NOON - SECOND, NOON, NOON + SECOND, NOON + 30 * DAY, FOREVER, FOREVER, FOREVER, FOREVER]
MAYBE = [None, None, None, NOON - SECOND, NOON, NOON + SECOND]
TODAY = NOON.date()
BORN = [
    None,
    date(1980, 5, 5),
    date(1980, 5, 6),
    *(TODAY.replace(year=TODAY.year - years) + days * DAY for years in (12, 16, 18) for days in (-1, 0, 1)),
    TODAY - 400 * DAY,
]
DIED = [None] * 8 + [TODAY - DAY, TODAY, TODAY + DAY]
PURPOSES = ["wmo", "wmo", "schuldhulp", "schuldhulp", "jeugdhulp", "veiligheid"]
ANY_PURPOSE = [*sorted(set(PURPOSES)), "coordinatie"]
CATEGORIES = [
    *["identiteit", "geld", "zorg"] * 2,
    "identiteit",
    "geld",
    "zorg",
    "gezondheid",
    "voorkeur",
    "noodtoegang",
    "toestemming",
    "verzoek",
    "veilig_contact",
    "bsn",
    "melder",
    "schuiladres",
]
AT_WORK = ["els", "ruben", "mia", "anton", "fatma", "tessa", "dirk", "henk"]

MODELS: list[type[Personal]] = [model for model in apps.get_models() if issubclass(model, Personal)]


@dataclass(frozen=True)
class World:
    residents: list[Resident]
    viewers: list[Viewer]
    things: dict[type[Personal], list[Personal]]


def make_world(seed: int, rows: int = 30) -> World:
    """A world with about `rows` of each personal model."""
    chance = random.Random(seed)
    with maintenance("keeping"):
        workers = [add_worker(name) for name in AT_WORK]
        made = _Making(chance, [f"organisation:{worker.organisation_id}" for worker in [*workers[:2] * 5, *workers]])
        residents = [made.resident() for _ in range(10)]
        viewers = [_at_work(worker) for worker in workers]
        viewers += [
            resident_viewer(each.pk, each.municipality, chance.choice(["", "code", "laag", "hoog", "hoog", "hoog"]))
            for each in residents[:6]
        ]
        made.looking = residents[:6]
        made.residents = [viewer.ref for viewer in viewers if not viewer.organisation] + [viewers[3].ref]
        made.hats = [hat for viewer in viewers for hat in sorted(viewer.hats)]
        Task.objects.bulk_create(made.task(worker, purpose) for worker in workers for purpose in ANY_PURPOSE)
        things = made.everything(residents, rows)
        Doubt.objects.bulk_create(made.doubts(residents))
        Restricted.objects.bulk_create(made.restricted(things))
    return World(residents, viewers, things)


def _at_work(worker: Worker) -> Viewer:
    me = staff_member(worker.account_id, worker.organisation.municipality.slug)
    assert me is not None
    return worker_viewer(me)


class _Making:
    """Rows with values that are mostly near what the rules ask for."""

    def __init__(self, chance: random.Random, organisations: list[str]) -> None:
        self.chance = chance
        self.organisations = organisations
        self.hats: list[str] = []
        self.residents: list[str] = []
        self.looking: list[Resident] = []
        self.number = itertools.count()

    def resident(self) -> Resident:
        id_ = UUID(int=self.chance.getrandbits(128), version=4)
        born, died = self.chance.choice(BORN), self.chance.choice(DIED)
        about = self.owner(resident_ref(id_)) | {"category": "identiteit"}
        return Resident.objects.create(id=id_, born=born, died_on=died, **about)

    def owner(self, subject: str) -> dict[str, str]:
        municipality = self.chance.choice(["duinstad"] * 9 + ["veenrode"])
        controller, purpose = self.chance.choice(self.organisations), self.chance.choice(PURPOSES)
        secrecy = self.chance.choice([Secrecy.OFFICIAL, Secrecy.OFFICIAL, *Secrecy])
        return owned(subject, controller, self.chance.choice(CATEGORIES), purpose, municipality) | {"secrecy": secrecy}

    def dates(self) -> dict[str, datetime]:
        start, end = self.chance.choice(STARTS), self.chance.choice(ENDS)
        return {"start": start, "end": max(start, end)}

    def task(self, worker: Worker, purpose: str) -> Task:
        article = self.chance.choice(["", "Wmo 2015 art. 5.2.9"])
        return Task(
            organisation=worker.organisation,
            purpose=purpose,
            decided_by="besluit",
            bsn_article=article,
            start=self.chance.choice(STARTS[:4]),
            end=self.chance.choice(ENDS[1:]),
        )

    def everything(self, residents: list[Resident], rows: int) -> dict[type[Personal], list[Personal]]:
        """Rows of every personal model; those that open or close one entry come last and speak of the others."""
        things: dict[type[Personal], list[Personal]] = {Resident: list(residents)}
        order = sorted(MODELS, key=lambda model: (model in (Opened, Withheld), model is Disagreement))
        for model in order:
            if model is not Resident:
                self.entries = [each.pk for kind in things.values() for each in kind if isinstance(each.pk, UUID)]
                made = [self.row(model, residents[number % 10]) for number in range(self.count(model, rows))]
                things[model] = list(model.objects.bulk_create(made))
        return things

    def count(self, model: type[Personal], rows: int) -> int:
        if model in (Identifier, OwnWord):
            return 10  # one for each resident
        if model is SafeContact:
            return 4  # and who may be in danger is not all of them
        many = {Involvement: 200, Consent: 250, Representation: 120, Judgement: 60, Opened: 300, Withheld: 60}
        return many.get(model, rows)

    def row(self, model: type[Personal], resident: Resident) -> Personal:
        values: dict[str, Any] = {
            field.name: self.value(model, field, resident)
            for field in model._meta.concrete_fields
            if not field.primary_key
        }
        about_questions = {"purpose": "rechten"} if model in (RightsRequest, Told, Restriction) else {}
        dates = self.dates() if issubclass(model, Dated) else {}
        if model is Judgement:  # always ends
            dates["end"] = min(dates["end"], NOON + 400 * DAY)
        return model(**values | self.owner(resident.ref) | about_questions | dates)

    def value(self, model: type[Personal], field: Any, resident: Resident) -> Any:
        """Something that this column may hold: what rules look at is drawn, the rest is filled in."""
        drawn: dict[str, Callable[[], Any]] = {
            "who": lambda: self.chance.choice(self.residents if model in (Representation, Exclusion) else self.hats),
            "other": lambda: self.chance.choice(self.looking),
            "from_whom": lambda: self.chance.choice([*self.hats, resident.ref]),
            "organisation": lambda: self.chance.choice(self.organisations),
            "holder": lambda: self.chance.choice(self.organisations),
            "shared": lambda: self.chance.choice(CATEGORIES),
            "only_that": lambda: self.chance.random() < 0.5,
            "looks": lambda: self.chance.random() < 0.8,
            "standing": lambda: self.chance.choice([*Standing, *[Standing.PARENT] * 9, *[Standing.PARTNER] * 6]).value,
            "scope": lambda: self.chance.choice(list(Scope)).value,
            "withdrawn_at": lambda: self.chance.choice(MAYBE),
            "suspended_at": lambda: self.chance.choice(MAYBE),
            "hidden_until": lambda: self.chance.choice(MAYBE),
            "asked_at": lambda: self.chance.choice(STARTS),
            "entry": lambda: self.chance.choice(self.entries),
            "request": lambda: UUID(int=self.chance.getrandbits(128), version=4),
            "resident": lambda: resident,
            "household": lambda: Household.objects.create(municipality="duinstad"),
            "representation": Representation.objects.first,
            "report": lambda: Report.objects.create(code=f"{next(self.number):06}", reported_at=NOON, due_on=TODAY),
            "media_type": lambda: "application/pdf",
            "address": lambda: "Kade 1",
        }
        if field.name in drawn and (field.name in ("looks", "only_that") or not isinstance(field, models.BooleanField)):
            return drawn[field.name]()
        if field.null or field.has_default() or field.blank:  # a text that may be empty is: some may not stand alone
            return field.get_default()
        if field.choices:
            return field.choices[0][0]
        return self.filled(field)

    def filled(self, field: Any) -> Any:
        if isinstance(field, models.DateTimeField):
            return NOON
        if isinstance(field, models.DateField):
            return TODAY
        if isinstance(field, models.IntegerField):
            return next(self.number) + 1
        if isinstance(field, models.BooleanField):
            return False
        return f"x{next(self.number)}"[: field.max_length]

    def restricted(self, things: dict[type[Personal], list[Personal]]) -> Iterator[Restricted]:
        """What restrictions are about: some ten entries each, of whoever."""
        for row in things[Restriction]:
            sample = self.chance.sample(self.entries, 10)
            yield from (Restricted(municipality=row.municipality, restriction=row.pk, entry=entry) for entry in sample)

    def doubts(self, residents: list[Resident]) -> Iterator[Doubt]:
        for one, other in itertools.combinations(sorted(each.ref for each in residents), 2):
            if self.chance.random() < 0.3:
                yield Doubt(
                    municipality=self.chance.choice(["duinstad", "duinstad", "veenrode"]),
                    one=one,
                    other=other,
                    why=["naam"],
                    found_at=self.chance.choice(STARTS),
                    settled_at=self.chance.choice(MAYBE),
                )
