"""What is kept of an import."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class ImportRun(models.Model):
    """One import of a file, or a trial of one that waits to be carried out. `by` is a role or "opdrachtregel", never a
    person. `report` is in the form of `importing/report.py`. `file` is there while it is a trial, packed."""

    class State(models.TextChoices):
        TRIAL = "proef"
        DONE = "uitgevoerd"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    municipality = models.SlugField()
    origin = models.CharField(max_length=80)
    state = models.CharField(max_length=20, choices=State)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    file_name = models.CharField(max_length=120, blank=True)
    all_or_nothing = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    file = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "-at"], name="import_run_at")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="proef", file__isnull=False) | models.Q(state="uitgevoerd", file=None),
                name="only_a_trial_keeps_its_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.origin} ({self.state})"
