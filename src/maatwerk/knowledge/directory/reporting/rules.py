"""What can be wrong with an entry, how it can end, and how long each takes. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from maatwerk.foundation.access.rights import months_later

LOOK_AT_REPORT = "kaart_melding"  # the kind of work

# No law gives these; they were chosen.
DAYS = 7  # a wrong phone number may send somebody away every day; a week has five days to look
LONGEST_WORDS, LONGEST_TOLD = 500, 300  # characters: what is wrong fits in a few sentences
LONGEST_MAIL = 254  # RFC 5321
MOST_AN_HOUR = 60  # by the website, for one municipality: more is no town that looks on but a program
KEPT = 12  # months after the answer in which it can be looked up


class Wrong(StrEnum):
    """What somebody says is wrong."""

    PHONE = "telefoon"
    HOURS = "tijden"
    PLACE = "adres"
    STOPPED = "gestopt"
    OTHER = "anders"


class Via(StrEnum):
    """Who said so: anybody on the website, or the owner, by a link or on the phone."""

    WEBSITE = "website"
    LINK = "link"
    PHONE = "telefoon"


class Done(StrEnum):
    """What an editor did."""

    CHANGED = "aangepast"
    REMOVED = "weggehaald"
    RIGHT = "klopte"
    UNKNOWN = "niet_zeker"


def forget_before(today: date) -> date:
    """What was answered before this day is over."""
    return months_later(today, -KEPT)


HOUR = timedelta(hours=1)
