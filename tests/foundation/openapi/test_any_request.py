"""Schemathesis: requests made up from the description, right and wrong ones, through the WSGI application."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck, settings
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from maatwerk.foundation.ui.municipality import Municipality
from tests.foundation.openapi.description import DOCUMENT, token_for

# A fact that nobody knows is refused, and the description cannot list every fact: content changes, it does not.
# So it is with a household, whose facts have limits that stand with each fact.
# A place to go on from is made by us, and refused when it is not; and that the token counts is tested where it is made.
LEFT_OUT = {
    "/adviezen": [positive_data_acceptance],
    "/regelingen/berekeningen": [positive_data_acceptance],
    "/processing-activities": [positive_data_acceptance, ignored_auth],
}


@cache
def handler() -> WSGIHandler:
    return WSGIHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Made at the first request, when the settings of these tests hold. The client cannot read compressed answers."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return handler()(environ, start_response)


schema = schemathesis.openapi.from_dict(DOCUMENT)
schema.app = application


@pytest.fixture(autouse=True)
def _as_in_a_test(two_municipalities: dict[str, Municipality]) -> Iterator[None]:
    """Without a limit; and the connection of the test is left open after a request, as Django's own client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    with override_settings(API_REQUESTS_A_MINUTE=0):
        yield
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_keeps_to_its_description(case: schemathesis.Case) -> None:
    response = case.call(headers={} if _wrong_headers(case) else token_for(case.operation.definition.raw))
    assert response.status_code in (200, 400, 401, 404, 405)
    case.validate_response(response, excluded_checks=LEFT_OUT.get(case.operation.path, []))


def _wrong_headers(case: schemathesis.Case) -> bool:
    """Whether the headers are meant to be wrong, so that a token that we add would put them right."""
    headers = case.meta.components.get(ParameterLocation.HEADER) if case.meta else None
    return headers is not None and headers.mode.is_negative
