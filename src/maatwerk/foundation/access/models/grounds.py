"""On what somebody may see something: tasks of organisations, who is involved, and what a resident allowed.

Four things that are never mixed: a legal task (`Task`), consent (`Consent`), secrecy that was lifted (`Lifting`) and
emergency access (`Emergency`). Rows end, they are not deleted while they may be asked about: what was allowed on a day
can be told later.
"""

from __future__ import annotations

import uuid

from django.db import models

from maatwerk.foundation.gate.models import Dated, Personal
from maatwerk.foundation.people.models import Organisation, Worker


class Task(Dated):
    """An organisation works for one purpose in its municipality. `decided_by` names the decision or agreement.

    `bsn_article` is the article that gives it the power to use the BSN for this; empty is no power (UAVG art. 46).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks")
    purpose = models.SlugField()
    decided_by = models.CharField(max_length=300)
    bsn_article = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["organisation", "purpose"], name="access_task_of")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Ground(Personal, Dated):
    """Something about one resident that lets somebody see something. `by` is the reference to who recorded it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.CharField(max_length=64)

    class Meta(Personal.Meta, Dated.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"


class Involvement(Ground):
    """Somebody works with a resident, for the purpose of the row. `who` is "worker:7", "team:3" or "organisation:2";
    the controller is their organisation. The category is `betrokkenheid`."""

    who = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)

    class Meta(Ground.Meta):
        indexes = [
            models.Index(fields=["who", "purpose", "subject"], name="access_involved_who"),
            models.Index(fields=["subject", "who"], name="access_involved_subject"),
        ]


class Allowed(Ground):
    """A choice of the resident, or of who may choose for them. Withdrawn is over at the very next question.

    `organisation` is the reference to who may see it, `shared` the category that may be seen; purpose is what for.
    `sentence` is what they understood, in `language`; `how` is how they said it and `given_by` who said it. From
    twelve to sixteen a parent says it too: `also_given_by`. Withdrawing also sets `end`.
    """

    organisation = models.CharField(max_length=64)
    shared = models.CharField(max_length=50)
    sentence = models.TextField(max_length=2000)
    language = models.CharField(max_length=20)
    interpreter = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=20)
    given_by = models.CharField(max_length=64)
    also_given_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)

    class Meta(Ground.Meta):
        abstract = True


class Consent(Allowed):
    """Consent to see one category for one purpose (AVG art. 6 lid 1 onder a, art. 7). `only_that` is consent to know
    that there is something, not what it says."""

    only_that = models.BooleanField(default=False)

    class Meta(Allowed.Meta):
        indexes = [
            models.Index(fields=["organisation", "purpose", "shared", "subject"], name="access_consent_organisation"),
            models.Index(fields=["subject", "organisation"], name="access_consent_subject"),
        ]


class Lifting(Allowed):
    """A resident lifts a professional's duty of secrecy: `holder`, the organisation that is bound by it, may let
    `organisation` see the category."""

    holder = models.CharField(max_length=64)

    class Meta(Allowed.Meta):
        indexes = [models.Index(fields=["subject", "organisation", "holder"], name="access_lifting_subject")]


class Refusal(Ground):
    """The resident, or who may choose for them, said no: `shared` may not be seen by `organisation`. It takes nothing
    away that the law gives, and it is kept so that nobody asks the same again too soon."""

    organisation = models.CharField(max_length=64)
    shared = models.CharField(max_length=50)
    how = models.CharField(max_length=20)
    said_by = models.CharField(max_length=64)

    class Meta(Ground.Meta):
        indexes = [models.Index(fields=["subject", "organisation", "purpose"], name="access_refusal_subject")]


class Opened(Allowed):
    """One entry was opened to one organisation. `entry` is the primary key of an entry that has a UUID for one; the
    purpose is what it was opened for, and `shared` the category of the entry."""

    entry = models.UUIDField()

    class Meta(Allowed.Meta):
        indexes = [models.Index(fields=["entry", "organisation"], name="access_opened_entry")]


class Withheld(Ground):
    """One entry is kept from one person who could otherwise see it, on a named ground and for a time: a parent of a
    youth of 12 to 15, a representative, or the resident. `from_whom` is a reference, `ground` one of
    `grounds.WITHHOLDING`, and `why` their words. Somebody else looks whether it is right: `reviewed_by`."""

    entry = models.UUIDField()
    from_whom = models.CharField(max_length=64)
    ground = models.SlugField()
    why = models.CharField(max_length=1000)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=64, blank=True)

    class Meta(Ground.Meta):
        indexes = [models.Index(fields=["entry", "from_whom"], name="access_withheld_entry")]


class Emergency(Ground):
    """Somebody looked because waiting was dangerous (break-glass). `reason` is in their own words. Purpose `noodgeval`,
    category `noodtoegang`.

    The resident sees it at once, unless `hidden_until` says otherwise on the named `hidden_ground` that somebody else,
    `hidden_by`, agreed to. `reviewed_at`, `reviewed_by` and `review` close it afterwards.
    """

    who = models.CharField(max_length=64)
    reason = models.TextField(max_length=2000)
    hidden_until = models.DateTimeField(null=True, blank=True)
    hidden_ground = models.SlugField(blank=True)
    hidden_why = models.CharField(max_length=1000, blank=True)
    hidden_by = models.CharField(max_length=64, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=64, blank=True)
    right = models.BooleanField(null=True, blank=True)
    review = models.TextField(max_length=4000, blank=True)

    class Meta(Ground.Meta):
        indexes = [
            models.Index(fields=["who", "subject"], name="access_emergency_who"),
            models.Index(fields=["subject"], name="access_emergency_subject"),
        ]


class EmergencyMiss(models.Model):
    """Somebody at work looked for a person by name in an emergency and found nobody. Whom they named is not kept; that
    they tried is seen by who watches over it, and too often is refused."""

    municipality = models.SlugField()
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["worker", "at"], name="access_missed_by")]

    def __str__(self) -> str:
        return f"miss {self.pk}"


class Doubt(models.Model):
    """Two residents of one municipality may be one person. Ids only: what is known of them stays behind the gate.

    `why` are ids of the likenesses that were found. Whoever settles it says what it is; nothing merges by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.SlugField()
    one = models.CharField(max_length=64)
    other = models.CharField(max_length=64)
    why = models.JSONField()
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    same = models.BooleanField(null=True, blank=True)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="access_one_doubt_per_pair"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="access_doubt_in_order"),
        ]
        indexes = [models.Index(fields=["other"], name="access_doubt_other")]

    def __str__(self) -> str:
        return f"doubt {self.pk}"


class BlindRequest(Ground):
    """Somebody asks to work with a resident whom they cannot see. Whether there is such a resident is never told.

    The asker gets the same answer either way, after the same work: one that meets nobody is stored too, without a
    subject and without what was typed, and is swept away later. The resident sees theirs. `answered_by` is the resident
    or a worker who is involved and asked them.
    """

    who = models.CharField(max_length=64)
    reason = models.CharField(max_length=1000)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    agreed = models.BooleanField(null=True, blank=True)

    class Meta(Ground.Meta):
        indexes = [models.Index(fields=["subject"], name="access_blind_subject")]
