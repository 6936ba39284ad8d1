"""W3C Trace Context, www.w3.org/TR/trace-context, section 3.2."""

from __future__ import annotations

import re

import pytest
from django.test import RequestFactory

from maatwerk.foundation.access.logs.tracing import new_span, trace_in, trace_of

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"  # the example of the standard


@pytest.mark.parametrize("header", [
    f"00-{TRACE}-{PARENT}-01", f"00-{TRACE}-{PARENT}-00", f"01-{TRACE}-{PARENT}-01-what-comes-later",
])  # fmt: skip
def test_a_valid_header_gives_its_trace(header: str) -> None:
    assert trace_in(header) == TRACE


@pytest.mark.parametrize("header", [
    "", f"ff-{TRACE}-{PARENT}-01", f"00-{TRACE}-{PARENT}-01-more", f"00-{'0' * 32}-{PARENT}-01",
    f"00-{TRACE}-{'0' * 16}-01", f"00-{TRACE.upper()}-{PARENT}-01", f"00-{TRACE[1:]}-{PARENT}-01",
    f"00-{TRACE}-{PARENT}", f"00-{TRACE}-{PARENT}-01\n", f"0-{TRACE}-{PARENT}-01",
])  # fmt: skip
def test_any_other_header_is_not_there(header: str) -> None:
    assert trace_in(header) == ""


def test_one_request_has_one_trace() -> None:
    request = RequestFactory().get("/")
    assert trace_of(request) == trace_of(request) != trace_of(RequestFactory().get("/"))
    assert re.fullmatch("[0-9a-f]{32}", trace_of(request))
    assert re.fullmatch("[0-9a-f]{16}", new_span())
    with_header = RequestFactory().get("/", headers={"traceparent": f"00-{TRACE}-{PARENT}-01"})
    assert trace_of(with_header) == TRACE
