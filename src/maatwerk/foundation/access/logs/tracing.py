"""Which lines of the logs belong to one request: the trace id of W3C Trace Context (www.w3.org/TR/trace-context)."""

from __future__ import annotations

import re
import secrets

from django.http import HttpRequest

# version, trace-id, parent-id, flags; a later version may have more behind them (section 3.2.2, "versioning").
_TRACEPARENT = re.compile(r"(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?")


def trace_of(request: HttpRequest) -> str:
    """The trace id of this request, 32 hexadecimal digits: that of its `traceparent` header, else a new one.

    Made when it is first asked for, so a page that reads nothing about a person has none. It says which lines belong
    together and nothing more: whoever sends a header can only tie their own requests to each other.
    """
    if not hasattr(request, "trace"):
        request.trace = trace_in(request.headers.get("traceparent", "")) or new_trace()  # type: ignore[attr-defined]
    return str(request.trace)  # type: ignore[attr-defined]


def trace_in(header: str) -> str:
    """The trace id in a `traceparent` header, "" when it is not valid."""
    match = _TRACEPARENT.fullmatch(header)
    if match is None or (match[1] == "00" and match[3]):
        return ""
    return match[2]


def new_trace() -> str:
    return secrets.token_hex(16)


def new_span() -> str:
    return secrets.token_hex(8)
