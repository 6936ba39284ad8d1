"""The send queue: one row a message, and one row for what a clerk sends at once."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.post.rules import Channel


class Batch(models.Model):
    """Messages of one channel that one clerk sends at once. `made_by` is a reference ("worker:7")."""

    municipality = models.SlugField()
    channel = models.CharField(max_length=5, choices=[(channel.value, channel.value) for channel in Channel])
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "-emptied_at"], name="batch_newest")]

    def __str__(self) -> str:
        return f"batch {self.pk}"


class State(models.TextChoices):
    """Where a message stands. What is withdrawn was not wanted any more: refused, or sent another way."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Message(Personal):
    """A notice on its way to somebody, by one channel.

    `address` is as it was when it was last looked up, and gone some time after sending. From `clerk_from` on it is a
    clerk who sends the message; before that a gateway tries. `reference` is what a clerk calls it by.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    notice = models.CharField(max_length=64)
    channel = models.CharField(max_length=5, choices=[(channel.value, channel.value) for channel in Channel])
    address = models.TextField(blank=True)
    language = models.CharField(max_length=8)
    large_print = models.BooleanField()
    reference = models.CharField(max_length=12)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    clerk_from = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta(Personal.Meta):
        indexes = [
            models.Index(
                fields=["municipality", "channel", "created_at"],
                name="message_waiting",
                condition=models.Q(state=State.WAITING),
            ),
            models.Index(fields=["subject"], name="message_subject"),
            models.Index(fields=["sent_at"], name="message_address", condition=~models.Q(address="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "reference"], name="one_message_per_reference"),
            models.CheckConstraint(
                condition=~models.Q(state=State.WAITING) | ~models.Q(address=""), name="waiting_message_has_address"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.SENT, sent_at__isnull=False)
                | models.Q(state__in=(State.WAITING, State.WITHDRAWN), sent_at__isnull=True)
                | models.Q(state=State.FAILED),  # also after sending: a letter may come back
                name="message_is_sent_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.reference}"
