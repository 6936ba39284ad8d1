"""What the pages of who watches are about, made for them, with the arguments of their addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from maatwerk.foundation.access.models import Noticed, PublishedCounts
from maatwerk.foundation.access.watching.rules import Rule
from maatwerk.foundation.people.ages import day_of
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


def a_counted_month() -> Mapping[str, Any]:
    organisation = f"organisation:{add_worker('els').organisation_id}"
    PublishedCounts.objects.get_or_create(
        municipality="duinstad",
        month=OCTOBER,
        defaults={"published_at": timezone.now(), "cells": [["noodtoegang", organisation, 10]]},
    )
    return {"month": f"{OCTOBER:%Y-%m}", "form": "csv"}
