"""When a resident cannot decide for now: named reads of what was judged and of whom they never want, and what the
resident thinks of a judgement, which becomes work for a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from maatwerk.casework.dossier.queries import all_of, one_of
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people import deciding_actions
from maatwerk.foundation.people.models import Exclusion, Judgement


def judgement_of(viewer: Viewer, subject: str, id_: UUID, purpose: str, now: datetime) -> Judgement | None:
    """One that counts now."""
    rows = Judgement.objects.filter(Judgement.at(now), pk=id_, subject=subject)
    return one_of(viewer, rows, purpose, now)


def judgements_of(viewer: Viewer, subject: str, purpose: str, now: datetime) -> Sequence[Judgement]:
    """Those that count now, as far as the viewer may see them."""
    rows = Judgement.objects.filter(Judgement.at(now), subject=subject).order_by("start", "id")
    return all_of(viewer, rows, purpose, now)[0]


def exclusions_of(viewer: Viewer, subject: str, purpose: str, now: datetime) -> Sequence[Exclusion]:
    """Whom the resident never wants to decide for them."""
    rows = Exclusion.objects.filter(Exclusion.at(now), subject=subject).order_by("start", "id")
    return all_of(viewer, rows, purpose, now)[0]


@transaction.atomic
def contest(viewer: Viewer, resident: UUID, judgement: UUID, words: str, purpose: str, now: datetime) -> None:
    """The resident thinks otherwise, and somebody looks at it again: who wrote it down, or else somebody there. Raises
    NotYoursError and ResidentRefusedError."""
    row = deciding_actions.contest(viewer, resident, judgement, words, purpose, now)
    connections().waiting.judge_again(row.subject, row.controller, row.noted_by, row.municipality, now)
