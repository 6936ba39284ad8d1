"""Changes of content as the tests make them: Eva writes, Otto looks at it, in Duinstad."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from maatwerk.foundation.content import Entry
from maatwerk.foundation.editing import actions, queries
from maatwerk.foundation.editing.connections import content
from maatwerk.foundation.editing.forms import data_of
from maatwerk.foundation.editing.models import Draft, Revision
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.rules import StaffMember
from tests.staff import CAST, add_worker

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SERVICE = "geldfit"


def at_work(name: str) -> StaffMember:
    """One of the cast, as actions get them."""
    found = colleague(add_worker(name).pk, CAST[name][0])
    assert found
    return found


def raw(kind: str, entry: str, **changes: Any) -> dict[str, Any]:
    """An entry of the installation with some keys changed; None takes a key away."""
    found: Entry = content().below("duinstad").entries(kind)[entry]
    data = data_of(found) | {key: value for key, value in changes.items() if value is not None}
    return {key: value for key, value in data.items() if key not in changes or changes[key] is not None}


def draft_of(data: Mapping[str, Any] | None, kind: str = "services", entry: str = SERVICE, who: str = "eva") -> Draft:
    return actions.start(at_work(who), kind, entry, data, NOW)


def publish(data: Mapping[str, Any] | None, kind: str = "services", entry: str = SERVICE) -> Revision:
    """Eva writes it and Otto approves it. Raises RefusedError."""
    draft = draft_of(data, kind, entry)
    actions.propose(at_work("eva"), draft.pk, NOW)
    return actions.approve(at_work("otto"), draft.pk, NOW)


def phone(number: str) -> dict[str, Any]:
    return raw("services", SERVICE, telefoon=number)


def a_service() -> Mapping[str, Any]:
    return {"kind": "services", "entry": SERVICE}


def a_draft() -> Mapping[str, Any]:
    open_ = queries.open_draft("duinstad", "services", SERVICE)
    return {"id": (open_ or draft_of(phone("0800-1234"))).pk}


def a_proposal() -> Mapping[str, Any]:
    made = a_draft()
    if Draft.objects.get(pk=made["id"]).state == "draft":
        actions.propose(at_work("eva"), made["id"], NOW)
    return made


def a_published_service() -> Mapping[str, Any]:
    if not queries.latest("duinstad", "services", SERVICE):
        publish(phone("0800-1234"))
    return a_service()
