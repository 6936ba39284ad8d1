"""HSDS for tests: the official schemas, the official example, and a service as it goes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import jsonschema

from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory import Service
from maatwerk.knowledge.directory.feeding import Row, Words, value_of
from maatwerk.knowledge.directory.hsds.inward import Incoming, from_hsds
from maatwerk.knowledge.directory.hsds.outward import to_hsds
from maatwerk.knowledge.directory.hsds.terms import Taxonomy
from maatwerk.knowledge.directory.models import Listing, uuid_of
from maatwerk.site import registry
from maatwerk.site.library import library
from maatwerk.site.listing import words_of
from tests.conftest import SHARED

TODAY = date(2026, 11, 22)
ID = "ac148810-d857-441c-9679-408f346de14b"


@cache
def official(name: str) -> Any:
    """One of the compiled schemas of the specification."""
    return json.loads((SHARED / "data/hsds/compiled" / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        official(name), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def faults(thing: Any, name: str = "service") -> list[str]:
    """What the official schema has against this."""
    return [f"{error.json_path}: {error.message[:200]}" for error in _validator(name).iter_errors(thing)]


def official_example(schema: Mapping[str, Any] | None = None, depth: int = 0) -> dict[str, Any]:
    """A service with, in every field, the example that the specification gives for it."""
    made: dict[str, Any] = {}
    for name, field in (schema or official("service"))["properties"].items():
        inside = field["items"] if field["type"] == "array" else field
        if "properties" in inside:
            if depth < 4:
                one = official_example(inside, depth + 1)
                made[name] = [one] if field["type"] == "array" else one
        elif "example" in field:
            example = field["enum"][0] if "enum" in field else field["example"]
            made[name] = int(example) if field["type"] == "number" else example
    return made


def need(code: str) -> dict[str, Any]:
    """An attribute as docs/hsds-profile.md asks for it."""
    term = {"id": ID, "name": code, "description": code, "code": code, "taxonomy_id": Taxonomy.NEEDS.id}
    return {"id": ID, "taxonomy_term": term}


def foreign(**changes: Any) -> dict[str, Any]:
    """The least that is taken over of a service from elsewhere; a change to None leaves something out."""
    made = {
        "id": ID,
        "name": "Inloop",
        "status": "active",
        "description": "Kom binnen voor een praatje.",
        "fees_description": "Gratis.",
        "assured_date": "2026-10-01",
        "organization": {"id": ID, "name": "Buurthuis", "description": "Een buurthuis."},
        "phones": [{"id": ID, "number": "0555 123456"}],
        "attributes": [need("eenzaam")],
    }
    return {name: value for name, value in (made | changes).items() if value is not None}


@cache
def municipality() -> Municipality:
    return Municipality("duinstad", registry.demo_municipalities()["duinstad"])


@cache
def words() -> Words:
    return words_of(library())


def out(service: Service, row: Row | None = None) -> dict[str, Any]:
    """A service as it goes out, on the day it was seen."""
    row = row or Row("proef", service)
    listing = Listing(
        key=row.key, value=value_of(service), beside=row.beside, uuid=row.uuid or uuid_of("", row.key),
        verified_on=service.source.checked_on,
    )  # fmt: skip
    return to_hsds(listing, municipality(), words())


def read(raw: Any) -> Incoming:
    return from_hsds(raw, needs=library().needs, dictionary=library().dictionary, today=TODAY)


def accepted(raw: Any) -> tuple[Row, Service]:
    incoming = read(raw)
    assert incoming.row is not None, incoming.faults
    assert incoming.row.service is not None
    assert incoming.row.uuid == UUID(int=int(incoming.row.key, 16))
    return incoming.row, incoming.row.service
