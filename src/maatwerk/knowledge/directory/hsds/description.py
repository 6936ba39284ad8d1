"""How the HSDS API is described: the shapes of its answers, and an example of each id."""

from __future__ import annotations

from typing import Any

from maatwerk.knowledge.directory.hsds.ids import organisation_id
from maatwerk.knowledge.directory.hsds.profile import NAME
from maatwerk.knowledge.directory.hsds.shapes import CHOICES, SHAPES, Kind, Shape
from maatwerk.knowledge.directory.hsds.terms import Taxonomy, term_id
from maatwerk.knowledge.directory.models import uuid_of

EXAMPLES = {
    "service": str(uuid_of("", "luisterlijn")),
    "organization": organisation_id("Stichting De Luisterlijn"),
    "taxonomy": Taxonomy.NEEDS.id,
    "taxonomy_term": term_id(Taxonomy.NEEDS, "schulden"),
}
_FORMATS = {Kind.UUID: "uuid", Kind.URI: "uri", Kind.EMAIL: "email", Kind.MOMENT: "date-time"}
_PROFILED = ("service", "location")
_PAGE: dict[str, Any] = {
    "total_items": {"type": "integer", "minimum": 0, "description": "Hoeveel er in totaal zijn."},
    "total_pages": {"type": "integer", "minimum": 0, "description": "Hoeveel bladzijden er zijn."},
    "page_number": {"type": "integer", "minimum": 1, "description": "Het nummer van deze bladzijde."},
    "size": {"type": "integer", "minimum": 0, "description": "Hoeveel er op deze bladzijde staan."},
    "first_page": {"type": "boolean", "description": "Dit is de eerste bladzijde."},
    "last_page": {"type": "boolean", "description": "Dit is de laatste bladzijde."},
    "empty": {"type": "boolean", "description": "Er staat niets op."},
}


def schemas() -> dict[str, Any]:
    """The shapes of HSDS as JSON Schema, each under its own name."""
    made: dict[str, Any] = {name: _schema(name, shape) for name, shape in SHAPES.items()}
    made["api"] = _object(
        {"version": {"type": "string"}, "profile": _uri(), "openapi_url": _uri()}, ("version", "profile", "openapi_url")
    )
    made["minimal"] = _object(
        {"id": {"type": "string", "format": "uuid"}, "modified_date": {"type": "string", "format": "date-time"}},
        ("id", "modified_date"),
    )
    return made


def answered(operation: str, shape: str, summary: str, *, page: bool = False) -> dict[str, Any]:
    """What an operation says of itself."""
    schema: dict[str, Any] = {"$ref": f"#/components/schemas/{shape}"}
    content: dict[str, Any] = {}
    if page:
        content["application/x-ndjson"] = {"schema": {"type": "string"}}
        items = {"anyOf": [schema, {"$ref": "#/components/schemas/minimal"}]} if shape == "service" else schema
        schema = _object({**_PAGE, "contents": {"type": "array", "items": items}}, (*_PAGE, "contents"))
    content = {"application/json": {"schema": schema}} | content
    return {
        "operation_id": operation,
        "summary": summary,
        "description": f"{summary}, zoals HSDS 3.0 het schrijft.",
        "openapi_extra": {"responses": {200: {"content": content}}},
    }


def _schema(name: str, shape: Shape) -> dict[str, Any]:
    single = {field: _value(kind) for field, kind in shape.values.items()}
    objects = {field: {"$ref": f"#/components/schemas/{inner}"} for field, inner in shape.objects.items()}
    lists = {
        field: {"type": "array", "items": {"$ref": f"#/components/schemas/{inner}"}}
        for field, inner in shape.lists.items()
    }
    extra: dict[str, Any] = {}
    if name in _PROFILED:
        extra[NAME] = {"type": "object", "description": "Het Nederlandse profiel; zie docs/hsds-profile.md."}
    return _object({**single, **objects, **lists, **extra}, shape.required)


def _value(kind: Kind) -> dict[str, Any]:
    if kind in CHOICES:
        return {"type": "string", "enum": list(CHOICES[kind])}
    if kind is Kind.NUMBER:
        return {"type": "number"}
    return {"type": "string"} | ({"format": _FORMATS[kind]} if kind in _FORMATS else {})


def _object(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def _uri() -> dict[str, Any]:
    return {"type": "string", "format": "uri"}
