"""The description of the API, for the tests over it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from maatwerk.foundation.access.logs.readers import ReaderError, add_reader, remove_reader
from maatwerk.site.api import BASE, api
from tests.staff import add_worker

DOCUMENT = api().document(f"/{BASE.rstrip('/')}")


def resolved(part: Any) -> Any:
    """A part of the description, with the reference followed where it is one."""
    while isinstance(part, dict) and "$ref" in part:
        reference, part = part["$ref"], DOCUMENT
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
    return part


def token_for(operation: dict[str, Any]) -> dict[str, str]:
    """The header that an operation asks for: a token of a program of the municipality of the bare address."""
    if "security" not in operation:
        return {}
    add_worker("beheer")  # and with them their organisation
    now, reader = datetime(2026, 11, 22, tzinfo=UTC), ("proef", "duinstad", "gemeente")
    with suppress(ReaderError):
        remove_reader(*reader, now)
    return {"Authorization": f"Bearer {add_reader(*reader, now)}"}
