"""The questions of a form as fields of a page, with what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from maatwerk.casework.contact.forms import Form, Shape
from maatwerk.casework.contact.reading import Sent

_KEYBOARDS = {Shape.PHONE: "tel"}
# What a browser may fill in (HTML, "autofill").
_AUTOCOMPLETE = {"naam": "name", "telefoon": "tel", "adres": "street-address"}


@dataclass(frozen=True)
class Field:
    id: str
    label: str
    hint: str
    shape: str
    value: str
    error: str
    required: bool
    rows: int
    keyboard: str
    autocomplete: str
    choices: list[tuple[str, str, bool]]


def fields(form: Form, sent: Sent, at_work: bool = False) -> list[Field]:
    """In the order of the form. Who types it over for another has their own name in no field."""
    language: Any = get_language() or "nl"
    return [
        Field(
            id=each.id,
            label=each.label.in_(language),
            hint=each.hint.in_(language) if each.hint else "",
            shape=each.shape.name,
            value=sent.texts.get(each.id, ""),
            error=sent.faults.get(each.id, ""),
            required=each.required,
            rows=each.rows if each.shape is Shape.LINES else 0,
            keyboard=_KEYBOARDS.get(each.shape, ""),
            autocomplete="off" if at_work else _AUTOCOMPLETE.get(each.id, "off"),
            choices=[
                (value, text.in_(language), value in sent.chosen.get(each.id, ()))
                for value, text in each.choices.items()
            ],
        )
        for each in form.questions
    ]
