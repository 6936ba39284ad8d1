"""The index: a row for each thing in each language. What is about a person stands in a table of its own, which answers
only inside the gate."""

from __future__ import annotations

from django.db import models

from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.search.fields import WordsField


class Indexed(models.Model):
    """What can be found: which thing it is, its title as it is shown, and its words plain and stemmed.

    No index of these tables begins with the kind: SQLite would read all of a kind along it instead of going by words.
    """

    kind = models.CharField(max_length=50)
    ref = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=300)
    title_words = WordsField()
    words = WordsField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Entry(Indexed):
    """Something public. With a municipality it takes, there, the place of the row for everybody with the same ref."""

    municipality = models.SlugField(blank=True, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ref", "kind", "language", "municipality"], name="search_entry_once"),
        ]


class PersonalEntry(Indexed, Personal):
    """Something about a person."""

    class Meta(Personal.Meta):
        constraints = [
            models.UniqueConstraint(fields=["ref", "kind", "language", "municipality"], name="search_personal_once"),
            models.CheckConstraint(
                condition=~models.Q(subject="") & ~models.Q(municipality=""), name="search_personal_has_an_owner"
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="search_personal_subject")]


class Collection(models.Model):
    """All things of one kind that were handed in at once, and the fingerprint of what they were made from."""

    kind = models.CharField(max_length=50)
    municipality = models.SlugField(blank=True, db_index=False)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "municipality"], name="search_collection_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.municipality}"
