"""Which duty of secrecy rests on an entry. It follows from who writes, for what and about what; nobody chooses it."""

from __future__ import annotations

from maatwerk.foundation.gate.models import Secrecy
from maatwerk.foundation.people.residents import PartyKind

_ABOUT_CARE = frozenset({"gezondheid", "zorg"})


def secrecy_of(purpose: str, category: str, party: PartyKind | None) -> Secrecy:
    """The duty on an entry that an organisation of this kind makes for a purpose; None is a kind that nobody said.
    The first line that fits wins:

    - youth help: Jeugdwet art. 7.3.11, whoever carries it out;
    - compulsory psychiatric care (Wvggz art. 8:34), and health or care written by a care organisation: the secrecy of
      treatment, BW 7:457;
    - anything else of a care organisation (Wmo 2015 art. 5.3.3), and of who stands for somebody;
    - all others carry out a task of the municipality: Awb art. 2:5.
    """
    if purpose == "jeugdhulp":
        return Secrecy.YOUTH
    if purpose == "wvggz" or (party is PartyKind.CARE and category in _ABOUT_CARE):
        return Secrecy.MEDICAL
    if party is PartyKind.CARE or purpose == "vertegenwoordiging":
        return Secrecy.PROFESSIONAL
    return Secrecy.OFFICIAL
