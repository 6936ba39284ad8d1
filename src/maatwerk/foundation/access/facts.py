"""What the rules get to know of who looks and what for: at most two queries, and the register of purposes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from maatwerk.foundation.access.engine.evaluation import Entity, Known
from maatwerk.foundation.access.models import Task
from maatwerk.foundation.access.register import Area, CategoryKind, PurposeKind, Register
from maatwerk.foundation.gate.context import opened
from maatwerk.foundation.gate.models import Dated
from maatwerk.foundation.gate.protocols import UnknownPurposeError, Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.residents import ORGANISATION, RESIDENT, WORKER
from maatwerk.foundation.people.standing import Person


class UnknownViewerError(ValueError):
    """A viewer is a worker of an organisation, or a resident. A fault of the program."""


def known(viewer: Viewer, purpose: str, register: Register, now: datetime) -> Known:
    """Everything about a question but the thing. Raises UnknownPurposeError and UnknownViewerError."""
    if purpose not in register.purposes:
        raise UnknownPurposeError(f"there is no purpose '{purpose}'; there are: {', '.join(register.purposes)}")
    kind = viewer.ref.partition(":")[0]
    if kind == RESIDENT:
        who = Entity("Resident", viewer.ref, _resident(viewer, now))
    elif kind == WORKER:
        who = Entity("Worker", viewer.ref, _worker(viewer, purpose, register, now))
    else:
        raise UnknownViewerError(f"'{kind}' looks at nothing")
    return Known(who, {"purpose": _purpose(purpose, register, day_of(now)), "kinds": _kinds(register)})


def tasks(viewer: Viewer, register: Register, now: datetime) -> dict[str, bool]:
    """The purposes that their organisation works for at this moment and that count on this day; whether with the power
    to use the BSN."""
    kind, _, organisation = viewer.organisation.partition(":")
    if kind != ORGANISATION:
        raise UnknownViewerError("somebody at work works for an organisation")
    given = Task.objects.filter(
        Dated.at(now), organisation=int(organisation), organisation__municipality__slug=viewer.municipality
    )
    found: dict[str, bool] = {}
    for purpose, article in given.values_list("purpose", "bsn_article"):
        about = register.purposes.get(purpose)
        if about and about.kind is PurposeKind.TASK and about.counts_on(day_of(now)):
            found[purpose] = found.get(purpose, False) or bool(article)
    return found


def _worker(viewer: Viewer, purpose: str, register: Register, now: datetime) -> dict[str, Any]:
    may: set[str] = set()
    agreed: set[str] = set()
    bases: set[tuple[str, str]] = set()
    given = tasks(viewer, register, now)
    if purpose in given:
        about = register.purposes[purpose]
        withheld = set() if given[purpose] else _of_kind(register, CategoryKind.BSN)
        may = set(about.categories) - withheld
        agreed = may | set(about.with_consent) - withheld
        bases = {(purpose, category) for category in may}
        bases |= {(origin, each) for origin, reuse in about.reuse.items() for each in set(reuse.categories) - withheld}
    return {
        "ref": viewer.ref,
        "municipality": viewer.municipality,
        "organisation": viewer.organisation,
        "assurance": Assurance.HIGH.strength,
        "roles": sorted(viewer.roles),
        "hats": [{"who": hat, "purpose": purpose} for hat in sorted(viewer.hats)],
        "bases": [{"origin": origin, "category": category} for origin, category in sorted(bases)],
        "may": sorted(may),
        "mayIfAllowed": sorted(agreed),
    }


def _resident(viewer: Viewer, now: datetime) -> dict[str, Any]:
    with opened("how old the viewer is"):
        born = Resident.objects.filter(subject=viewer.ref).values_list("born", flat=True).first()
    return {
        "ref": viewer.ref,
        "municipality": viewer.municipality,
        "assurance": Assurance(viewer.assurance).strength,
        "ownFile": Person(born).has_own_file(day_of(now)),
    }


def _purpose(purpose: str, register: Register, day: date) -> Entity:
    about = register.purposes[purpose]
    known = {
        "name": purpose,
        "counts": about.counts_on(day),
        "despite": about.despite is not None,
        "categories": sorted(about.categories),
    }
    return Entity("Purpose", purpose, known)


def _kinds(register: Register) -> Entity:
    def of(*areas: Area) -> list[str]:
        return sorted(id_ for id_, each in register.categories.items() if each.area in areas)

    categories = register.categories.items()
    special = (CategoryKind.SPECIAL, CategoryKind.CRIMINAL, CategoryKind.BSN)
    kinds = {
        "sensitive": sorted(_of_kind(register, *special)),
        "light": sorted(id_ for id_, each in categories if each.light),
        "money": of(Area.MONEY, Area.BOTH),
        "care": of(Area.CARE, Area.BOTH),
        "hidden": sorted(id_ for id_, each in categories if each.hidden),
    }
    return Entity("Kinds", "register", kinds)


def _of_kind(register: Register, *kinds: CategoryKind) -> set[str]:
    return {id_ for id_, each in register.categories.items() if each.kind in kinds}
