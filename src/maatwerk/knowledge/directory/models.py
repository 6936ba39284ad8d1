"""The social map in tables: one row per service and layer, what it can be found by, and when it was last seen right.

Nothing here is about a person. Questions to owners and reports of mistakes have tables of their own (asking/models.py,
reporting/models.py).
"""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import models

from maatwerk.foundation.people.models import Organisation, Worker
from maatwerk.knowledge.directory.asking import models as _asking  # noqa: F401 - so that Django knows of them
from maatwerk.knowledge.directory.importing import models as _importing  # noqa: F401
from maatwerk.knowledge.directory.reporting import models as _reporting  # noqa: F401
from maatwerk.knowledge.directory.shelf import Layer

_OURS = UUID("6b0f4a1e-4a57-5f0e-9a43-0f4d1c7f7a10")


def uuid_of(municipality: str, key: str) -> UUID:
    """The id of an entry in HSDS, the same in every installation for the same municipality and key."""
    return uuid5(_OURS, f"{municipality}/{key}")


class Listing(models.Model):
    """One service as one layer has it. `municipality` is empty for what everybody has.

    `key` is its id in content and addresses. Of several rows of one municipality with the same key only one is
    `effective`; it takes, there, the place of the row for everybody. `hidden` rows show nothing, and hide what is
    below. `origin` names the import it came with; `beside` holds what came along and the shape of a service has no
    place for, to be given back at export. `missing_since` is the day it was no longer in its source: somebody is asked
    what to do, and until then it stays.
    """

    municipality = models.SlugField(blank=True)
    key = models.CharField(max_length=80)
    layer = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Layer])
    origin = models.CharField(max_length=80, blank=True)
    uuid = models.UUIDField(db_index=True)
    effective = models.BooleanField(default=True)
    hidden = models.BooleanField(default=False)
    value = models.JSONField()
    beside = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    missing_since = models.DateField(null=True)
    changed_at = models.DateTimeField(auto_now_add=True)  # a row that changes is made anew

    name = models.CharField(max_length=300)
    organisation = models.CharField(max_length=300)
    verified_on = models.DateField()
    draw = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key", "layer"], name="one_listing_per_layer"),
            models.UniqueConstraint(
                fields=["municipality", "key"], condition=models.Q(effective=True), name="one_effective_listing"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "origin"], name="listing_origin"),
            models.Index(fields=["municipality", "verified_on"], name="listing_verified"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}/{self.key} ({self.layer})"


class Mark(models.Model):
    """Something a listing can be found by; `turn` is its place among others of that sort."""

    class Sort(models.TextChoices):
        NEED = "behoefte"
        DOMAIN = "leefgebied"
        ACCESS = "toegankelijk"
        AREA = "werkgebied"
        NEIGHBOURHOOD = "wijk"
        LAW = "wet"
        PRODUCT = "upl"
        KIND = "soort"

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="marks", db_index=False)
    sort = models.CharField(max_length=20, choices=Sort)
    value = models.CharField(max_length=100)
    turn = models.PositiveSmallIntegerField(default=0)
    # Of the listing, repeated: the first few of thousands are picked by going along the index alone.
    municipality = models.SlugField(blank=True, db_index=False)
    draw = models.PositiveIntegerField()
    verified_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "sort", "value"], name="one_mark_per_listing")]
        indexes = [
            models.Index(fields=["sort", "value", "municipality", "verified_on", "draw", "listing"], name="mark_value")
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.value}"


class Timetable(models.Model):
    """Hours in which somebody can be reached or visited, as `slots.py` makes them. Listings with the same hours share
    one, so that a search looks at a few hundred of them instead of at every listing."""

    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.digest


class OpenHours(models.Model):
    """One slot of a timetable."""

    timetable = models.ForeignKey(Timetable, models.CASCADE, related_name="hours", db_index=False)
    day = models.PositiveSmallIntegerField()
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    holidays = models.CharField(max_length=10)

    class Meta:
        indexes = [models.Index(fields=["day", "start", "end", "holidays", "timetable"], name="open_hours_at")]

    def __str__(self) -> str:
        return f"{self.day} {self.start}-{self.end}"


