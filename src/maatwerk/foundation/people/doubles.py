"""When two residents may be one person. Pure: a small, explained comparison of what is known of both.

What is found are likenesses, each with a sentence; there is no number that says how alike two people are. Somebody
looks at both and says what it is. Registers at scale are compared elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Likeness(StrEnum):
    """In what two residents are alike."""

    SAME_BSN = "zelfde_bsn"
    SAME_BIRTH = "zelfde_geboortedatum"
    TURNED_BIRTH = "geboortedag_en_maand_verwisseld"
    SAME_NAME = "zelfde_naam"
    NAME_LIKE_IT = "naam_lijkt"
    SAME_PHONE = "zelfde_telefoon"
    SAME_MAIL = "zelfde_mail"
    SAME_ADDRESS = "zelfde_adres"


@dataclass(frozen=True)
class Known:
    """What is known of one resident. `name` is a `plain_name`; `bsns` are blind indexes of the one BSN, `addresses`
    pairs of postcode and house number of where they live or get post now."""

    name: str = ""
    born: date | None = None
    bsns: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    addresses: frozenset[tuple[str, str]] = frozenset()


# Each line is enough for a doubt, also with more likenesses beside it.
_DOUBTS: tuple[frozenset[Likeness], ...] = tuple(
    frozenset(each)
    for each in (
        {Likeness.SAME_BSN},
        {Likeness.SAME_BIRTH, Likeness.SAME_NAME},
        {Likeness.SAME_BIRTH, Likeness.NAME_LIKE_IT},
        {Likeness.TURNED_BIRTH, Likeness.SAME_NAME},
        {Likeness.SAME_NAME, Likeness.SAME_PHONE},
        {Likeness.SAME_NAME, Likeness.SAME_MAIL},
        {Likeness.SAME_NAME, Likeness.SAME_ADDRESS},
        {Likeness.NAME_LIKE_IT, Likeness.SAME_MAIL},
    )
)


def likenesses(one: Known, other: Known) -> tuple[Likeness, ...]:
    """In what two residents are alike, in the order of `Likeness`."""
    same_name, alike = _same_name(one.name, other.name), _name_like_it(one.name, other.name)
    found = {
        Likeness.SAME_BSN: bool(one.bsns & other.bsns),
        Likeness.SAME_BIRTH: one.born is not None and one.born == other.born,
        Likeness.TURNED_BIRTH: _turned(one.born, other.born),
        Likeness.SAME_NAME: same_name,
        Likeness.NAME_LIKE_IT: alike and not same_name,
        Likeness.SAME_PHONE: bool(one.phones & other.phones),
        Likeness.SAME_MAIL: bool(one.mails & other.mails),
        Likeness.SAME_ADDRESS: bool(one.addresses & other.addresses),
    }
    return tuple(likeness for likeness, holds in found.items() if holds)


def reasons_for_doubt(one: Known, other: Known) -> tuple[Likeness, ...]:
    """The likenesses when they make a doubt; empty when they do not.

    Two BSNs that differ are two people. Two birth dates that differ are two people too, such as a father and a son of
    one name at one address, unless somebody turned day and month around; only one BSN for both overrules that.
    """
    found = likenesses(one, other)
    if Likeness.SAME_BSN not in found:
        if one.bsns and other.bsns:
            return ()
        other_birth = one.born and other.born and not {Likeness.SAME_BIRTH, Likeness.TURNED_BIRTH} & set(found)
        if other_birth:
            return ()
    return found if any(doubt <= set(found) for doubt in _DOUBTS) else ()


def turned(born: date) -> date | None:
    """The date with day and month the other way around; None when that is no date, or the same one."""
    try:
        other = born.replace(day=born.month, month=born.day)
    except ValueError:
        return None
    return other if other != born else None


def _turned(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and turned(one) == other


def _same_name(one: str, other: str) -> bool:
    """The same words in any order; one word says too little."""
    words, others = set(one.split()), set(other.split())
    return words == others and len(words) > 1


def _name_like_it(one: str, other: str) -> bool:
    """Every word of the shorter name has one like it in the other, and there are two or more: "sam haddad" and "samira
    haddad", "jansen" and "janssen"."""
    words, others = sorted((one.split(), other.split()), key=len)
    return len(words) > 1 and all(any(_word_like_it(word, each) for each in others) for word in words)


def _word_like_it(one: str, other: str) -> bool:
    """The same, a first part of three letters or more, an initial, or one letter other, missing or turned around."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if long.startswith(short) and len(short) != 2:
        return True
    return len(short) > 3 and _one_slip(short, long)


def _one_slip(short: str, long: str) -> bool:
    """Whether one letter is other, missing, or changed places with its neighbour."""
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) == len(long):
        turned_around = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
        return short[at + 1 :] == long[at + 1 :] or turned_around
    return len(long) - len(short) == 1 and short[at:] == long[at + 1 :]
