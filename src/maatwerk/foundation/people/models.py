"""What is stored about municipalities, the organisations that work for them, and the people who work there."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now

from maatwerk.foundation.people.rules import Role


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
    and nothing may pass from one to the other by standing in the same row.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="organisations")
    slug = models.SlugField()
    name = models.CharField(max_length=200)
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
    """Something to sign in with: an address, and a password or a passkey. Who somebody is stands in `Worker`.

    An account that is not active signs in nowhere. Passkeys and codes are kept by django-allauth.
    """

    email = models.EmailField(max_length=254, unique=True, error_messages={"unique": _ADDRESS_TAKEN})
    is_active = models.BooleanField(default=True)
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
