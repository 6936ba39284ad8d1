"""A service of HSDS 3.0 as a row of the social map. docs/hsds-profile.md says what is read from where.

What stands in a field of HSDS counts; the profile holds what HSDS has no field for. Everything that came along stays
beside the row, so that it can be given back.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from json import dumps
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import ValidationError

from maatwerk.foundation.openapi.problems import faults_in
from maatwerk.knowledge.directory.catalogue import Service, faults_of
from maatwerk.knowledge.directory.feeding import Row
from maatwerk.knowledge.directory.hsds.cleaning import Cleaning
from maatwerk.knowledge.directory.hsds.ids import OURS
from maatwerk.knowledge.directory.hsds.profile import NAME
from maatwerk.knowledge.directory.hsds.reading import Reading
from maatwerk.knowledge.facts import Dictionary

LARGEST = 200_000  # characters of one service as JSON
_GIVEN_AGAIN = ("assured_date", "last_modified")  # these are what we know at export
# What a reader would miss, and has no place on our pages.
_UNSHOWN = (
    "accreditations", "alert", "alternate_name", "email", "funding", "interpretation_services", "licenses", "program",
    "required_documents", "wait_time",
)  # fmt: skip


@dataclass(frozen=True)
class Incoming:
    """What became of one service. Without a row it was refused, and `faults` says why; `warnings` name what was taken
    over otherwise than it stood there. Sentences are Dutch (or in the language that is active). The key of the row is
    the id of the service without its hyphens: whoever brings it in puts its origin before it."""

    row: Row | None
    faults: list[str]
    warnings: list[str]


def from_hsds(
    raw: Any, *, needs: Container[str], dictionary: Dictionary | None, today: date, origin: str = ""
) -> Incoming:
    """One full service object, with its organisation in it. Never raises, whatever `raw` is.

    `needs` holds the ids of the needs that exist here; `today` is the day after which nothing can have been seen;
    `origin` tells ids that are no UUID apart from those of another source."""
    if not isinstance(raw, Mapping):
        return _refused(_("Dit is geen dienst: er staat geen JSON-object."))
    if not raw.get("id"):
        return _refused(_("Er staat geen 'id' bij."))
    cleaning = Cleaning(origin)
    clean = cleaning.clean(raw, "service", str(OURS))
    if clean is None or len(dumps(clean)) > LARGEST:
        return _refused(_("Deze dienst is te groot om te lezen."))
    reading = Reading(clean, needs, today)
    value = reading.value()
    faults, service = list(reading.faults), None
    if not faults:
        service, faults = _checked(value, needs, dictionary)
    warnings = list(dict.fromkeys([*cleaning.notes, *reading.warnings]))
    if service is None or faults:
        return Incoming(None, faults, warnings)
    beside = {"hsds": {name: kept for name, kept in clean.items() if name not in _GIVEN_AGAIN}}
    uuid = UUID(clean["id"])
    return Incoming(Row(uuid.hex, service, beside, uuid), [], warnings + _unshown(clean, service))


def _refused(sentence: str) -> Incoming:
    return Incoming(None, [sentence], [])


def _checked(
    value: Mapping[str, Any], needs: Container[str], dictionary: Dictionary | None
) -> tuple[Service | None, list[str]]:
    try:
        service = Service.model_validate(value)
    except ValidationError as error:
        language = get_language() or "nl"
        told = faults_in({**each, "loc": ("query", *each["loc"])} for each in error.errors())
        return None, [
            _("Bij '%(field)s': %(sentence)s")
            % {"field": ".".join(each.field), "sentence": each.sentence.in_(language)}
            for each in told
        ]
    wrong = [place for place, _sentence in faults_of(service, needs, dictionary)]
    return service, [
        _("Bij '%(field)s' staat een feit of een antwoord dat wij niet kennen.") % {"field": place} for place in wrong
    ]


def _unshown(clean: Mapping[str, Any], service: Service) -> list[str]:
    """Which fields are kept and given back, and shown nowhere."""
    if NAME in clean:
        return []
    names = [name for name in _UNSHOWN if clean.get(name)]
    if not names:
        return []
    return [_("Dit bewaren wij zonder het te tonen: %(fields)s.") % {"fields": ", ".join(names)}]
