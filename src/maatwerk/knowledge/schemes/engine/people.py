"""Who counts for the allowances (AWIR, BWBR0018472, text 1-1-2026): the partner, co-residents, and who may be here.

This partner is not that of the Participatiewet (`norms.py`): two who live together are partners here when they are
married, or when art. 3 lid 2 names a tie between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.schemes.engine.ages import Truths, has_reached
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.households import PARTNER
from maatwerk.knowledge.schemes.engine.rounding import Numbers
from maatwerk.knowledge.schemes.engine.steps import Rule

_TENANT = "huurder_of_kostganger"
_FIRST_DEGREE = ("kind", "ouder")  # never a partner: art. 3 lid 5 under a

_ASSUMED_PARTNER = Text(
    nl="Wij gaan ervan uit dat u en uw partner toeslagpartners zijn. Dat is zo als u getrouwd bent of samen een kind "
    "heeft. Het is ook zo als u samen een huis kocht, of iets vastlegde bij de notaris.",
    en="We assume that you and your partner are partners for the allowances. You are if you are married or have a "
    "child together. You also are if you bought a home together, or settled something with a notary.",
)
_APART = Text(
    nl="U bent getrouwd en woont niet samen. Uw man of vrouw kan dan toch uw toeslagpartner zijn. Vraag dit aan de "
    "Dienst Toeslagen.",
    en="You are married and do not live together. Your husband or wife may still be your partner for the allowances. "
    "Ask Dienst Toeslagen.",
)
_BLENDED = Text(
    nl="Er woont een volwassene bij u, en er woont ook een kind. Dan is die volwassene uw toeslagpartner. Alleen met "
    "een huurcontract kan dat anders zijn.",
    en="An adult lives with you, and a child does too. Then that adult is your partner for the allowances. Only with a "
    "rental contract that may be different.",
)
_SEVERAL = Text(
    nl="Er wonen meer volwassenen bij u, en ook een kind. Wij weten niet wie uw toeslagpartner is. Vraag dit aan de "
    "Dienst Toeslagen.",
    en="More adults live with you, and also a child. We do not know who is your partner for the allowances. Ask Dienst "
    "Toeslagen.",
)
_PARTNER_DETAINED = Text(
    nl="Uw partner zit vast. Duurt dat langer dan drie maanden? Dan kunt u vragen om uw partner niet mee te tellen.",
    en="Your partner is detained. Is that for more than three months? Then you can ask not to count your partner.",
)
_CHILD_WITHOUT_INCOME = Text(
    nl="Wij gaan ervan uit dat kinderen onder de 18 geen eigen inkomen hebben.",
    en="We assume that children under 18 have no income of their own.",
)

LAWFUL = Rule(
    "verblijf",
    "AWIR art. 9; Vw 2000 art. 10",
    Text(nl="U en wie meetelt, mogen in Nederland wonen.", en="You and those who count may live in the Netherlands."),
    Text(
        nl="U of iemand die meetelt, mag volgens de wet niet in Nederland wonen. Dan kunt u dit niet krijgen.",
        en="You or someone who counts may not live in the Netherlands by law. Then you cannot get this.",
    ),
)


@dataclass(frozen=True)
class Partner:
    """The partner for the allowances: whoever that is, per household. `roles` says per person where it is that one."""

    case: Case
    roles: Mapping[str, Truths]

    @property
    def there(self) -> Truths:
        return reduce(np.logical_or, self.roles.values(), np.zeros(self.case.size, bool))

    def number(self, fact: str) -> Numbers:
        """Money or a number of the partner; 0 where there is none."""
        return sum(
            (self.case.number(fact, person, where=where) for person, where in self.roles.items()),
            np.zeros(self.case.size),
        )

    def yes(self, fact: str) -> Truths:
        """A yes/no fact of the partner; no where there is none."""
        told = (self.case.yes(fact, person, where=where) & where for person, where in self.roles.items())
        return reduce(np.logical_or, told, np.zeros(self.case.size, bool))

    def has_reached(self, years: int) -> Truths:
        """Whether the partner was this old on the first day of the month (AWIR art. 5)."""
        reached = np.zeros(self.case.size, bool)
        for person, where in self.roles.items():
            births = self.case.births(person, ages=(years,), where=where)
            reached |= where & has_reached(births, self.case.on.replace(day=1), years)
        return reached


@dataclass(frozen=True)
class Housemate:
    """Somebody who may be a co-resident (AWIR art. 2 lid 1 under e). `counts`: is one, per household; `is_child`: of
    the applicant or the partner."""

    person: str
    counts: Truths
    is_child: Truths


def partner_of(case: Case, *, same_address: bool = False) -> Partner:
    """The partner of AWIR art. 3. `same_address`: only who lives at the same address (Wht art. 1a lid 3).

    Who is told of as the partner is one until facts say otherwise: somebody not married, without any tie of lid 2. An
    adult who is told to live there is one too where a child under 18 lives there (lid 2 under e), unless a tenant.
    """
    living = case.partner
    told = case.known("gehuwd")
    married = case.yes("gehuwd", where=told)
    loose = living & told & ~married
    tied = case.yes("samen_kind", where=loose) if loose.any() else loose
    loose = loose & ~tied
    if loose.any():
        loose = loose & ~_child_at_home(case, loose)
        loose = loose & ~case.yes("samen_vastgelegd", where=loose)
    settled = told | case.yes("samen_kind", where=case.known("samen_kind"))
    case.assume("toeslagpartner", _ASSUMED_PARTNER, living & ~settled)
    if not same_address:
        case.leave_open(_APART, married & ~living)
    roles = {PARTNER: living & ~loose}
    if case.yes("detentie", PARTNER, where=roles[PARTNER] & case.known("detentie", PARTNER)).any():
        case.note(_PARTNER_DETAINED)  # art. 3c lid 1 under b
    return Partner(case, roles | _blended(case, ~living | loose))


def housemates(case: Case, partner: Partner) -> list[Housemate]:
    """Everyone besides applicant and partner who may be a co-resident: children of any age, and others who are no
    tenants with a contract. A child in two homes counts where it is registered. Who is one nowhere is left out."""
    nobody = np.zeros(case.size, bool)
    found = [Housemate(PARTNER, case.partner & ~partner.roles[PARTNER], nobody)]
    for child in case.households.children:
        there = case.there(child)
        half = there & case.chose("woont_bij_ouder", "ongeveer_de_helft", subject=child)
        always = there & case.chose("woont_bij_ouder", "altijd", subject=child)
        registered = case.yes("ingeschreven", child, where=half)
        found.append(Housemate(child, always | (half & registered), there))
    for other in case.households.others:
        there = case.there(other)
        counts = there & ~case.chose("relatie", _TENANT, subject=other) & ~partner.roles.get(other, nobody)
        found.append(Housemate(other, counts, counts & case.chose("relatie", "kind", subject=other)))
    return [mate for mate in found if mate.counts.any()]


def income_of(case: Case, mate: Housemate) -> Numbers:
    """The yearly income of a co-resident; a child under 18 is assumed to have none until it is told."""
    told = case.known("toetsingsinkomen", mate.person)
    asked = mate.counts
    if mate.person in case.households.children:
        minor = ~has_reached(case.births(mate.person, ages=(18,)), case.on, 18)
        case.assume("kind_inkomen", _CHILD_WITHOUT_INCOME, mate.counts & minor & ~told)
        asked = asked & ~(minor & ~told)
    return case.number("toetsingsinkomen", mate.person, where=asked)


def lawful(case: Case, *others: tuple[str, Truths]) -> Truths:
    """Whether the applicant and these others, each where they count, may live in the Netherlands."""
    lawful = case.yes("rechtmatig_verblijf")
    for person, where in others:
        lawful = lawful & (~where | case.yes("rechtmatig_verblijf", person, where=where))
    return lawful


def anyone(truths: Iterable[Truths], size: int) -> Truths:
    """Whether it is so for any of them, per household."""
    return reduce(np.logical_or, truths, np.zeros(size, bool))


def _blended(case: Case, free: Truths) -> dict[str, Truths]:
    """Who is a partner because a child under 18 lives there too (art. 3 lid 2 under e). Only of those who are told to
    live there; nobody is asked about co-residents for this."""
    others = [other for other in case.households.others if not np.isnan(case.households.there[other]).any()]
    if not any((case.there(other) & free).any() for other in others):
        return {}
    possible = free & _child_at_home(case, free)
    roles: dict[str, Truths] = {}
    several = np.zeros(case.size, bool)
    for other in others:
        where = possible & case.there(other)
        if not where.any():
            continue
        kin = case.chose("relatie", *_FIRST_DEGREE, _TENANT, subject=other, where=where)
        adult = has_reached(case.births(other, ages=(18,), where=where & ~kin), case.on.replace(day=1), 18)
        blended = where & ~kin & adult
        several |= blended & anyone(roles.values(), case.size)
        roles[other] = blended & ~anyone(roles.values(), case.size)
    case.leave_open(_SEVERAL, several)
    if anyone(roles.values(), case.size).any():
        case.note(_BLENDED)
    return roles


def _child_at_home(case: Case, where: Truths) -> Truths:
    """Whether a child under 18 lives there, for the households of `where`."""
    at_home = np.zeros(case.size, bool)
    for child in case.households.children:
        here = where & case.there(child) & case.chose("woont_bij_ouder", "altijd", subject=child, where=where)
        births = case.births(child, ages=(18,), where=here)
        at_home |= here & ~has_reached(births, case.on.replace(day=1), 18)
    return at_home
