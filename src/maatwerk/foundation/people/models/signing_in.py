"""What is stored so that residents can sign in, and what everybody can see of their own signing in."""

from __future__ import annotations

from typing import Any

from django.db import models

from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.models.residents import OfResident
from maatwerk.foundation.people.models.staff import Account


class NotAResidentError(ValueError):
    """Somebody who works here was to become a resident with the same account. A fault of the program."""


class ResidentAccount(models.Model):
    """Which resident signs in with an account. References only: who that is stays behind the gate."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="resident_account")
    resident = models.UUIDField(unique=True)
    municipality = models.SlugField()

    def __str__(self) -> str:
        return f"resident account {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.account.email is not None:
            raise NotAResidentError("an account with an address is of somebody who works here")
        super().save(*args, **kwargs)


class Bond(models.Model):
    """Under which name a broker knows the resident of an account: what an issuer calls them (`sub`), and nothing else.
    OpenID Connect Core 1.0, section 2: issuer and subject together never change and are never given to another."""

    account = models.ForeignKey(ResidentAccount, models.CASCADE, related_name="bonds")
    municipality = models.SlugField()  # that of the account: a broker may serve two with one subject for a person
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "issuer", "subject"], name="one_bond_per_subject")
        ]

    def __str__(self) -> str:
        return f"bond {self.pk}"


class OwnWord(OfResident):
    """A word that a resident chose at the table and that nobody else knows; hashed as a password is, and never shown.
    `by` is the reference to the worker who sat there."""

    hashed = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta(OfResident.Meta):
        constraints = [models.UniqueConstraint(fields=["resident"], name="one_own_word_per_resident")]


class LogIn(models.Model):
    """One time that somebody signed in, or tried to, as they can look it up themselves for a year. `browser` is in
    plain words. There is no address of the network in it: it says little to people and much about where they are."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="log_ins")
    at = models.DateTimeField()
    how = models.CharField(max_length=20, choices=[(how.value, how.value) for how in How])
    assurance = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Assurance], blank=True)
    succeeded = models.BooleanField()
    browser = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-at"], name="log_in_newest_first"),
            models.Index(fields=["at"], name="log_in_by_age"),
        ]

    def __str__(self) -> str:
        return f"log-in {self.pk}"
