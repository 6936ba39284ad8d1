"""Bring services into the tables, one layer at a time. What is already there as it should be is left alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import batched
from json import dumps, loads
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now

from maatwerk.foundation.gate.rows import insert
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.search import actions as search
from maatwerk.knowledge.directory import cards
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.hsds.ids import organisation_of, places_of
from maatwerk.knowledge.directory.hsds.terms import PRODUCTS_BELOW
from maatwerk.knowledge.directory.models import (
    Card,
    Fed,
    Listing,
    Mark,
    Reference,
    Verification,
    uuid_of,
)
from maatwerk.knowledge.directory.shelf import Layer, draw_of

FOUND_AS = cards.FOUND_AS
_TOGETHER = 500  # rows in one statement
_OF_MARK = ("listing", "sort", "value", "turn", "municipality", "draw", "verified_on")
_OF_REFERENCE = ("listing", "sort", "uuid", "latitude", "longitude")
_NOTHING = "{}"  # the value of what is hidden
_ORDER = (Layer.OWN, Layer.IMPORT, Layer.INSTALLATION, Layer.PROGRAM)  # whose row counts, first to last


@dataclass(frozen=True)
class Row:
    """One service to bring in; without `service` it hides what is below. `beside` is what came along with it, and
    `uuid` its id in HSDS where it has one of its own."""

    key: str
    service: Service | None
    beside: Mapping[str, Any] = field(default_factory=dict)
    uuid: UUID | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as the table has it, `value` and `beside` as JSON: what was written down once is not made again. `digest`
    tells what it holds apart from anything else."""

    key: str
    uuid: UUID | None
    digest: str
    value: str
    beside: str

    @property
    def service(self) -> Service | None:
        return None if self.value == _NOTHING else Service.model_validate_json(self.value)


