"""Codes that people write on paper and name on the phone. Pure."""

from __future__ import annotations

import re
from hashlib import blake2b
from uuid import UUID

# No vowels, so that no word comes out; no 0 O, 1 I L, 5 S, 8 B or Q, which look alike on paper.
_SIGNS = "234679CDFGHJKMNPRTVWXYZ"
_LENGTH = 6


def code_of(id_: UUID) -> str:
    """Six signs that follow from the id, so that the same thing always has the same; they do not lead back to it."""
    number = int.from_bytes(blake2b(id_.bytes, digest_size=16).digest())
    signs = []
    for _place in range(_LENGTH):
        number, sign = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[sign])
    return "".join(signs)


def shown(code: str) -> str:
    """As people read and say it: "K7M-42P"."""
    half = _LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def read_code(text: str) -> str:
    """A code as somebody typed it: " k7m 42p" is "K7M42P"; "" when it can be none."""
    code = re.sub(r"[\s.\-–]+", "", text).upper()
    return code if len(code) == _LENGTH and set(code) <= set(_SIGNS) else ""
