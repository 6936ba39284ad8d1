"""People at work: the same few in every test."""

from __future__ import annotations

import time
from collections.abc import Mapping

from django.test import Client

from maatwerk.foundation.people.models import Account, Appointment, Municipality, Organisation, Team, Worker
from maatwerk.foundation.people.rules import Role

# Name → municipality, organisation, team, roles.
CAST: dict[str, tuple[str, str, str, list[Role]]] = {
    "els": ("duinstad", "wijkteam", "noord", []),
    "ruben": ("duinstad", "schuldhulp", "schuldhulp", []),
    "eva": ("duinstad", "gemeente", "inhoud", [Role.EDITOR]),
    "otto": ("duinstad", "gemeente", "inhoud", [Role.EDITOR]),
    "beheer": ("duinstad", "gemeente", "beheer", [Role.ADMINISTRATOR]),
    "pim": ("duinstad", "gemeente", "postkamer", [Role.CLERK]),
    "mia": ("duinstad", "clientondersteuning", "mia", []),
    "anton": ("duinstad", "bewindvoering", "anton", []),
    "fatma": ("duinstad", "gemeente", "privacy", [Role.PRIVACY_OFFICER]),
    "tessa": ("duinstad", "gemeente", "toezicht", [Role.SUPERVISOR]),
    "dirk": ("duinstad", "gemeente", "gegevens", [Role.STEWARD]),
    "olga": ("duinstad", "buurthuis", "balie", [Role.OWNER]),
    "henk": ("veenrode", "wijkteam", "west", [role for role in Role if role is not Role.OWNER]),
}
PASSWORD = "een lange zin voor proeven"


def add_worker(name: str, cast: Mapping[str, tuple[str, str, str, list[Role]]] = CAST) -> Worker:
    """One of the cast, with an account, in their organisation and team; made when they are not there yet."""
    municipality, organisation, team, roles = cast[name]
    works_for, _ = Organisation.objects.get_or_create(
        municipality=Municipality.objects.get(slug=municipality), slug=organisation, defaults={"name": organisation}
    )
    works_in, _ = Team.objects.get_or_create(organisation=works_for, slug=team, defaults={"name": team})
    account, new = Account.objects.get_or_create(email=f"{name}@{organisation}.example")
    if new:
        account.set_password(PASSWORD)
        account.save()
        worker = Worker.objects.create(account=account, organisation=works_for, name=name.capitalize())
        worker.teams.add(works_in)
        Appointment.objects.bulk_create(Appointment(worker=worker, role=role) for role in roles)
    return account.worker


def signed_in(worker: Worker, method: str = "mfa") -> Client:
    """A browser in which this worker signed in; with "password" as `method` without a second factor."""
    client = Client()
    client.force_login(worker.account)
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": time.time()}]
    session["account_authentication_methods_user"] = str(worker.account.pk)
    session.save()
    return client
