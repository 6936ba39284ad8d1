"""The description of the API, for the tests over it."""

from __future__ import annotations

from typing import Any

from maatwerk.site.api import BASE, api

DOCUMENT = api().document(f"/{BASE.rstrip('/')}")


def resolved(part: Any) -> Any:
    """A part of the description, with the reference followed where it is one."""
    while isinstance(part, dict) and "$ref" in part:
        reference, part = part["$ref"], DOCUMENT
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
    return part
