"""The two logs. They only grow; whole segments go when their time is over.

Moments are milliseconds since 1970 in UTC, as the LDV standard writes them and as they are hashed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import uuid4

from django.db import models

from maatwerk.foundation.gate.append_only import AppendOnly
from maatwerk.foundation.people.models import Organisation


class LogName(models.TextChoices):
    PROCESSING = "verwerkingen"
    ACCESS = "inzage"


class SubjectAlias(models.Model):
    """Under which random number somebody stands in the logs. Without this row no line of a log leads to them."""

    subject = models.CharField(max_length=64, primary_key=True)
    alias = models.UUIDField(unique=True, default=uuid4, editable=False)

    def __str__(self) -> str:
        return f"alias {self.alias}"


class Segment(models.Model):
    """A stretch of one log: `count` rows, of which the last has the hash `head`. One transaction at a time adds to it,
    so several segments of a log are open when several write at once.

    `seal` proves that the program wrote this row: it is made with `key`, which is not in the database.
    """

    log = models.CharField(max_length=20, choices=LogName)
    opened = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    closed = models.BigIntegerField(null=True)
    pruned = models.BigIntegerField(null=True)
    key = models.CharField(max_length=16)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["log", "id"], name="access_open_segments", condition=models.Q(closed__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.log} {self.pk}"

    @property
    def sealed(self) -> tuple[object, ...]:
        """What `seal` is over."""
        return (self.pk, self.log, self.opened, self.count, self.head, self.closed, self.pruned, self.key)


class CheckpointKind(models.TextChoices):
    OPENED = "begonnen"
    GROWN = "gegroeid"
    CLOSED = "gesloten"
    PRUNED = "opgeruimd"


class Checkpoint(AppendOnly):
    """A signed statement about one segment at one moment. They are numbered from 1, and each names the hash of the one
    before it: none can go, and no segment can."""

    number = models.PositiveBigIntegerField(primary_key=True)
    previous = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=10, choices=CheckpointKind)
    log = models.CharField(max_length=20, choices=LogName)
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="checkpoints")
    count = models.PositiveIntegerField()
    head = models.CharField(max_length=64, blank=True)
    at = models.BigIntegerField()
    key = models.CharField(max_length=16)
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    def __str__(self) -> str:
        return f"checkpoint {self.number}"

    @property
    def signed(self) -> tuple[object, ...]:
        """What `hash` and `signature` are over."""
        about = (self.kind, self.log, self.segment_id, self.count, self.head)
        return (self.number, self.previous, *about, self.at, self.key)


class LogHead(models.Model):
    """How many checkpoints there are and the hash of the last, sealed as a segment is. One row; who adds a checkpoint
    holds it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    count = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=16, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="access_one_log_head")]

    def __str__(self) -> str:
        return f"{self.count} checkpoints"

    @property
    def sealed(self) -> tuple[object, ...]:
        return (self.count, self.head, self.key)


class Line(AppendOnly):
    """One row of a log, in its place. `HASHED` names the columns that are hashed, in that order; a new column comes
    with a new version of the form in `logs/canonical.py`."""

    LOG: ClassVar[LogName]
    HASHED: ClassVar[tuple[str, ...]]

    pk = models.CompositePrimaryKey("segment_id", "position")
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    trace = models.CharField(max_length=32)
    subject = models.UUIDField(null=True)
    municipality = models.SlugField(db_index=False)
    controller = models.TextField()

    class Meta(AppendOnly.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.LOG} {self.segment_id}.{self.position}"

    def values(self) -> Iterator[Any]:
        """What is hashed, in order."""
        return (getattr(self, name) for name in self.HASHED)


class ProcessingRecord(Line):
    """A line of the processing log (Logboek Dataverwerkingen): what was processed of one person, without who did it.

    `activity` is the id of the purpose in the register, `subject` the alias of the person; a record without one is the
    parent of those of several people. Several controllers stand with a space between.
    """

    LOG = LogName.PROCESSING
    HASHED = (
        "trace", "span", "parent", "status", "name", "start", "end", "activity", "subject", "subject_type",
        "municipality", "controller",
    )  # fmt: skip

    span = models.CharField(max_length=16)
    parent = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=5)
    name = models.CharField(max_length=500)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    activity = models.SlugField(db_index=False)
    subject_type = models.CharField(max_length=20, blank=True)

    class Meta(Line.Meta):
        indexes = [
            models.Index(fields=["municipality", "start"], name="access_processing_when"),
            models.Index(fields=["subject", "start"], name="access_processing_subject"),
            models.Index(fields=["trace"], name="access_processing_trace"),
        ]


class AccessRecord(Line):
    """A line of the access log: who looked at what of whom, for what, and which rules let them.

    `viewer` is "worker:7", or for a resident their alias. `policies` and `categories` are ids with a space between;
    `policy_set` is the hash of all policies of that moment. `level` is the most that was seen, "niets" for a refusal.
    """

    LOG = LogName.ACCESS
    HASHED = (
        "trace", "at", "viewer", "role", "organisation", "purpose", "policies", "policy_set", "categories", "level",
        "entries", "what", "subject", "municipality", "controller",
    )  # fmt: skip

    at = models.BigIntegerField()
    viewer = models.CharField(max_length=64)
    role = models.CharField(max_length=50, blank=True)
    organisation = models.CharField(max_length=64, blank=True)
    purpose = models.SlugField(db_index=False)
    policies = models.TextField(blank=True)
    policy_set = models.CharField(max_length=64)
    categories = models.TextField(blank=True)
    level = models.CharField(max_length=5)
    entries = models.PositiveIntegerField()
    what = models.CharField(max_length=500)

    class Meta(Line.Meta):
        indexes = [
            models.Index(fields=["subject", "at"], name="access_looked_subject"),
            models.Index(fields=["viewer", "at"], name="access_looked_viewer"),
            models.Index(fields=["municipality", "at"], name="access_looked_when"),
        ]


LINES: dict[str, type[ProcessingRecord] | type[AccessRecord]] = {
    LogName.PROCESSING: ProcessingRecord,
    LogName.ACCESS: AccessRecord,
}


class LogReader(models.Model):
    """A program of an organisation that may read the processing log of that organisation, with a token of which only
    the hash is kept."""

    name = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    added = models.DateTimeField()
    removed = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(removed__isnull=True),
                name="access_one_reader_of_a_name",
                violation_error_message="Deze organisatie heeft al een lezer met deze naam.",
            ),
        ]

    def __str__(self) -> str:
        return f"reader {self.pk}"
