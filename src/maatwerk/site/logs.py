"""Logs that tell what happened, never what a person typed: no bodies, no addresses, no values in an exception.

Django writes the typed path in its messages and Python the value in an exception ("invalid literal: 'Samira'").
So a message about a request is built here from the name of its page, and an exception is told by its type and the
places in the code. Libraries that are not known to be careful show the pattern of their message, without the values.
"""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# Loggers whose values are ids and names of the program itself. Our own code may not log what people told.
_CAREFUL = ("maatwerk", "django.tasks")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_MOST_FRAMES = 12

_current: ContextVar[str] = ContextVar("request_id", default="")


class RequestIdMiddleware:
    """Gives every request a random id, in the log and in the header X-Request-ID of the answer.

    An id that came with the request is not taken over: a stranger could put anything in it, and in our log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        id_ = secrets.token_hex(8)
        request.request_id = id_  # type: ignore[attr-defined]
        token = _current.set(id_)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(token)
        response["X-Request-ID"] = id_
        return response


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, request, and for an exception what and where."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
            "request": _request_id(record),
        }
        if record.exc_info and record.exc_info[1]:
            event["exception"] = list(_exceptions(record.exc_info[1]))
        return json.dumps(event, ensure_ascii=False)


class PlainLines(logging.Formatter):
    """The same for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).astimezone()
        parts = [f"{time:%H:%M:%S}", record.levelname, record.name, _request_id(record), message_of(record)]
        lines = [" ".join(filter(None, parts))]
        if record.exc_info and record.exc_info[1]:
            for exception in _exceptions(record.exc_info[1]):
                lines.append(f"  {exception['type']}")
                lines += [f"    {place}" for place in exception["places"]]
        return "\n".join(lines)


def message_of(record: logging.LogRecord) -> str:
    """The message of a record without anything that a visitor typed."""
    request = getattr(record, "request", None)
    if request is not None:
        return _about(request, getattr(record, "status_code", 0))
    if isinstance(record.msg, BaseException):
        return type(record.msg).__name__
    if record.name.split(".", 1)[0] in _CAREFUL or record.name.startswith(_CAREFUL):
        return record.getMessage()
    # A library's message: its pattern without the values, and no more than one line (the rest may be a traceback).
    return str(record.msg).partition("\n")[0]


def settings(production: bool) -> dict[str, Any]:
    """Django's LOGGING. Django's own handlers, of which one mails whole requests, are taken away."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": JsonLines if production else PlainLines}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "maatwerk": {"level": "INFO"},
        },
    }


def _about(request: Any, status: int) -> str:
    """What happened to a request: "404 Not Found: POST frontdoor:answer"."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    match = getattr(request, "resolver_match", None)
    page = (match.view_name if match else "") or "(no page)"
    method = getattr(request, "method", "")
    told = f"{status} {phrase}".strip() if status else "request"
    return f"{told}: {method if method in _METHODS else '(other method)'} {page}"


def _request_id(record: logging.LogRecord) -> str:
    return getattr(getattr(record, "request", None), "request_id", "") or _current.get()


def _exceptions(error: BaseException) -> Iterator[dict[str, Any]]:
    """The exception and what led to it, each as its type and the places in the code; never its words."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = traceback.extract_tb(current.__traceback__)[-_MOST_FRAMES:]
        places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        yield {"type": f"{type(current).__module__}.{type(current).__qualname__}", "places": places}
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _short(filename: str) -> str:
    for mark in ("/site-packages/", "/src/"):
        if mark in filename:
            return filename.rpartition(mark)[2]
    return filename
