"""Who stands in for a resident now, who comes before them, and to whom the resident said no: what changes of standing
look up before they decide. Everything here runs inside maintenance."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from maatwerk.foundation.people.ending import end_all
from maatwerk.foundation.people.models import Exclusion, Judgement, Representation, Resident
from maatwerk.foundation.people.residents import WORKER, Scope, Standing
from maatwerk.foundation.people.standing_in import ONLY_THEN, Other, comes_before, might_be


def judged(row: Resident, purpose: str, controller: str, now: datetime) -> Judgement | None:
    """That this resident cannot decide for now about what is done for this purpose, as this organisation wrote down.
    What another wrote down is not told by way of what can be done because of it."""
    rows = Judgement.objects.filter(Judgement.at(now), resident=row, purpose=purpose, controller=controller)
    found: Judgement | None = rows.order_by("-end").first()
    return found


def faults_in_the_row(
    row: Resident, standing: Standing, who: str, name: str, judgement: Judgement | None, now: datetime
) -> dict[str, str]:
    """What stands against this person standing in."""
    if judgement is None:
        return {"standing": _("Dit kan alleen als een deskundige vond dat de inwoner nu niet kan beslissen.")}
    faults = {}
    if any(comes_before(other, standing) for other in _others(row, judgement.purpose, now)):
        faults["standing"] = _("Er staat al iemand die volgens de wet eerder aan de beurt is.")
    if who.startswith(f"{WORKER}:"):
        faults["who"] = _("Een medewerker staat niet in de rij van de familie.")
    if name and name.casefold() in judgement.judged_by.casefold():
        faults["who"] = _("Wie het oordeel gaf, staat niet zelf voor de inwoner.")
    if any(_is(each, who, name) for each in Exclusion.objects.filter(Exclusion.at(now), resident=row)):
        faults["who"] = _("De inwoner wil dat deze persoon nooit voor hem of haar beslist.")
    return faults


def stand_in(row: Resident, now: datetime) -> QuerySet[Representation]:
    """Who stands there only because the resident cannot decide."""
    rows: QuerySet[Representation] = Representation.objects.filter(
        Representation.at(now), resident=row, standing__in=sorted(ONLY_THEN)
    )
    return rows


def end_who_comes_after(new: Representation, now: datetime) -> None:
    """Who stood in because there was nobody before them stands there no longer."""
    standing = Standing(new.standing)
    other = Other(standing, Scope(new.scope))
    rows = stand_in(new.resident, now).filter(standing__in=[each for each in ONLY_THEN if comes_before(other, each)])
    end_all(rows.filter(purpose=new.purpose) if standing in ONLY_THEN else rows, now)


def end_who_stood_in(row: Resident, purpose: str, now: datetime) -> None:
    """After a judgement was withdrawn: over, unless another one says the same of this matter."""
    if not Judgement.objects.filter(Judgement.at(now), resident=row, purpose=purpose).exists():
        end_all(stand_in(row, now).filter(purpose=purpose), now)


def end_whom_they_exclude(row: Resident, who: str, name: str, now: datetime) -> None:
    gone = [each.pk for each in stand_in(row, now) if _is(each, who, name)]
    end_all(Representation.objects.filter(pk__in=gone), now)


def _is(one: Representation | Exclusion, who: str, name: str) -> bool:
    """Whether this may be about the same person."""
    return (one.who == who != "") or might_be(one.name, name)


def _others(row: Resident, purpose: str, now: datetime) -> list[Other]:
    """Who stands there, and who stands in for the same matter."""
    rows = Representation.objects.filter(Representation.at(now), resident=row)
    rows = rows.exclude(~Q(purpose=purpose), standing__in=sorted(ONLY_THEN))
    return [
        Other(Standing(standing), Scope(scope), suspended is not None and suspended <= now)
        for standing, scope, suspended in rows.values_list("standing", "scope", "suspended_at")
    ]
