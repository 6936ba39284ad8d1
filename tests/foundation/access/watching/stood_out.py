"""What the pages of who watches are about, made for them, with the arguments of their addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from maatwerk.foundation.access.models import Noticed, PublishedCounts
from maatwerk.foundation.access.retention.holding import Held, place_hold
from maatwerk.foundation.access.watching.rules import Rule
from maatwerk.foundation.people.ages import day_of
from tests.foundation.access.grounds.people import at_work
from tests.residents import add_resident
from tests.staff import add_worker

OCTOBER = date(2026, 10, 1)


def a_noticed_look(worker: str = "els", rule: Rule = Rule.REFUSED, **fields: Any) -> Mapping[str, Any]:
    """A day of this worker that stood out; the same one when it is there already."""
    row, _new = Noticed.objects.get_or_create(
        municipality="duinstad",
        rule=rule,
        day=fields.pop("day", day_of(timezone.now())),
        worker=f"worker:{add_worker(worker).pk}",
        **fields,
    )
    return {"which": row.pk}


def a_hold() -> Mapping[str, Any]:
    """Something of Samira that the privacy officer keeps, now."""
    samira, until = add_resident("samira"), day_of(timezone.now()) + timedelta(days=30)
    held = Held("Er loopt een zaak bij de rechter.", "AVG artikel 17 lid 3", until)
    return {"which": place_hold(at_work("fatma"), samira.ref, held, timezone.now()).pk}


def a_counted_month() -> Mapping[str, Any]:
    organisation = f"organisation:{add_worker('els').organisation_id}"
    PublishedCounts.objects.get_or_create(
        municipality="duinstad",
        month=OCTOBER,
        defaults={"published_at": timezone.now(), "cells": [["noodtoegang", organisation, 10]]},
    )
    return {"month": f"{OCTOBER:%Y-%m}", "form": "csv"}
