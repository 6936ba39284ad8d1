"""The mail server of an installation, as one address: smtp://user@host:587. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

# How an address begins → the usual port, and the options of Django's mailer.
_SCHEMES: Mapping[str, tuple[int, dict[str, bool]]] = {
    "smtp": (587, {"use_tls": True}),  # begins in the clear and goes on over TLS, or not at all (STARTTLS)
    "smtps": (465, {"use_ssl": True}),
    "smtp+plain": (25, {}),
}
_ADDRESS = re.compile(r"[^\s@<>,=]+@[^\s@<>,=]+\.[^\s@<>,=]+")


@dataclass(frozen=True)
class Mail:
    """A mail server, and from which address each municipality sends (by slug; the one under "" is of all others)."""

    host: str
    port: int
    tls: Mapping[str, bool]
    user: str = ""
    senders: Mapping[str, str] = field(default_factory=dict)
    password: str = field(default="", repr=False)

    @property
    def options(self) -> dict[str, Any]:
        """As Django's mailer takes them. The certificate of the server is checked."""
        return {
            "host": self.host,
            "port": self.port,
            "username": self.user,
            "password": self.password,
            "timeout": 30,
            **self.tls,
        }


def read_mail(address: str, password: str, senders: str, production: bool, faults: list[str]) -> Mail | None:
    """The mail server that was chosen; None without one. What is wrong is added to `faults`."""
    if not address:
        return None
    known = _senders(senders, faults)
    found: Mail | None
    try:
        parts = urlsplit(address)
        port, tls = _SCHEMES[parts.scheme]
        found = Mail(parts.hostname or "", parts.port or port, tls, unquote(parts.username or ""), known, password)
    except (KeyError, ValueError):
        found = None
    if found is None or not found.host or parts.path.strip("/") or parts.query:
        faults.append("MAATWERK_MAIL is not an address of a mail server, like smtp://user@host:587.")
        return None
    if parts.password:
        faults.append("MAATWERK_MAIL holds a password; give that as MAATWERK_MAIL_PASSWORD or in a file.")
    elif bool(found.user) is not bool(password):
        faults.append("MAATWERK_MAIL with a user needs MAATWERK_MAIL_PASSWORD, and that needs a user.")
    if production and not tls:
        faults.append("MAATWERK_MAIL needs TLS in production: begin it with smtp:// or smtps://.")
    if not known and not senders.strip():
        faults.append("MAATWERK_MAIL needs MAATWERK_MAIL_FROM, the address that mail comes from.")
    return found


def _senders(text: str, faults: list[str]) -> dict[str, str]:
    senders: dict[str, str] = {}
    for each in filter(None, (part.strip() for part in text.split(","))):
        slug, _, address = each.rpartition("=")
        if not _ADDRESS.fullmatch(address) or slug in senders:
            faults.append("MAATWERK_MAIL_FROM is an address, or slug=address for each municipality, with commas.")
            return {}
        senders[slug] = address
    return senders
