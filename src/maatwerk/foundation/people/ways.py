"""Telephone numbers and e-mail addresses as they are kept, so that the same one is always written the same. Pure."""

from __future__ import annotations

import re

from maatwerk.foundation.people.residents import WayKind

_NETHERLANDS = "+31"
_MOBILE = re.compile(r"\+31(6|97)[0-9]+")
_NOT_DIALLED = re.compile(r"[\s.\-/()]+")
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{6,14}")  # ITU-T E.164: at most fifteen digits
_DUTCH = re.compile(r"\+31([0-9]{9}|97[0-9]{9}|[89]0[0-9]{5,8})")


def plain_phone(text: str) -> str:
    """A telephone number as E.164 writes it ("06 - 12 34 56 78" is "+31612345678"); "" when it is none. Without a
    country it is a Dutch one."""
    number = _NOT_DIALLED.sub("", text.replace("(0)", ""))
    if number.startswith("00"):
        number = "+" + number[2:]
    elif number.startswith("0"):
        number = _NETHERLANDS + number[1:]
    if not _INTERNATIONAL.fullmatch(number):
        return ""
    if number.startswith(_NETHERLANDS) and (number[3] == "0" or not _DUTCH.fullmatch(number)):
        return ""
    return number


def is_dutch_phone(number: str) -> bool:
    """Whether a number as `plain_phone` gives it is a Dutch one."""
    return number.startswith(_NETHERLANDS)


def is_dutch_mobile(number: str) -> bool:
    """Whether a number as `plain_phone` gives it is one of a Dutch mobile telephone."""
    return _MOBILE.fullmatch(number) is not None


def plain_mail(text: str) -> str:
    """An address in small letters; whether it is one is not looked at."""
    return text.strip().lower()


def plain_value(kind: WayKind, text: str) -> str:
    """As this kind of way is kept; "" when it is none."""
    return plain_mail(text) if kind is WayKind.MAIL else plain_phone(text)
