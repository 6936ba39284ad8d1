"""Signing in at one's own organisation: which log-ins there are, and who it is that such a log-in sends here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from maatwerk.foundation.people.models import Worker
from maatwerk.foundation.people.rules import OrganisationLogIn, is_about, verified_address
from maatwerk.foundation.people.staff_actions import bind


def log_ins_of(municipality: str, organisation: str = "") -> list[OrganisationLogIn]:
    """The log-ins of organisations that work for this municipality, or of one of them. No query."""
    return [
        each
        for each in settings.ORGANISATION_LOG_INS
        if each.municipality == municipality and organisation in ("", each.organisation)
    ]


def worker_of(log_in: str, subject: str, claims: Mapping[str, Any], now: datetime) -> Worker | None:
    """Who signed in at this log-in as `subject`: who is bound to that, else the one invited worker of exactly this
    organisation whose address it vouches for, who is bound to it from now on. None when there is nobody."""
    organisation = next((each for each in settings.ORGANISATION_LOG_INS if each.id == log_in), None)
    if organisation is None or not is_about(subject, claims):
        return None
    workers = Worker.objects.select_related("account", "organisation__municipality").filter(
        account__is_active=True,
        organisation__slug=organisation.organisation,
        organisation__municipality__slug=organisation.municipality,
    )
    bound = SocialAccount.objects.filter(provider=log_in, uid=subject).first()
    if bound is not None:
        return workers.filter(account=bound.user_id).first()
    address = verified_address(claims)
    worker = workers.filter(account__email=address).first() if address else None
    return worker if worker and bind(worker, log_in, subject, now) else None
