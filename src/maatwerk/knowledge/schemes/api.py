"""`/regelingen`: the schemes with their figures, and what they say of a household. What stands in the classes here is
public, so it is in Dutch.

A household travels in the body, and nothing of it is kept or logged
(docs/decisions/0005-questions-leave-no-trace.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Annotated, Any, cast

from ninja import Body
from pydantic import BaseModel, Field, WithJsonSchema

from maatwerk.foundation.content import Text
from maatwerk.foundation.openapi import (
    HttpRequest,
    InputError,
    InputFault,
    NotThereError,
    Page,
    Paging,
    PathEx,
    Query,
    Router,
    id_in_path,
    language_of,
    page_of,
)
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.schemes.connections import is_switched_off
from maatwerk.knowledge.schemes.contract import answer_for, answers_to
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.parameters import figures_of
from maatwerk.knowledge.schemes.reading import SWITCHED_OFF, FaultError, household_from

ASKED_SCHEMA, ANSWER_SCHEMA = "Huishouden", "Regelingenantwoord"  # the fixed contract among the schemas of the API
MOST_HOUSEHOLDS, MOST_PEOPLE = 50, 200  # in one request; who needs more has `./maatwerk schemes simulate`
_STEP = re.compile(r"[^.\[\]]+")
_TOO_MANY = Text(
    nl=f"Stuur hoogstens {MOST_HOUSEHOLDS} huishoudens en {MOST_PEOPLE} personen tegelijk.",
    en=f"Send at most {MOST_HOUSEHOLDS} households and {MOST_PEOPLE} people at once.",
)

# The shape stands in docs/contracts, where it is read; what is wrong is told by `reading.py`, field by field.
Anything = Annotated[Any, WithJsonSchema({})]
_ASKED = {
    "anyOf": [
        {"$ref": f"#/components/schemas/{ASKED_SCHEMA}"},
        {"type": "array", "items": {}, "maxItems": MOST_HOUSEHOLDS},
    ]
}
_ANSWER = {"$ref": f"#/components/schemas/{ANSWER_SCHEMA}"}
_ANSWERED = {"anyOf": [_ANSWER, {"type": "array", "items": _ANSWER, "maxItems": MOST_HOUSEHOLDS}]}
_EXAMPLES = {
    "alleen": {
        "summary": "Iemand die alleen woont",
        "value": {
            "peildatum": "2026-01-01",
            "personen": [{"rol": "aanvrager", "geboortedatum": "1990-05-01", "toetsingsinkomen": 25000, "vermogen": 0}],
            "woning": {"soort": "huur", "zelfstandig": True, "kale_huur": 700},
        },
    },
    "lijst": {"summary": "Meer huishoudens", "value": [{"personen": [{"rol": "aanvrager"}, {"rol": "kind"}]}]},
}


class Regeling(BaseModel):
    """Een regeling van het rijk of de gemeente, in gewone woorden."""

    id: str
    naam: str
    samenvatting: str
    behoeften: list[str] = Field(description="Waar dit bij helpt: ids van /behoeften.")
    wet: str
    url: str | None
    proefberekening: str | None = Field(description="Waar u het zelf officieel kunt uitrekenen.")
    let_op: list[str]


class Parameter(BaseModel):
    """Een bedrag of getal uit de wet, zoals het vanaf een dag geldt."""

    naam: str
    omschrijving: str
    waarde: float | None = Field(description="null als wij het niet weten.")
    eenheid: str
    sinds: date | None
    artikel: str
    wet: str
    bwb: str = Field(description="Het nummer van de wet op wetten.overheid.nl.")
    bron: str | None
    zekerheid: str = Field(description="geverifieerd, ongeverifieerd of onbekend.")


class RegelingMetParameters(Regeling):
    """Een regeling met alle bedragen en getallen die erachter zitten."""

    parameters: list[Parameter]


class Regelingen(Page[Regeling]):
    """Een bladzijde met regelingen."""


def router_for(
    find: Callable[[str], Municipality | None], desk_of: Callable[[Municipality], Desk], today: Callable[[], date]
) -> Router:
    """The operations of this room. `find` gives a municipality by its name, `desk_of` its schemes."""
    router = Router(tags=["regelingen"])

    def desk(request: HttpRequest) -> Desk:
        municipality = cast(Municipality, request.municipality)  # type: ignore[attr-defined]
        if is_switched_off(municipality):
            raise NotThereError
        return desk_of(municipality)

    @router.post(
        "/regelingen/berekeningen",
        operation_id="regelingenberekening",
        summary="Reken uit wat waarschijnlijk past",
        description="Wat alle regelingen zeggen van een huishouden: waarschijnlijk wel of niet, hoeveel, elke stap met "
        "het artikel, en wat nog gevraagd moet worden. Wat u weglaat, is onbekend; onbekend is niet nee. Bij een lijst "
        "krijgt elk huishouden een eigen antwoord; wat niet te lezen is, krijgt `fout`. Niemand beslist hier iets: wie "
        "volgens ons geen recht heeft, mag het toch aanvragen.",
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": _ASKED, "examples": _EXAMPLES}},
            },
            "responses": {200: {"content": {"application/json": {"schema": _ANSWERED}}}},
        },
    )
    def berekening(request: HttpRequest, gevraagd: Body[Anything]) -> Any:
        language = language_of(request)
        here, sought = desk(request), cache(find)

        def answer(raw: object) -> dict[str, Any]:
            told = household_from(raw, here.dictionary, sought, today())
            named = sought(told.municipality) if told.municipality else None
            if named and is_switched_off(named):
                raise FaultError("gemeente", SWITCHED_OFF)
            return answer_for(told.household, desk_of(named) if named else here, language)

        return _each(gevraagd, answer, language) if isinstance(gevraagd, list) else _alone(gevraagd, answer)

    @router.get(
        "/regelingen",
        response=Regelingen,
        operation_id="regelingen",
        summary="Regelingen",
        description="Alle regelingen waarmee gerekend wordt, op alfabet van het id.",
    )
    def regelingen(request: HttpRequest, asked: Query[Paging]) -> Page[Regeling]:
        here = desk(request)
        ids = [scheme.id for scheme in here.schemes]
        return page_of(Regelingen, request, asked, ids, lambda id_: Regeling(**_shown(id_, here, language_of(request))))

    @router.get(
        "/regelingen/{id}",
        response=RegelingMetParameters,
        operation_id="regeling",
        summary="Eén regeling",
        description="De regeling met dit id, met alle bedragen en getallen, hun dag, hun artikel en hun bron.",
    )
    def regeling(
        request: HttpRequest,
        id: PathEx[str, id_in_path("zorgtoeslag")],  # noqa: A002
    ) -> RegelingMetParameters:
        here, language = desk(request), language_of(request)
        rows = figures_of(id, here, None, language)
        if rows is None:
            raise NotThereError
        return RegelingMetParameters(
            **_shown(id, here, language), parameters=[Parameter(**row.as_json()) for row in rows]
        )

    return router


def _alone(raw: object, answer: Callable[[object], dict[str, Any]]) -> dict[str, Any]:
    """The answer to one household. Raises InputError."""
    try:
        return answer(raw)
    except FaultError as fault:
        steps = tuple(_STEP.findall(fault.field)) if fault.field != "invoer" else ()
        raise InputError([InputFault("body", steps, fault.sentence, "huishouden")]) from None


def _each(rows: list[Any], answer: Callable[[object], dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """An answer to each of a list, or its fault. Raises InputError when there are too many."""
    people = sum(len(each["personen"]) for each in rows if isinstance(each, dict) and _has_people(each))
    if len(rows) > MOST_HOUSEHOLDS or people > MOST_PEOPLE:
        raise InputError([InputFault("body", (), _TOO_MANY, "too_long")])
    return answers_to(rows, answer, language)


def _has_people(row: dict[str, Any]) -> bool:
    return isinstance(row.get("personen"), list)


def _shown(id_: str, desk: Desk, language: str) -> dict[str, Any]:
    entry = desk.entries[id_]
    return {
        "id": id_,
        "naam": entry.name.in_(language),
        "samenvatting": entry.summary.in_(language),
        "behoeften": list(entry.needs),
        "wet": entry.law,
        "url": entry.url,
        "proefberekening": entry.official_tool,
        "let_op": [each.in_(language) for each in entry.watch_out],
    }
