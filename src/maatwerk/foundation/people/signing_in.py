"""Signing in as a resident, whichever way it was done; being signed out everywhere; and what one can look up of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import login
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.browsers import browser_and_device
from maatwerk.foundation.people.models import Account, LogIn, Resident, ResidentAccount

SESSION = "resident_signed_in"  # in the session: how, with which assurance, when, and when a page was last asked for
LOG_INS_ARE_KEPT = timedelta(days=365)
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in_resident(
    request: HttpRequest, account: ResidentAccount, how: How, assurance: Assurance, now: datetime
) -> None:
    """From now on this browser is this resident's. Whoever was signed in here before is not any more."""
    login(request, account.account, backend=_BACKEND)
    at = now.timestamp()
    request.session[SESSION] = {"how": how.value, "assurance": assurance.value, "at": at, "seen": at}
    note_log_in(request, account.account_id, how, assurance, succeeded=True, now=now)


def note_log_in(
    request: HttpRequest, account: int, how: How, assurance: Assurance, succeeded: bool, now: datetime
) -> None:
    """Keep for the owner of the account that somebody signed in, or tried to."""
    LogIn.objects.create(
        account_id=account,
        at=now,
        how=how,
        assurance=assurance,
        succeeded=succeeded,
        browser=browser_and_device(request.headers.get("User-Agent", "")),
    )


def log_ins_of(account: int) -> QuerySet[LogIn]:
    """Somebody's own history, newest first."""
    return LogIn.objects.filter(account=account).order_by("-at", "-pk")


def forget_old_log_ins(now: datetime) -> int:
    """Delete what is older than a year; returns how many."""
    return LogIn.objects.filter(at__lt=now - LOG_INS_ARE_KEPT).delete()[0]


@transaction.atomic
def sign_out_everywhere(account: int) -> None:
    """End every session of this account, on every device, this one too. Passwords, keys and bonds stay."""
    Account.objects.filter(pk=account).update(sign_outs=F("sign_outs") + 1)


@transaction.atomic
def account_of(resident: UUID, municipality: str) -> ResidentAccount:
    """The account of this resident; made when this is the first time. It has no address and no password."""
    with maintenance("recognising"):  # two first times at once wait for each other here
        Resident.objects.select_for_update().get(pk=resident, municipality=municipality)
    found = ResidentAccount.objects.select_related("account").filter(resident=resident).first()
    if found is not None:
        return found
    account = Account(email=None)
    account.set_unusable_password()
    account.save()
    return ResidentAccount.objects.create(account=account, resident=resident, municipality=municipality)


@transaction.atomic
def close_account(resident: UUID) -> None:
    """Nobody signs in as this resident any more, and whoever is signed in is out. To be done when somebody died."""
    rows = Account.objects.filter(resident_account__resident=resident)
    rows.update(is_active=False, sign_outs=F("sign_outs") + 1)


def open_account(resident: UUID) -> None:
    """It was a mistake: they may sign in again."""
    Account.objects.filter(resident_account__resident=resident).update(is_active=True)
