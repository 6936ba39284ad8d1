"""Schemathesis over `/hsds/v3`, as tests/foundation/openapi/test_any_request.py does over `/api/v1`."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from maatwerk.site.api import HSDS_BASE, hsds_api
from tests.foundation.openapi import test_any_request
from tests.foundation.openapi.test_any_request import application

schema = schemathesis.openapi.from_dict(hsds_api().document(f"/{HSDS_BASE.rstrip('/')}"))
schema.app = application
as_in_a_test = pytest.fixture(autouse=True)(test_any_request._as_in_a_test.__wrapped__)


@schema.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_keeps_to_its_description(case: schemathesis.Case) -> None:
    response = case.call()
    assert response.status_code in (200, 400, 404, 405)
    case.validate_response(response)
