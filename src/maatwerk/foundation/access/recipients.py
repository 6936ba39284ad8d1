"""Which organisations received something that stands in a file: by the access log, who saw what it says (AVG art. 4
onder 9, art. 19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.aliases import alias_of
from maatwerk.foundation.access.logs.canonical import milliseconds
from maatwerk.foundation.access.models import AccessRecord
from maatwerk.foundation.access.register import SAFETY, Register
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Personal

_STANDING_FOR = "vertegenwoordiging"


def recipients(thing: Personal, since: datetime) -> Mapping[str, str]:
    """Each organisation, other than the one that answers for this entry, that saw data of its category from that
    organisation since this moment; with who of them saw it last.

    A look is one line for all it opened: an organisation may stand here that saw another entry of the same category.
    To be asked to look again harms nobody. What is hidden, and what somebody saw for safety, in an emergency or to
    watch over others, is left out: that they looked may not be told, or they do nothing with it.
    """
    register = connections().register(thing.municipality)
    category, alias = register.categories.get(thing.category), alias_of(thing.subject)
    if alias is None or category is None or category.hidden or thing.purpose == SAFETY:
        return {}
    rows = AccessRecord.objects.filter(
        subject=alias,
        municipality=thing.municipality,
        at__gte=milliseconds(since),
        level=Level.WHAT,
        purpose__in=_purposes(register),
        categories__contains=thing.category,
    ).exclude(organisation__in=["", thing.controller])
    seen = rows.order_by("at").values_list("organisation", "viewer", "categories", "controller")
    return {
        organisation: viewer
        for organisation, viewer, categories, controllers in seen.iterator()
        if thing.category in categories.split() and thing.controller in controllers.split()
    }


def _purposes(register: Register) -> list[str]:
    tasks = [id_ for id_, purpose in register.purposes.items() if purpose.is_task and id_ != SAFETY]
    return [*tasks, _STANDING_FOR]
