"""What is stored about municipalities, the organisations that work for them, and the people who work there."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.crypto import salted_hmac

from maatwerk.foundation.gate.append_only import AppendOnly
from maatwerk.foundation.people.residents import PartyKind
from maatwerk.foundation.people.rules import Change, Role


class Municipality(models.Model):
    """One municipality that this installation serves.

    `profile` holds a `foundation.ui.municipality.Profile` as JSON; it is written only through `actions`, which
    validates it. `hostname` is the address residents type, when the municipality has one of its own here.
    `content_version` grows with every change of the municipality's own content, so that each process knows when to
    read that anew.
    """

    slug = models.SlugField(unique=True)
    hostname = models.CharField(max_length=253, blank=True)
    profile = models.JSONField()
    content_version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hostname"],
                condition=~models.Q(hostname=""),
                name="one_municipality_per_hostname",
                violation_error_message="Deze domeinnaam hoort al bij een andere gemeente.",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Organisation(models.Model):
    """Who somebody works for, within one municipality.

    An organisation that works for two municipalities is two rows: it has other agreements, tasks and people in each,
    and nothing may pass from one to the other by standing in the same row. `kind` is empty while nobody said it.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="organisations")
    slug = models.SlugField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in PartyKind], blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"],
                name="one_organisation_per_slug",
                violation_error_message="Deze gemeente heeft al een organisatie met deze korte naam.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People of one organisation who share work."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    slug = models.SlugField()
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug"],
                name="one_team_per_slug",
                violation_error_message="Deze organisatie heeft al een team met deze korte naam.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by the address somebody signs in with, however it is capitalised."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())


_ADDRESS_TAKEN = "Er is al een account met dit e-mailadres."


class Account(AbstractBaseUser):
    """Something to sign in with. Who somebody is stands in `Worker` or in `ResidentAccount`, never in both: whoever
    works here has an address, and a password or a passkey; a resident has none of these (decision 0025).

    An account that is not active signs in nowhere. Passkeys and codes are kept by django-allauth.
    """

    email = models.EmailField(
        max_length=254, unique=True, null=True, blank=True, error_messages={"unique": _ADDRESS_TAKEN}
    )
    is_active = models.BooleanField(default=True)
    sign_outs = models.PositiveIntegerField(default=0)  # how often every session was ended at once
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="address_in_small_letters"),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """The mark of the password in each session, and of how often all sessions were ended: an older one is over."""
        if not self.sign_outs:
            return super()._get_session_auth_hash(secret=secret)  # type: ignore[misc,no-any-return]
        text = f"{self.sign_outs}:{self.password}"
        return salted_hmac("people.Account.sign_outs", text, secret=secret, algorithm="sha256").hexdigest()


class Worker(models.Model):
    """Somebody who works for one organisation. Who works for two has two accounts, so that every act says for whom."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="worker")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="workers")
    teams = models.ManyToManyField(Team, related_name="workers", blank=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"worker {self.pk}"


class Appointment(models.Model):
    """A role that somebody has."""

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worker", "role"], name="one_appointment_per_role")]

    def __str__(self) -> str:
        return self.role


class StaffChange(AppendOnly):
    """Who did what to whom, and when, among the people at work. Kept for whoever audits; it only grows.

    `by` is nobody when it was done on the command line of the server. `detail` is the id of a role, the short name of
    an organisation or a team, or the number of an organisation with its new kind ("12-gemeente"); never a text that
    somebody typed.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="changes")
    what = models.CharField(max_length=20, choices=[(change.value, change.value) for change in Change])
    detail = models.SlugField(blank=True)

    class Meta(AppendOnly.Meta):
        indexes = [models.Index(fields=["municipality", "-at"], name="staff_change_newest_first")]

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"


class ShortNote(models.Model):
    """What all web processes have to know of each other for a few minutes: how often somebody tried to sign in, and
    which codes were used. Django's cache in the database reads and writes it; keys are made unreadable (`sealing`).
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
