"""What is stored when somebody cannot decide at the moment, and whom they never want to decide for them."""

from __future__ import annotations

from django.db import models

from maatwerk.foundation.gate.models import FOREVER, Dated
from maatwerk.foundation.people.models.residents import OfResident


class Judgement(OfResident, Dated):
    """Somebody with a name and a profession judged that a resident cannot weigh their own interests in one matter, for
    now (BW 7:465 lid 3, Wmo 2015 art. 1.1.1). It says nothing about other matters, always ends, and nobody is called
    something because of it. The matter is what the entries for the `purpose` of the row are about.

    `judged_by` judged, `noted_by` (a reference) wrote it down. `said` is what the resident thinks of it, "" when they
    said nothing.
    """

    matter = models.CharField(max_length=300)
    why = models.CharField(max_length=1000)
    judged_by = models.CharField(max_length=200)
    noted_by = models.CharField(max_length=64)
    said = models.TextField(max_length=4000, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta(OfResident.Meta, Dated.Meta):
        indexes = [models.Index(fields=["subject"], name="judgement_subject")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(end__lt=FOREVER),
                name="judgement_always_ends",
                violation_error_message="Een oordeel heeft altijd een einde.",
            ),
        ]


class Exclusion(OfResident, Dated):
    """Somebody whom the resident never wants to decide for them, whatever their place in the row of the law. `who` is a
    reference, empty for somebody of whom only the name is known."""

    who = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200)

    class Meta(OfResident.Meta, Dated.Meta):
        indexes = [models.Index(fields=["subject", "who"], name="exclusion_subject")]
