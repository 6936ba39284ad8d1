"""Named reads of the people around a resident: household, relations, who stands for them, and where they disagree.

Through the gate, in three looks however many people there are: what is about the resident, who else belongs to their
households, and what those are called. Whom the viewer may not see is left out, and not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.protocols import Part, Viewer
from maatwerk.foundation.people.models import (
    Disagreement,
    Judgement,
    Membership,
    Relation,
    Representation,
    Resident,
    Worker,
)
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.standing_actions import ref_of

_MOST_WORKERS = 10


@dataclass(frozen=True)
class Home:
    """A household of the resident. `others` are those whom the viewer may see, by id and name."""

    id: UUID
    since: datetime
    others: Sequence[tuple[UUID, str]]


@dataclass(frozen=True)
class Around:
    """`names` are those of other residents in relations, by id, as far as the viewer may know them."""

    homes: Sequence[Home]
    relations: Sequence[Relation]
    stand: Sequence[Representation]
    disagreements: Sequence[Disagreement]
    judgements: Sequence[Judgement]
    names: Mapping[UUID, str]


def around(viewer: Viewer, resident: Resident, purpose: str, now: datetime) -> Around:
    of = {"subject": resident.ref}
    about = _what(
        viewer,
        {
            "homes": Part(Membership.objects.filter(Membership.at(now), **of).order_by("start", "id")),
            "relations": Part(Relation.objects.filter(Relation.at(now), **of).order_by("start", "id")),
            "stand": Part(Representation.objects.filter(Representation.at(now), **of).order_by("start", "id")),
            "disagreements": Part(Disagreement.objects.filter(**of).order_by("at", "id")),
            "judgements": Part(Judgement.objects.filter(Judgement.at(now), **of).order_by("start", "id")),
        },
        purpose,
        now,
    )
    households = [row.household_id for row in about["homes"]]
    with_them = Membership.objects.filter(Membership.at(now), household__in=households).exclude(**of)
    others = _what(viewer, {"": Part(with_them)}, purpose, now)[""]
    wanted = {row.resident_id for row in others} | {row.other_id for row in about["relations"] if row.other_id}
    names = _names(viewer, wanted, purpose, now)
    return Around(
        homes=[
            Home(
                home.household_id,
                home.start,
                sorted(
                    (
                        (row.resident_id, names[row.resident_id])
                        for row in others
                        if row.household_id == home.household_id and row.resident_id in names
                    ),
                    key=lambda each: each[1],
                ),
            )
            for home in about["homes"]
        ],
        relations=about["relations"],
        stand=about["stand"],
        disagreements=about["disagreements"],
        judgements=about["judgements"],
        names=names,
    )


@dataclass(frozen=True)
class Between:
    """Who stands for a resident now, and what each of the two said about it, oldest first; also before a change of
    whether they may look, which began a new row."""

    one: Representation
    of_resident: Sequence[Disagreement]
    of_other: Sequence[Disagreement]


def between(viewer: Viewer, subject: str, id_: UUID, purpose: str, now: datetime) -> Between | None:
    parts = {
        "stood": Part(Representation.objects.filter(subject=subject)),
        "said": Part(Disagreement.objects.filter(subject=subject).order_by("at", "id")),
    }
    seen = _what(viewer, parts, purpose, now)
    one = next((row for row in seen["stood"] if row.pk == id_ and row.start <= now < row.end), None)
    if one is None:
        return None
    same = [row for row in seen["stood"] if _is_same(row, one)]
    said = [each for each in seen["said"] if each.representation_id in {row.pk for row in same}]
    voices = {ref_of(row) for row in same}
    return Between(
        one,
        [each for each in said if each.said_by == subject],
        [each for each in said if each.said_by in voices],
    )


def _is_same(row: Representation, one: Representation) -> bool:
    return (row.who, row.name, row.standing) == (one.who, one.name, one.standing)


def workers_called(municipality: str, name: str) -> Sequence[Worker]:
    """People at work who can sign in, of whom each of these words begins a name. One query."""
    rows = Worker.objects.filter(organisation__municipality__slug=municipality, account__is_active=True)
    for word in name.split():
        rows = rows.filter(name__icontains=word)
    return list(rows.select_related("organisation").order_by("name", "pk")[:_MOST_WORKERS])


def _names(viewer: Viewer, ids: Iterable[UUID], purpose: str, now: datetime) -> Mapping[UUID, str]:
    rows = Resident.objects.filter(pk__in=sorted(ids))
    return {row.pk: name_of(row) for row in _what(viewer, {"": Part(rows)}, purpose, now)[""]}


def _what(viewer: Viewer, parts: Mapping[str, Part], purpose: str, now: datetime) -> dict[str, list[Any]]:
    """Of each part the rows of which the viewer may know what they say."""
    seen = connections().gate.open_pages(viewer, parts, purpose, now)
    return {name: [one.thing for one in rows if one.thing is not None] for name, rows in seen.items()}
