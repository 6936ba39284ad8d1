"""The forms on paper, as PDF that a screen reader can read (PDF/UA-1, decision 0017), normal and in large print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from maatwerk.casework.contact.forms import FORMS, Form, Question
from maatwerk.foundation.content.entry import Language
from maatwerk.foundation.documents.letters import Field, Letter, Paragraph, write_letter
from maatwerk.foundation.ui.municipality import Municipality

MADE_ON = date(2026, 11, 22)  # when the questions last changed: the date on the paper tells old ones from new ones


@lru_cache(maxsize=32)
def as_pdf(code: str, municipality: Municipality, language: Language, large_print: bool) -> bytes:
    """The form with this code as PDF; made once, since there is nothing on it about anybody. Raises KeyError."""
    form = FORMS[code]
    with override(language):
        letter = Letter(
            title=_("%(form)s (formulier %(code)s)") % {"form": form.title.in_(language), "code": form.code},
            addressee=(),
            body=tuple(_body(form, municipality, language)),
            date=MADE_ON,
            language=language,
            reference=form.code,
        )
        return write_letter(letter, municipality, large_print)


def _body(form: Form, municipality: Municipality, language: Language) -> Iterator[Paragraph | Field]:
    contact = municipality.profile.contact
    yield Paragraph(form.lead.in_(language))
    yield Paragraph(
        _("Vul in wat u wilt. Stuur dit papier naar: %(address)s. Afgeven aan de balie mag ook.")
        % {"address": f"{municipality.profile.name}, {contact.address}"}
    )
    for question in form.questions:
        yield _field(question, language)
    yield Paragraph(
        _("Wij bewaren wat u hier invult tot een maand na het contact. Alleen wie u belt of bezoekt, leest het.")
    )


def _field(question: Question, language: Language) -> Field:
    return Field(
        question.label.in_(language),
        question.hint.in_(language) if question.hint else "",
        question.rows,
        tuple(text.in_(language) for text in question.choices.values()),
    )
