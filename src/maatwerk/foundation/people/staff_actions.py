"""Changes of who works here: organisations, teams, invitations, roles, closing. Each checks, writes and notes down."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from maatwerk.foundation.people.invitations import tokens
from maatwerk.foundation.people.models import (
    Account,
    Appointment,
    Municipality,
    Organisation,
    StaffChange,
    Team,
    Worker,
)
from maatwerk.foundation.people.residents import PartyKind
from maatwerk.foundation.people.rules import Change, Role

_LONGEST_ADDRESS = 254
_LONGEST_NAME = 200
_LONGEST_SLUG = 50


class StaffRefusedError(Exception):
    """Nothing was changed. `faults` says why: the name of what was asked for → a sentence."""

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults.values()))


@transaction.atomic
def add_organisation(
    municipality: str, name: str, now: datetime, by: Worker | None = None, kind: PartyKind | None = None
) -> Organisation:
    """An organisation that works for this municipality; `kind` when it is known. Raises StaffRefusedError."""
    works_for = Municipality.objects.select_for_update().get(slug=municipality)
    name, slug = _named(name)
    if works_for.organisations.filter(slug=slug).exists():
        raise StaffRefusedError({"name": _("Er is al een organisatie met deze naam.")})
    organisation = Organisation.objects.create(municipality=works_for, slug=slug, name=name, kind=kind or "")
    _note(Change.ORGANISATION_ADDED, works_for, now, by, detail=slug)
    return organisation


@transaction.atomic
def set_kind(organisation: Organisation, kind: PartyKind, now: datetime, by: Worker | None = None) -> None:
    """Which kind of party an organisation is. The tasks that it has already stay."""
    kept = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if kept.kind == kind:
        return
    kept.kind = kind
    kept.save(update_fields=["kind"])
    _note(Change.KIND_SET, kept.municipality, now, by, detail=f"{kept.pk}-{kind}")


@transaction.atomic
def add_team(organisation: Organisation, name: str, now: datetime, by: Worker | None = None) -> Team:
    """A team of this organisation. Raises StaffRefusedError."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    name, slug = _named(name)
    if organisation.teams.filter(slug=slug).exists():
        raise StaffRefusedError({"name": _("Deze organisatie heeft al een team met deze naam.")})
    team = Team.objects.create(organisation=organisation, slug=slug, name=name)
    _note(Change.TEAM_ADDED, organisation.municipality, now, by, detail=slug)
    return team


@transaction.atomic
def invite(
    email: str,
    name: str,
    organisation: Organisation,
    now: datetime,
    teams: Collection[Team] = (),
    roles: Collection[Role] = (),
    by: Worker | None = None,
) -> Worker:
    """An account that nobody can sign in to yet, and who it belongs to. Raises StaffRefusedError with every reason."""
    email, name = email.strip().lower(), _tidy(name)
    faults = _faults_of(email, name)
    faults |= _faults_of_teams(teams, organisation)
    if faults:
        raise StaffRefusedError(faults)
    account, new = Account.objects.get_or_create(email=email)
    if not new:
        raise StaffRefusedError({"email": _("Er is al een account met dit e-mailadres.")})
    account.set_unusable_password()
    account.save(update_fields=["password"])
    worker = Worker.objects.create(account=account, organisation=organisation, name=name)
    worker.teams.set(teams)
    _note(Change.INVITED, organisation.municipality, now, by, worker)
    _give(worker, roles, now, by)
    return worker


def _faults_of(email: str, name: str) -> dict[str, str]:
    faults = {}
    try:
        validate_email(email)
        MaxLengthValidator(_LONGEST_ADDRESS)(email)
    except ValidationError:
        faults["email"] = _("Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@organisatie.nl.")
    if not name:
        faults["name"] = _("Vul de naam van uw collega in.")
    elif len(name) > _LONGEST_NAME:
        faults["name"] = _("Deze naam is te lang. Gebruik hooguit 200 letters.")
    return faults


def _faults_of_teams(teams: Iterable[Team], organisation: Organisation) -> dict[str, str]:
    if all(team.organisation_id == organisation.pk for team in teams):
        return {}
    return {"teams": _("Kies een team van deze organisatie.")}


@transaction.atomic
def invite_again(worker: Worker, now: datetime, by: Worker | None = None) -> None:
    """Forget every password, key and session of somebody, who then gets a new invitation; also opens a closed account.

    Raises StaffRefusedError for oneself, who would not see the new invitation.
    """
    if by is not None and by.pk == worker.pk:
        raise StaffRefusedError({"worker": _("U kunt uzelf niet opnieuw uitnodigen. Vraag het een andere beheerder.")})
    _forget_ways_in(worker)
    Account.objects.filter(pk=worker.account_id).update(is_active=True)
    worker.account.refresh_from_db()
    _note(Change.INVITED_AGAIN, worker.organisation.municipality, now, by, worker)


@transaction.atomic
def close(worker: Worker, now: datetime, by: Worker | None = None) -> None:
    """Nobody signs in with this account any more, and whoever is signed in is out at once. Their work stays theirs.

    Raises StaffRefusedError for oneself and for the last administrator.
    """
    if by is not None and by.pk == worker.pk:
        raise StaffRefusedError({"worker": _("U kunt uw eigen account niet sluiten. Vraag het een andere beheerder.")})
    _one_at_a_time(worker)
    _keep_an_administrator(worker)
    _forget_ways_in(worker)
    Account.objects.filter(pk=worker.account_id).update(is_active=False)
    worker.account.refresh_from_db()
    _note(Change.CLOSED, worker.organisation.municipality, now, by, worker)


