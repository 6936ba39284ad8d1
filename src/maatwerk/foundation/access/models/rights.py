"""What residents ask about their own data, and the answers they get."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from maatwerk.foundation.access.rights import Outcome, RefusalGround, Right
from maatwerk.foundation.access.rules import How
from maatwerk.foundation.gate.models import Personal


def _of(words: type[Right] | type[Outcome] | type[RefusalGround] | type[How]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in words]


class RightsRequest(Personal):
    """A resident, or who stands for them, asks something about the data of the resident (AVG art. 12-22).

    The controller is the organisation whose steward answers, `about` the reference to the organisation that it is
    about; the purpose is `rechten`, and the category says whether somebody else asked for the resident. `asked_by` is
    who asked, `noted_by` who wrote it down for them at a desk or on the phone ("" when they did it themselves).
    `entry` is the primary key of the one entry it is about, `look` the trace id of the look they do not understand.
    `asked_on` and `due_on` are days in the Netherlands. More time is taken once: `extended_at`, `extension` in words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    right = models.CharField(max_length=20, choices=_of(Right))
    words = models.TextField(max_length=4000, blank=True)
    about = models.CharField(max_length=64)
    entry = models.UUIDField(null=True, blank=True)
    look = models.CharField(max_length=32, blank=True)
    asked_by = models.CharField(max_length=64)
    noted_by = models.CharField(max_length=64, blank=True)
    how = models.CharField(max_length=20, choices=_of(How))
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    due_on = models.DateField()
    extended_at = models.DateTimeField(null=True, blank=True)
    extended_by = models.CharField(max_length=64, blank=True)
    extension = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=10, choices=_of(Outcome), blank=True)
    refusal = models.CharField(max_length=20, choices=_of(RefusalGround), blank=True)
    law = models.CharField(max_length=200, blank=True)
    answer = models.TextField(max_length=4000, blank=True)

    class Meta(Personal.Meta):
        indexes = [
            models.Index(fields=["subject", "-asked_at"], name="access_rights_subject"),
            models.Index(fields=["controller", "due_on"], name="access_rights_due", condition=Q(answered_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="", answer="")
                | (Q(answered_at__isnull=False) & ~Q(outcome="") & ~Q(answer="") & ~Q(answered_by="")),
                name="access_rights_answered_in_words_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(outcome__in=["", Outcome.DONE.value]) & Q(refusal=""))
                | (Q(outcome__in=[Outcome.PARTLY.value, Outcome.REFUSED.value]) & ~Q(refusal="")),
                name="access_rights_a_no_has_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"rights request {self.pk}"
