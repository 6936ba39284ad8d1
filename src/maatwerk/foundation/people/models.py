"""What is stored about municipalities."""

from django.db import models
from django.db.models.functions import Now


class Municipality(models.Model):
    """One municipality that this installation serves.

    `profile` holds a `foundation.ui.municipality.Profile` as JSON; it is written only through `actions`, which
    validates it. `hostname` is the address residents type, when the municipality has one of its own here.
    """

    slug = models.SlugField(unique=True)
    hostname = models.CharField(max_length=253, blank=True)
    profile = models.JSONField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hostname"],
                condition=~models.Q(hostname=""),
                name="one_municipality_per_hostname",
                violation_error_message="Deze domeinnaam hoort al bij een andere gemeente.",
            ),
        ]

    def __str__(self) -> str:
        return self.slug
