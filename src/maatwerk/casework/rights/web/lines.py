"""What pages show of a request: who, what, until when, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.queries import Name, names_of
from maatwerk.casework.dossier.web.words import category_at_work
from maatwerk.casework.rights.looking import Once, together
from maatwerk.casework.rights.web.words import GROUNDS, OUTCOMES, REASONS, RIGHTS
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.queries import Look
from maatwerk.foundation.access.models import Restriction, RightsRequest, Told, What
from maatwerk.foundation.access.rights import GROUNDS as ARTICLES
from maatwerk.foundation.access.rights import LAWS, Outcome, RefusalGround, RestrictionReason, Right
from maatwerk.foundation.access.rights import REASONS as ARTICLES_18
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.residents import RESIDENT, WORKER

OBJECTION = timedelta(weeks=6)  # Awb art. 6:7, from the day after the answer (art. 6:8)


@dataclass(frozen=True)
class RequestLine:
    """`days_late` is 0 while it is in time or answered; `object_until` the last day of an objection."""

    id: UUID
    right: Right
    name: Promise
    law: str
    about: str
    words: str
    asked_by: str
    noted_by: str
    asked_on: date
    due_on: date
    days_late: int
    days_left: int
    extension: str
    answered_on: date | None
    outcome: Promise | str
    answer: str
    ground: Promise | str
    ground_law: str
    object_until: date | None


def request_lines(rows: Sequence[RightsRequest], viewer: str, now: datetime) -> list[RequestLine]:
    """With one look at who is who, however many there are."""
    names = names_of(each for row in rows for each in (row.about, row.asked_by, row.noted_by))
    return [_line(row, viewer, names, day_of(now)) for row in rows]


def _line(row: RightsRequest, viewer: str, names: Mapping[str, Name], today: date) -> RequestLine:
    right = Right(row.right)
    ground = RefusalGround(row.refusal) if row.refusal else None
    answered = day_of(row.answered_at) if row.answered_at else None
    left = (row.due_on - today).days
    return RequestLine(
        id=row.pk,
        right=right,
        name=RIGHTS[right].name,
        law=LAWS[right],
        about=names[row.about].name if row.about in names else _("Een organisatie die hier niet meer werkt"),
        words=row.words,
        asked_by=_asker(row, viewer, names),
        noted_by=_called(names.get(row.noted_by)) if row.noted_by else "",
        asked_on=row.asked_on,
        due_on=row.due_on,
        days_late=0 if answered or left >= 0 else -left,
        days_left=max(left, 0),
        extension=row.extension,
        answered_on=answered,
        outcome=OUTCOMES[Outcome(row.outcome)] if row.outcome else "",
        answer=row.answer,
        ground=GROUNDS[ground] if ground else "",
        ground_law=row.law or (ARTICLES[ground] if ground else ""),
        object_until=answered + OBJECTION if answered else None,
    )


def _asker(row: RightsRequest, viewer: str, names: Mapping[str, Name]) -> str:
    """In words, never with the name of another resident."""
    if row.asked_by == viewer:
        return _("uzelf")
    if row.asked_by == row.subject:
        return _("de inwoner zelf")
    if row.asked_by.startswith(f"{WORKER}:"):
        return _called(names.get(row.asked_by))
    known = row.asked_by.startswith((f"{RESIDENT}:", "representation:"))
    return _("iemand die voor de inwoner opkomt") if known else _("iemand die wij niet meer kennen")


def _called(name: Name | None) -> str:
    if name is None:
        return _("Iemand die hier niet meer werkt")
    return f"{name.name} ({name.organisation})" if name.organisation else name.name


@dataclass(frozen=True)
class RestrictionLine:
    """Something that is not used for a time. `ends` is the day on which it stops, None while nobody said so; `over`
    says that it did."""

    request: UUID
    since: date
    reason: Promise
    law: str
    look_on: date
    late: bool
    ends: date | None
    why: str
    over: bool


def restriction_lines(rows: Sequence[Restriction], now: datetime) -> list[RestrictionLine]:
    today = day_of(now)
    return [
        RestrictionLine(
            request=row.request,
            since=day_of(row.start),
            reason=REASONS[RestrictionReason(row.reason)],
            law=ARTICLES_18[RestrictionReason(row.reason)],
            look_on=row.look_on,
            late=row.look_on < today and row.ended_at is None,
            ends=day_of(row.end) if row.ended_at else None,
            why=row.ended_why,
            over=row.end <= now,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class ToldLine:
    """To whom it was told on a day that something was corrected, erased or restricted; however much."""

    organisation: str
    what: What
    day: date


def told_lines(rows: Sequence[Told]) -> list[ToldLine]:
    names = names_of(row.organisation for row in rows)
    lines = (ToldLine(_called(names.get(row.organisation)), What(row.what), day_of(row.at)) for row in rows)
    return list(dict.fromkeys(lines))


@dataclass(frozen=True)
class LookLine:
    """One look, as it is told to the resident and to who answers."""

    who: str
    at: datetime
    kinds: str
    purpose: str


def look_lines(looks: Sequence[Look], municipality: str, *, at_work: bool) -> list[LookLine]:
    """Looks by people at work; `at_work` says whether the reader is one too, and not the resident."""
    register, language = connections().register(municipality), get_language() or "nl"
    names = names_of(look.viewer for look in looks)

    def kind(id_: str) -> str:
        category = register.categories[id_]
        return category_at_work(id_, category) if at_work else category.name.in_(language)

    def line(look: Once) -> LookLine:
        kinds = [kind(each) for each in look.categories if each in register.categories]
        purpose = register.purposes.get(look.purpose)
        called = purpose.name.in_(language) if purpose else ""
        return LookLine(_called(names.get(look.viewer)), look.at, ", ".join(kinds), called)

    return [line(once) for once in together(looks) if once.viewer.startswith(f"{WORKER}:")]
