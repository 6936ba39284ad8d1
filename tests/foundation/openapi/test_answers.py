"""What holds for every answer below /api/: headers, errors as problems, language, and examples that work."""

from __future__ import annotations

import json
import logging
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.foundation.openapi.language import language_of
from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.ui import municipality as frame
from maatwerk.site.api import BASE
from tests.foundation.openapi.description import DOCUMENT, resolved, token_for

pytestmark = pytest.mark.django_db

SECURITY = {
    "Access-Control-Allow-Origin": "*",
    "API-Version": DOCUMENT["info"]["version"],
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
MARK = "zeldzaamwoordxyz"


def examples() -> list[Any]:
    """Every example of the description: (method, address, query, body, schema of the answer, operation)."""
    found = []
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            parameters = [resolved(one) for one in operation["parameters"]]
            address = path
            for one in parameters:
                if one["in"] == "path":
                    address = address.replace(f"{{{one['name']}}}", one["example"])
            query = {one["name"]: one["example"] for one in parameters if one["in"] == "query" and "example" in one}
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            bodies = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("examples", {})
            if not bodies:
                bodies = {"": {"value": None}}
            for name, body in bodies.items():
                id_ = f"{method} {address} {name}".strip()
                found.append(pytest.param(method, address, query, body["value"], schema, operation, id=id_))
    return found


def send(client: Client, method: str, address: str, query: dict[str, str], body: Any, **more: Any) -> Any:
    address = f"/{BASE.rstrip('/')}{address}"
    if method == "get":
        return client.get(address, query, **more)
    return client.post(address, json.dumps(body), content_type="application/json", query_params=query, **more)


def is_problem(response: Any, status: int) -> dict[str, Any]:
    """The problem in an error answer, checked against the description and for its headers."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert {name: response[name] for name in SECURITY} == SECURITY
    content: dict[str, Any] = json.loads(response.content)
    schemas = DOCUMENT["components"]["schemas"]
    jsonschema.validate(content, {"$ref": "#/components/schemas/OngeldigeInvoer", "components": {"schemas": schemas}})
    assert content["status"] == status
    return content


@pytest.mark.parametrize(("method", "address", "query", "body", "schema", "operation"), examples())
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_example_is_answered_as_described(
    resident: Client, method: str, address: str, query: dict[str, str], body: Any, schema: Any, operation: Any,
    language: str,
) -> None:  # fmt: skip
    headers = {"accept-language": language, **token_for(operation)}
    response = send(resident, method, address, query, body, headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/json")
    assert {name: response[name] for name in SECURITY} == SECURITY
    assert response["Strict-Transport-Security"].startswith("max-age=")
    asked = body.get("taal") if isinstance(body, dict) else None
    assert response["Content-Language"] == (asked or language)
    assert "Accept-Language" in response["Vary"]
    assert response.cookies.keys() == set()
    content = response.json()
    jsonschema.validate(content, schema | {"components": DOCUMENT["components"]})
    rows = content if isinstance(content, list) else content.get("resultaten", True)
    assert rows, "an example shows something"


@pytest.mark.parametrize(("method", "address", "query", "body", "schema", "operation"), examples())
def test_queries_do_not_grow_with_rows(
    resident: Client, method: str, address: str, query: dict[str, str], body: Any, schema: Any, operation: Any
) -> None:
    headers = token_for(operation)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert send(resident, method, address, query, body, headers=headers).status_code == 200
        return len(captured)

    # Who asks, and that it is written down: the first time a segment is begun for that. Services are read once.
    queries()
    few = queries()
    row = Municipality.objects.get(slug="duinstad")
    Municipality.objects.bulk_create(Municipality(slug=f"zz-{n}", profile=row.profile) for n in range(50))
    # Services stand in tables: are they up to date, which, and what they say.
    of_the_map = {"diensten": 7, "adviezen": 8}.get(address.split("/")[1].partition("?")[0], 3)
    assert queries() == few <= (10 if headers else of_the_map)


def test_every_address_of_the_api_is_an_operation_of_the_description(resident: Client) -> None:
    """No operation is reachable that the description, and so the tests over it, do not know."""
    found = set()
    for pattern in get_resolver().url_patterns:
        if getattr(pattern, "namespace", None) == "api":
            found = {str(one.pattern) for one in pattern.url_patterns}  # type: ignore[union-attr]
    told = {address.removeprefix("/").replace("{", "<").replace("}", ">") for address in DOCUMENT["paths"]}
    assert found == told | {"openapi.json"}


def test_the_description_is_served_where_it_is_expected(resident: Client) -> None:
    response = resident.get("/api/v1/openapi.json")
    assert response.json() == DOCUMENT
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["API-Version"] == DOCUMENT["info"]["version"]


def test_a_municipality_in_the_path_is_the_server_and_gives_its_own_advice(
    resident: Client, two_municipalities: dict[str, frame.Municipality]
) -> None:
    assert resident.get("/veenrode/api/v1/openapi.json").json()["servers"] == [{"url": "/veenrode/api/v1"}]
    for slug, municipality in two_municipalities.items():
        response = resident.post(f"/{slug}/api/v1/adviezen", {"tekst": ""}, content_type="application/json")
        assert response.json()["contact"]["telefoon"] == municipality.profile.contact.phone
    following = resident.get("/veenrode/api/v1/diensten?limit=1").json()["volgende"]
    assert following.startswith("/veenrode/api/v1/diensten?")


@pytest.mark.parametrize(
    "address",
    [
        "/api", "/api/", "/api/v1", "/api/v1/", "/api/v2/diensten", "/api/v1/diensten/", "/api/v1/diensten/geldfit/",
        "/api/v1/niets", "/api/v1/diensten/bestaat_niet", "/en/api/v1/diensten", "/nergens/api/v1/diensten",
        "/api/v1/openapi.json/", "/api/v1/diensten/a%2Fb", "/api/v1/docs",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_problem(resident: Client, address: str) -> None:
    is_problem(resident.get(address), 404)


def test_a_page_that_begins_like_the_api_is_a_page(resident: Client) -> None:
    response = resident.get("/apicultuur")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
    assert "API-Version" not in response


@pytest.mark.parametrize(("method", "address", "allowed"), [
    ("get", "/api/v1/adviezen", "POST"), ("post", "/api/v1/diensten", "GET"), ("delete", "/api/v1/feiten/lopen", "GET"),
    ("put", "/api/v1/adviezen", "POST"), ("options", "/api/v1/diensten", "GET"),
    ("post", "/api/v1/openapi.json", "GET, HEAD"),
])  # fmt: skip
def test_another_method_is_a_problem_that_says_what_can(
    resident: Client, method: str, address: str, allowed: str
) -> None:
    response = getattr(resident, method)(address)
    is_problem(response, 405)
    assert response["Allow"] == allowed


def test_what_can_be_got_can_be_asked_for_by_its_headers(resident: Client) -> None:
    response = resident.head("/api/v1/diensten")
    assert response.status_code == 200
    assert response["API-Version"]


def test_a_fault_of_ours_is_a_problem_without_details(
    two_municipalities: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(MARK)

    monkeypatch.setattr(FrontDoor, "answer", broken)
    client = Client(raise_request_exception=False)
    response = client.post("/api/v1/adviezen", {"tekst": "hallo"}, content_type="application/json")
    assert MARK not in str(is_problem(response, 500))


def test_an_unknown_host_and_an_installation_without_municipalities_are_problems(resident: Client) -> None:
    is_problem(resident.get("/api/v1/diensten", headers={"host": "elders.example"}), 400)
    Municipality.objects.all().delete()
    is_problem(resident.get("/api/v1/diensten"), 503)


def test_a_page_of_another_site_may_ask(resident: Client) -> None:
    response = resident.options(
        "/api/v1/adviezen",
        headers={"origin": "https://gemeente.example", "access-control-request-method": "POST"},
    )
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Content-Type" in response["Access-Control-Allow-Headers"]
    assert response.content == b""


@pytest.mark.parametrize(("asked", "answered"), [
    ("", "nl"), ("nl", "nl"), ("en", "en"), ("en-GB,nl;q=0.5", "en"), ("fr, en;q=0.4, nl;q=0.3", "en"), ("EN", "en"),
    ("fr", "nl"), ("en;q=0", "nl"), ("*", "nl"), ("en" * 9000, "nl"), ("\x00;q=x", "nl"),
])  # fmt: skip
def test_the_language_is_that_of_the_header(asked: str, answered: str) -> None:
    assert language_of(RequestFactory().get("/", headers={"accept-language": asked})) == answered


def test_a_problem_speaks_the_language_that_was_asked_for(resident: Client) -> None:
    english = resident.get("/api/v1/diensten?limit=0&na=x", headers={"accept-language": "en"})
    assert is_problem(english, 400)["errors"] == [
        {"in": "query", "location": {"name": "limit"}, "code": "greater_than_equal", "detail": "This is at least 1."}
    ]
    assert english["Content-Language"] == "en"
    dutch = is_problem(resident.get("/api/v1/diensten?limit=101"), 400)
    assert dutch["errors"][0]["detail"] == "Dit is ten hoogste 100."


def test_every_wrong_field_is_named_at_once(resident: Client) -> None:
    body = {"tekst": 1, "feiten": {"a~/b": None, "lopen": [1], "x": "y" * 201}, "taal": "fr", "naam": "Samira"}
    response = resident.post("/api/v1/adviezen", body, content_type="application/json")
    told = {error["location"]["pointer"]: error["detail"] for error in is_problem(response, 400)["errors"]}
    assert set(told) == {"/tekst", "/feiten/a~0~1b", "/feiten/lopen", "/feiten/x", "/taal", "/naam"}
    assert told["/tekst"] == "Dit moet een tekst zijn."
    assert told["/naam"] == "Dit veld kennen wij niet."


def test_facts_that_cannot_be_used_are_named_with_what_was_expected(resident: Client) -> None:
    body = {"tekst": "hallo", "feiten": {"drempel_cm": "heel hoog", "bestaat_niet": True, "huisdier": "geen"}}
    errors = is_problem(resident.post("/api/v1/adviezen", body, content_type="application/json"), 400)["errors"]
    assert [error["location"]["pointer"] for error in errors] == ["/feiten/drempel_cm", "/feiten/bestaat_niet"]
    assert "getal" in errors[0]["detail"]


def test_a_small_body_does_not_get_a_large_answer(resident: Client) -> None:
    body = {"tekst": "hallo", "feiten": {str(number): None for number in range(150)}}
    response = resident.post("/api/v1/adviezen", body, content_type="application/json")
    assert len(is_problem(response, 400)["errors"]) == 50


HOSTILE = {
    "empty": b"",
    "not JSON": b"hallo",
    "cut off": b'{"tekst": "hal',
    "a list": b"[]",
    "a text": b'"hallo"',
    "null": b"null",
    "no text": b"{}",
    "a number": b'{"tekst": 1}',
    "not a number": b'{"tekst": "hallo", "feiten": {"drempel_cm": NaN}}',
    "infinite": b'{"tekst": "hallo", "feiten": {"drempel_cm": 1e999}}',
    "a very long number": b'{"tekst": "hallo", "feiten": {"drempel_cm": ' + b"9" * 5000 + b"}}",
    "3 MB": b'{"tekst": "' + b"x" * 3_000_000 + b'"}',
    "too long a text": b'{"tekst": "' + b"x" * 10_001 + b'"}',
    "deep": b'{"tekst": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a raw NUL": b'{"tekst": "\x00"}',
    "half a character": b'{"tekst": "\\ud800"}',
    "half a character as a key": b'{"tekst": "hallo", "feiten": {"\\ud800": 1}}',
    "not UTF-8": b'{"tekst": "\xff"}',
    "facts as a list": b'{"tekst": "hallo", "feiten": [1]}',
    "too many facts": json.dumps({"tekst": "hallo", "feiten": {str(n): 1 for n in range(201)}}).encode(),
    "a form": b"tekst=hallo",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_body_is_refused_as_a_problem(resident: Client, body: bytes) -> None:
    response = resident.post("/api/v1/adviezen", body, content_type="application/json")
    is_problem(response, 400)


def test_a_text_with_any_characters_is_answered(resident: Client) -> None:
    for text in ("\x00\x01", "😀" * 50, "أحتاج إلى مساعدة", "{{ 7|add:7 }}", "x" * 10_000, ""):
        response = resident.post("/api/v1/adviezen", {"tekst": text}, content_type="application/json")
        assert response.status_code == 200
        assert response.json()["contact"]


@pytest.mark.parametrize("query", ["limit=", "limit=1e3", "limit=-1", "limit=%00", "limit=" + "9" * 5000])
def test_a_hostile_query_is_refused_as_a_problem(resident: Client, query: str) -> None:
    errors = is_problem(resident.get(f"/api/v1/diensten?{query}"), 400)["errors"]
    assert errors[0]["location"] == {"name": "limit"}


def test_nothing_that_is_typed_is_logged(resident: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for body in (
        {"tekst": f"ik heb schulden {MARK}"},
        {"tekst": 1, "feiten": {MARK: [MARK]}, MARK: MARK},
        {"tekst": "hallo", "feiten": {MARK: MARK, "drempel_cm": MARK}},
    ):
        resident.post("/api/v1/adviezen", body, content_type="application/json")
    resident.post("/api/v1/adviezen", f'{{"tekst": "{MARK}', content_type="application/json")
    resident.post("/api/v1/adviezen", MARK * 200_000, content_type="application/json")
    assert caplog.records
    assert MARK not in caplog.text
    assert MARK not in str([record.__dict__ for record in caplog.records if record.name != "django.db.backends"])


def test_too_many_requests_are_a_problem_that_says_how_long_to_wait(two_municipalities: object) -> None:
    with override_settings(API_REQUESTS_A_MINUTE=2):
        client = Client()
        asked = [client.get("/api/v1/leefgebieden") for _ in range(4)]  # a minute may end in between
        limited = [response for response in asked if response.status_code == 429]
        assert len(limited) in (1, 2)
        is_problem(limited[0], 429)
        assert 1 <= int(limited[0]["Retry-After"]) <= 60
        with CaptureQueriesContext(connection) as captured:
            if client.get("/api/v1/leefgebieden").status_code == 429:
                assert len(captured) == 0
        assert client.get("/").status_code == 200  # pages for people have no such limit
