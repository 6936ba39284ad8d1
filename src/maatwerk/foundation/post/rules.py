"""By which channel somebody is reached, and how long a text message may be. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Channel(StrEnum):
    MAIL = "mail"
    SMS = "sms"
    LETTER = "brief"


@dataclass(frozen=True)
class Preference:
    """How somebody can be reached. `addresses` are a mail address, a phone number, and the lines of name and postal
    address; `order` has the channels they like, best first; `never` those by which they refuse to be contacted."""

    addresses: Mapping[Channel, str] = field(default_factory=dict)
    order: tuple[Channel, ...] = ()
    never: frozenset[Channel] = frozenset()
    language: str = "nl"
    large_print: bool = False


def choose(preference: Preference, offered: Collection[Channel]) -> Channel | None:
    """The first channel somebody likes that is offered and for which there is an address. A refused channel is never
    chosen, whatever else is there; None when nothing is left."""
    for channel in preference.order:
        if channel in preference.never or channel not in offered:
            continue
        if preference.addresses.get(channel, "").strip():
            return channel
    return None


LONGEST_SMS = 160  # characters of GSM-7 in one message; more is sent, and paid for, as two

# GSM 03.38 (3GPP TS 23.038, section 6.2.1): the alphabet of text messages, and the characters that take two places.
_GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWO_PLACES = frozenset("^{}\\[~]|€")


def in_gsm7(text: str) -> str:
    """The text in the alphabet of text messages. A letter it lacks loses its accent ("Súdwest" is "Sudwest"), any other
    character becomes a question mark: one character outside it would more than halve what fits in a message."""
    return "".join(_letter(character) for character in text)


def _letter(character: str) -> str:
    if character in _GSM7 or character in _TWO_PLACES:
        return character
    bare = unicodedata.normalize("NFKD", character)[0]
    return bare if bare in _GSM7 else "?"


def gsm7_length(text: str) -> int:
    """How many places a text in GSM-7 takes. Raises ValueError for a character outside that alphabet."""
    for character in text:
        if character not in _GSM7 and character not in _TWO_PLACES:
            raise ValueError(f"'{character}' is not in the alphabet of text messages")
    return sum(2 if character in _TWO_PLACES else 1 for character in text)
