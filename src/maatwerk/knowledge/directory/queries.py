"""Reading the social map as one municipality has it: what everybody has, with its own rows over it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from threading import Lock

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from maatwerk.foundation.access.rights import months_later
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.freshness import OUT_AFTER
from maatwerk.knowledge.directory.models import Listing, Mark
from maatwerk.knowledge.directory.places import Point
from maatwerk.knowledge.directory.placing import point_of
from maatwerk.knowledge.directory.shelf import A_HEARD_NEED, A_RELATED_NEED, DRAWS, Layer, Listed, offset_of

_SPARE = 5  # rows taken besides those asked for
_REMEMBERED = 5_000  # services kept as values, so that their JSON is read once a process


def counting(municipality: str) -> QuerySet[Listing]:
    """The row that counts here of each entry, also where it hides what is below."""
    own = Listing.objects.filter(municipality=municipality, key=OuterRef("key"), effective=True)
    whose = Q(municipality=municipality) | (Q(municipality="") & ~Exists(own)) if municipality else Q(municipality="")
    return Listing.objects.filter(whose, effective=True)


def listings(municipality: str, code: str | None = None) -> QuerySet[Listing]:
    """The rows that residents of this municipality see. `code` is its code at Statistics Netherlands; what names other
    municipalities as its area is left out."""
    areas = Mark.objects.filter(listing=OuterRef("pk"), sort=Mark.Sort.AREA)
    return counting(municipality).filter(~Exists(areas) | Exists(areas.filter(value=code or "")), hidden=False)


def out_before(on: date) -> date:
    """What was last verified before this day is out of advice."""
    return months_later(on, -OUT_AFTER)


class TableShelf:
    """Services from the tables. `refresh` brings them up to date with what the municipality published, and gives its
    code at Statistics Netherlands."""

    def __init__(self, refresh: Callable[[str], str | None]) -> None:
        self._refresh = refresh

    def for_needs(
        self, heard: Collection[str], related: Collection[str], municipality: str, on: date
    ) -> Sequence[Listed]:
        code = self._refresh(municipality)
        pks = {*_first(heard, A_HEARD_NEED, municipality, on), *_first(related, A_RELATED_NEED, municipality, on)}
        return listed(listings(municipality, code).filter(pk__in=pks))

    def point_of(self, municipality: str, name: str) -> Point | None:
        return point_of(municipality, name)


def _first(needs: Collection[str], most: int, municipality: str, on: date) -> Iterable[int]:
    """The rows whose turn it is for each of these needs. A few more than asked for, since some may have a row of the
    municipality in their place."""
    out = Case(When(verified_on__lt=out_before(on), then=Value(1)), default=Value(0))
    turn = (F("draw") + offset_of(on)) % DRAWS
    return (
        Mark.objects.filter(sort=Mark.Sort.NEED, value__in=needs, municipality__in=("", municipality))
        .annotate(place=Window(RowNumber(), partition_by=F("value"), order_by=[out, turn]))
        .filter(place__lte=most + _SPARE)
        .values_list("listing", flat=True)
    )


def listed(rows: QuerySet[Listing]) -> list[Listed]:
    """These rows as values, by key."""
    short = list(rows.order_by("key").values_list("pk", "digest", "key", "verified_on", "layer"))
    services = _services([(pk, digest) for pk, digest, *_rest in short])
    return [Listed(key, services[pk], day, Layer(layer)) for pk, _digest, key, day, layer in short]


_kept: OrderedDict[tuple[int, str], Service] = OrderedDict()
_lock = Lock()


def _services(wanted: Sequence[tuple[int, str]]) -> dict[int, Service]:
    with _lock:
        found = {pk: _kept[pk, digest] for pk, digest in wanted if (pk, digest) in _kept}
    unread = [pk for pk, _digest in wanted if pk not in found]
    if unread:
        for pk, value in Listing.objects.filter(pk__in=unread).values_list("pk", "value"):
            found[pk] = Service.model_validate(value)
    with _lock:
        for pair in wanted:
            _kept[pair] = found[pair[0]]
            _kept.move_to_end(pair)
        while len(_kept) > _REMEMBERED:
            _kept.popitem(last=False)
    return found
