"""Jobs about people at work."""

from __future__ import annotations

from django.tasks import task


@task()
def forget_ended_sessions() -> None:
    """Delete what is left of sessions that are over: a session holds with which address somebody signed in."""
    from django.contrib.sessions.backends.db import SessionStore

    SessionStore.clear_expired()
