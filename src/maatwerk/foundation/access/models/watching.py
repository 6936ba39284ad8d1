"""What is kept for who watches over privacy: looks that stood out by a published rule, and counts of closed months."""

from __future__ import annotations

import uuid

from django.db import models

from maatwerk.foundation.access.watching.rules import Rule
from maatwerk.foundation.gate.append_only import AppendOnly


class Noticed(models.Model):
    """A look, or a day of looks, to which one of the published rules applied. `worker` is a reference, which only a
    page shows on which somebody said why they want to know (`opened_by`). `trace` names the one look it is about, and
    is empty where it is about a day. No number stands here: a rule applies or it does not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.SlugField(db_index=False)
    rule = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Rule])
    day = models.DateField()
    worker = models.CharField(max_length=64)
    trace = models.CharField(max_length=32, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["worker", "day"], name="access_noticed_worker")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "day", "rule", "worker", "trace"], name="access_noticed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(opened_at=None, opened_by="", why="")
                | (models.Q(opened_at__isnull=False) & ~models.Q(opened_by="") & ~models.Q(why="")),
                name="access_noticed_opened_by_somebody_who_said_why",
            ),
        ]

    def __str__(self) -> str:
        return f"noticed {self.pk}"


class PublishedCounts(AppendOnly):
    """What was counted of one month, once: never counted anew, so that nothing is learnt from a difference. `cells` is
    a list of [table, *keys, at least]; what does not stand there is less than ten (`watching.counts`)."""

    municipality = models.SlugField(db_index=False)
    month = models.DateField()
    published_at = models.DateTimeField()
    cells = models.JSONField()

    class Meta(AppendOnly.Meta):
        constraints = [
            models.UniqueConstraint(fields=["municipality", "month"], name="access_month_counted_once"),
        ]

    def __str__(self) -> str:
        return f"counts {self.month:%Y-%m} of {self.municipality}"
