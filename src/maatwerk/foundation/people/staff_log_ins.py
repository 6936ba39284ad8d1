"""Keeping for people at work when they signed in, and when somebody tried to as them."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest
from django.utils import timezone

from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.models import Account
from maatwerk.foundation.people.signing_in import note_log_in

# How django-allauth notes what somebody did to sign in; the first that was done counts.
_METHODS = {"mfa": How.KEY, "socialaccount": How.ORGANISATION, How.DEMO: How.DEMO}


def watch() -> None:
    """From now on every time is noted. Residents' log-ins note it themselves, with how well they are known."""
    user_logged_in.connect(_signed_in, dispatch_uid="people.staff_log_ins")
    user_login_failed.connect(_wrong_password, dispatch_uid="people.staff_log_ins")
    authentication_failed.connect(_wrong_key, dispatch_uid="people.staff_log_ins")


def _signed_in(request: HttpRequest, user: Account, **_kwargs: Any) -> None:
    if user.email is None:
        return
    methods = {str(record.get("method")) for record in get_authentication_records(request, user)}
    how = next((how for method, how in _METHODS.items() if method in methods), How.PASSWORD)
    _note(request, user.pk, how, succeeded=True)


def _wrong_password(credentials: dict[str, Any], request: HttpRequest | None = None, **_kwargs: Any) -> None:
    email = credentials.get("email")
    account = Account.objects.filter(email=str(email).lower()).first() if email else None
    if account is not None and request is not None:
        _note(request, account.pk, How.PASSWORD, succeeded=False)


def _wrong_key(request: HttpRequest, user: Account, **_kwargs: Any) -> None:
    _note(request, user.pk, How.KEY, succeeded=False)


def _note(request: HttpRequest, account: int, how: How, succeeded: bool) -> None:
    note_log_in(request, account, how, Assurance.NONE, succeeded=succeeded, now=timezone.now())
