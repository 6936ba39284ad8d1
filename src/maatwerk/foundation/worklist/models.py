"""What waits for a person, and what was done with it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from maatwerk.foundation.gate.append_only import AppendOnly
from maatwerk.foundation.people.models import Municipality, Team, Worker
from maatwerk.foundation.worklist.rules import Place

_OPEN = Q(done_at__isnull=True)


class Item(models.Model):
    """One thing that waits for a person. It says that there is work of a kind, never what the work is about.

    `subject` is a reference to that ("request:12"); only the room that added the item knows what is in it. `due_on` is
    the last day on which it is in time. `outcome` is the word with which it was done.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=50)
    subject = models.CharField(max_length=120)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    escalates_to = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    escalated_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(team__isnull=False),
                name="work_has_an_owner_or_team",
                violation_error_message="Geef aan van wie of van welk team dit werk is.",
            ),
            models.CheckConstraint(
                condition=(_OPEN & Q(outcome="")) | (Q(done_at__isnull=False) & ~Q(outcome="")),
                name="work_is_done_with_a_word",
                violation_error_message="Kies het woord waarmee dit werk klaar is.",
            ),
            models.UniqueConstraint(
                fields=["municipality", "kind", "subject"],
                condition=_OPEN,
                name="one_open_item_per_subject",
                violation_error_message="Dit werk staat al op de lijst.",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_on", "id"], name="work_of_owner", condition=_OPEN),
            models.Index(fields=["team", "due_on", "id"], name="work_of_team", condition=_OPEN),
            models.Index(
                fields=["municipality", "escalates_to", "due_on", "id"],
                name="work_escalated",
                condition=_OPEN & Q(escalated_at__isnull=False),
            ),
            models.Index(fields=["due_on"], name="work_to_escalate", condition=_OPEN & Q(escalated_at__isnull=True)),
            models.Index(fields=["municipality", "subject"], name="work_of_subject", condition=_OPEN),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def place(self) -> Place:
        """What decides who may do what with it."""
        return Place(
            municipality=self.municipality.slug,
            owner=self.owner_id,
            team=self.team_id,
            escalates_to=self.escalates_to_id,
            escalated=self.escalated_at is not None,
            done=self.done_at is not None,
        )


class Handling(AppendOnly):
    """One line of the history of an item: what was done, by whom (nobody is the system), and with whom the item lay
    after that. Lines are added and never changed."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="handlings")
    at = models.DateTimeField()
    what = models.CharField(max_length=10)
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.what} {self.item_id}"
