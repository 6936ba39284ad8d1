"""What is stored about people who live here, and about who stands beside or for them.

Everything is an entry with an owner (`gate.models.Personal`) and answers only through the gate. Nothing but an id is
needed: people without a name that is known, a BSN, an address, a telephone or e-mail are people too.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from maatwerk.foundation.gate.models import FOREVER, Dated, Personal
from maatwerk.foundation.people.residents import (
    AddressKind,
    Bond,
    Residence,
    Scope,
    Standing,
    WayKind,
    resident_ref,
)


def _choices(values: Any) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class Resident(Personal):
    """Somebody who lives here, or asked something here. Names as in the BRP; `called` is how they want to be called.

    `search_name` is what finding compares with (`names.Names.search_name`). The subject of the row is the row itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    called = models.CharField(max_length=200, blank=True)
    given_names = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=20, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    search_name = models.CharField(max_length=420, blank=True, editable=False)
    born = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)  # moved out of the municipality
    residence = models.CharField(max_length=20, choices=_choices(Residence), default=Residence.UNKNOWN)

    class Meta(Personal.Meta):
        indexes = [
            models.Index(fields=["municipality", "search_name", "id"], name="resident_by_name"),
            models.Index(fields=["municipality", "born"], name="resident_by_birth"),
            models.Index(fields=["subject"], name="resident_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(died_on__isnull=True)
                | models.Q(born__isnull=True)
                | models.Q(died_on__gte=models.F("born")),
                name="resident_dies_after_birth",
                violation_error_message="De overlijdensdatum ligt voor de geboortedatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"resident {self.pk}"

    @property
    def ref(self) -> str:
        return resident_ref(self.pk)

    @property
    def full_name(self) -> str:
        """As they want to be called, with the family name; "" when no name is known."""
        first = self.called or self.given_names
        parts = [first, self.prefix, self.family_name] if self.family_name else [first]
        return " ".join(part for part in parts if part)


class OfResident(Personal):
    """Something about one resident; `subject` is always the reference to them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resident = models.ForeignKey(Resident, models.CASCADE, related_name="+")

    class Meta(Personal.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"


class Identifier(OfResident):
    """A BSN: encrypted, and a keyed blind index of it to find it by (`sealing.blind_index`). Category `bsn`."""

    sealed = models.CharField(max_length=400)
    blind = models.CharField(max_length=64)

    class Meta(OfResident.Meta):
        indexes = [models.Index(fields=["municipality", "blind"], name="identifier_by_blind_index")]
        constraints = [models.UniqueConstraint(fields=["resident"], name="one_bsn_per_resident")]


class Address(OfResident, Dated):
    """Where somebody lives, gets post or stays. A secret one has the category `schuiladres`, another one `contact`."""

    kind = models.CharField(max_length=20, choices=_choices(AddressKind))
    street = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=100, blank=True)

    class Meta(OfResident.Meta, Dated.Meta):
        indexes = [
            models.Index(fields=["subject"], name="address_subject"),
            models.Index(fields=["municipality", "postcode", "number"], name="address_by_place"),
        ]


class Way(OfResident):
    """A way to reach somebody: a telephone number or an e-mail address. `shared` says that others hear or read it too.

    `checked_at` is when somebody answered there as this person; nothing is sent to what was not checked.
    """

    kind = models.CharField(max_length=20, choices=_choices(WayKind))
    value = models.CharField(max_length=254)
    shared = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta(OfResident.Meta):
        indexes = [
            models.Index(fields=["subject"], name="way_subject"),
            models.Index(fields=["municipality", "value"], name="way_by_value"),
        ]


class SafeContact(OfResident):
    """How somebody may be reached without danger. It wins over every preference. At most one per resident.

    `only_way` is the one way that is safe; without it nothing is sent and a person of their own choice is asked first.
    """

    only_way = models.ForeignKey(Way, models.SET_NULL, null=True, blank=True, related_name="+")
    instruction = models.CharField(max_length=500)

    class Meta(OfResident.Meta):
        constraints = [models.UniqueConstraint(fields=["resident"], name="one_safe_contact_per_resident")]


class Household(models.Model):
    """People who keep house together. Sharing an address makes no household; who belongs is said by `Membership`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.SlugField()

    def __str__(self) -> str:
        return f"household {self.pk}"


class Membership(OfResident, Dated):
    """Somebody belongs to a household for a while; a child of parents apart may belong to two."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")

    class Meta(OfResident.Meta, Dated.Meta):
        indexes = [models.Index(fields=["subject"], name="membership_subject")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["resident", "household"],
                condition=models.Q(end=FOREVER),
                name="one_open_membership_of_a_household",
                violation_error_message="Deze inwoner hoort er al bij.",
            ),
        ]


class Relation(OfResident, Dated):
    """How somebody is related to another person, who may have a file of their own (`other`) or only a name."""

    bond = models.CharField(max_length=20, choices=_choices(Bond))
    other = models.ForeignKey(Resident, models.CASCADE, null=True, blank=True, related_name="+")
    other_name = models.CharField(max_length=200, blank=True)

    class Meta(OfResident.Meta, Dated.Meta):
        indexes = [models.Index(fields=["subject"], name="relation_subject")]


class Representation(OfResident, Dated):
    """Somebody stands for a resident, or beside them. `who` is a reference ("resident:…", "worker:7"), empty for
    somebody who never signs in; `name` is what people call them.

    Rights that depend on the age of the resident are not stored: they follow from `resident.born` at each moment.
    `looks` is whether they may look along; for carers, relatives and buddies the resident decides that.
    """

    standing = models.CharField(max_length=20, choices=_choices(Standing))
    scope = models.CharField(max_length=10, choices=_choices(Scope), default=Scope.BOTH)
    who = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200)
    looks = models.BooleanField(default=False)
    proof = models.CharField(max_length=300)
    proof_seen_by = models.CharField(max_length=64)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_by = models.CharField(max_length=64, blank=True)
    suspended_why = models.CharField(max_length=1000, blank=True)

    class Meta(OfResident.Meta, Dated.Meta):
        indexes = [
            models.Index(fields=["subject", "who"], name="representation_subject"),
            models.Index(fields=["who", "subject"], name="representation_who"),
        ]


class Disagreement(OfResident):
    """What resident and representative think differently about, in the words of whoever said it."""

    representation = models.ForeignKey(Representation, models.CASCADE, related_name="+")
    said_by = models.CharField(max_length=64)
    words = models.TextField(max_length=4000)
    at = models.DateTimeField()

    class Meta(OfResident.Meta):
        indexes = [models.Index(fields=["subject"], name="disagreement_subject")]
