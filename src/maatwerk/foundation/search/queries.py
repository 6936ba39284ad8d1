"""The one search. Who asks says, kind by kind, among what; nothing else is looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from heapq import nsmallest
from typing import Any, Literal

from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Length, Replace

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.search.fields import CodeOrder
from maatwerk.foundation.search.kinds import Sort, refresh, sort_of
from maatwerk.foundation.search.models import Collection, Entry, PersonalEntry
from maatwerk.foundation.search.rules import MOST_WORDS, Wanted, wanted


class _All(Enum):
    ALL = "all"


ALL = _All.ALL

# Everything of a public kind, or the refs of what the viewer may read, as `refs_of` gives them.
type Among = Literal[_All.ALL] | QuerySet[Any, Any]

_LONGEST_TITLE = 1000  # more than a title can have
_PLACE = re.compile(r"([0-9]{1,9})\.([a-z_-]{1,50})\.([A-Za-z0-9_.:-]{1,200})")


class UnreadablePlaceError(ValueError):
    """The place to go on from was not made by this search."""


@dataclass(frozen=True)
class Look:
    """Who searches in what is personal, and what for; `now` as it was given to `visible`."""

    viewer: Viewer
    purpose: str
    now: datetime | None = None


@dataclass(frozen=True)
class Found:
    """A thing that was found. `words` are those of the search that it holds, as they were typed, without accents."""

    kind: str
    ref: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """Some of what was found, best first. `after` is where the next page begins; None when this is the last."""

    found: Sequence[Found]
    after: str | None = None


def search(
    text: str,
    *,
    among: Mapping[str, Among],
    municipality: str,
    language: str = "nl",
    limit: int = 25,
    after: str | None = None,
    look: Look | None = None,
) -> Page:
    """What holds words of `text`: most of its words first, then most in the title, then the shortest title, then by
    kind and ref.

    `among` names every kind that is looked in. For a personal kind it has to be the refs of what the gate's `visible`
    gave at level WHAT, for the same `look`: that a word was found tells what something says. The gate opens what is
    found, and writes it down as read. Raises ValueError for a personal kind with ALL or without `look`,
    UnknownKindError, and UnreadablePlaceError for an `after` of somebody's own making.
    """
    sought = wanted(text, language)
    place = _place(after)
    if any(sort_of(kind) is Sort.PUBLIC for kind in among):
        refresh(municipality)
    ranked = [
        _ranked(rows.filter(language=language), sought, place) for rows in _rows(among, municipality, look) if sought
    ]
    hits = [hit for rows in ranked for hit in _carried_out(rows[: limit + 1], look)]
    best = nsmallest(limit + 1, hits, key=lambda hit: (hit.rank, hit.kind, hit.ref))
    last = best[limit - 1] if len(best) > limit else None
    return Page([_found(hit, sought) for hit in best[:limit]], f"{last.rank}.{last.kind}.{last.ref}" if last else None)


def refs_of(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """The refs of rows as `actions.ref_of` makes them, as a subquery that is not carried out."""
    ref = Replace(Cast("pk", TextField()), Value("-"), Value(""))
    return rows.order_by().values_list(Cast(ref, CharField(max_length=200)), flat=True)


def fingerprints(municipality: str) -> dict[str, str]:
    """By kind, of what its things in this municipality were made that were last handed in all at once."""
    return dict(Collection.objects.filter(municipality=municipality).values_list("kind", "fingerprint"))


def _rows(among: Mapping[str, Among], municipality: str, look: Look | None) -> list[QuerySet[Any]]:
    """What may be looked at: the public rows and the personal ones, as far as there are any."""
    which = {Sort.PUBLIC: Q(pk__in=[]), Sort.PERSONAL: Q(pk__in=[])}
    for kind, refs in among.items():
        sort = sort_of(kind)
        if refs is ALL and sort is Sort.PERSONAL:
            raise ValueError(f"'{kind}' is personal: say among which of them the viewer may look")
        if look is None and sort is Sort.PERSONAL:
            raise ValueError(f"'{kind}' is personal: say who looks, and what for")
        which[sort] |= Q(kind=kind) if refs is ALL else Q(kind=kind, ref__in=refs)
    rows: list[QuerySet[Any]] = []
    if any(sort_of(kind) is Sort.PUBLIC for kind in among):
        same = {name: OuterRef(name) for name in ("kind", "ref", "language")}
        own = Exists(Entry.objects.filter(municipality=municipality, **same))
        whose = Q(municipality=municipality) | (Q(municipality="") & ~own)
        rows.append(Entry.objects.filter(which[Sort.PUBLIC], whose))
    if look is not None and any(sort_of(kind) is Sort.PERSONAL for kind in among):
        mine = PersonalEntry.objects.filter(which[Sort.PERSONAL], municipality=municipality)
        rows.append(connections().gate.visible(look.viewer, mine, look.purpose, Level.WHAT, look.now))
    return rows


def _ranked(rows: QuerySet[Any], sought: tuple[Wanted, ...], place: tuple[int, str, str] | None) -> QuerySet[Any]:
    """What stands after `place` and holds a word that is sought, best first; each with its `rank`, the lowest best."""
    title_misses = sum((_misses("title_words", one) for one in sought), start=Value(0))
    misses = sum((_misses("words", one) for one in sought), start=Value(0))
    ranked: QuerySet[Any] = rows.filter(words__holds=sought).annotate(
        rank=(misses * (MOST_WORDS + 1) + title_misses) * _LONGEST_TITLE + Length("title"),
        in_kind=CodeOrder("kind"),
        in_ref=CodeOrder("ref"),
    )
    if place:
        rank, kind, ref = place
        later = Q(in_kind__gt=kind) | Q(in_kind=kind, in_ref__gt=ref)
        ranked = ranked.filter(Q(rank__gt=rank) | (Q(rank=rank) & later))
    return ranked.order_by("rank", "in_kind", "in_ref")


def _carried_out(rows: QuerySet[Any], look: Look | None) -> list[Any]:
    """The rows themselves; personal ones as far as the gate opens them."""
    if look is None or rows.model is not PersonalEntry:
        return list(rows.values_list("kind", "ref", "title", "words", "rank", named=True))
    page = connections().gate.open_page(look.viewer, rows, look.purpose, look.now)
    return [seen.thing for seen in page if seen.thing is not None]


def _found(hit: Any, sought: tuple[Wanted, ...]) -> Found:
    words = frozenset(hit.words.split())
    return Found(hit.kind, hit.ref, hit.title, tuple(one.typed for one in sought if one.is_in(words)))


def _misses(field: str, one: Wanted) -> Case:
    return Case(When(**{f"{field}__holds": (one,)}, then=0), default=1, output_field=IntegerField())


def _place(after: str | None) -> tuple[int, str, str] | None:
    if after is None:
        return None
    match = _PLACE.fullmatch(after)
    if match is None:
        raise UnreadablePlaceError
    return int(match[1]), match[2], match[3]
