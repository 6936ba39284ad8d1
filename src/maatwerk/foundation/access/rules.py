"""The rules of grounds: closed lists with their articles, terms, whose yes is a yes. Pure: moments are passed in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from maatwerk.foundation.access.register import Area
from maatwerk.foundation.people.residents import Scope, Standing
from maatwerk.foundation.people.standing import CUSTODY, Decides, Person, decides, may_act

LONGEST_CONSENT = timedelta(days=365)  # also the usual: what was agreed is asked anew, not forgotten
NO_NAGGING = timedelta(days=182)  # after a no
EMERGENCY_LASTS = timedelta(hours=4)
MISSES_IN_EMERGENCY, MISSES_COUNT_FOR = 3, timedelta(days=1)  # who looks for somebody by name and finds nobody
LONGEST_HIDING = timedelta(days=28)  # each time that somebody looks at it again
LONGEST_HIDDEN = timedelta(days=182)  # in all
LONGEST_WITHHOLDING = timedelta(days=365)
SHORTEST_REASON = 4  # words


class How(StrEnum):
    """How somebody said it. On screen is only by who signed in themselves."""

    SPOKEN = "mondeling"
    WRITTEN = "schriftelijk"
    ON_SCREEN = "digitaal"


class WithholdingGround(StrEnum):
    """Why an entry may be kept from somebody who could otherwise see it."""

    SAFETY = "veiligheid"
    OTHERS = "privacy_van_ander"
    GOOD_CARE = "goede_hulpverlening"
    INTEREST_OF_YOUTH = "belang_van_jongere"
    INVESTIGATION = "onderzoek_naar_geweld"


WITHHOLDING: dict[WithholdingGround, str] = {
    WithholdingGround.SAFETY: "AVG art. 23 lid 1 onder i; UAVG art. 41 lid 1 onder i",
    WithholdingGround.OTHERS: "Jeugdwet art. 7.3.10; Wmo 2015 art. 5.3.2 lid 4; AVG art. 15 lid 4",
    WithholdingGround.GOOD_CARE: "Jeugdwet art. 7.3.11 lid 3, 7.3.15 lid 4; BW 7:457 lid 3",
    WithholdingGround.INTEREST_OF_YOUTH: "Wmo 2015 art. 5.3.2 lid 3",
    WithholdingGround.INVESTIGATION: "Wmo 2015 art. 5.3.1 lid 3, 5.3.2 lid 4",
}


class HidingGround(StrEnum):
    """Why a resident does not see yet that somebody looked in an emergency."""

    SAFETY = "veiligheid"
    INVESTIGATION = "onderzoek_naar_geweld"


HIDING: dict[HidingGround, str] = {
    HidingGround.SAFETY: "AVG art. 23 lid 1 onder i; UAVG art. 41 lid 1 onder i",
    HidingGround.INVESTIGATION: "Wmo 2015 art. 5.3.1 lid 2 en 3",
}


def is_a_reason(words: str) -> bool:
    """Whether somebody said why in words of their own: a sentence, not a dot."""
    return len([word for word in words.split() if any(each.isalpha() for each in word)]) >= SHORTEST_REASON


@dataclass(frozen=True)
class Stander:
    """Somebody who stands for a resident at this moment. `voice` is how their word is recorded: a reference to them,
    or to the row that says that they stand, when they never sign in."""

    voice: str
    standing: Standing
    scope: Scope


class Missing(StrEnum):
    """Whose yes is missing."""

    NOBODY_MAY = "niemand mag dit nog geven"
    PARENT = "een ouder met gezag of de voogd"
    RESIDENT = "de inwoner zelf"
    BY_LAW = "de curator of mentor"
    STRANGER = "iemand die er niet over gaat"


_OF_AREA = {
    Area.MONEY: frozenset({Scope.MONEY}),
    Area.CARE: frozenset({Scope.CARE}),
    Area.BOTH: frozenset({Scope.MONEY, Scope.CARE}),
    Area.NEITHER: frozenset[Scope](),
}


def choosers(person: Person, area: Area, standers: Sequence[Stander], day: date, resident: str) -> frozenset[str]:
    """Everybody whose yes or no counts on this day: the resident from twelve on, who has custody below sixteen, and
    a curator, or a mentor where it is about care."""
    able = {each.voice for each in standers if _is_parent(each, person, day) or _by_law(each, area, person, day)}
    return frozenset(able if person.is_child(day) else able | {resident}) - {""}


def missing_voice(  # noqa: PLR0911 - one line for each answer reads best
    voices: Collection[str], person: Person, area: Area, standers: Sequence[Stander], day: date, resident: str
) -> Missing | None:
    """Whose yes is missing to make this a consent, when these say yes; None when it is whole.

    Below twelve who has custody (Wmo 2015 art. 5.3.3 lid 2, UAVG art. 5), from twelve to sixteen the youth and who
    has custody together (Jeugdwet art. 7.3.4 lid 2), from sixteen on the resident (UAVG art. 5 lid 1). A curator, or a
    mentor in care, in place of the resident (UAVG art. 5 lid 2). One parent speaks for both: see `Refusal`.
    """
    if person.is_dead(day):
        return Missing.NOBODY_MAY
    if not set(voices) <= choosers(person, area, standers, day, resident):
        return Missing.STRANGER
    by_law = {each.voice for each in standers if _by_law(each, area, person, day)}
    parents = {each.voice for each in standers if _is_parent(each, person, day)}
    who = decides(person, day)
    if who is not Decides.SELF and not parents & set(voices):
        return Missing.PARENT
    if who is Decides.TOGETHER and resident not in voices:
        return Missing.RESIDENT
    if who is Decides.SELF and by_law:
        return None if by_law & set(voices) else Missing.BY_LAW
    if who is Decides.SELF and resident not in voices:
        return Missing.RESIDENT
    return None


def _is_parent(each: Stander, person: Person, day: date) -> bool:
    return (
        each.standing in CUSTODY
        and decides(person, day) is not Decides.SELF
        and Scope.CARE in may_act(each.standing, each.scope, person, day)
    )


def _by_law(each: Stander, area: Area, person: Person, day: date) -> bool:
    if each.standing is Standing.CURATOR:
        return bool(may_act(each.standing, each.scope, person, day))
    return each.standing is Standing.MENTOR and bool(_OF_AREA[area] & may_act(each.standing, each.scope, person, day))
