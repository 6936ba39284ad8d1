"""Finding services in the social map. What somebody wishes goes into one query over the cards, which picks a page.

The order is neutral: what was verified longer than a year ago comes last; before that only what somebody asked counts
(how many of their words, how far away), and among equals whose turn it is changes from day to day. Nobody can buy a
place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import cos, radians
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    FloatField,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from maatwerk.foundation.search.fields import CodeOrder, IndexedWith
from maatwerk.foundation.search.models import Entry as Indexed
from maatwerk.foundation.search.rules import Wanted, wanted
from maatwerk.knowledge.directory.cards import INTERPRETER
from maatwerk.knowledge.directory.catalogue import Sort
from maatwerk.knowledge.directory.models import Card, Listing, Mark, OpenHours, Place, Reference
from maatwerk.knowledge.directory.places import Access, Point
from maatwerk.knowledge.directory.queries import listed, out_before
from maatwerk.knowledge.directory.shelf import DRAWS, Listed, offset_of
from maatwerk.knowledge.directory.slots import at

A_PAGE = 20
MOST_PAGES = 500
_DEGREE = 111.195  # kilometres in a degree of latitude, on the round earth of `places.kilometres`
_FEW_WORDS = 3  # so many may well stand together in many services; a whole sentence seldom does
_LANGUAGES = ("nl", "en")  # in which words are in the index


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; what is left empty does not count. What is not known of a service is not taken for a
    yes: with `free`, only what is known to be free is found (and with False what is known to cost money). `waiting` is
    whether there is a waiting list; `age` that of who needs it; `open_at` the moment at which somebody has to be
    reachable. From `around` the nearest comes first; with `within` (kilometres) nothing is further away.
    `neighbourhood` has to be that of one of its places."""

    words: str = ""
    need: str = ""
    domain: str = ""
    language: str = ""
    access: tuple[Access, ...] = ()
    sort: Sort | None = None
    free: bool | None = None
    waiting: bool | None = None
    age: int | None = None
    open_at: datetime | None = None
    neighbourhood: str = ""
    around: Point | None = None
    within: int | None = None


@dataclass(frozen=True)
class Found:
    """One page of what was found, in order, and whether there is more."""

    rows: Sequence[Listed]
    more: bool


def find(
    wish: Wish,
    municipality: str,
    code: str | None,
    on: date,
    *,
    language: str = "nl",
    page: int = 1,
    size: int = A_PAGE,
) -> Found:
    """The page (from 1) of what fits. Two queries; one more where few hold all the words, and one for services that
    this process did not read before."""
    first = (page - 1) * size

    def pick(cards: QuerySet[Card]) -> list[tuple[int, str]]:
        return list(ordered(cards, wish, on).values_list("pk", "key")[first : first + size + 1])

    picked: list[tuple[int, str]] = []
    if 1 < len(wanted(wish.words, _index_of(language))) <= _FEW_WORDS:
        # What is up to date and holds every word comes first, and is found much sooner.
        full = wished(wish, municipality, code, language, every=True)
        picked = pick(full.filter(verified_on__gte=out_before(on)))
    if len(picked) <= size:
        picked = pick(wished(wish, municipality, code, language))
    return Found(_in_order(picked[:size]), len(picked) > size)


def after(
    wish: Wish, municipality: str, code: str | None, key: str, *, language: str = "nl", size: int = A_PAGE
) -> Found:
    """What fits in the order of keys, from the one after `key`. For programs, which read all of it."""
    cards = wished(wish, municipality, code, language).annotate(place=CodeOrder("key"))
    picked = list(cards.filter(place__gt=key).order_by("place").values_list("pk", "key")[: size + 1])
    return Found(_in_order(picked[:size]), len(picked) > size)


def those(keys: Sequence[str], municipality: str, code: str | None) -> list[Listed]:
    """These entries, in this order, as far as residents of this municipality see them."""
    return _in_order(list(seen(municipality, code).filter(key__in=keys).values_list("pk", "key")), keys)


def neighbourhoods(municipality: str) -> dict[str, Point]:
    """The neighbourhoods of which the middle is known, in order of the alphabet."""
    rows = Place.objects.filter(municipality=municipality, kind=Place.Kind.NEIGHBOURHOOD).order_by("looked_up")
    return {
        name: Point(latitude=north, longitude=east)
        for name, north, east in rows.values_list("name", "latitude", "longitude")
    }


def seen(municipality: str, code: str | None) -> QuerySet[Card]:
    """The cards of what residents of this municipality see, as `queries.listings` has it."""
    return Card.objects.filter(*_shows(municipality, code), municipality__in=("", municipality))


def _shows(municipality: str, code: str | None) -> tuple[Q, Case]:
    """The same as conditions: in a shape that leads no database to an index, and best asked of few cards."""
    replaced = Listing.objects.filter(municipality=municipality, key=OuterRef("key"), effective=True)
    whose = Case(
        When(municipality=municipality, then=True),
        When(~Exists(replaced), municipality="", then=True),
        default=False,
    )
    return Q(areas="") | Q(areas__contains=f" {code or '-'} "), whose


