"""For pages: what somebody may look for, and at which kinds of data. Nothing here opens anything; the gate still
decides about each thing."""

from __future__ import annotations

from datetime import datetime

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.facts import known, tasks
from maatwerk.foundation.access.models import Involvement
from maatwerk.foundation.access.policy import rules
from maatwerk.foundation.access.relations import RELATIONS
from maatwerk.foundation.gate.context import opened
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of

OWN, STANDING_FOR, EMERGENCY, NAMED = "inzage", "vertegenwoordiging", "noodgeval", "genoemd"
RESTRICTED = "beperkt"  # the policy that closes what a resident asked not to have used for a time
_STANDING = ("custodyOfMinor", "standsForMoney", "standsForCare", "standsInForSomething")


def purposes_for(viewer: Viewer, subject: str, now: datetime) -> list[str]:
    """The purposes that this viewer can choose for this subject, in the order of the register: the tasks for which they
    are involved now, an emergency they declared, standing for somebody, and looking at what is their own."""
    register = connections().register(viewer.municipality)
    wanted = _tasks(viewer, subject, now) if viewer.organisation else set()
    if viewer.organisation and _is_one(viewer, subject, "emergencies", now):
        wanted.add(EMERGENCY)
    if any(_is_one(viewer, subject, name, now) for name in _STANDING):
        wanted.add(STANDING_FOR)
    if subject == viewer.ref:
        wanted.add(OWN)
    day = day_of(now)
    return [id_ for id_, purpose in register.purposes.items() if id_ in wanted and purpose.counts_on(day)]


def categories_for(viewer: Viewer, subject: str, purpose: str, now: datetime) -> frozenset[str]:
    """Of which categories this viewer could read what was written about this subject, asked of the policies themselves;
    of entries that nobody closed, that rest under no other secrecy, and that are not there for safety. Queries do not
    grow with the register. Raises UnknownPurposeError."""
    from maatwerk.foundation.access.deciding import decide  # Cedar is loaded when somebody asks something

    register = connections().register(viewer.municipality)
    about = known(viewer, purpose, register, now)
    entries = [
        Involvement(municipality=viewer.municipality, subject=subject, purpose=purpose, category=each)
        for each in register.categories
    ]
    decisions = decide(entries, about, rules(), now)
    return frozenset(entry.category for entry, decision in zip(entries, decisions, strict=True) if decision.allows)


def _tasks(viewer: Viewer, subject: str, now: datetime) -> set[str]:
    given = tasks(viewer, connections().register(viewer.municipality), now)
    with opened("for what somebody is involved"):
        involved = RELATIONS["involved"].rows(now).filter(subject=subject, who__in=viewer.hats)
        return given.keys() & set(involved.values_list("purpose", flat=True))


def _is_one(viewer: Viewer, subject: str, relation: str, now: datetime) -> bool:
    with opened("what a choice rests on"):
        return RELATIONS[relation].rows(now).filter(subject=subject, who=viewer.ref).exists()
