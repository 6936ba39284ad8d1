"""When a question to an owner is over: all was said, or there is nothing left to ask."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import batched
from uuid import UUID

from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.worklist.actions import settle
from maatwerk.foundation.worklist.rules import Outcome
from maatwerk.knowledge.directory.asking.models import Asked, Asking
from maatwerk.knowledge.directory.asking.rules import CALL_OWNER, Answer, whom_to_ask
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.models import Listing

_TOGETHER = 500


def subject_of(id_: UUID) -> str:
    """The reference to a question, for the worklist."""
    return f"asking:{id_}"


def end(asking: Asking, outcome: Outcome, now: datetime) -> None:
    """Nobody asks this any more, by mail or by phone."""
    Asking.objects.filter(pk=asking.pk, ended_at=None).update(ended_at=now)
    settle(CALL_OWNER, subject_of(asking.pk), asking.municipality, now, outcome)


def end_when_done(asking: Asking, outcome: Outcome, now: datetime) -> None:
    """End it when no entry is left to ask about."""
    if not asking.entries.filter(answer="").exists():
        end(asking, outcome, now)


def confirmed(municipality: str, key: str, now: datetime) -> None:
    """An entry was seen to be right, in whatever way: who asks about it need not any more."""
    waiting = Asked.objects.filter(asking__municipality=municipality, asking__ended_at=None, key=key, answer="")
    asked = list(Asking.objects.filter(pk__in=list(waiting.values_list("asking", flat=True))))
    waiting.update(answer=Answer.RIGHT, answered_at=now)
    for asking in asked:
        end_when_done(asking, Outcome.DONE, now)


def drop_what_is_over(municipality: str, open_ones: Collection[Asking], now: datetime) -> list[Asking]:
    """Ask no more about what is not on the map any more, is of another organisation now, or was seen right since;
    returns the questions that go on. Constant queries for every five hundred entries."""
    by_id = {asking.pk: asking for asking in open_ones}
    waiting = list(Asked.objects.filter(asking__in=by_id, answer=""))
    rows = Listing.objects.filter(municipality=municipality, effective=True, hidden=False, missing_since=None)
    still = set()
    for some in batched(waiting, _TOGETHER):
        found = {row.key: row for row in rows.filter(key__in={each.key for each in some})}
        still |= {each.pk for each in some if _goes_on(by_id[each.asking_id], found.get(each.key))}
    for gone in batched([each.pk for each in waiting if each.pk not in still], _TOGETHER):
        Asked.objects.filter(pk__in=gone).delete()
    asked = {each.asking_id for each in waiting if each.pk in still}
    for id_ in by_id.keys() - asked:
        end(by_id[id_], Outcome.LAPSED, now)
    return [asking for asking in open_ones if asking.pk in asked]


def _goes_on(asking: Asking, row: Listing | None) -> bool:
    if row is None or row.verified_on >= day_of(asking.begun_at):
        return False
    return whom_to_ask(Service.model_validate(row.value)).organisation == asking.organisation
