"""An invitation: an address that lets one person choose a password, once, within three days."""

from __future__ import annotations

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.translation import override

from maatwerk.foundation.people.models import Worker


class _Tokens(PasswordResetTokenGenerator):
    """Django's, which hold until the password is set, somebody signs in, or PASSWORD_RESET_TIMEOUT has passed."""

    key_salt = "maatwerk.foundation.people.invitations"


tokens = _Tokens()


def invitation_path(worker: Worker) -> str:
    """The path of the invitation, below where the site of the municipality is mounted; in Dutch, whoever invites."""
    with override("nl"):
        return reverse("people:invitation", args=[worker.pk, tokens.make_token(worker.account)])


def invited(worker_id: int, token: str, municipality: str) -> Worker | None:
    """Whose invitation this is, when it still holds. One query."""
    workers = Worker.objects.select_related("account", "organisation__municipality")
    worker = workers.filter(
        pk=worker_id, account__is_active=True, organisation__municipality__slug=municipality
    ).first()
    return worker if worker and tokens.check_token(worker.account, token) else None
