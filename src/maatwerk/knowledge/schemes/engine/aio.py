"""AIO, bijstand for who has reached AOW age: Participatiewet (BWBR0015703) art. 47a. Net, per month, by the SVB."""

from __future__ import annotations

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.engine import bijstand_words as words
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.bijstand import counted_income, top_up
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.households import PARTNER
from maatwerk.knowledge.schemes.engine.norms import circle, norm, too_much_home, wealth_limit
from maatwerk.knowledge.schemes.engine.steps import Rule

AGE = Rule(
    "aow_leeftijd",
    "Pw art. 47a",
    Text(nl="U of uw partner heeft de AOW-leeftijd.", en="You or your partner has reached AOW age."),
    Text(
        nl="U heeft de AOW-leeftijd nog niet. Vraag dan bijstand aan bij de gemeente.",
        en="You have not reached AOW age yet. Then apply for bijstand at the municipality.",
    ),
)
_ABROAD = Text(
    nl="U bent niet langer dan dertien weken per jaar buiten Nederland.",
    en="You are outside the Netherlands for no more than thirteen weeks a year.",
)
_PENSION = Text(
    nl="Betaalde u zelf voor een pensioen? Daarvan telt {free:euro} per maand niet mee.",
    en="Did you pay for a pension yourself? Then {free:euro} a month of it does not count.",
)


def rules(case: Case) -> None:
    of = circle(case)
    case.require(AGE, of.any_pension)
    case.require(words.FREE, ~case.yes("detentie"))
    case.require(words.LAWFUL, case.yes("rechtmatig_verblijf"))
    limit = wealth_limit(case, of)
    case.require(words.WEALTH, case.number("vermogen") + case.number("vermogen", PARTNER) <= limit, limit=limit)
    needed = norm(case, of)
    income = counted_income(case, of, needed)
    case.require(words.INCOME, income < needed, norm=needed)
    case.pays(case.take(top_up, norm=needed, income=income))
    case.provide(_ABROAD)
    if too_much_home(case).any():
        case.provide(words.HOME_LOAN)
    case.note(words.HOLIDAY)
    if case.knows("participatiewet.pensioen_vrij_gehuwd", "participatiewet.pensioen_vrij_alleen"):
        free = case.either(of.partner, "participatiewet.pensioen_vrij_gehuwd", "participatiewet.pensioen_vrij_alleen")
        case.note(_PENSION, free=free)


AIO = Scheme("aio", Period.MONTH, rules)
