"""What may only be kept for a time, and not used (AVG art. 18). Of what it is about no word stands here."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet

from maatwerk.foundation.access.models.grounds import Ground
from maatwerk.foundation.access.rights import RestrictionReason


class Restriction(Ground):
    """A resident was told yes to a request that something is not used for a time. It holds from `start` until `end`.

    `request` is the primary key of that request, of which controller, purpose and category are those here; `reason` is
    why, and `look_on` the day on which somebody looks at the latest whether it still has to be. Who ends it tells why
    (`ended_why`), and the resident before it ends: from `ended_at` until `end` they know. `ended_by` is a reference.
    """

    request = models.UUIDField(unique=True)
    reason = models.CharField(max_length=20, choices=[(each.value, each.value) for each in RestrictionReason])
    look_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)
    ended_why = models.CharField(max_length=1000, blank=True)

    class Meta(Ground.Meta):
        indexes = [models.Index(fields=["subject", "end"], name="access_restriction_subject")]
        constraints = [
            *Ground.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="", ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="") & ~Q(ended_why="")),
                name="access_restriction_ended_by_somebody_who_said_why",
            ),
        ]


class Restricted(models.Model):
    """One entry that a restriction is about. Both are primary keys: no model outside the gate leads by name to one
    inside. Whoever deletes a restriction deletes its marks (`marks_of`)."""

    municipality = models.SlugField()
    restriction = models.UUIDField()
    entry = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["entry"], name="access_restricted_entry")]
        constraints = [
            models.UniqueConstraint(fields=["restriction", "entry"], name="access_restricted_once"),
        ]

    def __str__(self) -> str:
        return f"restricted {self.pk}"

    @classmethod
    def at(cls, now: datetime) -> Q:
        """What a restriction that holds at this moment is about."""
        return Q(restriction__in=Restriction.objects.filter(Restriction.at(now)).values("pk"))


def marks_of(restrictions: QuerySet[Restriction]) -> QuerySet[Restricted]:
    """What these restrictions are about; not carried out."""
    return Restricted.objects.filter(restriction__in=restrictions.values("pk"))
