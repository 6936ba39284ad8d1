"""`POST /adviezen`: a question in, everything that can help out. The words of the public stand here in Dutch.

A question travels in the body, never in an address, and nothing of it is kept
(docs/decisions/0005-questions-leave-no-trace.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from maatwerk.casework.frontdoor.contract import as_json
from maatwerk.casework.frontdoor.door import FrontDoor, Question
from maatwerk.foundation.content import Text
from maatwerk.foundation.openapi import (
    HttpRequest,
    InputError,
    InputFault,
    Router,
    answer_in,
    language_of,
)
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory.placing import point_of
from maatwerk.knowledge.facts import Dictionary, FactError, FactKey, FactValue

LONGEST_TEXT = 10_000  # characters; what is longer costs more than a second
MOST_FACTS = 200
LONGEST_ID = 120
LONGEST_ANSWER = 200
LONGEST_PLACE = 100
_UNKNOWN_PLACE = Text(
    nl="Deze plaats kennen wij niet. Geef de naam van een wijk of een postcode in deze gemeente.",
    en="We do not know this place. Give the name of a neighbourhood or a postcode in this municipality.",
)
ANSWER_SCHEMA = "Advies"  # the name of the fixed contract among the schemas of the API

_EXAMPLES = {
    "stofzuigen": {
        "summary": "Een vraag met wat al bekend is",
        "value": {"tekst": "ik kan niet meer stofzuigen", "feiten": {"drempel_cm": 1, "huisdier": "geen"}},
    },
    "english": {"summary": "In het Engels", "value": {"tekst": "I cannot pay my rent", "taal": "en"}},
    "gevaar": {"summary": "Er is gevaar", "value": {"tekst": "mijn man slaat me"}},
    "onbegrepen": {"summary": "Niet te begrijpen", "value": {"tekst": "qqq"}},
}


def _plain_value(value: object) -> object:
    """One answer as people and programs give it."""
    if isinstance(value, str) and len(value) <= LONGEST_ANSWER:
        return value
    if isinstance(value, bool | int) or (isinstance(value, float) and isfinite(value)):
        return value
    raise PydanticCustomError("plain_value", "not a plain value", {"most": LONGEST_ANSWER})


GivenValue = Annotated[
    Any,
    BeforeValidator(_plain_value),
    WithJsonSchema({"type": ["string", "number", "boolean"], "maxLength": LONGEST_ANSWER}),
]


class Vraag(BaseModel):
    """Een vraag in eigen woorden, met wat er al bekend is. Er wordt niets van bewaard."""

    model_config = ConfigDict(extra="forbid")

    tekst: str = Field(max_length=LONGEST_TEXT, description="De vraag, in het Nederlands of Engels.")
    feiten: dict[Annotated[str, Field(max_length=LONGEST_ID)], GivenValue] = Field(
        default_factory=dict,
        max_length=MOST_FACTS,
        description="Wat al bekend is: bij het id van een feit (zie /feiten) het antwoord.",
    )
    plaats: str | None = Field(
        None,
        max_length=LONGEST_PLACE,
        description="Vanaf waar de afstand wordt gerekend: een wijk of postcode in deze gemeente. Zonder dit veld is "
        "`afstand_km` overal null.",
    )
    taal: Literal["nl", "en"] | None = Field(
        None, description="De taal van de vraag en het antwoord. Zonder dit veld telt de kop Accept-Language."
    )


def router_for(door: Callable[[Municipality], FrontDoor], today: Callable[[], date]) -> Router:
    """The operations of the front door; `door` gives that of a municipality."""
    router = Router(tags=["adviezen"])

    @router.post(
        "/adviezen",
        operation_id="advies",
        summary="Vraag om advies",
        description="Alles wat kan helpen bij een vraag, het best passende eerst, met dringende hulp bovenaan. Het "
        "antwoord is dat van de gemeente in het adres. `begrepen` zegt hoe zeker de vraag is begrepen: vraag bij "
        "`zeker: false` welke van de eerste behoeften is bedoeld. `elders` zegt waar een vraag over iets anders hoort.",
        openapi_extra={
            "requestBody": {"content": {"application/json": {"examples": _EXAMPLES}}},
            "responses": {
                200: {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{ANSWER_SCHEMA}"}}}}
            },
        },
    )
    def advies(request: HttpRequest, vraag: Vraag) -> Mapping[str, Any]:
        municipality = cast(Municipality, request.municipality)  # type: ignore[attr-defined]
        opened = door(municipality)
        near = _kept(vraag.plaats)
        facts, faults = _facts(vraag.feiten, opened.dictionary)
        if near and point_of(municipality.slug, near) is None:
            faults.append(InputFault("body", ("plaats",), _UNKNOWN_PLACE, "plaats"))
        if faults:
            raise InputError(faults)
        if vraag.taal:
            answer_in(request, vraag.taal)
        language = language_of(request)
        question = Question(vraag.tekst, facts=facts, near=near)
        return as_json(opened.answer(question, municipality, today()), municipality, language)

    return router


def _kept(text: str | None) -> str:
    """Without what no database takes."""
    return (text or "").replace("\0", "")


def _facts(given: Mapping[str, object], dictionary: Dictionary) -> tuple[dict[FactKey, FactValue], list[InputFault]]:
    """The facts, read; and a fault for every one that cannot be used."""
    facts = {}
    faults = []
    for id_, answer in given.items():
        try:
            key, value = dictionary.read(id_, answer)
        except FactError as error:
            faults.append(InputFault("body", ("feiten", id_), error.sentence, "feit"))
        else:
            facts[key] = value
    return facts, faults
