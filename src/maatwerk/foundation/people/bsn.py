"""The burgerservicenummer (BSN): reading it as people write it, and a value that cannot be shown by accident. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn, final

_SEPARATORS = re.compile(r"[\s.\-]+")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)  # RvIG, "elfproef" of the BSN
# Nine digits in a row, or in the groups in which people write a BSN; not part of a longer number.
_NINE_DIGITS = re.compile(
    r"(?<!\d)(?<!\d[ .-])(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?![ .-]?\d)", re.ASCII
)


class NoBsnError(ValueError):
    """What was written is no BSN. Never says what was written."""

    def __init__(self) -> None:
        super().__init__("this is no BSN")


@final
class Bsn:
    """One BSN. As text it is the word "BSN", so it cannot come into a log, a title, a message or an address by
    accident; it cannot be pickled into a cache or a queue either. `reveal` gives the digits, and is easy to search for.
    """

    __slots__ = ("__digits",)

    def __init__(self, digits: str) -> None:
        if not passes_eleven_test(digits):
            raise NoBsnError
        self.__digits = digits

    def reveal(self) -> str:
        """The nine digits. Only for storing them sealed, and for a page that may show them."""
        return self.__digits

    def __repr__(self) -> str:
        return "BSN"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bsn) and other.reveal() == self.__digits

    def __hash__(self) -> int:
        return hash(self.__digits)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a BSN is not written down as it is")


def passes_eleven_test(digits: str) -> bool:
    """Nine digits, not all zero, of which 9a+8b+7c+6d+5e+4f+3g+2h-i divides by eleven (RvIG)."""
    if not re.fullmatch(r"[0-9]{9}", digits) or not digits.strip("0"):
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def read_bsn(text: str) -> Bsn:
    """A BSN as people write it: "111222333", "1112.22.333", "111 222 333". Raises NoBsnError."""
    return Bsn(_SEPARATORS.sub("", text))


def has_bsn(text: str) -> bool:
    """Whether a number in a text passes the test that every BSN passes. Such a number has a place of its own, where
    only who has the power by law sees it (UAVG art. 46)."""
    return next(numbers_like_a_bsn(text), None) is not None


def numbers_like_a_bsn(text: str) -> Iterator[re.Match[str]]:
    """Where a number stands that passes the test of a BSN."""
    return (each for each in _NINE_DIGITS.finditer(text) if passes_eleven_test(re.sub(r"\D", "", each.group())))
