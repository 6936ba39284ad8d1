"""The rules of standing for somebody, or beside them. Pure: birth dates and days are passed in.

Who has custody stands for a child without anybody choosing it; a court appoints curator, mentor and administrator; a
resident authorises whom they like, and lets a carer, relative or buddy look along. Rights that depend on age are not
stored anywhere: they follow from the birth date, at each question, so nobody has to think of a birthday.

An unknown birth date gives nobody rights over that person, and gives that person the access of an adult.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maatwerk.foundation.people.ages import reached
from maatwerk.foundation.people.residents import Scope, Standing

OWN_FILE = 12  # Jeugdwet 7.3.10 jo. 7.3.8: from twelve on a youth has the right to see the file themselves
TOGETHER = 12  # Jeugdwet 7.3.4, BW 7:450 lid 2: from twelve to sixteen child and parents agree together
ALONE = 16  # Jeugdwet 7.3.4, BW 7:447: from sixteen on a youth decides alone on care and youth help
ADULT = 18  # BW 1:233

_ALL = frozenset(Scope)
_BOTH, _MONEY, _CARE = (frozenset({scope}) for scope in (Scope.BOTH, Scope.MONEY, Scope.CARE))


class Ages(StrEnum):
    """For whom somebody can stand."""

    MINOR = "minderjarig"
    ADULT = "meerderjarig"
    ANY = "iedereen"


@dataclass(frozen=True)
class Rule:
    """What goes with one kind of standing. `law` names the articles.

    `scopes` are what they may stand for; `proof` whether a paper has to be seen first; `looks` whether they may look
    without the resident's leave, `may_look` whether at all; `acts` whether they may do something in the resident's
    name. `helps` is doing small things that the resident gave them to do, never in their name (Koppeltaal 2.0,
    RelatedPerson: naaste looks along and supports, mantelzorger also carries out a little). `while_unable` is standing
    there only as long as a judgement says that the resident cannot decide: see `standing_in`.
    """

    law: str
    scopes: frozenset[Scope]
    ages: Ages = Ages.ANY
    proof: bool = True
    looks: bool = True
    may_look: bool = True
    acts: bool = True
    helps: bool = False
    while_unable: bool = False


def _beside(law: str, helps: bool = False) -> Rule:
    return Rule(law, _ALL, proof=False, looks=False, acts=False, helps=helps)


def _in_the_row() -> Rule:
    """They decide together with who gives the help, who writes it down; they do nothing in the file by themselves."""
    return Rule("BW 7:465 lid 3; Wmo 2015 art. 1.1.1", _CARE, Ages.ADULT, acts=False, while_unable=True)


RULES: dict[Standing, Rule] = {
    # Separated parents who both kept custody stand each for themselves: one does not need the other to look.
    Standing.PARENT: Rule("BW 1:245, 1:247, 1:251, 1:253i", _BOTH, Ages.MINOR),
    # May ask whoever helps the child for what matters, and gets an answer from a person; no file opens by it.
    Standing.PARENT_WITHOUT_CUSTODY: Rule(
        "BW 1:377c", _BOTH, Ages.MINOR, proof=False, looks=False, may_look=False, acts=False
    ),
    Standing.GUARDIAN: Rule("BW 1:280, 1:336, 1:337", _BOTH, Ages.MINOR),
    Standing.CURATOR: Rule("BW 1:378, 1:381", _BOTH, Ages.ADULT),
    Standing.MENTOR: Rule("BW 1:450, 1:453", _CARE, Ages.ADULT),
    Standing.ADMINISTRATOR: Rule("BW 1:431, 1:441", _MONEY, Ages.ADULT),
    Standing.DEBT_ADMINISTRATOR: Rule("Faillissementswet art. 316", _MONEY, Ages.ADULT),
    Standing.AUTHORISED: Rule("BW 3:60", _ALL),
    Standing.CARER: _beside("Wmo 2015 art. 1.1.1", helps=True),
    Standing.RELATIVE: _beside("Wmo 2015 art. 1.1.1 (sociaal netwerk)"),
    Standing.BUDDY: _beside("AVG art. 6 lid 1 onder a"),
    Standing.CLIENT_SUPPORTER: _beside("Wmo 2015 art. 1.1.1, 2.2.4"),
    Standing.PARTNER: _in_the_row(),
    Standing.FAMILY: _in_the_row(),
}

CUSTODY = frozenset({Standing.PARENT, Standing.GUARDIAN})
# Whom a court or the law appointed: the resident does not end it, and does not choose whether they look.
BY_LAW = CUSTODY | {Standing.CURATOR, Standing.MENTOR, Standing.ADMINISTRATOR, Standing.DEBT_ADMINISTRATOR}
# For whom the resident alone says whether they may look along, and may stop it at any moment.
LEAVE_OF_RESIDENT = frozenset(each for each, rule in RULES.items() if rule.may_look and not rule.looks)


class Objection(StrEnum):
    """Why somebody cannot be registered as standing for a resident."""

    ONESELF = "zichzelf"
    DEAD = "overleden"
    SCOPE = "reikwijdte"
    PROOF = "bewijs"
    NOT_A_MINOR = "niet_minderjarig"
    NOT_AN_ADULT = "niet_meerderjarig"
    TOO_YOUNG_TO_AUTHORISE = "te_jong_voor_machtiging"
    TOO_YOUNG_TO_AGREE = "te_jong_voor_meekijken"
    OPENS_NOTHING = "opent_niets"


@dataclass(frozen=True)
class Person:
    """What the rules need to know of a resident. `born` and `died_on` are None when unknown or not so."""

    born: date | None
    died_on: date | None = None

    def is_dead(self, day: date) -> bool:
        """From the day of death on nobody stands for them: BW 1:389 (curatele), 1:449 (bewind), 1:462 (mentorschap),
        3:72 (volmacht). Heirs have rights of their own, and ask a person."""
        return self.died_on is not None and self.died_on <= day

    def is_child(self, day: date) -> bool:
        """Known to be younger than twelve."""
        return self._known_younger(TOGETHER, day)

    def is_minor(self, day: date) -> bool:
        """Known to be younger than eighteen."""
        return self._known_younger(ADULT, day)

    def decides_alone(self, day: date) -> bool:
        """On care and youth help; from sixteen on, or when the birth date is not known."""
        return not self._known_younger(ALONE, day)

    def has_own_file(self, day: date) -> bool:
        """Whether they may see their own file themselves."""
        return not self._known_younger(OWN_FILE, day)

    def _known_younger(self, years: int, day: date) -> bool:
        return self.born is not None and not reached(self.born, years, day)


class Decides(StrEnum):
    """Who decides on care and youth help for somebody."""

    PARENTS = "gezag"
    TOGETHER = "samen"
    SELF = "zelf"


def decides(person: Person, day: date) -> Decides:
    """Below twelve who has custody, from twelve to sixteen both, from sixteen on the youth (Jeugdwet 7.3.4, BW 7:447,
    7:450 lid 2)."""
    if person.is_child(day):
        return Decides.PARENTS
    return Decides.SELF if person.decides_alone(day) else Decides.TOGETHER


def objections(
    standing: Standing,
    scope: Scope,
    person: Person,
    day: date,
    *,
    oneself: bool = False,
    proof: bool = True,
    looks: bool = False,
) -> list[Objection]:
    """Everything that stands against registering this. `looks` is whether the resident lets them look along."""
    rule = RULES[standing]
    found = {
        Objection.ONESELF: oneself,
        Objection.DEAD: person.is_dead(day),
        Objection.SCOPE: scope not in rule.scopes,
        Objection.PROOF: rule.proof and not proof,
        Objection.NOT_A_MINOR: rule.ages is Ages.MINOR and not person.is_minor(day),
        Objection.NOT_AN_ADULT: rule.ages is Ages.ADULT and person.is_minor(day),
        Objection.TOO_YOUNG_TO_AUTHORISE: standing is Standing.AUTHORISED and not _may_authorise(person, scope, day),
        Objection.TOO_YOUNG_TO_AGREE: looks and standing in LEAVE_OF_RESIDENT and person.is_child(day),
        Objection.OPENS_NOTHING: looks and not rule.may_look,
    }
    return [objection for objection, holds in found.items() if holds]


def _may_authorise(person: Person, scope: Scope, day: date) -> bool:
    """Nobody hands over what they cannot do themselves (BW 3:63 lid 2): care from sixteen on, money from eighteen."""
    return person.decides_alone(day) if scope is Scope.CARE else not person.is_minor(day)


def may_see(standing: Standing, scope: Scope, looks: bool, person: Person, day: date) -> frozenset[Scope]:
    """What somebody who stands for a resident may see of them on a day: money, care, both or nothing.

    Of dates and suspension of the standing itself nothing is asked here. Custody: everything below sixteen, from twelve
    on together with the child (Jeugdwet 7.3.11, BW 7:457 lid 3); then only money until eighteen (BW 1:253i, 1:337).
    What somebody sees while the resident cannot decide hangs on the matter, and is for the policies alone.
    """
    rule = RULES[standing]
    if person.is_dead(day) or not rule.may_look or rule.while_unable:
        return frozenset()
    if standing in CUSTODY:
        if not person.is_minor(day):
            return frozenset()
        return frozenset({Scope.MONEY}) if person.decides_alone(day) else frozenset({Scope.MONEY, Scope.CARE})
    if rule.ages is Ages.ADULT and person.is_minor(day):
        return frozenset()
    return _areas(scope) if looks else frozenset()


def may_act(standing: Standing, scope: Scope, person: Person, day: date) -> frozenset[Scope]:
    """For what somebody may do things in the resident's name on a day, alone or (from twelve to sixteen, in care)
    together with the child: see `decides`."""
    rule = RULES[standing]
    return may_see(standing, scope, True, person, day) if rule.acts else frozenset()


def _areas(scope: Scope) -> frozenset[Scope]:
    return frozenset({Scope.MONEY, Scope.CARE}) if scope is Scope.BOTH else frozenset({scope})


def standings_for(area: Scope) -> Iterable[Standing]:
    """Which kinds of standing can have to do with money, or with care; for queries."""
    return [each for each, rule in RULES.items() if rule.scopes & {area, Scope.BOTH}]
