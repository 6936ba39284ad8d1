"""What stands in a file besides the resident: notes and facts. Nothing is overwritten: a correction stands beside the
original, and both are kept."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from maatwerk.casework.dossier.rules import LONGEST_NAME, LONGEST_TEXT
from maatwerk.foundation.gate.models import Personal
from maatwerk.knowledge.facts import Origin


def _has_an_owner() -> models.Q:
    return ~Q(subject="") & ~Q(controller="") & ~Q(municipality="") & ~Q(purpose="") & ~Q(category="")


class Note(Personal):
    """Something that somebody wrote down. `written_by` is a reference ("worker:7", "resident:…").

    `own_words` is what the resident said, in their words. `third_persons` are names in the text of people whom the
    file is not about. `corrected_by` is the note that stands in place of this one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.TextField(max_length=LONGEST_TEXT)
    written_by = models.CharField(max_length=64)
    at = models.DateTimeField()
    own_words = models.BooleanField(default=False)
    third_persons = models.JSONField(default=list, blank=True)
    corrected_by = models.OneToOneField("self", models.RESTRICT, null=True, blank=True, related_name="+")

    class Meta(Personal.Meta):
        indexes = [models.Index(fields=["subject", "-at", "-id"], name="note_of_subject")]
        constraints = [
            models.CheckConstraint(condition=_has_an_owner(), name="note_has_an_owner"),
            models.CheckConstraint(
                condition=~Q(text=""), name="note_says_something", violation_error_message="Schrijf eerst iets op."
            ),
            models.CheckConstraint(
                condition=Q(corrected_by=None) | ~Q(corrected_by=F("id")), name="note_does_not_correct_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"


class FactValue(Personal):
    """One answer to a question of the dictionary of facts. `about` and `fact` are its key, `value` the written form.

    `source` is where it came from, and `said_by` who said it: a reference, or in words. The category is that of the
    fact. `replaced_by` is the answer that counts since; of each key one counts, for whom and for what it was asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField(max_length=20, blank=True)
    fact = models.CharField(max_length=100)
    value = models.CharField(max_length=100)
    source = models.CharField(max_length=20, choices=[(origin.value, origin.value) for origin in Origin])
    said_by = models.CharField(max_length=LONGEST_NAME)
    noted_by = models.CharField(max_length=64)
    at = models.DateTimeField()
    replaced_by = models.OneToOneField("self", models.RESTRICT, null=True, blank=True, related_name="+")

    class Meta(Personal.Meta):
        indexes = [models.Index(fields=["subject", "-at", "-id"], name="fact_value_of_subject")]
        constraints = [
            models.CheckConstraint(condition=_has_an_owner(), name="fact_value_has_an_owner"),
            models.UniqueConstraint(
                fields=["subject", "controller", "purpose", "about", "fact"],
                condition=Q(replaced_by=None),
                name="one_value_of_a_fact_counts",
                violation_error_message="Dit is al bekend.",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("id")), name="fact_value_does_not_replace_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"fact value {self.pk}"