def wished(wish: Wish, municipality: str, code: str | None, language: str, *, every: bool = False) -> QuerySet[Card]:
    """All that fits, in no order; with `rank` (words) and `far` (a point) where they count. With `every` only what
    holds all the words. What a database sees at once is asked first, and of what is left whether it shows here."""
    cards = _pointed_at(wish, municipality)
    if wish.sort:
        cards = cards.filter(informal=wish.sort is Sort.INFORMAL)
    if wish.free is not None:
        cards = cards.filter(is_free=wish.free)
    if wish.waiting is not None:
        cards = cards.filter(waiting_weeks__gt=0) if wish.waiting else cards.filter(waiting_weeks=0)
    if wish.age is not None:
        young, old = Q(min_age=None) | Q(min_age__lte=wish.age), Q(max_age=None) | Q(max_age__gte=wish.age)
        cards = cards.filter(young, old)
    if wish.open_at:
        cards = cards.filter(timetable__in=_open(wish.open_at))
    if wish.language:
        spoken = Q(languages__contains=f" {wish.language} ") | Q(languages__contains=f" {INTERPRETER} ")
        cards = cards.filter(spoken)
    for each in wish.access:
        cards = cards.filter(access__contains=f" {each.value} ")
    cards = _near(cards.filter(*_shows(municipality, code)), wish)
    return with_words(cards, wish.words, language, every=every) if wish.words.strip() else cards


def _pointed_at(wish: Wish, municipality: str) -> QuerySet[Card]:
    marks = [
        Mark.objects.filter(sort=sort, value=value, municipality__in=("", municipality))
        for sort, value in (
            (Mark.Sort.NEED, wish.need),
            (Mark.Sort.DOMAIN, wish.domain),
            (Mark.Sort.NEIGHBOURHOOD, wish.neighbourhood),
        )
        if value
    ]
    # Where a mark or words point at a few cards, SQLite would rather go along all those of the municipality.
    cards = (
        Card.objects.all() if marks or wish.words.strip() else Card.objects.filter(municipality__in=("", municipality))
    )
    for each in marks:
        cards = cards.filter(pk__in=each.values("listing"))
    return cards


def ordered(cards: QuerySet[Card], wish: Wish, on: date) -> QuerySet[Card]:
    """In the order of a page."""
    out = Case(When(verified_on__lt=out_before(on), then=Value(1)), default=Value(0))
    turn = (F("draw") + offset_of(on)) % DRAWS
    asked: list[Any] = [F("rank")] if wish.words.strip() else []
    asked += [F("far").asc(nulls_last=True)] if wish.around else []
    return cards.order_by(out, *asked, turn, "key")


def _in_order(picked: Sequence[tuple[int, str]], keys: Sequence[str] = ()) -> list[Listed]:
    values = {one.id: one for one in listed(Listing.objects.filter(pk__in=[pk for pk, _key in picked]))}
    return [values[key] for key in keys or [key for _pk, key in picked] if key in values]


def _open(now: datetime) -> QuerySet[Any, Any]:
    moment = at(now)
    days = Q()
    for day, said in moment.days:
        days |= Q(day=day, holidays__in=said)
    hours = OpenHours.objects.filter(days, start__lte=moment.minute, end__gt=moment.minute)
    return hours.values("timetable")


def _near(cards: QuerySet[Card], wish: Wish) -> QuerySet[Card]:
    """With `far`: how far the nearest of its places is, squared and in degrees of latitude. Between two points of one
    town the earth is flat."""
    if wish.around is None:
        return cards
    north = F("latitude") - wish.around.latitude
    east = (F("longitude") - wish.around.longitude) * cos(radians(wish.around.latitude))
    squared: Any = north * north + east * east
    places = Reference.objects.filter(listing=OuterRef("pk"), sort=Reference.Sort.PLACE).order_by().values("listing")
    nearest = Subquery(places.annotate(far=Min(squared, output_field=FloatField())).values("far"))
    far = Case(When(has_more_places=True, then=nearest), default=squared, output_field=FloatField())
    cards = cards.annotate(far=far)
    return cards.filter(far__lte=(wish.within / _DEGREE) ** 2) if wish.within else cards


def with_words(
    rows: QuerySet[Any], words: str, language: str, of_card: str = "", *, every: bool = False
) -> QuerySet[Any]:
    """Only what holds a word, or with `every` all, with `rank`: first what misses fewest of them, then what has one in
    its name. Where rows are not cards, `of_card` leads to theirs, as "card__"."""
    index = _index_of(language)
    sought = wanted(words, index)
    if not sought:
        nothing: QuerySet[Any] = rows.annotate(rank=Value(0)).none()
        return nothing
    column = f"{of_card}{index}"
    texts, titles = Indexed._meta.get_field("words"), Indexed._meta.get_field("title_words")
    misses = [_misses(column, texts, [one], 2) for one in sought] if len(sought) > 1 and not every else []
    rank = sum([*misses, _misses(column, titles, sought, 1)], start=Value(0))
    found: QuerySet[Any] = rows.filter(IndexedWith(column, texts, sought, every=every)).annotate(rank=rank)
    return found


def _index_of(language: str) -> str:
    return language if language in _LANGUAGES else "nl"


def _misses(column: str, field: Any, sought: Sequence[Wanted], weight: int) -> Case:
    """0 where it holds one of the words, else `weight`."""
    return Case(When(IndexedWith(column, field, sought), then=0), default=weight, output_field=IntegerField())
