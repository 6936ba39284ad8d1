"""Questions to owners in tables. Nothing here is about a person."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from maatwerk.knowledge.directory.asking.rules import Answer


class Asking(models.Model):
    """An organisation is asked whether its entries are right: those in `entries`, in one mail and one call. `mails`
    counts what was sent, `tries` how often nobody answered the phone. `listed_at` is when it came on the phone list.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    municipality = models.SlugField()
    organisation = models.CharField(max_length=200)
    mail = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField()
    mails = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)
    mail_failed = models.BooleanField(default=False)
    listed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "organisation", "mail", "phone"],
                condition=models.Q(ended_at=None),
                name="one_open_asking_per_owner",
            )
        ]

    def __str__(self) -> str:
        return f"asking {self.pk}"


class Asked(models.Model):
    """One entry that an organisation is asked about, and what it said."""

    asking = models.ForeignKey(Asking, models.CASCADE, related_name="entries", db_index=False)
    key = models.CharField(max_length=80)
    answer = models.CharField(max_length=20, blank=True, choices=[(each.value, each.value) for each in Answer])
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asking", "key"], name="asked_once")]

    def __str__(self) -> str:
        return f"{self.asking_id}: {self.key}"
