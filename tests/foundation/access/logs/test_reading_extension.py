"""`POST /api/v1/processing-activities`, after the read extension of the LDV 1.1.0
(Logius-standaarden/logboek-extensie-lezen, media/openapi.json)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from django.test import Client

from maatwerk.foundation.access.logs.aliases import LogEraser, alias_of
from maatwerk.foundation.access.logs.readers import ReaderError, add_reader, remove_reader
from maatwerk.foundation.access.logs.searching import PSEUDONYM_TYPE, RESIDENT_TYPE
from maatwerk.foundation.access.models import AccessRecord, LogReader, ProcessingRecord, Task
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.bsn import read_bsn
from maatwerk.foundation.people.models import Identifier, Resident
from maatwerk.foundation.people.recognising import blinds
from maatwerk.foundation.people.sealing import seal
from tests.foundation.access.logs.book import ELS, HOUR, NOON, a_read, faults, look_at
from tests.residents import LONG_AGO, add_resident, owned
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/processing-activities"
ID, TYPE = "dpl.core.data_subject_id", "dpl.core.data_subject_id_type"
ACTIVITY = "dpl.core.processing_activity_id"
# The shape of an answer as the standard has it, with its required fields.
STANDARD: dict[str, Any] = {
    "type": "object",
    "required": ["processingActivities"],
    "properties": {
        "metadata": {"type": "object", "required": ["logbookId", "organizationName"]},
        "processingActivities": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["traceId", "spanId", "status", "name", "startTime", "endTime"],
                "properties": {
                    "traceId": {"type": "string", "format": "uuid"},
                    "startTime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"},
                    "endTime": {"type": "string", "format": "date-time"},
                    "spanId": {"type": "string", "pattern": "^[0-9a-fA-F]{16}$"},
                    "status": {"enum": ["Unset", "Ok", "Error"]},
                    "name": {"type": "string"},
                    "parentSpanId": {"type": "string", "pattern": "^[0-9a-fA-F]{16}$"},
                    "resource": {"type": "object"},
                },
            },
        },
    },
}


@pytest.fixture
def ref(two_municipalities: object) -> str:
    return f"organisation:{add_worker('els').organisation_id}"


@pytest.fixture
def token(ref: str) -> str:
    return add_reader("inzage", "duinstad", "wijkteam", NOON)


def ask(token: str, body: Any, query: str = "", prefix: str = "") -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return Client().post(
        f"{prefix}{ADDRESS}{query}", json.dumps(body), content_type="application/json", headers=headers
    )


def found(token: str, body: Any, query: str = "") -> list[dict[str, Any]]:
    response = ask(token, body, query)
    assert response.status_code == 200, response.content
    content = response.json()
    jsonschema.validate(content, STANDARD, format_checker=jsonschema.FormatChecker())
    activities: list[dict[str, Any]] = content["processingActivities"]
    return activities


def everything(token: str) -> list[dict[str, Any]]:
    return found(token, {"startTime": "2020-01-01T00:00:00Z"})


def test_a_page_of_two_people_is_three_records_of_one_trace(token: str, ref: str) -> None:
    look_at([a_read("resident:1", controller=ref), a_read("resident:2", controller=ref)])
    whole, *each = everything(token)
    assert {one["traceId"] for one in (whole, *each)} == {"0af76519-16cd-43dd-8448-eb211c80319c"}
    assert "parentSpanId" not in whole
    assert ID not in whole["attributes"]
    assert [one["parentSpanId"] for one in each] == [whole["spanId"]] * 2
    assert [one["attributes"][ID] for one in each] == [str(alias_of(f"resident:{n}")) for n in (1, 2)]
    assert {one["attributes"][TYPE] for one in each} == {PSEUDONYM_TYPE}
    assert {one["attributes"][ACTIVITY] for one in (whole, *each)} == {"urn:slim-maatwerk:verwerkingsactiviteit:wmo"}
    assert whole["startTime"] == whole["endTime"] == "2026-11-22T12:00:00.000Z"
    assert "worker" not in json.dumps([whole, *each])


def test_everything_that_is_given_has_to_fit(token: str, ref: str) -> None:
    look_at([a_read("resident:1", controller=ref)], now=NOON)
    look_at([a_read("resident:2", controller=ref)], replace(ELS, trace="1" * 32), NOON + HOUR, "jeugdhulp")
    one, two = (str(alias_of(f"resident:{number}")) for number in (1, 2))

    def who(body: dict[str, Any]) -> list[str]:
        return [each["attributes"][ID] for each in found(token, body)]

    assert who({"traceId": "11111111-1111-1111-1111-111111111111"}) == [two]
    assert who({"startTime": "2026-11-22T12:00:00Z"}) == [one, two]
    assert who({"startTime": "2026-11-22T13:00:01+01:00"}) == [two]
    assert who({"endTime": "2026-11-22T12:59:59.999Z"}) == [one]
    assert who({"attributes": {ACTIVITY: "urn:slim-maatwerk:verwerkingsactiviteit:jeugdhulp"}}) == [two]
    assert who({"attributes": {ID: two, TYPE: PSEUDONYM_TYPE}}) == [two]
    assert who({"endTime": "2026-11-22T12:30:00Z", "attributes": {ID: two, TYPE: PSEUDONYM_TYPE}}) == []
    assert who({"attributes": {ACTIVITY: "wmo", ID: two, TYPE: PSEUDONYM_TYPE}}) == []


def test_somebody_is_found_by_their_id_here_and_not_after_they_were_erased(token: str, ref: str) -> None:
    samira = add_resident("samira")
    look_at([a_read(samira.ref, controller=ref)])
    body = {"attributes": {ID: str(samira.pk), TYPE: RESIDENT_TYPE}}
    assert len(found(token, body)) == 1
    LogEraser().erase(samira.ref)
    assert found(token, body) == []
    assert len(everything(token)) == 1


def test_a_bsn_finds_somebody_only_for_who_may_use_it(token: str, ref: str) -> None:
    samira = add_resident("samira")
    els = add_worker("els")
    keep_bsn_of(samira, ref)
    look_at([a_read(samira.ref, controller=ref)])
    body = {"attributes": {ID: "111222333", TYPE: "BSN"}}  # the example of RvIG
    assert found(token, body) == []
    task = Task.objects.create(organisation=els.organisation, purpose="wmo", decided_by="besluit", start=LONG_AGO)
    assert found(token, body) == []
    task.bsn_article = "Wmo 2015 art. 5.2.9"
    task.save()
    assert len(found(token, body)) == 1
    assert found(token, {"attributes": {ID: "123", TYPE: "BSN"}}) == []


def test_only_the_part_of_the_own_organisation_in_the_own_municipality(token: str, ref: str) -> None:
    other = f"{ref}1"  # begins with the same characters
    look_at([a_read("resident:1", controller=other)])
    look_at([a_read("resident:2", controller=ref)], replace(ELS, municipality="veenrode"))
    assert everything(token) == []
    for shared in (f"{other} {ref}", f"{ref} {other}", f"{other} {ref} {other}2"):
        look_at([a_read("resident:3", controller=shared)])
    assert len(everything(token)) == 3


def test_pages_meet_every_record_once_without_counting(token: str, ref: str) -> None:
    for hour in range(3):
        look_at([a_read(f"resident:{number}", controller=ref) for number in range(3)], now=NOON + hour * HOUR)
    body, met, query = {"startTime": "2020-01-01T00:00:00Z"}, [], "?limit=5"
    while True:
        content = ask(token, body, query).json()
        met += [each["spanId"] for each in content["processingActivities"]]
        if content["volgende"] is None:
            break
        query = content["volgende"].removeprefix(ADDRESS)
    assert len(met) == len(set(met)) == ProcessingRecord.objects.count() == 12


@pytest.mark.parametrize("body", [
    {}, {"attributes": {}}, {"startTime": None}, {"startTime": "gisteren"}, {"startTime": "2026-11-22"},
    {"startTime": "2026-11-22T12:00:00"}, {"startTime": 5}, {"traceId": "5"}, {"niets": 1}, [],
    {"attributes": {ID: "x"}}, {"attributes": {TYPE: "BSN"}}, {"attributes": {ID: "x", TYPE: "paspoort"}},
])  # fmt: skip
def test_what_cannot_be_looked_for_is_a_problem(token: str, body: Any) -> None:
    response = ask(token, body)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_a_place_that_was_not_given_is_a_problem(token: str) -> None:
    assert ask(token, {"startTime": "2020-01-01T00:00:00Z"}, "?na=1.2").status_code == 400


def test_without_a_token_that_counts_here_nothing_is_told(token: str) -> None:
    body = {"startTime": "2020-01-01T00:00:00Z"}
    assert ask(token, body).status_code == 200
    for response in (ask("", body), ask("verzonnen", body), ask(token, body, prefix="/veenrode")):
        assert response.status_code == 401
        assert response["Content-Type"] == "application/problem+json"
        assert response["WWW-Authenticate"] == "Bearer"
    remove_reader("inzage", "duinstad", "wijkteam", NOON)
    assert ask(token, body).status_code == 401


def test_a_token_is_kept_as_a_hash_and_a_name_is_used_once(token: str) -> None:
    assert token not in str(LogReader.objects.values())
    with pytest.raises(ReaderError):
        add_reader("inzage", "duinstad", "wijkteam", NOON)
    with pytest.raises(ReaderError):
        add_reader("inzage", "duinstad", "bestaat-niet", NOON)
    remove_reader("inzage", "duinstad", "wijkteam", NOON)
    with pytest.raises(ReaderError):
        remove_reader("inzage", "duinstad", "wijkteam", NOON)
    assert add_reader("inzage", "duinstad", "wijkteam", NOON) != token


def test_reading_the_log_is_written_down_too(token: str, ref: str) -> None:
    look_at([a_read("resident:1", controller=ref)])
    everything(token)
    line = AccessRecord.objects.get(role="logboeklezer")
    assert line.viewer == f"reader:{LogReader.objects.get().pk}"
    assert (line.organisation, line.subject, line.entries) == (ref, None, 1)
    assert faults() == []


def keep_bsn_of(samira: Resident, ref: str) -> None:
    with maintenance("keeping"):
        Identifier.objects.create(
            resident=samira,
            **owned(samira.ref, ref, "bsn"),
            sealed=seal("111222333"),
            blind=blinds(read_bsn("111222333"), "duinstad")[0],
        )