@transaction.atomic
def set_roles(worker: Worker, roles: Collection[Role], now: datetime, by: Worker | None = None) -> None:
    """Give somebody exactly these roles. Raises StaffRefusedError."""
    _one_at_a_time(worker)
    has = {Role(role) for role in worker.appointments.values_list("role", flat=True)}
    taken = has - set(roles)
    if Role.ADMINISTRATOR in taken:
        if by is not None and by.pk == worker.pk:
            raise StaffRefusedError(
                {"roles": _("U kunt uzelf niet de rol van beheerder afnemen. Vraag het een andere beheerder.")}
            )
        _keep_an_administrator(worker)
    worker.appointments.filter(role__in=taken).delete()
    for role in sorted(taken):
        _note(Change.ROLE_TAKEN, worker.organisation.municipality, now, by, worker, role)
    _give(worker, set(roles) - has, now, by)


@transaction.atomic
def set_teams(worker: Worker, teams: Collection[Team], now: datetime, by: Worker | None = None) -> None:
    """Put somebody in exactly these teams of their organisation. Raises StaffRefusedError."""
    if faults := _faults_of_teams(teams, worker.organisation):
        raise StaffRefusedError(faults)
    _one_at_a_time(worker)
    has = set(worker.teams.all())
    worker.teams.set(teams)
    for what, changed in ((Change.TEAM_TAKEN, has - set(teams)), (Change.TEAM_GIVEN, set(teams) - has)):
        for slug in sorted(team.slug for team in changed):
            _note(what, worker.organisation.municipality, now, by, worker, slug)


@transaction.atomic
def accept(worker: Worker, token: str, password: str, now: datetime) -> bool:
    """The invited person chose a password. False when the invitation held no longer, as when it was used just now."""
    worker.account = Account.objects.select_for_update().get(pk=worker.account_id)
    if not tokens.check_token(worker.account, token):
        return False
    worker.account.set_password(password)
    worker.account.save(update_fields=["password"])
    _note(Change.ACCEPTED, worker.organisation.municipality, now, worker, worker)
    return True


@transaction.atomic
def bind(worker: Worker, log_in: str, subject: str, now: datetime) -> SocialAccount | None:
    """From now on `subject` at this organisation's log-in is this worker. None when another subject is already.

    A password without a key is forgotten: with it alone a first key could be set, past the organisation's log-in.
    """
    account = Account.objects.select_for_update().get(pk=worker.account_id)
    if SocialAccount.objects.filter(user=account, provider=log_in).exists():
        return None
    if not Authenticator.objects.filter(user=account).exists():
        account.set_unusable_password()
        account.save(update_fields=["password"])
        worker.account.password = account.password
    bound = SocialAccount.objects.create(user=account, provider=log_in, uid=subject, extra_data={})
    _note(Change.BOUND, worker.organisation.municipality, now, worker, worker)
    return bound


def _tidy(name: str) -> str:
    """A name on one line, without the one character that a database does not keep."""
    return " ".join(name.replace("\0", " ").split())


def _named(name: str) -> tuple[str, str]:
    """The name and the short name for it. Raises StaffRefusedError."""
    name = _tidy(name)
    slug = slugify(name)[:_LONGEST_SLUG].strip("-")
    if not slug:
        raise StaffRefusedError({"name": _("Vul een naam in, met ten minste één letter of cijfer.")})
    if len(name) > _LONGEST_NAME:
        raise StaffRefusedError({"name": _("Deze naam is te lang. Gebruik hooguit 200 letters.")})
    return name, slug


def _one_at_a_time(worker: Worker) -> None:
    """Two administrators who change the same thing, or take each other's role away, wait for each other here."""
    Municipality.objects.select_for_update().get(pk=worker.organisation.municipality_id)


def _keep_an_administrator(worker: Worker) -> None:
    """Refuse what would leave the municipality without anybody who may invite."""
    administrators = Appointment.objects.filter(
        role=Role.ADMINISTRATOR,
        worker__organisation__municipality=worker.organisation.municipality_id,
        worker__account__is_active=True,
    )
    if administrators.filter(worker=worker).exists() and not administrators.exclude(worker=worker).exists():
        raise StaffRefusedError({"roles": _("Dit is de laatste beheerder van deze gemeente. Er moet er één blijven.")})


def _forget_ways_in(worker: Worker) -> None:
    """Passwords, passkeys, codes and bonds. A session holds a mark of the password, so it ends too."""
    Authenticator.objects.filter(user=worker.account_id).delete()
    SocialAccount.objects.filter(user=worker.account_id).delete()
    worker.account.set_unusable_password()
    worker.account.save(update_fields=["password"])


def _give(worker: Worker, roles: Iterable[Role], now: datetime, by: Worker | None) -> None:
    for role in sorted(roles):
        Appointment.objects.create(worker=worker, role=role)
        _note(Change.ROLE_GIVEN, worker.organisation.municipality, now, by, worker, role)


def _note(
    what: Change,
    municipality: Municipality,
    at: datetime,
    by: Worker | None,
    worker: Worker | None = None,
    detail: str = "",
) -> None:
    StaffChange.objects.create(what=what, municipality=municipality, at=at, by=by, worker=worker, detail=detail)
