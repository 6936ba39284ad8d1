"""How residents may be reached with a notice that says nothing but that there is something.

What keeps somebody safe wins over everything: a safe-contact rule leaves one way or none. Nobody writes to who died.
Ways that others share, or that were never checked, are not used, and no letter goes to who has a secret address: it
would be printed, and it would follow them. Who cannot be reached is called or visited by a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Address, Resident, SafeContact, Way
from maatwerk.foundation.people.residents import RESIDENT, SECRET_ADDRESS, AddressKind, WayKind


@dataclass(frozen=True)
class Reach:
    """Where a notice may go, each empty when it may not: a mail address, a number for text messages, and the lines of
    name and postal address."""

    mail: str = ""
    text: str = ""
    letter: str = ""


@dataclass(frozen=True)
class Usable:
    """One way to reach somebody, as far as the rule below asks."""

    id: UUID
    kind: WayKind
    value: str
    shared: bool
    checked: bool


@dataclass(frozen=True)
class Situation:
    """What the rule needs to know of one resident. `safe` is the only safe way, or None for no way at all; it counts
    when `has_rule`. `letter` is empty without a name and an address that may be printed."""

    ways: tuple[Usable, ...] = ()
    dead: bool = False
    has_rule: bool = False
    safe: UUID | None = None
    secret_address: bool = False
    letter: str = ""


NOWHERE = Reach()


def reach(situation: Situation) -> Reach:
    """Where a notice may go. The latest way of each kind comes last in `ways`, and is used."""
    if situation.dead:
        return NOWHERE
    usable = [way for way in situation.ways if way.checked and not way.shared]
    if situation.has_rule:
        usable = [way for way in usable if way.id == situation.safe]
    by_kind = {way.kind: way.value for way in usable}
    letter = "" if situation.has_rule or situation.secret_address else situation.letter
    return Reach(by_kind.get(WayKind.MAIL, ""), by_kind.get(WayKind.MOBILE, ""), letter)


def reaches(recipients: Collection[str], now: datetime) -> dict[str, Reach]:
    """How each of these residents may be reached, by their reference; who is no resident is left out. Four queries,
    however many are asked."""
    with maintenance("sending"):
        rows = list(Resident.objects.filter(pk__in=_ids(recipients)))
        facts = _Facts([each.pk for each in rows], now) if rows else None
    return {each.ref: reach(facts.of(each, now)) for each in rows} if facts else {}


def has_died(recipient: str, now: datetime) -> bool:
    """Whether this is a resident who died: nobody has to call or visit them."""
    with maintenance("sending"):
        return Resident.objects.filter(pk__in=_ids([recipient]), died_on__lte=day_of(now)).exists()


def _ids(recipients: Iterable[str]) -> list[UUID]:
    """The ids of those who are residents."""
    found = []
    for kind, _colon, id_ in (each.partition(":") for each in recipients):
        if kind == RESIDENT:
            try:
                found.append(UUID(id_))
            except ValueError:
                continue  # nobody has this reference, and nobody is reached by it
    return found


@dataclass
class _Facts:
    """Ways, safe-contact rules and addresses of some residents, in three queries."""

    keys: list[UUID]
    now: datetime
    ways: Mapping[UUID, list[Usable]] = field(init=False)
    rules: Mapping[UUID, UUID | None] = field(init=False)
    addresses: Mapping[UUID, list[Address]] = field(init=False)

    def __post_init__(self) -> None:
        ways, addresses = defaultdict(list), defaultdict(list)
        for way in Way.objects.filter(resident__in=self.keys).order_by("checked_at", "pk"):
            usable = Usable(way.pk, WayKind(way.kind), way.value, way.shared, way.checked_at is not None)
            ways[way.resident_id].append(usable)
        rules = SafeContact.objects.filter(resident__in=self.keys)
        for address in Address.objects.filter(Address.at(self.now), resident__in=self.keys).order_by("start", "pk"):
            addresses[address.resident_id].append(address)
        self.ways, self.rules, self.addresses = ways, dict(rules.values_list("resident", "only_way")), addresses

    def of(self, resident: Resident, now: datetime) -> Situation:
        key = resident.pk
        addresses = self.addresses.get(key, [])
        return Situation(
            ways=tuple(self.ways.get(key, ())),
            dead=resident.died_on is not None and resident.died_on <= day_of(now),
            has_rule=key in self.rules,
            safe=self.rules.get(key),
            secret_address=any(each.category == SECRET_ADDRESS for each in addresses),
            letter=_letter(resident, addresses),
        )


def _letter(resident: Resident, addresses: Iterable[Address]) -> str:
    """Name and address on lines. Without a name others in the house would open it."""
    name = resident.full_name
    by_kind = {each.kind: each for each in addresses}
    address = by_kind.get(AddressKind.POSTAL) or by_kind.get(AddressKind.HOME)
    if not name or address is None or not (address.street and address.town):
        return ""
    return "\n".join((name, f"{address.street} {address.number}".strip(), f"{address.postcode} {address.town}".strip()))
