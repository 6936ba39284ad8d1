"""`/processing-activities`, after the read extension of the standard Logboek Dataverwerkingen, version 1.1.0
(Logius-standaarden/logboek-extensie-lezen, media/openapi.json). Its names are those of the standard."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal, cast
from urllib.parse import urlencode

from django.db import transaction
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from maatwerk import __version__
from maatwerk.foundation.access.logs.canonical import moment_of
from maatwerk.foundation.access.logs.readers import reader_with
from maatwerk.foundation.access.logs.searching import (
    BSN_TYPE,
    PSEUDONYM_TYPE,
    RESIDENT_TYPE,
    Place,
    Search,
    note_reading,
    records,
)
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.models.logs import LogReader, ProcessingRecord
from maatwerk.foundation.content import Text
from maatwerk.foundation.openapi import HttpBearer, HttpRequest, InputError, InputFault, Paging, Query, Router
from maatwerk.foundation.ui.municipality import Municipality

ACTIVITY = "urn:slim-maatwerk:verwerkingsactiviteit:"  # followed by the id of the purpose in the register
_ACTIVITY_ID, _PERSON_ID = "dpl.core.processing_activity_id", "dpl.core.data_subject_id"
_PERSON_TYPE = "dpl.core.data_subject_id_type"
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
_PLACE = re.compile(r"(\d{1,18})\.(\d{1,18})\.(\d{1,9})")

_EXAMPLES = {
    "betrokkene": {
        "summary": "Alles over één persoon in een maand",
        "value": {
            "startTime": "2026-11-01T00:00:00.000Z",
            "endTime": "2026-12-01T00:00:00.000Z",
            "attributes": {_PERSON_ID: "0b3d3b0e-5a1c-4b67-8a8f-1f8c5a0f6a11", _PERSON_TYPE: PSEUDONYM_TYPE},
        },
    },
    "trace": {"summary": "Alles van één vraag", "value": {"traceId": "0af76519-16cd-43dd-8448-eb211c80319c"}},
}


def _uuid(value: object) -> object:
    if isinstance(value, str) and _UUID.fullmatch(value):
        return value
    raise PydanticCustomError("uuid_parsing", "not a UUID")


def _moment(value: object) -> object:
    """A moment as RFC 3339 has it, which is less than Python and pydantic accept."""
    if isinstance(value, str) and _RFC3339.fullmatch(value):
        leap = value[17:19] == "60"  # a second that Python does not have counts as the one before it
        try:
            return datetime.fromisoformat((f"{value[:17]}59{value[19:]}" if leap else value).upper())
        except ValueError:
            pass
    raise PydanticCustomError("datetime_parsing", "not a moment")


def _given(value: object) -> object:
    """A field may be left out; when it is there it says something."""
    if value is None:
        raise PydanticCustomError("null", "null")
    return value


# None is what was left out; the description has no null.
TraceId = Annotated[str | None, BeforeValidator(_uuid), WithJsonSchema({"type": "string", "format": "uuid"})]
Moment = Annotated[datetime | None, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
PersonType = Literal["BSN", "urn:slim-maatwerk:inwoner", "urn:slim-maatwerk:pseudoniem"]
_TYPES = [BSN_TYPE, RESIDENT_TYPE, PSEUDONYM_TYPE]


def _id(most: int) -> Any:
    return WithJsonSchema({"type": "string", "minLength": 1, "maxLength": most})


class Attributes(BaseModel):
    """Waarop u zoekt in de attributen van een verwerking. Het id van een betrokkene gaat samen met het type ervan."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "minProperties": 1,
            "dependentRequired": {_PERSON_ID: [_PERSON_TYPE], _PERSON_TYPE: [_PERSON_ID]},
        },
    )

    activity: Annotated[str | None, Field(min_length=1, max_length=200), BeforeValidator(_given), _id(200)] = Field(
        None, alias=_ACTIVITY_ID, description=f"De verwerkingsactiviteit: {ACTIVITY} met het id van het doel erachter."
    )
    person: Annotated[str | None, Field(min_length=1, max_length=100), BeforeValidator(_given), _id(100)] = Field(
        None, alias=_PERSON_ID, description="Wie het betreft."
    )
    person_type: Annotated[
        PersonType | None, BeforeValidator(_given), WithJsonSchema({"type": "string", "enum": _TYPES})
    ] = Field(
        None,
        alias=_PERSON_TYPE,
        description="Wat voor id dat is. BSN werkt alleen voor een organisatie die het BSN mag gebruiken.",
    )


