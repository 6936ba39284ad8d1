"""The NL GOV API Design Rules, as far as the description shows them. The ids are those of the official linter
(Logius-standaarden/API-Design-Rules, media/linter.yaml)."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from maatwerk.site.api import api, run
from tests.conftest import ROOT
from tests.foundation.openapi.description import DOCUMENT, resolved

COMMITTED = ROOT / "docs/contracts/openapi.json"
OPERATIONS = [
    (f"{method} {address}", operation)
    for address, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
every_operation = pytest.mark.parametrize(
    "operation", [one for _, one in OPERATIONS], ids=[name for name, _ in OPERATIONS]
)


def inside(part: Any) -> Iterator[dict[str, Any]]:
    """Every object in the description."""
    if isinstance(part, dict):
        yield part
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from inside(value)


def properties() -> Iterator[tuple[str, dict[str, Any]]]:
    for part in inside(DOCUMENT):
        if isinstance(part.get("properties"), dict):
            yield from part["properties"].items()


def test_the_committed_description_is_what_is_served() -> None:
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == DOCUMENT, (
        "run `./maatwerk openapi > docs/contracts/openapi.json`"
    )


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Namespace()) == 0
    assert json.loads(capsys.readouterr().out) == DOCUMENT


def test_references_lead_somewhere() -> None:
    """oas3-schema, path-params: with schemathesis, which reads the same document."""
    for part in inside(DOCUMENT):
        if "$ref" in part:
            assert resolved(part)


def test_openapi_3_json() -> None:
    """nlgov:openapi3, nlgov:openapi-root-exists"""
    assert re.fullmatch(r"3(\.\d+){1,2}", DOCUMENT["openapi"])


def test_contact() -> None:
    """info-contact, nlgov:info-contact-fields-exist"""
    assert all(DOCUMENT["info"]["contact"][field] for field in ("name", "email", "url"))
    assert DOCUMENT["info"]["title"]
    assert DOCUMENT["info"]["description"]


def test_version() -> None:
    """nlgov:semver, nlgov:include-major-version-in-uri, nlgov:servers-use-https, oas3-api-servers"""
    assert re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", DOCUMENT["info"]["version"])
    (server,) = DOCUMENT["servers"]
    assert server["url"].endswith(f"/v{DOCUMENT['info']['version'].split('.')[0]}")
    assert not server["url"].startswith("http://")


def test_operation_ids_are_unique() -> None:
    """operation-operationId-unique"""
    ids = [operation["operationId"] for _, operation in OPERATIONS]
    assert len(ids) == len(set(ids)) == 22


def test_tags_are_unique_and_described() -> None:
    """openapi-tags-uniqueness"""
    told = [tag["name"] for tag in DOCUMENT["tags"]]
    assert len(told) == len(set(told))
    assert {tag for _, operation in OPERATIONS for tag in operation["tags"]} == set(told)
    assert all(tag["description"] for tag in DOCUMENT["tags"])


@pytest.mark.parametrize("address", DOCUMENT["paths"])
def test_paths(address: str) -> None:
    """path-keys-no-trailing-slash, nlgov:paths-kebab-case, nlgov:http-methods"""
    assert re.fullmatch(r"(/([a-z0-9]+(-[a-z0-9]+)*|\{[a-z]+\}))+", address)
    assert set(DOCUMENT["paths"][address]) <= {"get", "post", "put", "patch", "delete"}


@every_operation
def test_query_keys(operation: dict[str, Any]) -> None:
    """nlgov:query-keys-camel-case"""
    keys = [one["name"] for one in map(resolved, operation["parameters"]) if one["in"] == "query"]
    assert all(re.fullmatch(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*", key) for key in keys)


@every_operation
def test_errors(operation: dict[str, Any]) -> None:
    """nlgov:use-problem-schema, nlgov:problem-schema-members, nlgov:problem-invalid-input"""
    assert "400" in operation["responses"]
    errors = [resolved(one) for status, one in operation["responses"].items() if int(status) >= 400]
    assert len(errors) >= 3
    for error in errors:
        schema = resolved(error["content"]["application/problem+json"]["schema"])
        assert set(schema["required"]) >= {"status", "title", "detail"}
        assert set(schema["properties"]) >= {"status", "title", "detail"}


@every_operation
def test_the_version_header_is_told(operation: dict[str, Any]) -> None:
    """nlgov:missing-header, nlgov:missing-version-header"""
    for response in map(resolved, operation["responses"].values()):
        assert "API-Version" in response["headers"]


@every_operation
def test_operations_are_described_in_dutch(operation: dict[str, Any]) -> None:
    """/core/doc-language"""
    words = set(f"{operation['summary']} {operation['description']}".lower().split())
    assert words & {"de", "het", "een", "dit", "wat", "die", "alles"}


def test_schema_names() -> None:
    """nlgov:schema-camel-case"""
    assert [name for name in DOCUMENT["components"]["schemas"] if not re.fullmatch(r"([A-Z][a-z]+)+", name)] == []


def test_dates_and_times() -> None:
    """nlgov:date-time-ensure-timezone, nlgov:time-without-timezone, nlgov:specify-format-for-date-and-time,
    nlgov:use-date-instead-of-datetime"""
    dates = [about for name, about in properties() if re.search(r"(^|\w+D|_d)(ate|atum)$|^(date|datum)$", name)]
    assert dates
    assert {one.get("format") for one in dates} == {"date"}
    formats = {about.get("format") for _, about in properties()}
    assert formats & {"date-time-local", "time"} == set()


def test_nothing_is_asked_for_in_an_address_that_a_person_typed() -> None:
    """/core/transport/no-sensitive-uris"""
    keys = {one["name"] for _, operation in OPERATIONS for one in map(resolved, operation["parameters"])}
    # What a program asks of the social map, about services; its description sends questions of people to a body.
    of_the_map = {"gratis", "leeftijd", "taal", "toegankelijk", "wijk", "woorden"}
    assert keys == {"Accept-Language", "behoefte", "id", "leefgebied", "limit", "na"} | of_the_map


def test_examples_fit_their_schema() -> None:
    """oas3-valid-media-example, oas3-valid-schema-example"""
    checked = 0
    for _, operation in OPERATIONS:
        for one in map(resolved, operation["parameters"]):
            if "example" in one:
                jsonschema.validate(one["example"], one["schema"])
                checked += 1
        for content in operation.get("requestBody", {}).get("content", {}).values():
            for example in content["examples"].values():
                schema = resolved(content["schema"]) | {"components": DOCUMENT["components"]}
                jsonschema.validate(example["value"], schema)
                checked += 1
    assert checked > 10


def test_the_server_is_the_place_where_it_was_asked_for() -> None:
    assert api().document("/elders/api/v1") == DOCUMENT | {"servers": [{"url": "/elders/api/v1"}]}