class Card(models.Model):
    """What is looked at of a listing while somebody searches: one narrow row for each that counts and shows, in the
    place of reading the whole entry. `cards.py` writes it; nothing else does.

    `languages`, `access` and `areas` hold words with a space on both sides. `nl` and `en` are the ids of its rows in
    the index of words, which knows nothing of cards. The point is that of its first place; where `has_more_places` is
    true all of them stand in `Reference`.
    """

    listing = models.OneToOneField(Listing, models.CASCADE, primary_key=True, related_name="card")
    municipality = models.SlugField(blank=True, db_index=False)
    key = models.CharField(max_length=80)
    verified_on = models.DateField()
    draw = models.PositiveIntegerField()
    informal = models.BooleanField()
    is_free = models.BooleanField(null=True)
    min_age = models.PositiveSmallIntegerField(null=True)
    max_age = models.PositiveSmallIntegerField(null=True)
    waiting_weeks = models.PositiveSmallIntegerField(null=True)
    languages = models.CharField(max_length=500, blank=True)
    access = models.CharField(max_length=200, blank=True)
    areas = models.TextField(blank=True)
    timetable = models.ForeignKey(Timetable, models.PROTECT, null=True, db_index=False)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    has_more_places = models.BooleanField()
    nl = models.BigIntegerField(null=True, db_index=True)
    en = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="one_card_per_entry")]
        # That of the constraint leads to the cards in another order than the table has, which takes longer.
        indexes = [models.Index(fields=["municipality"], name="cards_of_municipality")]

    def __str__(self) -> str:
        return f"{self.municipality}/{self.key}"


class Reference(models.Model):
    """An id by which HSDS knows of whom a listing is, or where it is; a place with its point where that is known."""

    class Sort(models.TextChoices):
        ORGANISATION = "organisatie"
        PLACE = "plek"

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="references", db_index=False)
    sort = models.CharField(max_length=20, choices=Sort)
    uuid = models.UUIDField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "sort", "uuid"], name="one_reference_per_listing")]
        indexes = [models.Index(fields=["sort", "uuid", "listing"], name="reference_to")]

    def __str__(self) -> str:
        return f"{self.sort} {self.uuid}"


class Fed(models.Model):
    """What was last brought into the tables from one layer, told apart by a fingerprint."""

    municipality = models.SlugField(blank=True)
    layer = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Layer])
    origin = models.CharField(max_length=80, blank=True)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "layer", "origin"], name="fed_once")]

    def __str__(self) -> str:
        return f"{self.municipality} {self.layer} {self.origin}".strip()


class Verification(models.Model):
    """Somebody saw that an entry is right. `by` says who, as an organisation or a role and never a person; `how` the
    way: the file itself, a link in a mail, the phone, an import, or a staff screen."""

    class How(models.TextChoices):
        LINK = "link"
        PHONE = "telefoon"
        STAFF = "scherm"
        IMPORT = "import"

    municipality = models.SlugField(blank=True)
    key = models.CharField(max_length=80)
    by = models.CharField(max_length=200)
    how = models.CharField(max_length=20, choices=How)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["municipality", "key", "at"], name="verification_of")]

    def __str__(self) -> str:
        return f"{self.municipality}/{self.key} at {self.at:%Y-%m-%d}"


class Ownership(models.Model):
    """Which organisation answers for an entry in one municipality, whatever layer its row is of. An editor said so."""

    municipality = models.SlugField()
    key = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    since = models.DateField()
    given_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="one_owner_per_entry")]

    def __str__(self) -> str:
        return f"{self.municipality}/{self.key}"


class Place(models.Model):
    """The middle of a neighbourhood, a postcode area or a town, as a municipality brought it in. `looked_up` is its
    name as it is looked for (placing.py)."""

    class Kind(models.TextChoices):
        NEIGHBOURHOOD = "wijk"
        POSTCODE = "postcode4"
        TOWN = "plaats"

    municipality = models.SlugField()
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=100)
    looked_up = models.CharField(max_length=100)
    latitude = models.FloatField()
    longitude = models.FloatField()
    source = models.CharField(max_length=300)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "looked_up"], name="one_place_of_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.kind} {self.name}"
