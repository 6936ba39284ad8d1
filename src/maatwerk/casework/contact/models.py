"""Somebody who wants to be called back or visited. They may be nobody we know, so the request is about itself."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from maatwerk.casework.contact.forms import LONGEST_WORDS
from maatwerk.casework.contact.rules import Channel, Kind, Outcome
from maatwerk.foundation.gate.models import Personal

_HANDLED = Q(handled_at__isnull=False)


class ContactRequest(Personal):
    """Its subject is "contact:<id>", its controller the organisation that answers for contact.

    `code` is what the person can name on the phone. `moments` are parts of the day, `interpreter` a language in their
    own words ("" is none). `may_leave_message` and `safe` say what may be said when somebody else answers. `about` is
    what they wanted to tell. `written_by` is who at work typed it ("" is the person themselves). `tries` counts how
    often nobody answered; `happened` is what the worker wrote about how it ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Kind])
    code = models.CharField(max_length=6)
    channel = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Channel])
    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=300, blank=True)
    moments = models.JSONField(default=list, blank=True)
    interpreter = models.CharField(max_length=60, blank=True)
    may_leave_message = models.BooleanField(default=False)
    safe = models.TextField(max_length=300, blank=True)
    about = models.TextField(max_length=LONGEST_WORDS, blank=True)
    written_by = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(each.value, each.value) for each in Outcome])
    happened = models.TextField(max_length=LONGEST_WORDS, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.CharField(max_length=64, blank=True)

    class Meta(Personal.Meta):
        indexes = [models.Index(fields=["municipality", "asked_at"], name="contact_asked")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="one_contact_request_per_code",
                violation_error_message="Deze code is al in gebruik.",
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(address=""),
                name="contact_request_can_be_answered",
                violation_error_message="Vul een telefoonnummer of een adres in.",
            ),
            models.CheckConstraint(
                condition=(_HANDLED & ~Q(outcome="")) | (~_HANDLED & Q(outcome="")),
                name="contact_request_ends_with_a_word",
                violation_error_message="Kies hoe het afliep.",
            ),
        ]

    def __str__(self) -> str:
        return f"contact request {self.pk}"
