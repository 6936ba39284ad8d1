"""Telling somebody at work that their account changed, so that a key that is not theirs does not go unseen."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.utils import timezone

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.people.models import Worker

_KEYS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes are shown, and belong to a key


def watch() -> None:
    """From now on everybody is told of a new key, by the notice `nieuwe_sleutel`."""
    authenticator_added.connect(_key_added, dispatch_uid="people.telling")


def _key_added(authenticator: Authenticator, **_kwargs: Any) -> None:
    if authenticator.type in _KEYS:
        worker = Worker.objects.select_related("organisation__municipality").get(account=authenticator.user_id)
        town = worker.organisation.municipality.slug
        connections().notifier.notify(f"worker:{worker.pk}", "nieuwe_sleutel", town, timezone.now())
