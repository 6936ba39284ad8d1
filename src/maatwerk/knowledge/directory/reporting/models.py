"""Reports of mistakes in tables, and where to tell what was done."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from maatwerk.foundation.gate.models import Personal
from maatwerk.knowledge.directory.reporting.rules import LONGEST_MAIL, LONGEST_TOLD, LONGEST_WORDS, Done, Via, Wrong


class Report(models.Model):
    """Somebody says that something is wrong with an entry. `words` go when it is answered; `told` is what who has the
    code reads. `organisation` is who said so when that is the owner."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    municipality = models.SlugField()
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    code = models.CharField(max_length=6)
    via = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Via])
    organisation = models.CharField(max_length=200, blank=True)
    wrong = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Wrong])
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    reported_at = models.DateTimeField()
    due_on = models.DateField()
    done = models.CharField(max_length=20, blank=True, choices=[(each.value, each.value) for each in Done])
    told = models.CharField(max_length=LONGEST_TOLD, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "reported_at"], name="reported"),
            models.Index(fields=["municipality", "key"], name="report_of", condition=models.Q(answered_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code"], name="one_report_per_code"),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, done="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(done="")),
                name="report_ends_with_a_word",
                violation_error_message="Kies wat u deed.",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class Reporter(Personal):
    """Where to tell somebody what was done with their report. Its subject is "report:<id>"; nobody sees it, and it goes
    when they were told."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="+")
    mail = models.CharField(max_length=LONGEST_MAIL)
    language = models.CharField(max_length=2)
    reported_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reporter of {self.report_id}"
