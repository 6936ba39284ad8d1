"""The one sentence that somebody agrees to, made from the register, so that what was understood is what is kept."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.foundation.access.register import Register


def consent_sentence(register: Register, organisation: str, purpose: str, category: str, until: datetime) -> str:
    """In the language of the page. `organisation` is its name."""
    return _(
        "%(organisation)s mag zien wat anderen opschreven over %(category)s. Dat is voor %(purpose)s. Het mag tot"
        " %(day)s. U kunt dit altijd stoppen."
    ) % _words(register, organisation, purpose, category, until)


def consent_sentence_only_that(
    register: Register, organisation: str, purpose: str, category: str, until: datetime
) -> str:
    return _(
        "%(organisation)s mag weten dat er iets staat over %(category)s, maar niet wat. Dat is voor %(purpose)s. Het"
        " mag tot %(day)s. U kunt dit altijd stoppen."
    ) % _words(register, organisation, purpose, category, until)


def lifting_sentence(
    register: Register, holder: str, organisation: str, purpose: str, category: str, until: datetime
) -> str:
    return _(
        "%(holder)s heeft een geheim te bewaren. U zegt: over %(category)s mag %(holder)s het laten zien aan"
        " %(organisation)s. Dat is voor %(purpose)s. Het mag tot %(day)s. U kunt dit altijd stoppen."
    ) % {"holder": holder, **_words(register, organisation, purpose, category, until)}


def opened_sentence(register: Register, organisation: str, purpose: str, category: str, until: datetime) -> str:
    return _(
        "%(organisation)s mag dit ene stuk lezen. Het gaat over %(category)s. Dat is voor %(purpose)s. Het mag tot"
        " %(day)s. U kunt dit altijd stoppen."
    ) % _words(register, organisation, purpose, category, until)


def _words(register: Register, organisation: str, purpose: str, category: str, until: datetime) -> dict[str, str]:
    language = get_language() or "nl"
    return {
        "organisation": organisation,
        "category": register.categories[category].name.in_(language),
        "purpose": register.purposes[purpose].name.in_(language),
        "day": date_format(timezone.localtime(until), "j F Y"),
    }
