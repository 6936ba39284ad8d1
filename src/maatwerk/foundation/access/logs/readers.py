"""Programs that may read the processing log of one organisation. They show a token, of which only the hash is kept."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from maatwerk.foundation.access.models.logs import LogReader
from maatwerk.foundation.people.models import Organisation


class ReaderError(Exception):
    """It was not done; the message is a sentence for whoever runs the installation."""


def add_reader(name: str, municipality: str, organisation: str, now: datetime) -> str:
    """Let a program read; gives its token. Raises ReaderError."""
    token = secrets.token_urlsafe(32)
    works_for = _organisation(municipality, organisation)
    try:
        with transaction.atomic():
            LogReader.objects.create(name=name, organisation=works_for, token_hash=_hash(token), added=now)
    except IntegrityError:
        raise ReaderError(f"{organisation} has a reader {name} already.") from None
    return token


def remove_reader(name: str, municipality: str, organisation: str, now: datetime) -> None:
    """The token counts no more. Raises ReaderError."""
    works_for = _organisation(municipality, organisation)
    if not LogReader.objects.filter(name=name, organisation=works_for, removed=None).update(removed=now):
        raise ReaderError(f"{organisation} has no reader {name}.")


def reader_with(token: str, municipality: str) -> LogReader | None:
    """Who shows this token, for its own municipality only."""
    known = LogReader.objects.select_related("organisation").filter(removed=None)
    return known.filter(token_hash=_hash(token), organisation__municipality__slug=municipality).first()


def _organisation(municipality: str, organisation: str) -> Organisation:
    found = Organisation.objects.filter(municipality__slug=municipality, slug=organisation).first()
    if found is None:
        raise ReaderError(f"There is no organisation {organisation} in {municipality}: see staff list.")
    return found


def _hash(token: str) -> str:
    """Tokens are random and long, so a plain hash cannot be turned back."""
    return sha256(token.encode()).hexdigest()
