"""Who belongs together for the Participatiewet (BWBR0015703), and the norm that follows: art. 3, 19a and 20 to 24.

The partner of this law is whoever shares the household (art. 3 lid 2 and 3), married or not. That is not the partner of
the allowances (AWIR art. 3): two who share a home as a couple count here from the first day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from maatwerk.foundation.content import Text
from maatwerk.knowledge.schemes.engine.ages import Truths, has_reached
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.households import PARTNER
from maatwerk.knowledge.schemes.engine.rounding import Numbers, to_cent
from maatwerk.knowledge.schemes.engine.steps import step

_AGES = (18, 21, 27)  # the ages at which the Participatiewet changes, besides the AOW age
_FIRST_YEAR = 2022  # of which the AOW age stands in the figures
_AT_HOME = Text(
    nl="Wij gaan ervan uit dat u thuis woont, en niet in een instelling.",
    en="We assume that you live at home, and not in an institution.",
)


@dataclass(frozen=True)
class Circle:
    """Who counts, per household. `entitled`: there is a partner with a right of his own, as far as is known (art. 11
    lid 4 and 13). `of_18`, `of_21`, `of_27`: has reached that age; `pension`: has reached the AOW age. `children`:
    there is a child under 18; `sharers`: how many others share the costs (art. 19a); `inside`: lives in an institution
    (art. 23)."""

    births: Numbers
    partner: Truths
    entitled: Truths
    of_18: Truths
    of_21: Truths
    of_27: Truths
    pension: Truths
    partner_of_21: Truths
    partner_pension: Truths
    children: Truths
    sharers: Numbers
    inside: Truths

    @property
    def any_pension(self) -> Truths:
        return self.pension | self.partner_pension


def social_assistance_norm(case: Case) -> Numbers:
    """The norm of this household in euros a month, net and with holiday allowance. Raises UnknownFigureError."""
    return norm(case, circle(case))


def circle(case: Case) -> Circle:
    """Who counts for the Participatiewet. Raises UnknownFigureError where the AOW age is not known."""
    partner = case.partner
    births, partner_births = _births(case), _births(case, PARTNER)
    return Circle(
        births=births,
        partner=partner,
        entitled=partner & ~_without_right(case, PARTNER, partner_births),
        of_18=has_reached(births, case.on, 18),
        of_21=has_reached(births, case.on, 21),
        of_27=has_reached(births, case.on, 27),
        pension=pension_age(case, births),
        partner_of_21=partner & has_reached(partner_births, case.on, 21),
        partner_pension=partner & pension_age(case, partner_births),
        children=minor_children(case),
        sharers=_sharers(case),
        inside=_inside(case),
    )


def pension_age(case: Case, births: Numbers, on: date | None = None) -> Truths:
    """Whether somebody has reached the AOW age on the day of the case, or on another day of that year (AOW art. 7a lid
    1). Who reached it in an earlier year keeps it, also where the age of this year is higher. Raises
    UnknownFigureError."""
    on = on or case.on
    age = case.book.on("aow.leeftijd", on)
    reached = has_reached(births, on, 0, age)
    if on.year > _FIRST_YEAR:
        new_years_eve = date(on.year - 1, 12, 31)
        before = case.book.on("aow.leeftijd", new_years_eve)
        if before < age:
            reached = reached | has_reached(births, new_years_eve, 0, before)
    return reached


def studies_with_finance(case: Case, subject: str, births: Numbers) -> Truths:
    """Is younger than 27 and gets study finance: then there is no right to bijstand (Pw art. 13 lid 2 onder c). An
    unknown birth date leaves that open by itself: then study is not asked yet, only heard."""
    young = ~has_reached(births, case.on, 27)
    told = _age_told(case, subject) | case.known("student", subject)
    student = case.yes("student", subject, where=young & told)
    return case.yes("studiefinanciering", subject, where=student)


@step(
    "basisnorm",
    "Pw art. 20 tot en met 24",
    Unit.EURO_A_MONTH,
    Text(
        nl="In uw situatie heeft u volgens de wet {result:euro} per maand nodig. Dat is met vakantiegeld.",
        en="In your situation the law says that you need {result:euro} a month. That includes holiday allowance.",
    ),
)
def _base(norm: Numbers, share: Numbers, premium: Numbers) -> Numbers:
    """`share` is 0.5 where only one of two has a right (art. 24), `premium` belongs to an institution (art. 23)."""
    return to_cent(norm * share + premium)


def base_norm(case: Case, of: Circle) -> Numbers:
    """The norm without regard to others who share the costs. Raises UnknownFigureError."""
    one_right = of.partner & ~of.entitled & ~of.inside
    premium = case.select(
        [
            (of.inside & of.entitled, "participatiewet.inrichting_zorgpremie_gehuwd"),
            (of.inside, "participatiewet.inrichting_zorgpremie_alleen"),
        ],
        None,
    )
    return case.take(_base, norm=_norm_figure(case, of), share=np.where(one_right, 0.5, 1.0), premium=premium)


def couple_norm(case: Case, of: Circle) -> Numbers:
    """What the norm would be if the partner had a right too; where there is none, the norm alone (art. 32 lid 3)."""
    return _norm_figure(case, replace(of, entitled=of.partner))


def _norm_figure(case: Case, of: Circle) -> Numbers:
    """The amount of art. 20 to 23. Where only one has a right it is that of two partners of his age (art. 24)."""
    alone, one_right = ~of.partner, of.partner & ~of.entitled
    both_young = of.partner & ~of.of_21 & (~of.partner_of_21 | one_right)
    one_young = of.entitled & (of.of_21 ^ of.partner_of_21)
    return case.select(
        [
            (of.inside & of.entitled, "participatiewet.inrichting_gehuwd"),
            (of.inside, "participatiewet.inrichting_alleen"),
            (alone & ~of.of_21, "participatiewet.alleen_18_20"),
            (alone & of.pension, "participatiewet.alleen_aow"),
            (alone, "participatiewet.alleen_21"),
            (both_young & of.children, "participatiewet.gehuwd_18_20_met_kind"),
            (both_young, "participatiewet.gehuwd_18_20"),
            (one_young & of.children, "participatiewet.gehuwd_een_18_20_met_kind"),
            (one_young, "participatiewet.gehuwd_een_18_20"),
            (np.where(one_right, of.pension, of.any_pension), "participatiewet.gehuwd_aow"),
        ],
        "participatiewet.gehuwd_21",
    )


@step(
    "kostendelersnorm",
    "Pw art. 22a",
    Unit.EURO_A_MONTH,
    Text(
        nl="Andere mensen van 27 jaar of ouder met wie u de kosten deelt: {sharers:getal}. De norm is daarmee "
        "{result:euro} per maand.",
        en="Other people of 27 or older with whom you share the costs: {sharers:getal}. So the norm is {result:euro} a "
        "month.",
    ),
)
def _shared(
    base: Numbers,
    sharers: Numbers,
    heads: Numbers,
    norms: Numbers,
    couple: Numbers,
    young: Numbers,
    fixed: float,
    each: float,
) -> Numbers:
    """`heads` is A of the law: the sharers, the applicant and a partner of 21 or older; 0 where nothing is shared.
    `norms` is how many of the two get a norm of their own (lid 2), `young` what a partner of 18 to 20 adds (lid 3)."""
    a_head = to_cent((fixed + each * heads) / np.maximum(heads, 1) * couple)
    return np.where(heads > 0, norms * a_head + young, base)


def norm(case: Case, of: Circle) -> Numbers:
    """The norm, with what others in the home take over. Raises UnknownFigureError."""
    base = base_norm(case, of)
    norms = of.of_21.astype(float) + (of.entitled & of.partner_of_21)
    shares = (of.sharers > 0) & (norms > 0) & ~of.inside
    mixed = shares & of.entitled & (norms == 1)
    return case.take(
        _shared,
        base=base,
        sharers=of.sharers,
        heads=np.where(shares, of.sharers + of.of_21 + of.partner_of_21, 0.0),
        norms=norms,
        couple=case.select(
            [(shares & of.any_pension, "participatiewet.gehuwd_aow"), (shares, "participatiewet.gehuwd_21")], None
        ),
        young=case.select(
            [
                (mixed & of.children, "participatiewet.echtgenoot_18_20_met_kind"),
                (mixed, "participatiewet.alleen_18_20"),
            ],
            None,
        ),
        fixed=case.figure("participatiewet.kostendeler_vast"),
        each=case.figure("participatiewet.kostendeler_per_persoon"),
    )


def wealth_limit(case: Case, of: Circle) -> Numbers:
    """What one may own (Pw art. 34 lid 3). Raises UnknownFigureError."""
    return case.select(
        [
            (of.partner, "participatiewet.vermogen_gehuwd"),
            (of.children, "participatiewet.vermogen_alleenstaande_ouder"),
        ],
        "participatiewet.vermogen_alleen",
    )


def too_much_home(case: Case) -> Truths:
    """Where the own home is known to be worth more above its mortgage than it may be (Pw art. 34 lid 2 onder d).
    Bijstand is then a loan (art. 50), and no less. Raises UnknownFigureError when all need a limit nobody knows."""
    owns = case.known("huis_overwaarde") & case.chose("woning_soort", "koop", where=case.known("woning_soort"))
    limit = case.select([(owns, "participatiewet.vermogen_woning")], None)
    return owns & (case.number("huis_overwaarde", where=owns) > limit)


def _inside(case: Case) -> Truths:
    told = case.known("woning_soort")
    case.assume("inrichting", _AT_HOME, ~told)
    return case.chose("woning_soort", "inrichting", where=told)


def _births(case: Case, subject: str = "") -> Numbers:
    return case.births(subject, ages=(*_AGES, case.figure("aow.leeftijd") / 12))


def _without_right(case: Case, subject: str, births: Numbers) -> Truths:
    """Has no right of his own, as far as that shows (Pw art. 11 and 13)."""
    detained, unlawful = case.yes("detentie", subject), ~case.yes("rechtmatig_verblijf", subject)
    minor = ~has_reached(births, case.on, 18)
    return detained | unlawful | minor | studies_with_finance(case, subject, births)


def minor_children(case: Case) -> Truths:
    """Whether there is a dependent child (Pw art. 4). Who is called a child is under 18 unless a birth date says no."""
    found = np.zeros(case.size, bool)
    for child in case.households.children:
        there, told = case.there(child), _age_told(case, child)
        grown = told & has_reached(case.births(child, ages=(18,), where=told), case.on, 18)
        found |= there & ~grown
    return found


def _sharers(case: Case) -> Numbers:
    """How many people besides the couple share the costs: 27 or older, no student, no tenant (Pw art. 19a)."""
    sharers = np.zeros(case.size)
    for child in case.households.children:  # somebody called a child, with a birth date that says otherwise
        told = _age_told(case, child) & case.there(child)
        older = told & has_reached(case.births(child, ages=(27,), where=told), case.on, 27)
        sharers += older & ~case.yes("student", child, where=older)
    for other in case.households.others:
        sharers += _shares(case, other)
    return sharers


def _shares(case: Case, other: str) -> Truths:
    """Whether a co-resident shares the costs. An unknown birth date leaves that open by itself: then study and rent are
    not asked yet, only heard; and so with rent where study is unknown."""
    older = case.there(other) & has_reached(case.births(other, ages=(27,)), case.on, 27)
    born, learns = _age_told(case, other), case.known("student", other)
    student = case.yes("student", other, where=older & (born | learns))
    told = case.known("relatie", other) | (born & learns)
    return older & ~student & ~case.chose("relatie", "huurder_of_kostganger", subject=other, where=older & told)


def _age_told(case: Case, subject: str) -> Truths:
    return case.known("geboortedatum", subject) | case.known("leeftijd", subject)
