"""Residents who sign in with OpenID Connect, as with DigiD through a broker: what a municipality agreed with one, and
what may be believed of its answer. Pure: claims in, a value or a refusal out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.bsn import Bsn, NoBsnError, read_bsn
from maatwerk.foundation.people.rules import is_about

# What an `acr` says, unless the configuration says otherwise: the levels of eIDAS by their own addresses (SAML
# attribute profile of eIDAS, 3.2), and those of DigiD (Logius, Koppelvlakspecificatie DigiD SAML: Basis, Midden,
# Substantieel, Hoog). DigiD Basis and Midden are below or at eIDAS `low`.
KNOWN_LEVELS: Mapping[str, Assurance] = {
    "http://eidas.europa.eu/LoA/low": Assurance.LOW,
    "http://eidas.europa.eu/LoA/substantial": Assurance.SUBSTANTIAL,
    "http://eidas.europa.eu/LoA/high": Assurance.HIGH,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport": Assurance.LOW,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract": Assurance.LOW,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard": Assurance.SUBSTANTIAL,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI": Assurance.HIGH,
}
_SECTOR = "s00000000:"  # how DigiD marks that a number is a BSN (Logius, Koppelvlakspecificatie DigiD SAML)


@dataclass(frozen=True)
class ResidentLogIn:
    """The log-in for residents of one municipality (a slug). `name` stands on the button; `server` is the issuer;
    `bsn_claim` the claim that holds the BSN; `levels` what each `acr` means."""

    municipality: str
    name: str
    server: str
    client: str
    secret: str = field(repr=False)
    bsn_claim: str = "bsn"
    scopes: tuple[str, ...] = ("openid",)
    levels: Mapping[str, Assurance] = field(default_factory=lambda: KNOWN_LEVELS)

    @property
    def id(self) -> str:
        """The name of this log-in in addresses."""
        return f"{self.municipality}.inwoners"

    def levels_from(self, needs: Assurance) -> list[str]:
        """The `acr` values that are good enough, weakest first: what is asked of the broker."""
        enough = [acr for acr, level in self.levels.items() if level.strength >= needs.strength]
        return sorted(enough, key=lambda acr: self.levels[acr].strength)


@dataclass(frozen=True)
class Told:
    """What a broker said, as far as it is believed. The BSN goes no further than finding whose it is."""

    issuer: str
    subject: str
    bsn: Bsn
    assurance: Assurance


class UnbelievedError(Exception):
    """The answer of a broker cannot be used. The text says why, for the log; it holds nothing of the answer."""


def believed(log_in: ResidentLogIn, claims: Mapping[str, Any], nonce: str) -> Told:
    """What the answer says. `claims` holds the `id_token`, of which signature, issuer, audience and time were checked
    already, and mostly `userinfo`. Raises UnbelievedError."""
    id_token, userinfo = claims["id_token"], claims.get("userinfo") or {}
    subject = id_token.get("sub")
    if not isinstance(subject, str) or not subject or not is_about(subject, claims):
        raise UnbelievedError("the answer is not about one subject")
    if id_token.get("nonce") != nonce:
        raise UnbelievedError("the answer belongs to another question")
    level = log_in.levels.get(str(id_token.get("acr")))  # of the signed part only, and never guessed
    if level is None:
        raise UnbelievedError("the answer names no level that we know")
    told = id_token.get(log_in.bsn_claim, userinfo.get(log_in.bsn_claim))
    if not isinstance(told, str):
        raise UnbelievedError("the answer holds no BSN")
    try:
        bsn = read_bsn(told.removeprefix(_SECTOR))
    except NoBsnError:
        raise UnbelievedError("what should be the BSN is none") from None
    if bsn.reveal() in subject:
        raise UnbelievedError("the subject is the BSN itself: ask the broker for a pairwise subject")
    return Told(str(id_token["iss"]), subject, bsn, level)
