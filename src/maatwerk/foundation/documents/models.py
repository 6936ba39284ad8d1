"""What is known of a file that is kept. The file itself stands in `storage`."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from maatwerk.foundation.documents.rules import KINDS, LONGEST_NAME
from maatwerk.foundation.gate.models import Personal


class Document(Personal):
    """A file about a person. `name` is how it is shown and handed out; it may say much about somebody and is read as
    the file is: through the gate. `by` is a reference to who handed it in ("worker:7")."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    media_type = models.CharField(max_length=100, choices=[(kind, kind) for kind in KINDS])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.CharField(max_length=64)
    stored_at = models.DateTimeField()

    class Meta(Personal.Meta):
        indexes = [models.Index(fields=["subject"], name="document_subject")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__gt=0),
                name="document_is_not_empty",
                violation_error_message="Dit bestand is leeg. Kies het bestand opnieuw.",
            ),
            models.CheckConstraint(condition=models.Q(media_type__in=list(KINDS)), name="document_of_a_known_kind"),
            models.CheckConstraint(
                condition=~models.Q(subject="") & ~models.Q(controller="") & ~models.Q(municipality=""),
                name="document_has_an_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"