class ProcessingActivityRequest(BaseModel):
    """Waarop u zoekt. Minstens één veld is nodig; alles wat u geeft moet kloppen."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1})

    trace: TraceId = Field(None, alias="traceId", description="De trace waar de verwerking bij hoort.")
    start: Moment = Field(None, alias="startTime", description="Begonnen op of na dit moment (RFC 3339).")
    end: Moment = Field(None, alias="endTime", description="Klaar op of voor dit moment (RFC 3339).")
    attributes: Attributes = Field(default_factory=Attributes)


class Resource(BaseModel):
    """Het systeem dat de verwerking deed."""

    attributes: dict[str, str]


class ProcessingActivity(BaseModel):
    """Eén verwerking van gegevens van ten hoogste één persoon. Wie bij de organisatie keek staat er niet in."""

    model_config = ConfigDict(populate_by_name=True)

    trace: str = Field(alias="traceId", json_schema_extra={"format": "uuid"})
    span: str = Field(alias="spanId", pattern="^[0-9a-fA-F]{16}$")
    parent: Annotated[str | None, WithJsonSchema({"type": "string", "pattern": "^[0-9a-fA-F]{16}$"})] = Field(
        None, alias="parentSpanId", description="De verwerking waar deze bij hoort."
    )
    status: Literal["Unset", "Ok", "Error"]
    name: str
    start: str = Field(alias="startTime", json_schema_extra={"format": "date-time"})
    end: str = Field(alias="endTime", json_schema_extra={"format": "date-time"})
    resource: Resource
    attributes: dict[str, str] = Field(description="Zoals in de standaard: dpl.core.processing_activity_id en verder.")


class Metadata(BaseModel):
    """Van welk logboek dit is."""

    model_config = ConfigDict(populate_by_name=True)

    logbook: str = Field(alias="logbookId")
    organisation: str = Field(alias="organizationName")


class ListProcessingActivities(BaseModel):
    """Een bladzijde met verwerkingen, de oudste eerst."""

    model_config = ConfigDict(populate_by_name=True)

    metadata: Metadata
    activities: list[ProcessingActivity] = Field(alias="processingActivities")
    volgende: str | None = Field(
        json_schema_extra={"format": "uri-reference"},
        description="Het adres van de volgende bladzijde, waar u hetzelfde vraagt; null als dit de laatste is. De "
        "standaard heeft nog geen bladzijden; dit veld is van ons.",
    )


class ReaderToken(HttpBearer):
    """De sleutel van een programma dat het logboek van zijn organisatie mag lezen."""

    def authenticate(self, request: HttpRequest, token: str) -> LogReader | None:
        return reader_with(token, _municipality(request))


def router_for(clock: Callable[[], datetime]) -> Router:
    """The operation of this room."""
    router = Router(tags=["verwerkingen"], auth=ReaderToken())

    @router.post(
        "/processing-activities",
        response=ListProcessingActivities,
        by_alias=True,
        exclude_unset=True,
        operation_id="listProcessingActivitiesPost",
        summary="Verwerkingen opzoeken",
        description="Wat er van mensen is verwerkt, naar de leesextensie van de standaard Logboek Dataverwerkingen. "
        "U leest het deel van uw eigen organisatie, met de sleutel die u van de gemeente kreeg.",
        openapi_extra={"requestBody": {"content": {"application/json": {"examples": _EXAMPLES}}}},
    )
    def processing_activities(
        request: HttpRequest, asked: Query[Paging], wanted: ProcessingActivityRequest
    ) -> dict[str, Any]:
        reader = cast(LogReader, request.auth)  # type: ignore[attr-defined]
        municipality, now = _municipality(request), clock()
        search, after = _search(wanted), _after(asked.na)
        with transaction.atomic():
            found = records(search, reader, municipality, after, asked.limit + 1, now)
            shown = found[: asked.limit]
            note_reading(reader, municipality, len(shown), trace_of(request), now)
        more = len(found) > asked.limit
        return {
            "metadata": {
                "logbookId": f"{municipality}.{reader.organisation.slug}",
                "organizationName": reader.organisation.name,
            },
            "processingActivities": [_activity(row) for row in shown],
            "volgende": _following(request, asked, shown[-1]) if more else None,
        }

    return router


def _municipality(request: HttpRequest) -> str:
    return cast(Municipality, request.municipality).slug  # type: ignore[attr-defined]


def _search(wanted: ProcessingActivityRequest) -> Search:
    """Raises InputError when nothing is asked for, or a person without the type of their id."""
    attributes = wanted.attributes
    if not wanted.model_fields_set:
        raise InputError([InputFault("body", (), _ONE_IS_NEEDED, "minProperties")])
    if "attributes" in wanted.model_fields_set and not attributes.model_fields_set:
        raise InputError([InputFault("body", ("attributes",), _ONE_IS_NEEDED, "minProperties")])
    if (attributes.person is None) != (attributes.person_type is None):
        raise InputError([InputFault("body", ("attributes",), _TOGETHER, "dependentRequired")])
    return Search(
        trace=(wanted.trace or "").replace("-", "").lower(),
        since=wanted.start,
        until=wanted.end,
        activity=None if attributes.activity is None else attributes.activity.removeprefix(ACTIVITY),
        person=(attributes.person_type, attributes.person) if attributes.person_type and attributes.person else None,
    )


_ONE_IS_NEEDED = Text(
    nl="Geef minstens één van traceId, startTime, endTime en attributes.",
    en="Give at least one of traceId, startTime, endTime and attributes.",
)
_TOGETHER = Text(
    nl="Geef het id van de betrokkene samen met het type ervan.",
    en="Give the id of the data subject together with its type.",
)
_NO_PLACE = Text(nl="Neem dit over uit 'volgende'.", en="Take this from 'volgende'.")


def _after(text: str) -> Place | None:
    if not text:
        return None
    match = _PLACE.fullmatch(text)
    if match is None:
        raise InputError([InputFault("query", ("na",), _NO_PLACE)])
    return int(match[1]), int(match[2]), int(match[3])


def _following(request: HttpRequest, asked: Paging, last: ProcessingRecord) -> str:
    place = f"{last.start}.{last.segment_id}.{last.position}"
    return f"{request.path}?{urlencode({'limit': asked.limit, 'na': place})}"


def _activity(row: ProcessingRecord) -> dict[str, Any]:
    trace = row.trace
    attributes = {_ACTIVITY_ID: f"{ACTIVITY}{row.activity}"}
    if row.subject:
        attributes |= {_PERSON_ID: str(row.subject), _PERSON_TYPE: PSEUDONYM_TYPE}
    return {
        "traceId": f"{trace[:8]}-{trace[8:12]}-{trace[12:16]}-{trace[16:20]}-{trace[20:]}",
        "spanId": row.span,
        **({"parentSpanId": row.parent} if row.parent else {}),
        "status": row.status,
        "name": row.name,
        "startTime": _time(row.start),
        "endTime": _time(row.end),
        "resource": {"attributes": {"name": "slim-maatwerk", "version": __version__}},
        "attributes": attributes,
    }


def _time(written: int) -> str:
    return moment_of(written).isoformat(timespec="milliseconds").replace("+00:00", "Z")
