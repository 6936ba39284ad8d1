"""The keys of the logs. They are never in the database: who changes rows there cannot make what goes with them.

From one secret come a key that seals the state of a segment and a key that signs checkpoints. Earlier secrets still
check what they sealed; only the present one seals.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.conf import settings

from maatwerk.foundation.access.logs.canonical import canonical

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # not for every start to wait for


@dataclass(frozen=True)
class Key:
    """One secret, and what is made from it. `id` can be told to anybody."""

    secret: str = field(repr=False)

    @cached_property
    def id(self) -> str:
        return blake2b(key=_digest(self.secret), digest_size=8, person=b"log.id").hexdigest()

    @cached_property
    def public(self) -> str:
        """What checks signatures of this key: an Ed25519 public key, 64 hexadecimal digits."""
        return self._signer.public_key().public_bytes_raw().hex()

    def seal(self, fields: Iterable[object]) -> str:
        """An HMAC-SHA256 over these fields, 64 hexadecimal digits."""
        return hmac.digest(self._sealing, canonical(fields), "sha256").hex()

    def sign(self, message: bytes) -> str:
        """An Ed25519 signature, 128 hexadecimal digits."""
        return self._signer.sign(message).hex()

    def signed(self, message: bytes, signature: str) -> bool:
        from cryptography.exceptions import InvalidSignature

        try:
            self._signer.public_key().verify(bytes.fromhex(signature), message)
        except (InvalidSignature, ValueError):
            return False
        return True

    @cached_property
    def _sealing(self) -> bytes:
        return blake2b(key=_digest(self.secret), digest_size=32, person=b"log.seal").digest()

    @cached_property
    def _signer(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        seed = blake2b(key=_digest(self.secret), digest_size=32, person=b"log.sign").digest()
        return Ed25519PrivateKey.from_private_bytes(seed)


@dataclass(frozen=True)
class Ring:
    """All keys of an installation: that of now, and by id every one that still checks."""

    now: Key
    all: Mapping[str, Key]

    def sealed(self, key: str, fields: Iterable[object], seal: str) -> bool:
        """Whether the key with this id made this seal; no for a key that is not here."""
        holder = self.all.get(key)
        return holder is not None and hmac.compare_digest(holder.seal(fields), seal)


def ring() -> Ring:
    """The keys of this installation."""
    return _ring(tuple(settings.LOG_KEYS))


@cache
def _ring(secrets: tuple[str, ...]) -> Ring:
    keys = [Key(secret) for secret in secrets]
    return Ring(keys[0], {key.id: key for key in keys})


def _digest(secret: str) -> bytes:
    return blake2b(secret.encode(), digest_size=64).digest()
