"""Things for tests of the post: doubles of what other rooms connect, and messages that wait."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils import timezone

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.post import actions
from maatwerk.foundation.post.connections import connected, connections
from maatwerk.foundation.post.models import Message
from maatwerk.foundation.post.protocols import Gateway, Outgoing
from maatwerk.foundation.post.rules import Channel, Preference
from tests.staff import add_worker

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ADDRESSES = {
    Channel.MAIL: "samira@thuis.example",
    Channel.SMS: "+31 6 12345678",
    Channel.LETTER: "Samira Idrissi\nDuinweg 12\n1234 AB Duinstad",
}
SAMIRA, JOOST, WIM = "resident:12", "resident:13", "resident:14"


def likes(*order: Channel, never: Collection[Channel] = (), **more: object) -> Preference:
    return Preference(ADDRESSES, order, frozenset(never), **more)  # type: ignore[arg-type]


@dataclass
class Known:
    """People and how they like to be reached, as a room above would know; how often it was asked."""

    people: dict[str, Preference] = field(default_factory=dict)
    asked: int = 0

    def of(self, recipients: Collection[str]) -> Mapping[str, Preference]:
        self.asked += 1
        return {each: self.people[each] for each in recipients if each in self.people}


@dataclass
class Told:
    """Who could not be reached."""

    heard: list[tuple[str, str, str]] = field(default_factory=list)

    def tell(self, recipient: str, notice: str, municipality: str, now: datetime) -> None:
        self.heard.append((recipient, notice, municipality))


@dataclass
class Post:
    """The post of a test, on doubles. `gateways` has who sends by machine, by channel."""

    known: Known = field(default_factory=Known)
    told: Told = field(default_factory=Told)
    gateways: dict[Channel, Gateway] = field(default_factory=dict)

    @contextmanager
    def connected(self) -> Iterator[None]:
        with connected(
            preferences=self.known, unreachable=self.told, gateway=lambda channel, _slug: self.gateways.get(channel)
        ):
            yield

    def send(self, recipient: str = SAMIRA, notice: str = "iets_nieuws", town: str = "duinstad") -> None:
        actions.send_notice(recipient, notice, town, NOON)


@dataclass
class Taker:
    """A gateway that takes everything, or fails as it is told."""

    took: list[Outgoing] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)

    def send(self, outgoing: Outgoing) -> None:
        self.took.append(outgoing)
        if self.fails:
            raise self.fails.pop(0)


def messages(**of: object) -> list[Message]:
    """What is stored, oldest first."""
    with maintenance("sending"):
        return list(Message.objects.filter(**of).order_by("created_at", "pk"))


def something_waits() -> dict[str, int]:
    """A mail to Els waits for the clerk, with what is really connected."""
    assert connections().gateway(Channel.MAIL, "duinstad") is None
    actions.send_notice(f"worker:{add_worker('els').pk}", "nieuwe_sleutel", "duinstad", timezone.now())
    return {}


def a_batch() -> dict[str, int]:
    """A batch with that mail in it; gives the arguments of its address."""
    something_waits()
    batch = actions.make_batch(Channel.MAIL, f"worker:{add_worker('pim').pk}", "duinstad", timezone.now())
    assert batch is not None
    return {"batch": batch.pk}
