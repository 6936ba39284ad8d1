"""One function for each change of the index, each in one transaction with whoever calls it.

A municipality is a slug; "" is for everybody, and only for what is public.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import connection, transaction
from django.db.models import Model, Q

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Owner
from maatwerk.foundation.gate.rows import insert
from maatwerk.foundation.search.kinds import Sort, sort_of
from maatwerk.foundation.search.models import Collection, Entry, Indexed, PersonalEntry
from maatwerk.foundation.search.words import forms

_REF = re.compile(r"[A-Za-z0-9_.:-]{1,200}")
_KEY = ("kind", "ref", "language", "municipality")


@dataclass(frozen=True)
class Item:
    """A thing to be found: an id, its title, and everything else that may be typed to find it."""

    ref: str
    title: str
    texts: tuple[str, ...] = ()
    language: str = "nl"
    owner: Owner | None = None


def ref_of(thing: Model) -> str:
    """The ref of a row: its key, a UUID without dashes. `queries.refs_of` gives the same for a queryset."""
    return str(thing.pk).replace("-", "")


def index(kind: str, municipality: str, items: Iterable[Item]) -> None:
    """Put things into the index, in the place of what stood there under the same ref and language.

    Raises ValueError for a ref that is no id, or a personal thing without an owner or a municipality.
    """
    _put(kind, _rows(kind, municipality, items))


def forget(kind: str, municipality: str, refs: Iterable[str]) -> int:
    """Take things out of the index, in every language; how many rows went is returned."""
    return _delete(kind, municipality, ref__in=list(refs))


def replace(kind: str, municipality: str, items: Iterable[Item], fingerprint: str = "") -> None:
    """Make these all the things of this kind in this municipality; `fingerprint` tells what they were made from.

    Two who do this at once wait for each other, and what the last one gave stands.
    """
    rows = _rows(kind, municipality, items)  # the slow part, before anything is locked
    with transaction.atomic():
        Collection.objects.get_or_create(kind=kind, municipality=municipality)
        collection = Collection.objects.select_for_update().get(kind=kind, municipality=municipality)
        _delete(kind, municipality)
        _put(kind, rows)
        collection.fingerprint = fingerprint
        collection.save(update_fields=["fingerprint"])


class IndexEraser:
    """Takes everything about one subject out of the index; or one thing, by a reference to it ("note:<id>")."""

    @transaction.atomic
    def erase(self, subject: str) -> int:
        with maintenance("erasing"):
            one = Q(ref=subject.partition(":")[2].replace("-", ""))
            count = PersonalEntry.objects.filter(Q(subject=subject) | one).delete()[0]
        if count and connection.vendor == "sqlite":
            # FTS5 only marks words as deleted; bringing its parts together makes them go.
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO search_personalentry_words(search_personalentry_words) VALUES ('optimize')")
        return count


def _rows(kind: str, municipality: str, items: Iterable[Item]) -> list[dict[str, str]]:
    rows = {(item.ref, item.language): _row(kind, municipality, item) for item in items}
    return list(rows.values())


def _row(kind: str, municipality: str, item: Item) -> dict[str, str]:
    if not _REF.fullmatch(item.ref):
        raise ValueError("a ref is an id: at most 200 letters, digits and _ . : -")
    personal = sort_of(kind) is Sort.PERSONAL
    if personal != (item.owner is not None) or (personal and not municipality):
        raise ValueError(f"'{kind}' is {sort_of(kind).value}: only what is personal has an owner, and a municipality")
    # No database keeps a NUL, nor half of a surrogate pair.
    title = item.title.replace("\0", "").encode("utf-8", "replace").decode()[:300]
    return {
        "kind": kind,
        "municipality": municipality,
        "ref": item.ref,
        "language": item.language,
        "title": title,
        "title_words": " ".join(forms([title], item.language)),
        "words": " ".join(forms([title, *item.texts], item.language)),
        **(asdict(item.owner) if item.owner else {}),
    }


def _put(kind: str, rows: list[dict[str, str]]) -> None:
    if sort_of(kind) is Sort.PUBLIC:
        _upsert(Entry, rows)
        return
    with maintenance("indexing"):
        _upsert(PersonalEntry, rows)


def _upsert(model: type[Indexed], rows: list[dict[str, str]]) -> None:
    if rows:
        insert(model, list(rows[0]), (list(row.values()) for row in rows), same=_KEY)


def _delete(kind: str, municipality: str, **which: list[str]) -> int:
    chosen = {"kind": kind, "municipality": municipality, **which}
    if sort_of(kind) is Sort.PUBLIC:
        return Entry.objects.filter(**chosen).delete()[0]
    with maintenance("indexing"):
        return PersonalEntry.objects.filter(**chosen).delete()[0]
