"""What is told of the rules that a municipality fills in."""

from __future__ import annotations

from collections.abc import Sequence

from maatwerk.foundation.content import Text
from maatwerk.knowledge.schemes.engine.steps import Rule

type AgeRange = tuple[int | None, int | None]

# What each figure of a scheme is.
FIGURES = {
    "regels": Text(nl="Er zijn regels", en="There are rules"),
    "inkomensgrens": Text(
        nl="Hoogste inkomen, als deel van de bijstand", en="Highest income, as part of social assistance"
    ),
    "vermogensgrens": Text(
        nl="Hoogste vermogen, als aantal keer dat van de bijstand",
        en="Highest assets, as a number of times those of social assistance",
    ),
    "laag_inkomen_jaren": Text(nl="Hoeveel jaar het inkomen laag is", en="How many years income has been low"),
    "alleenstaand": Text(nl="Bedrag voor wie alleen is", en="Amount for who is alone"),
    "alleenstaande_ouder": Text(nl="Bedrag voor een alleenstaande ouder", en="Amount for a single parent"),
    "paar": Text(nl="Bedrag voor een paar", en="Amount for a couple"),
    "per_kind": Text(nl="Bedrag voor elk kind van deze leeftijd", en="Amount for every child of this age"),
    "leeftijd": Text(nl="Bedrag voor wie deze leeftijd heeft", en="Amount for who is of this age"),
    "drempel": Text(
        nl="Wat u hoogstens eerst zelf betaalt in twaalf maanden",
        en="What you pay first yourself at most in twelve months",
    ),
}
JOINT = Text(
    nl="Wij tellen uw inkomen en dat van uw partner bij elkaar op: {result:euro} per maand.",
    en="We add up your income and that of your partner: {result:euro} a month.",
)
INCOME_LIMIT = Text(
    nl="De bijstand voor een huishouden als dat van u is {law:euro}. De grens is {share:procent} daarvan: "
    "{result:euro} per maand.",
    en="Social assistance for a household like yours is {law:euro}. The limit is {share:procent} of that: "
    "{result:euro} a month.",
)
INCOME_MET = Text(
    nl="Uw inkomen is niet hoger dan {limit:euro} per maand.", en="Your income is at most {limit:euro} a month."
)
INCOME_UNMET = Text(
    nl="Uw inkomen is hoger dan {limit:euro} per maand.", en="Your income is more than {limit:euro} a month."
)
NO_INCOME = Text(
    nl="De grens voor uw inkomen kennen wij niet. De gemeente kan u die vertellen.",
    en="We do not know the limit to your income. The municipality can tell you.",
)
WEALTH_LIMIT = Text(
    nl="Voor de bijstand telt {law:euro} spaargeld en bezit niet mee. De grens is {share:getal} keer dat bedrag: "
    "{result:euro}.",
    en="For social assistance {law:euro} of savings and property does not count. The limit is {share:getal} times "
    "that: {result:euro}.",
)
WEALTH_MET = Text(nl="Uw vermogen is niet hoger dan {limit:euro}.", en="Your assets are at most {limit:euro}.")
WEALTH_UNMET = Text(nl="Uw vermogen is hoger dan {limit:euro}.", en="Your assets are more than {limit:euro}.")
NO_WEALTH = Text(
    nl="De grens voor spaargeld en bezit kennen wij niet. De gemeente kan u die vertellen.",
    en="We do not know the limit to savings and property. The municipality can tell you.",
)
YEARS_MET = Text(
    nl="U heeft {least:getal} jaar of langer een laag inkomen.",
    en="You have had a low income for {least:getal} years or longer.",
)
YEARS_UNMET = Text(
    nl="U heeft nog geen {least:getal} jaar een laag inkomen.",
    en="You have not had a low income for {least:getal} years yet.",
)
NO_YEARS = Text(
    nl="Hoe lang uw inkomen laag moet zijn, kennen wij niet. De gemeente kan u dat vertellen.",
    en="We do not know how long your income must have been low. The municipality can tell you.",
)
PARTS = {
    "huishouden": Text(nl="Voor uw huishouden is dat {result:euro}.", en="For your household that is {result:euro}."),
    "leeftijd": Text(nl="Bij uw leeftijd is dat {result:euro}.", en="At your age that is {result:euro}."),
    "kinderen": Text(nl="Voor uw kinderen samen is dat {result:euro}.", en="For your children that is {result:euro}."),
}
TOTAL = Text(nl="Samen is dat {result:euro}.", en="Together that is {result:euro}.")
NO_AMOUNT = Text(
    nl="Hoe hoog het bedrag is, kennen wij niet. De gemeente kan u dat vertellen.",
    en="We do not know how high the amount is. The municipality can tell you.",
)
OWN_SHARE = Text(
    nl="De gemeente mag een deel van de kosten bij u laten. Dat is hoogstens {result:euro} in twaalf maanden.",
    en="The municipality may leave part of the costs to you. That is at most {result:euro} in twelve months.",
)
OWN_SHARE_UNKNOWN = Text(
    nl="De gemeente mag een deel van de kosten bij u laten. Hoeveel dat is, kennen wij niet.",
    en="The municipality may leave part of the costs to you. We do not know how much.",
)


def for_pension(article: str, must: bool) -> Rule:
    """Has reached AOW age, or has not yet."""
    reached = Text(nl="U heeft de AOW-leeftijd.", en="You have reached state pension (AOW) age.")
    not_yet = Text(nl="U heeft de AOW-leeftijd nog niet.", en="You have not reached state pension (AOW) age yet.")
    return Rule("aow_leeftijd", article, *((reached, not_yet) if must else (not_yet, reached)))


def for_students(article: str, must: bool) -> Rule:
    """Studies, or does not."""
    studies = Text(
        nl="U doet een opleiding op het mbo, het hbo of de universiteit.",
        en="You are a student at a vocational college (mbo), hbo or a university.",
    )
    no_student = Text(
        nl="U doet geen opleiding op het mbo, het hbo of de universiteit.",
        en="You are no student at a vocational college (mbo), hbo or a university.",
    )
    return Rule("student", article, *((studies, no_student) if must else (no_student, studies)))


def for_ages(article: str, ages: AgeRange) -> Rule:
    """Is of these ages."""
    nl, en = _written(ages)
    return Rule(
        "leeftijd",
        article,
        Text(nl=f"U bent {nl}.", en=f"You are {en}."),
        Text(nl=f"Dit is er voor wie {nl} is.", en=f"This is for people who are {en}."),
    )


def for_children(article: str, ranges: Sequence[AgeRange]) -> Rule:
    """Has a child of one of these ages."""
    told = [_written(ages) for ages in ranges]
    nl, en = " of ".join(each[0] for each in told), " or ".join(each[1] for each in told)
    return Rule(
        "kinderen",
        article,
        Text(nl=f"U heeft een kind dat {nl} is.", en=f"You have a child who is {en}."),
        Text(nl=f"U heeft geen kind dat {nl} is.", en=f"You have no child who is {en}."),
    )


def _written(ages: AgeRange) -> tuple[str, str]:
    low, high = ages
    if low is None or low == 0:
        return f"jonger dan {(high or 0) + 1} jaar", f"younger than {(high or 0) + 1}"
    if high is None:
        return f"{low} jaar of ouder", f"{low} or older"
    return f"van {low} tot en met {high} jaar", f"{low} to {high} years old"
