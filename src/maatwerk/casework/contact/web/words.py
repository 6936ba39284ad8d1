"""What people call channels, outcomes and parts of the day."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from maatwerk.casework.contact.forms import CALL
from maatwerk.casework.contact.rules import Channel, Outcome

CHANNELS: dict[str, str | Promise] = {
    Channel.WEBSITE: gettext_lazy("de website"),
    Channel.PHONE: gettext_lazy("de telefoon"),
    Channel.DESK: gettext_lazy("de balie"),
    Channel.POST: gettext_lazy("de post"),
}
OUTCOMES: dict[str, str | Promise] = {
    Outcome.SPOKEN: gettext_lazy("Gesproken"),
    Outcome.APPOINTMENT: gettext_lazy("Afspraak gemaakt"),
    Outcome.PASSED_ON: gettext_lazy("Doorgegeven aan een ander"),
    Outcome.NOT_REACHED: gettext_lazy("Niet bereikt"),
    Outcome.WRONG: gettext_lazy("Het nummer of adres klopt niet"),
    Outcome.WITHDRAWN: gettext_lazy("De inwoner wil geen contact meer"),
}
_MOMENTS = next(each for each in CALL.questions if each.id == "wanneer").choices


def moments(chosen: Iterable[str]) -> list[str]:
    """The parts of the day that somebody chose, as they read them."""
    return [_MOMENTS[each].in_(get_language() or "nl") for each in chosen if each in _MOMENTS]
