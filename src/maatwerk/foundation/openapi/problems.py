"""Errors as `application/problem+json` (RFC 9457), with every fault of the input named at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from maatwerk.foundation.content import Text

MEDIA_TYPE = "application/problem+json"
MOST_FAULTS = 50  # more than these help nobody, and a small request may not ask for a large answer

# Status → title and detail.
_WORDS = {
    400: (
        Text(nl="De vraag klopt niet", en="The request is not right"),
        Text(
            nl="Wij konden niet lezen wat u stuurde. Kijk in openapi.json hoe het moet.",
            en="We could not read what you sent. See openapi.json for how to ask.",
        ),
    ),
    401: (
        Text(nl="Wij weten niet wie u bent", en="We do not know who you are"),
        Text(
            nl="Stuur een geldige sleutel mee: Authorization: Bearer, met de sleutel erachter.",
            en="Send a valid token: Authorization: Bearer, followed by the token.",
        ),
    ),
    404: (
        Text(nl="Niet gevonden", en="Not found"),
        Text(
            nl="Dit bestaat hier niet. Alle adressen staan in openapi.json, zonder schuine streep aan het einde.",
            en="This does not exist here. All addresses are in openapi.json, without a slash at the end.",
        ),
    ),
    405: (
        Text(nl="Dat kan hier niet", en="Not possible here"),
        Text(
            nl="Dit adres kent deze methode niet. In de kop Allow staat wat wel kan.",
            en="This address does not know this method. The Allow header says what is possible.",
        ),
    ),
    429: (
        Text(nl="Te veel vragen", en="Too many requests"),
        Text(
            nl="Er kwamen te veel vragen van dit adres. In de kop Retry-After staat hoeveel seconden u wacht.",
            en="Too many requests came from this address. The Retry-After header says how many seconds to wait.",
        ),
    ),
    500: (
        Text(nl="Er ging bij ons iets mis", en="Something went wrong on our side"),
        Text(nl="Dat ligt niet aan u. Probeer het straks nog een keer.", en="It is not your fault. Try again later."),
    ),
    503: (
        Text(nl="Nu niet beschikbaar", en="Not available now"),
        Text(nl="De dienst kan nu niet antwoorden.", en="The service cannot answer now."),
    ),
}

# What a validator found → a sentence; `{...}` is filled in from what the validator tells.
_SENTENCES = {
    "missing": Text(nl="Dit is nodig.", en="This is needed."),
    "extra_forbidden": Text(nl="Dit veld kennen wij niet.", en="We do not know this field."),
    "string_type": Text(nl="Dit moet een tekst zijn.", en="This must be a text."),
    "string_unicode": Text(nl="Deze tekst is niet te lezen.", en="This text cannot be read."),
    "string_too_long": Text(nl="Gebruik ten hoogste {max_length} tekens.", en="Use at most {max_length} characters."),
    "string_pattern_mismatch": Text(nl="Dit past niet op {pattern}.", en="This does not match {pattern}."),
    "too_long": Text(nl="Dit zijn er meer dan {max_length}.", en="These are more than {max_length}."),
    "int_parsing": Text(nl="Dit moet een heel getal zijn.", en="This must be a whole number."),
    "int_parsing_size": Text(nl="Dit getal is te groot.", en="This number is too large."),
    "greater_than_equal": Text(nl="Dit is ten minste {ge}.", en="This is at least {ge}."),
    "less_than_equal": Text(nl="Dit is ten hoogste {le}.", en="This is at most {le}."),
    "literal_error": Text(nl="Kies uit {expected}.", en="Choose from {expected}."),
    "enum": Text(nl="Kies uit {expected}.", en="Choose from {expected}."),
    "dict_type": Text(nl="Dit moet een JSON-object zijn.", en="This must be a JSON object."),
    "model_type": Text(nl="Dit moet een JSON-object zijn.", en="This must be a JSON object."),
    "model_attributes_type": Text(nl="Dit moet een JSON-object zijn.", en="This must be a JSON object."),
    "plain_value": Text(
        nl="Dit moet een tekst van ten hoogste {most} tekens, een getal of true of false zijn.",
        en="This must be a text of at most {most} characters, a number, or true or false.",
    ),
}
_NOT_RIGHT = Text(nl="Deze waarde kan hier niet.", en="This value is not possible here.")


@dataclass(frozen=True)
class InputFault:
    """One thing that is wrong with what was sent. `source` is "path", "query" or "body"; `field` the steps to it."""

    source: str
    field: tuple[str, ...]
    sentence: Text
    code: str = "invalid"

    def as_json(self, language: str) -> dict[str, Any]:
        pointer = "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in self.field)  # RFC 6901
        location = {"pointer": pointer} if self.source == "body" else {"name": ".".join(self.field)}
        sentence = self.sentence.in_(language)
        return {"in": self.source, "location": location, "code": self.code, "detail": sentence}


class InputError(Exception):
    """What was sent cannot be used; `faults` holds everything that is wrong with it."""

    def __init__(self, faults: Sequence[InputFault]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} faults in the input")  # never what was typed


class NotThereError(Exception):
    """There is nothing with this id."""


def problem(status: int, language: str, faults: Iterable[InputFault] | None = None) -> HttpResponse:
    """An answer that says what went wrong, for programs and for people. A status without words of its own gets those
    of 400 or 500."""
    title, detail = _WORDS.get(status) or _WORDS[500 if status >= 500 else 400]
    content: dict[str, Any] = {"status": status, "title": title.in_(language), "detail": detail.in_(language)}
    if faults is not None:
        content["errors"] = [fault.as_json(language) for fault in list(faults)[:MOST_FAULTS]]
    return HttpResponse(json.dumps(content), status=status, content_type=MEDIA_TYPE)


def faults_in(errors: Iterable[Mapping[str, Any]]) -> list[InputFault]:
    """What pydantic found, in our own sentences. Each error has `loc` (source first), `type` and `ctx`."""
    found = []
    for error in errors:
        source, *steps = (str(step) for step in error["loc"])
        if source == "body":
            steps = steps[1:]  # the name of the argument in the code, which is no part of the body
        if steps and steps[-1] == "[key]":
            steps = steps[:-1]  # pydantic's mark for "the key itself"
        told = _SENTENCES.get(error["type"], _NOT_RIGHT)
        context = error.get("ctx", {})
        sentence = Text(nl=told.nl.format(**context), en=told.en.format(**context))
        found.append(InputFault(source, tuple(steps), sentence, error["type"]))
    return found
