"""What is stored about keeping and deleting: what has to stay for a while, and what went, without what it was."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from maatwerk.foundation.access.models.grounds import Ground


class LegalHold(Ground):
    """What is known of a resident stays until `end`, although its term is over. `held` is the purpose that it is for,
    "" for all; `reason` is in words, and `law` the law that says so. `by` is the privacy officer who placed it.

    The purpose is `rechten`, since who answers a request to have things removed has to know; the category is
    `bewaarplicht`. Of this a resident is told the law and the end, not the reason.
    """

    held = models.CharField(max_length=50, blank=True)
    reason = models.CharField(max_length=1000)
    law = models.CharField(max_length=200)

    class Meta(Ground.Meta):
        indexes = [models.Index(fields=["subject", "end"], name="access_hold_subject")]
        constraints = [
            *Ground.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason="") & ~Q(law=""), name="access_hold_says_why"),
        ]


class RetentionReport(models.Model):
    """What goes of one municipality, as it stood on one day, before anything goes. `ran_at` is when that was done.

    `lines` are [model, purpose, category, how many]; `unknown` the same of what no term is known for. Numbers of whole
    kinds and nothing of a person; people see them in whole tens (`terms.shown`).
    """

    municipality = models.SlugField()
    day = models.DateField()
    made_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True)
    lines = models.JSONField()
    unknown = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "day"], name="access_one_report_a_day")]

    def __str__(self) -> str:
        return f"retention {self.municipality} {self.day}"


class Tombstone(models.Model):
    """How many of one kind were deleted in one month, because their term was over. Of whom, nobody can tell."""

    municipality = models.SlugField()
    model = models.CharField(max_length=100)
    purpose = models.CharField(max_length=50)
    category = models.CharField(max_length=50)
    month = models.DateField()  # its first day
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "model", "purpose", "category", "month"], name="access_one_tombstone_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.model} {self.month:%Y-%m}"
