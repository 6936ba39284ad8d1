"""How often one client may ask."""

from __future__ import annotations

import pytest
from django.test import RequestFactory, override_settings

from maatwerk.foundation.openapi.limits import Limiter, address_of


class Clock:
    now = 600.0

    def __call__(self) -> float:
        return self.now


def test_each_client_has_its_own_count_in_each_minute() -> None:
    clock = Clock()
    limiter = Limiter(2, clock)
    clock.now = 615.5
    assert [limiter.seconds_to_wait("192.0.2.1") for _ in range(4)] == [0, 0, 45, 45]
    assert limiter.seconds_to_wait("192.0.2.2") == 0
    clock.now = 660.0
    assert limiter.seconds_to_wait("192.0.2.1") == 0


def test_nothing_of_a_client_outlives_the_minute_or_can_be_read() -> None:
    clock = Clock()
    limiter = Limiter(2, clock)
    limiter.seconds_to_wait("192.0.2.1")
    assert "192.0.2.1" not in str(vars(limiter))
    key, counts = limiter._key, limiter._counts
    clock.now = 660.0
    limiter.seconds_to_wait("192.0.2.9")
    assert limiter._key != key
    assert not set(limiter._counts) & set(counts)


def test_a_connection_with_many_ipv6_addresses_is_one_client() -> None:
    limiter = Limiter(1, Clock())
    assert limiter.seconds_to_wait("2001:db8:1:2::1") == 0
    assert limiter.seconds_to_wait("2001:db8:1:2:ffff::9") > 0
    assert limiter.seconds_to_wait("2001:db8:1:3::1") == 0


def test_no_limit_is_possible_and_an_odd_address_is_a_client_too() -> None:
    assert [Limiter(0, Clock()).seconds_to_wait("192.0.2.1") for _ in range(9)] == [0] * 9
    limiter = Limiter(1, Clock())
    assert limiter.seconds_to_wait("unix:") == 0
    assert limiter.seconds_to_wait("unix:") > 0


@pytest.mark.parametrize(("trusted", "address"), [
    (None, "192.0.2.1"), (("HTTP_X_FORWARDED_PROTO", "https"), "198.51.100.7"),
])  # fmt: skip
def test_only_a_server_that_is_trusted_says_who_asks(trusted: tuple[str, str] | None, address: str) -> None:
    forwarded = {"x-forwarded-for": "203.0.113.66, 198.51.100.7"}  # the first one is what the client itself claimed
    request = RequestFactory(REMOTE_ADDR="192.0.2.1").get("/", headers=forwarded)
    with override_settings(SECURE_PROXY_SSL_HEADER=trusted):
        assert address_of(request) == address
        assert address_of(RequestFactory(REMOTE_ADDR="192.0.2.1").get("/")) == "192.0.2.1"
