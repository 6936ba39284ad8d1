"""What a municipality wrote itself: drafts, and the history of what was published."""

from __future__ import annotations

from django.db import models

from maatwerk.foundation.people.models import Municipality, Worker


class State(models.TextChoices):
    """Where a draft stands. The first two are open."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN = (State.DRAFT, State.PROPOSED)


class Revision(models.Model):
    """A version of one entry that was published; the latest one counts. `data` holds the raw values of the entry,
    `{"weg": true}` where the entry below is hidden, or nothing where there is no version of our own (any more).

    Somebody else approved it than who made it. Only going back to what was approved before needs no second person;
    `undoes` then names the revision that was undone.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="revisions")
    kind = models.CharField(max_length=50)
    entry = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    data = models.JSONField(null=True)
    made_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Worker, models.PROTECT, related_name="+", null=True)
    undoes = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "entry", "number"], name="one_revision_a_number"),
            models.CheckConstraint(
                condition=models.Q(undoes__isnull=False)
                | (models.Q(approved_by__isnull=False) & ~models.Q(approved_by=models.F("made_by"))),
                name="approved_by_somebody_else",
                violation_error_message="Iemand anders moet dit goedkeuren.",
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.pk}"


class Draft(models.Model):
    """A change that is being written or waits for a second person. Residents see nothing of it.

    `base` is the revision it was started from. `saves` counts how often it was saved, so that nobody writes over what
    somebody else saved meanwhile; `writers` are all who did.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=50)
    entry = models.CharField(max_length=80)
    data = models.JSONField(null=True)
    base = models.ForeignKey(Revision, models.PROTECT, related_name="+", null=True)
    author = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    writers = models.ManyToManyField(Worker, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    saves = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "entry"],
                condition=models.Q(state__in=OPEN),
                name="one_open_draft_an_entry",
                violation_error_message="Er is al iemand met deze tekst bezig.",
            ),
            models.CheckConstraint(condition=~models.Q(state=State.REFUSED, reason=""), name="a_refusal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
