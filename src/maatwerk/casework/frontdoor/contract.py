"""An answer as public JSON: Dutch keys, fixed by `docs/contracts/ask.schema.json`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from maatwerk.casework.frontdoor.door import Answer
from maatwerk.foundation.content import Text
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import Amount, Suggestion


def as_json(answer: Answer, municipality: Municipality, language: str) -> dict[str, Any]:
    """The answer in `language` ("nl" or "en"), ready for `json.dumps`."""
    contact = municipality.profile.contact
    return {
        "dringend": answer.urgent,
        "dringende_hulp": [
            {"naam": help_.name.in_(language), "telefoon": help_.phone, "uitleg": help_.explanation.in_(language)}
            for help_ in answer.urgent_help
        ],
        "behoeften": [
            {
                "id": heard.need.id,
                "tekst": heard.need.text.in_(language),
                "leefgebied": heard.need.domain.value,
                "zekerheid": heard.certainty,
            }
            for heard in answer.needs
        ],
        "adviezen": [_suggestion(suggestion, language) for suggestion in answer.suggestions],
        "niet_gevonden": answer.not_found,
        "begrepen": {"zeker": answer.sure, "met": answer.heard_by},
        "elders": answer.elsewhere.in_(language) if answer.elsewhere else None,
        "contact": {
            "telefoon": contact.phone,
            "adres": contact.address,
            "tijden": contact.hours.in_(language),
            "buiten_tijden": contact.outside_hours.in_(language),
        },
    }


def _suggestion(suggestion: Suggestion, language: str) -> dict[str, Any]:
    def texts(values: tuple[Text, ...]) -> list[str]:
        return [value.in_(language) for value in values]

    digital = suggestion.next_step.digital
    return {
        "soort": suggestion.kind.value,
        "id": suggestion.id,
        "titel": suggestion.title.in_(language),
        "samenvatting": suggestion.summary.in_(language),
        "oordeel": suggestion.verdict.value,
        "waarom": texts(suggestion.reasons),
        "waarom_niet": texts(suggestion.reasons_against),
        "vragen": [
            {"feit": str(question.fact), "vraag": question.text.in_(language)} for question in suggestion.questions
        ],
        "bedrag": _amount(suggestion.amount) if suggestion.amount else None,
        "kosten": suggestion.costs.in_(language) if suggestion.costs else None,
        "afstand_km": None if suggestion.kilometres is None else round(suggestion.kilometres, 1),
        "stappen": texts(suggestion.steps),
        "volgende_stap": {
            "digitaal": _with_address(digital.in_(language), suggestion.next_step.url) if digital else None,
            "niet_digitaal": suggestion.next_step.without_computer.in_(language),
        },
        "bron": _with_address(suggestion.source, suggestion.source_url),
        "datum": suggestion.checked_on.isoformat(),
    }


def _with_address(step: str, url: str | None) -> str:
    return f"{step} {url}" if url else step


def _amount(amount: Amount) -> dict[str, Any]:
    def euros(value: Decimal | None) -> float | None:
        return None if value is None else float(value)

    return {
        "exact": euros(amount.exact),
        "uitbetaald": euros(amount.paid_out),
        "per": amount.per.value,
        "grenzen": [float(bound) for bound in amount.bounds] if amount.bounds else None,
    }