@dataclass(frozen=True)
class Words:
    """What rows need to know of needs: the life domain of each, and its label per language, for the index."""

    domains: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Change:
    """What feeding changed, by key. `missing` were there before, and are not in what was fed."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    back: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.missing or self.back)


def feed(
    municipality: str,
    layer: Layer,
    rows: Iterable[Row | Kept],
    words: Words,
    *,
    today: date,
    origin: str = "",
    fingerprint: str = "",
) -> Change:
    """Make `rows` all that this layer has here. Of an import, what is no longer in it stays and gets the day on which
    it was missed; of other layers it goes. One transaction; who does this at once waits for the other."""
    with transaction.atomic():
        _wait_for_turn(municipality)
        fed, _new = Fed.objects.select_for_update().get_or_create(
            municipality=municipality, layer=layer, origin=origin, defaults={"fingerprint": ""}
        )
        there = {
            key: (digest, missing)
            for key, digest, missing in Listing.objects.filter(
                municipality=municipality, layer=layer, origin=origin
            ).values_list("key", "digest", "missing_since")
        }
        added: list[str] = []
        changed: list[str] = []
        back: list[str] = []
        seen: set[str] = set()
        for some in batched(rows, _TOGETHER):
            news = []
            for row in some:
                seen.add(row.key)
                kept = kept_of(row)
                old = there.get(row.key)
                if old and old[0] == kept.digest:
                    if old[1]:
                        back.append(row.key)
                    continue
                (changed if old else added).append(row.key)
                news.append((kept, row.service))
            if news:
                _put(municipality, layer, origin, news, words)
        missing = [key for key, (_digest, since) in there.items() if key not in seen and not since]
        listings = Listing.objects.filter(municipality=municipality, layer=layer, origin=origin)
        for keys in batched(back, _TOGETHER):
            listings.filter(key__in=keys).update(missing_since=None)
        for keys in batched(missing, _TOGETHER):
            if layer is Layer.IMPORT:
                listings.filter(key__in=keys).update(missing_since=today)
            else:
                listings.filter(key__in=keys).delete()
        if layer is not Layer.IMPORT:
            _fall_back(municipality, missing, words)
        fed.fingerprint = fingerprint
        fed.save(update_fields=["fingerprint"])
    return Change(tuple(added), tuple(changed), tuple(missing), tuple(back))


def drop(municipality: str, key: str, layer: Layer, words: Words) -> None:
    """Take one row away; what is below shows again."""
    with transaction.atomic():
        _wait_for_turn(municipality)
        Listing.objects.filter(municipality=municipality, key=key, layer=layer).delete()
        _fall_back(municipality, [key], words)


def _wait_for_turn(municipality: str) -> None:
    """Which row counts depends on all layers, so whoever changes one waits for who is changing another, until that is
    done. A row that no feeding of a municipality uses stands for its turn."""
    Fed.objects.select_for_update().get_or_create(municipality=municipality, layer=Layer.INSTALLATION, origin="turn")


def verify(listing: Listing, *, by: str, how: str, at: Any) -> None:
    """Write down that somebody saw that an entry is right; `at` is a moment."""
    with transaction.atomic():
        Verification.objects.create(municipality=listing.municipality, key=listing.key, by=by, how=how, at=at)
        same = Listing.objects.filter(municipality=listing.municipality, key=listing.key)
        same.filter(verified_on__lt=day_of(at)).update(verified_on=day_of(at))
        marks = Mark.objects.filter(listing__in=same.values("pk"))
        marks.filter(verified_on__lt=day_of(at)).update(verified_on=day_of(at))
        Card.objects.filter(listing__in=same.values("pk"), verified_on__lt=day_of(at)).update(verified_on=day_of(at))


def kept_of(row: Row | Kept) -> Kept:
    """A row as the table has it."""
    if isinstance(row, Kept):
        return row
    value, beside = _json(value_of(row.service)), _json(row.beside)
    digest = sha256(f'[{value}, {beside}, "{row.uuid or ""}"]'.encode()).hexdigest()
    return Kept(row.key, row.uuid, digest, value, beside)


def _json(values: Mapping[str, Any]) -> str:
    return dumps(values, sort_keys=True, ensure_ascii=False)


def value_of(service: Service | None) -> dict[str, Any]:
    """A service as it is kept: the raw values of a content file."""
    if service is None:
        return {}
    return service.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _put(
    municipality: str, layer: Layer, origin: str, news: Sequence[tuple[Kept, Service | None]], words: Words
) -> None:
    """Put rows in the place of those this layer has under the same keys. A row counts where no layer above has one."""
    keys = [row.key for row, _service in news]
    there = Listing.objects.filter(municipality=municipality, key__in=keys)
    there.filter(layer=layer).delete()
    above = set(there.filter(layer__in=_ORDER[: _ORDER.index(layer)]).values_list("key", flat=True))
    there.exclude(key__in=above).filter(effective=True).update(effective=False)
    seen, ids = _seen_on(municipality, keys), _ids_below(municipality, layer, keys)
    put = [
        (_listing(municipality, layer, origin, row, service, seen, ids, row.key not in above), service)
        for row, service in news
    ]
    fields = [field.name for field in Listing._meta.concrete_fields if not field.primary_key]
    insert(Listing, fields, ([getattr(listing, field) for field in fields] for listing, _service in put))
    numbers = dict(there.filter(layer=layer).values_list("key", "pk"))
    for listing, _service in put:
        listing.pk = numbers[listing.key]
    insert(Mark, _OF_MARK, (mark for listing, service in put if service for mark in _marks(listing, service, words)))
    insert(Reference, _OF_REFERENCE, (each for listing, service in put if service for each in _of(listing, service)))
    counting = [(listing, service) for listing, service in put if listing.effective]
    _show(municipality, [listing.key for listing, _service in counting], counting, words)


def _of(listing: Listing, service: Service) -> Iterator[tuple[Any, ...]]:
    """The ids by which HSDS knows of whom a listing is, and where."""
    beside, points = loads(listing.beside), [place.point for place in service.places]
    of = UUID(organisation_of(beside, service.organisation))
    yield listing.pk, Reference.Sort.ORGANISATION.value, of, None, None
    for id_, at in dict(places_of(beside, listing.uuid, points)).items():
        latitude, longitude = (at.latitude, at.longitude) if at else (None, None)
        yield listing.pk, Reference.Sort.PLACE.value, UUID(id_), latitude, longitude


def _ids_below(municipality: str, layer: Layer, keys: Sequence[str]) -> dict[str, UUID]:
    """What entries are called in HSDS that have another row already: one entry, one id."""
    others = Listing.objects.filter(municipality__in={"", municipality}, key__in=keys).exclude(
        municipality=municipality, layer=layer
    )
    return dict(others.order_by("municipality").values_list("key", "uuid"))


def _seen_on(municipality: str, keys: Sequence[str]) -> dict[str, date]:
    rows = Verification.objects.filter(municipality=municipality, key__in=keys).values("key")
    return {row["key"]: day_of(row["last"]) for row in rows.annotate(last=Max("at"))}


def _listing(
    municipality: str,
    layer: Layer,
    origin: str,
    row: Kept,
    service: Service | None,
    seen: Mapping[str, date],
    ids: Mapping[str, UUID],
    effective: bool,
) -> Listing:
    """The row of the table; its JSON is still text."""
    own = Listing(
        municipality=municipality, key=row.key, layer=layer.value, origin=origin, digest=row.digest,
        uuid=row.uuid or ids.get(row.key) or uuid_of(municipality, row.key), effective=effective,
        hidden=service is None, value=row.value, beside=row.beside, draw=draw_of(row.key), verified_on=date.min,
        changed_at=now(),
    )  # fmt: skip
    if service:
        own.name, own.organisation = service.name.nl[:300], service.organisation[:300]
        own.verified_on = max(service.source.checked_on, seen.get(row.key, date.min))
    return own


def _marks(listing: Listing, service: Service, words: Words) -> Iterator[tuple[Any, ...]]:
    shared = listing.municipality, listing.draw, listing.verified_on
    for sort, values in _found_by(service, words):
        for turn, value in enumerate(dict.fromkeys(values)):
            yield listing.pk, sort.value, value[:100], turn, *shared


def _found_by(service: Service, words: Words) -> Iterator[tuple[Mark.Sort, Sequence[str]]]:
    yield Mark.Sort.NEED, service.needs
    yield Mark.Sort.DOMAIN, [words.domains[need] for need in service.needs if need in words.domains]
    yield Mark.Sort.ACCESS, [each.value for each in service.all_access]
    yield Mark.Sort.AREA, service.area
    yield Mark.Sort.NEIGHBOURHOOD, [place.neighbourhood for place in service.places if place.neighbourhood]
    yield Mark.Sort.LAW, [law.value for law in service.laws]
    yield Mark.Sort.PRODUCT, [each.removeprefix(PRODUCTS_BELOW) for each in service.products]
    yield Mark.Sort.KIND, [service.sort.value]


def _fall_back(municipality: str, keys: Iterable[str], words: Words) -> None:
    """Let what is below count where a row went."""
    for some in batched(keys, _TOGETHER):
        rows: dict[str, list[Listing]] = {}
        for row in Listing.objects.filter(municipality=municipality, key__in=some):
            rows.setdefault(row.key, []).append(row)
        best = {key: min(those, key=lambda row: _ORDER.index(Layer(row.layer))) for key, those in rows.items()}
        Listing.objects.filter(pk__in=[row.pk for row in best.values()]).update(effective=True)
        search.forget(FOUND_AS, municipality, [key for key in some if key not in best])
        shown = [(row, None if row.hidden else Service.model_validate(row.value)) for row in best.values()]
        _show(municipality, some, shown, words)


def _show(
    municipality: str, keys: Collection[str], counting: Sequence[tuple[Listing, Service | None]], words: Words
) -> None:
    """Find each of these keys by the row that counts."""
    search.index(FOUND_AS, municipality, (item for row, service in counting for item in _items(row, service, words)))
    cards.write(municipality, keys, [(row, service) for row, service in counting if service])


def _items(row: Listing, service: Service | None, words: Words) -> Iterator[search.Item]:
    """What a listing is found by, per language; a hidden one by nothing."""
    for language in ("nl", "en"):
        if service is None:
            yield search.Item(row.key, "", language=language)
            continue
        labels = words.labels.get(language, {})
        served = [labels[need] for need in service.needs if need in labels]
        places = [part for place in service.places for part in (place.town, place.neighbourhood) if part]
        texts = (service.organisation, service.summary.in_(language), service.reason.in_(language), *served, *places)
        yield search.Item(row.key, service.name.in_(language), texts, language)
