"""For what somebody at work looks at a resident: chosen once, kept in the session until the end of the working day.

It opens nothing: the gate decides about every entry again, at every request.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

_SESSION = "dossier_purposes"  # resident → purpose
_MOST_VISITS = 100


def chosen(request: HttpRequest, resident: UUID) -> str:
    """For what this worker looks at this resident; "" when they did not choose yet."""
    return str(request.session.get(_SESSION, {}).get(str(resident), ""))


def choose(request: HttpRequest, resident: UUID, purpose: str) -> None:
    """From now on they look for this. The oldest choice goes when there are too many."""
    visits = _others(request, resident) | {str(resident): purpose}
    request.session[_SESSION] = dict(list(visits.items())[-_MOST_VISITS:])


def forget(request: HttpRequest, resident: UUID) -> None:
    """What they chose does not count any more."""
    request.session[_SESSION] = _others(request, resident)


def _others(request: HttpRequest, resident: UUID) -> dict[str, str]:
    visits: dict[str, str] = request.session.get(_SESSION, {})
    return {id_: purpose for id_, purpose in visits.items() if id_ != str(resident)}
