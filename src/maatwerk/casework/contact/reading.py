"""What was sent with a form, read as an answer to its questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from maatwerk.casework.contact.forms import YES, Form, Question, Shape
from maatwerk.casework.contact.rules import Kind
from maatwerk.foundation.people.bsn import has_bsn
from maatwerk.foundation.people.typed_text import tidy
from maatwerk.foundation.people.ways import plain_phone

_MOST_REPEATED = 5000  # characters of a text that is too long, put back in its field


@dataclass(frozen=True)
class Asked:
    """A request as somebody made it."""

    kind: Kind
    name: str
    phone: str = ""
    address: str = ""
    moments: tuple[str, ...] = ()
    interpreter: str = ""
    may_leave_message: bool = False
    safe: str = ""
    about: str = ""


@dataclass(frozen=True)
class Sent:
    """The answers by question, and what is wrong with them: question → sentence."""

    texts: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def asked(self, form: Form) -> Asked:
        """For answers without a fault."""
        return Asked(
            kind=form.kind,
            name=self.texts["naam"],
            phone=self.texts["telefoon"],
            address=self.texts.get("adres", ""),
            moments=tuple(self.chosen["wanneer"]),
            interpreter=self.texts["tolk"],
            may_leave_message=YES in self.chosen["bericht"],
            safe=self.texts["veilig"],
            about=self.texts["waarover"],
        )


def read(form: Form, data: QueryDict) -> Sent:
    """Every answer, tidied, with its fault where there is one. Nothing that was typed is lost."""
    texts: dict[str, str] = {}
    chosen: dict[str, Sequence[str]] = {}
    faults: dict[str, str] = {}
    for question in form.questions:
        if question.choices:
            chosen[question.id] = [each for each in question.choices if each in data.getlist(question.id)]
            continue
        text = tidy(data.get(question.id, ""), lines=question.shape is Shape.LINES)
        texts[question.id] = text[:_MOST_REPEATED]
        if fault := _fault(question, text):
            faults[question.id] = fault
    return Sent(texts, chosen, faults)


def _fault(question: Question, text: str) -> str:
    if not text:
        return _missing(question) if question.required else ""
    if len(text) > question.longest:
        return _("Dit is te lang. Er passen hier %(most)s letters. U schreef er %(number)s.") % {
            "most": question.longest,
            "number": len(text),
        }
    if question.shape is Shape.PHONE:
        return "" if plain_phone(text) else _("Dit is geen telefoonnummer. Schrijf het als 06 12345678.")
    if has_bsn(text):
        return _("Schrijf hier geen burgerservicenummer. Wij vragen daar later om, als het nodig is.")
    return ""


def _missing(question: Question) -> str:
    return {
        "naam": _("Vul een naam in. Alleen een voornaam mag ook."),
        "telefoon": _("Vul een telefoonnummer in. Anders kunnen wij u niet bellen."),
        "adres": _("Vul in waar wij langskomen."),
    }[question.id]
