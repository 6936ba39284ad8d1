"""How often one client may ask: counted per minute, in the memory of the process, and forgotten with the minute."""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import ip_address, ip_network
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

WINDOW = 60  # seconds


class Limiter:
    """Counts requests per client in windows of a minute; `most` of 0 means no limit.

    What is counted is a number made from the address with a key that is drawn per window, so that nothing about a
    client can be read from it or outlives the window. Shared by all threads of a process.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.time) -> None:
        self._most = most
        self._clock = clock
        self._lock = Lock()
        self._window = -1
        self._key = b""
        self._counts: Counter[bytes] = Counter()

    def seconds_to_wait(self, address: str) -> int:
        """Count one request from `address`; 0 when it may go on, else the seconds until the next window."""
        if not self._most:
            return 0
        now = self._clock()
        with self._lock:
            if self._window != now // WINDOW:
                self._window, self._key, self._counts = int(now // WINDOW), secrets.token_bytes(16), Counter()
            client = blake2b(_client(address).encode(), digest_size=8, key=self._key).digest()
            self._counts[client] += 1
            return WINDOW - int(now % WINDOW) if self._counts[client] > self._most else 0


def address_of(request: HttpRequest) -> str:
    """Who asks. Behind a server that we trust to say whether TLS was used, the last address it adds is the client."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def _client(address: str) -> str:
    """One client: an IPv4 address, or the /64 that one IPv6 connection gets."""
    try:
        return str(ip_network((address, 64), strict=False)) if ip_address(address).version == 6 else address
    except ValueError:
        return address
