"""What is kept of signing in, and BSNs, made unreadable for who has only the database. The signing key of the site is
the key; the earlier keys of `SECRET_KEY_FALLBACKS` still open what was sealed with them."""

from __future__ import annotations

import base64
import hmac
import secrets
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet  # only for its name: no command should wait for it


def seal(text: str) -> str:
    """`text`, such as the secret of an authenticator app, unreadable without the signing key."""
    return _fernet().encrypt(text.encode()).decode()


class KeyGoneError(Exception):
    """The key with which something was sealed is not among the keys any more."""


def open_sealed(sealed: str) -> str:
    """What was sealed. Raises KeyGoneError."""
    from cryptography.fernet import InvalidToken

    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise KeyGoneError from None


def unseal(sealed: str) -> str:
    """What was sealed of signing in. When its key is gone: a secret that nobody has, so that no code fits and nothing
    breaks; then an administrator invites that person again."""
    try:
        return open_sealed(sealed)
    except KeyGoneError:
        return base64.b32encode(secrets.token_bytes(20)).decode()


def blind_index(text: str) -> str:
    """What to find `text` by without keeping it: its HMAC-SHA256, 64 hexadecimal digits. There are few BSNs, so without
    the key every one could be tried."""
    return _blind(text, settings.SECRET_KEY)


def blind_indexes(text: str) -> list[str]:
    """Under what `text` may have been kept: its blind index with the key of now first, then with each earlier key."""
    return [_blind(text, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _blind(text: str, secret: str) -> str:
    key = blake2b(secret.encode(), digest_size=32, person=b"people.blind").digest()
    return hmac.new(key, text.encode(), "sha256").hexdigest()


def hidden_key(key: str, prefix: str, version: int) -> str:
    """The name under which a note is kept in the cache: nobody can read an address or an account from it."""
    return blake2b(f"{prefix}:{version}:{key}".encode(), key=_key(settings.SECRET_KEY), digest_size=32).hexdigest()


def _fernet() -> MultiFernet:
    from cryptography.fernet import Fernet, MultiFernet

    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key(key))) for key in keys])


def _key(secret: str) -> bytes:
    return blake2b(secret.encode(), digest_size=32, person=b"people.sealing").digest()
