"""Who was told that something they saw is no longer so, or not to be used now."""

from __future__ import annotations

import uuid

from django.db import models

from maatwerk.foundation.gate.models import Personal


class What(models.TextChoices):
    CORRECTED = "verbeterd"
    ERASED = "gewist"
    RESTRICTED = "beperkt"


class Told(Personal):
    """An organisation was told that an entry which it saw was corrected, erased or restricted (AVG art. 19). `entry` is
    the primary key of that entry, also when it is gone; the controller is who answered for it, the purpose
    `rechten`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.UUIDField()
    organisation = models.CharField(max_length=64)
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField()

    class Meta(Personal.Meta):
        indexes = [models.Index(fields=["subject", "-at"], name="access_told_subject")]

    def __str__(self) -> str:
        return f"told {self.pk}"

    @property
    def work(self) -> str:
        """What the work of that organisation about this resident is called on a list: one item, however much
        changed."""
        return work_of(self.subject, self.organisation)


def work_of(subject: str, organisation: str) -> str:
    """As "told:<id of the resident>.<id of the organisation>"."""
    return f"told:{subject.partition(':')[2]}.{organisation.partition(':')[2]}"
