"""Which services stand in a folder: those of a neighbourhood and those for everybody in full, as many as there is paper
for, and what is in another neighbourhood in a line.

Where there are more, each life domain has its turn, and within it the neighbourhood goes first; which of equals gets in
changes from day to day, as everywhere in the map (MAC-E2).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice.values import LifeDomain
from maatwerk.knowledge.directory.finding import seen
from maatwerk.knowledge.directory.models import Listing, Mark
from maatwerk.knowledge.directory.placing import looked_up, places_of
from maatwerk.knowledge.directory.queries import listed, out_before
from maatwerk.knowledge.directory.shelf import Listed, turn_of


@dataclass(frozen=True)
class Most:
    """How many services there is paper for: in full, and in a line."""

    in_full: int
    in_a_line: int


@dataclass(frozen=True)
class Chosen:
    """One life domain of a folder. `also` are services that stand in full in another one and help here too; `left` is
    how many there was no paper for."""

    here: Sequence[Listed]
    everybody: Sequence[Listed]
    elsewhere: Sequence[Listed]
    also: Sequence[Listed]
    left: int


class _Where(IntEnum):
    """Where a service is, seen from the neighbourhood of the folder."""

    HERE = 0
    EVERYBODY = 1
    ELSEWHERE = 2


@dataclass(frozen=True)
class _Candidate:
    """A service that could stand in the folder. The first of `domains` is the one that it is told in."""

    pk: int
    key: str
    turn: int
    domains: Sequence[str]
    where: _Where


def neighbourhoods(municipality: Municipality) -> list[str]:
    """The neighbourhoods of which there can be a folder: those that are known, and those that services name."""
    marks = Mark.objects.filter(sort=Mark.Sort.NEIGHBOURHOOD, municipality=municipality.slug)
    shown = marks.filter(listing__in=seen(municipality.slug, municipality.profile.code).values("pk"))
    names = {looked_up(name): name for name in sorted(shown.values_list("value", flat=True).distinct())}
    names |= {looked_up(name): name for name in places_of(municipality.slug)}
    return [names[key] for key in sorted(names)]


def choose(
    municipality: Municipality, neighbourhood: str, domains: Collection[LifeDomain], most: Most, on: date
) -> Mapping[LifeDomain, Chosen]:
    """What stands in the folder of `neighbourhood`, or of the whole municipality where that is empty, by life domain;
    without `domains` all of them. What was verified longer than a year ago is left out. Four queries, and a fifth for
    services that this process did not read before."""
    wanted = [domain.value for domain in LifeDomain if not domains or domain in domains]
    candidates = list(_candidates(municipality, neighbourhood, wanted, on))
    in_full = _in_turn((each for each in candidates if each.where is not _Where.ELSEWHERE), most.in_full)
    in_a_line = _in_turn((each for each in candidates if each.where is _Where.ELSEWHERE), most.in_a_line)
    picked = in_full + in_a_line
    values = {one.id: one for one in listed(Listing.objects.filter(pk__in=[each.pk for each in picked]))}
    told: dict[tuple[str, _Where | None], list[Listed]] = defaultdict(list)
    for each in picked:
        told[each.domains[0], each.where].append(values[each.key])
    for each in in_full:
        for other in each.domains[1:]:
            told[other, None].append(values[each.key])
    left = Counter(each.domains[0] for each in candidates)
    left.subtract(each.domains[0] for each in picked)
    has_some = {domain for domain, _where in told} | (+left).keys()

    def in_order(domain: str, where: _Where | None) -> Sequence[Listed]:
        return sorted(told[domain, where], key=lambda one: (one.service.name.nl.casefold(), one.id))

    return {
        LifeDomain(domain): Chosen(
            here=in_order(domain, _Where.HERE),
            everybody=in_order(domain, _Where.EVERYBODY),
            elsewhere=in_order(domain, _Where.ELSEWHERE),
            also=in_order(domain, None),
            left=left[domain],
        )
        for domain in wanted
        if domain in has_some
    }


def _candidates(
    municipality: Municipality, neighbourhood: str, wanted: Collection[str], on: date
) -> Iterator[_Candidate]:
    """Everything that fits, told in the first of its life domains that was asked for. All marks are read at once: to
    ask for those of each service apart would take the longer the more there are."""
    slug = municipality.slug
    marks = Mark.objects.filter(municipality__in=("", slug)).order_by("turn")
    of_domain: dict[int, list[str]] = defaultdict(list)
    for pk, domain in marks.filter(sort=Mark.Sort.DOMAIN, value__in=wanted).values_list("listing", "value"):
        of_domain[pk].append(domain)
    of_place: dict[int, set[str]] = defaultdict(set)
    # What everybody has may be in another town, with a neighbourhood of the same name.
    own = marks.filter(sort=Mark.Sort.NEIGHBOURHOOD, municipality=slug) if neighbourhood else Mark.objects.none()
    for pk, name in own.values_list("listing", "value"):
        of_place[pk].add(looked_up(name))
    cards = seen(slug, municipality.profile.code).filter(verified_on__gte=out_before(on))
    for pk, key, draw in cards.values_list("pk", "key", "draw"):
        if pk in of_domain:
            where = _where(of_place.get(pk), looked_up(neighbourhood))
            yield _Candidate(pk, key, turn_of(draw, on), of_domain[pk], where)


def _where(places: Collection[str] | None, neighbourhood: str) -> _Where:
    if not places:
        return _Where.EVERYBODY
    return _Where.HERE if neighbourhood in places else _Where.ELSEWHERE


def _in_turn(candidates: Iterable[_Candidate], most: int) -> list[_Candidate]:
    """At most so many: of each life domain the first, then of each the second, and so on."""
    taken: Counter[str] = Counter()
    places: list[tuple[int, _Candidate]] = []
    for each in sorted(candidates, key=lambda each: (each.where, each.turn, each.key)):
        taken[each.domains[0]] += 1
        places.append((taken[each.domains[0]], each))
    places.sort(key=lambda pair: pair[0])
    return [each for _place, each in places[:most]]
