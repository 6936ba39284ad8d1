"""Jobs about people at work."""

from __future__ import annotations

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from maatwerk.foundation.jobs.backend import carried_out
from maatwerk.foundation.jobs.rules import Retry


@task()
def forget_ended_sessions() -> None:
    """Delete what is left of sessions that are over: a session holds with which address somebody signed in."""
    from django.contrib.sessions.backends.db import SessionStore

    SessionStore.clear_expired()


@task()
def forget_old_log_ins() -> None:
    """Delete what is older than a year of when people signed in."""
    from maatwerk.foundation.people.signing_in import forget_old_log_ins

    forget_old_log_ins(timezone.now())


@carried_out(retry=Retry(attempts=4, first=timedelta(seconds=10), longest=timedelta(minutes=2)), outside=True)
@task()
def send_code(ticket: str) -> None:
    """Find out who asked for a code to sign in with, and send it. The question is over after ten minutes."""
    from maatwerk.foundation.people import codes

    codes.send(ticket, timezone.now())


@task()
def note_wrong_code(ticket: str) -> None:
    """Keep, for whose code it was, that somebody typed a wrong one."""
    from maatwerk.foundation.people import codes

    codes.note_wrong(ticket, timezone.now())
