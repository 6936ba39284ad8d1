"""Jobs of the social map."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.tasks import task
from django.utils import timezone

from maatwerk.foundation.jobs.backend import carried_out
from maatwerk.foundation.jobs.rules import Retry

_BY_MAIL = Retry(attempts=12, first=timedelta(seconds=30), longest=timedelta(hours=2))  # about eight hours, as the post


@task()
def ask_all_owners() -> None:
    """Ask owners of what nobody looked at for months, by mail or on the phone list."""
    from maatwerk.foundation.people.queries import municipalities
    from maatwerk.knowledge.directory.asking.actions import ask_owners

    for slug in municipalities():
        ask_owners(slug, timezone.now())


@carried_out(retry=_BY_MAIL, outside=True)
@task()
def mail_owner(asking: str) -> None:
    """Send one owner the question, with its link."""
    from maatwerk.knowledge.directory.asking.mailing import send

    send(UUID(asking))


@carried_out(retry=_BY_MAIL, outside=True)
@task()
def tell_reporter(report: str) -> None:
    """Send who made a report what was done, and forget their address."""
    from maatwerk.knowledge.directory.reporting.mailing import tell

    tell(UUID(report))


@task()
def forget_old_reports() -> None:
    """Delete reports that were answered, and questions that ended, so long ago that nobody looks them up."""
    from maatwerk.knowledge.directory.asking import actions as asking
    from maatwerk.knowledge.directory.reporting import actions as reporting

    reporting.forget_old(timezone.now())
    asking.forget_old(timezone.now())


@task()
def forget_import_trials() -> None:
    """Delete files that were tried out and not carried out for a week."""
    from maatwerk.knowledge.directory.importing.trying import forget_trials

    forget_trials(timezone.now())
