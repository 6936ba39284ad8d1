"""The typed values that flow through every advisor. Frozen, and without Django, clock or I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from maatwerk.foundation.content import Text
from maatwerk.knowledge.facts import FactKey, KnownFact, Period


class LifeDomain(StrEnum):
    """Where in life a need sits: the 13 domains of the self-sufficiency matrix (ZRM 2017 names), and two of our own
    for questions about the help itself."""

    FINANCIEN = "financien"
    WERK_EN_OPLEIDING = "werk_en_opleiding"
    TIJDSBESTEDING = "tijdsbesteding"
    HUISVESTING = "huisvesting"
    HUISELIJKE_RELATIES = "huiselijke_relaties"
    GEESTELIJKE_GEZONDHEID = "geestelijke_gezondheid"
    LICHAMELIJKE_GEZONDHEID = "lichamelijke_gezondheid"
    MIDDELENGEBRUIK = "middelengebruik"
    BASALE_ADL = "basale_adl"
    INSTRUMENTELE_ADL = "instrumentele_adl"
    SOCIAAL_NETWERK = "sociaal_netwerk"
    MAATSCHAPPELIJKE_PARTICIPATIE = "maatschappelijke_participatie"
    JUSTITIE = "justitie"
    MIJN_GEGEVENS = "mijn_gegevens"
    HULP_KRIJGEN = "hulp_krijgen"


@dataclass(frozen=True)
class Need:
    """What someone wants to be able to do or be rid of. `icf` holds codes of the WHO classification where they fit;
    `related` the needs whose help also serves this one, most helpful first; `dangerous` that danger must be checked."""

    id: str
    text: Text
    domain: LifeDomain
    icf: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    dangerous: bool = False


@dataclass(frozen=True)
class HeardNeed:
    """A need as it was understood; `certainty` from 0 to 1 says how much of the words it explains."""

    need: Need
    certainty: float


@dataclass(frozen=True)
class Situation:
    """What an advisor may know: never who, and never in which language. Refining makes a new one. `near` is the name of
    a neighbourhood, or a postcode, from which somebody wants to know how far things are."""

    needs: tuple[HeardNeed, ...]
    municipality: str
    on: date
    facts: Mapping[FactKey, KnownFact] = field(default_factory=dict)
    near: str = ""


class Kind(StrEnum):
    """What sort of help a suggestion is."""

    SCHEME = "regeling"
    SERVICE = "hulp"
    TECHNOLOGY = "techniek"
    PEOPLE = "mensen"
    SELF_HELP = "zelf"
    APP = "app"
    APPROACH = "aanpak"


class Verdict(StrEnum):
    """Whether a suggestion fits. One list for everything, best first."""

    FITS = "past"
    FITS_IF = "past_als"
    UNSURE = "onzeker"
    DOES_NOT_FIT = "past_niet"


@dataclass(frozen=True)
class Amount:
    """Euros. Both `exact` and `paid_out` are None when only the `bounds` (lowest, highest) are known."""

    per: Period
    exact: Decimal | None = None
    paid_out: Decimal | None = None
    bounds: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True)
class NextStep:
    """What to do now. There is always a way without a computer; not always one with it."""

    without_computer: Text
    digital: Text | None = None
    url: str | None = None


@dataclass(frozen=True)
class Question:
    """A fact whose answer would change the verdict."""

    fact: FactKey
    text: Text


@dataclass(frozen=True)
class Suggestion:
    """One option, with everything a person needs to weigh it.

    `serves` holds the ids of the needs it is meant for, `also_serves` of those it helps with a little. `burden` says
    how much it asks of somebody's privacy and autonomy, from 0 (nothing) to 3 (it watches or decides). `is_certain` is
    False when what it rests on was not read at the source itself. `steps` are what to do one after the other, where it
    takes more than the next step. `costs` says what somebody pays, where that is known. `kilometres` says how far the
    nearest of its places is from where somebody asked, as the crow flies; None where that is not known.
    """

    kind: Kind
    id: str
    title: Text
    summary: Text
    verdict: Verdict
    serves: tuple[str, ...]
    next_step: NextStep
    source: str
    checked_on: date
    source_url: str | None = None
    is_certain: bool = True
    also_serves: tuple[str, ...] = ()
    burden: int = 0
    reasons: tuple[Text, ...] = ()
    reasons_against: tuple[Text, ...] = ()
    questions: tuple[Question, ...] = ()
    amount: Amount | None = None
    phone: str | None = None
    url: str | None = None
    steps: tuple[Text, ...] = ()
    costs: Text | None = None
    kilometres: float | None = None


class Advisor(Protocol):
    """Turns a situation into suggestions. A new capability of the system is a new one of these."""

    def suggest(self, situation: Situation) -> list[Suggestion]: ...
