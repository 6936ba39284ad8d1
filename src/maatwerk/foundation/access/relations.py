"""The relations of a thing that policies may speak of, each said once: which rows, which of their columns, and what
counts at a moment. The gate fills Cedar's sets from them, and lists ask the same in SQL.

This is the only place where dates of a ground are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.access.engine.evaluation import Shape
from maatwerk.foundation.access.models import (
    Consent,
    Doubt,
    Emergency,
    Involvement,
    Lifting,
    Opened,
    RightsRequest,
    Withheld,
)
from maatwerk.foundation.gate.models import Dated, Personal
from maatwerk.foundation.people.ages import born_after, day_of
from maatwerk.foundation.people.models import Representation
from maatwerk.foundation.people.residents import Scope
from maatwerk.foundation.people.standing import ADULT, ALONE, CUSTODY, RULES, TOGETHER, Ages, standings_for

SUBJECT, ENTRY = "subject", "entry"


@dataclass(frozen=True)
class Relation:
    """Rows of `model` whose column `link` is the subject of a thing, or (with `of` ENTRY) its primary key, which then
    has to be a UUID. `fields` gives the column of each field of a record, `valid` what counts at a moment, and `means`
    the sentence that says so to people."""

    model: type[models.Model]
    link: str
    fields: Mapping[str, str]
    valid: Callable[[datetime], Q]
    means: Promise
    of: str = SUBJECT

    def rows(self, now: datetime) -> QuerySet[Any]:
        """What counts at this moment; not carried out."""
        return self.model._default_manager.filter(self.valid(now)).order_by()

    def records(self, keys: list[Any], now: datetime) -> QuerySet[Any]:
        """The key and the fields of what counts, for these keys: one query."""
        return self.rows(now).filter(**{f"{self.link}__in": keys}).values_list(self.link, *self.fields.values())


def _allowed(now: datetime) -> Q:
    """Withdrawn is over at that very moment, whatever the dates say."""
    return Dated.at(now) & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=now))


def _standing(now: datetime) -> Q:
    """Somebody stands for a resident: for now, not suspended, and nobody stands for who died that day or before."""
    return (
        Dated.at(now)
        & (Q(suspended_at__isnull=True) | Q(suspended_at__gt=now))
        & (Q(resident__died_on__isnull=True) | Q(resident__died_on__gt=day_of(now)))
    )


def _custody(from_age: int, to_age: int) -> Callable[[datetime], Q]:
    """Custody of who is, at this moment, at least the one age and not yet the other; never of unknown age."""

    def valid(now: datetime) -> Q:
        young = Q(resident__born__gt=born_after(now, to_age))
        old = Q(resident__born__lte=born_after(now, from_age)) if from_age else Q()
        return _standing(now) & Q(standing__in=sorted(CUSTODY)) & young & old

    return valid


def _stands_for(area: Scope) -> Callable[[datetime], Q]:
    """Who was appointed or authorised for this area, or may look along in it. Standings for adults need one."""
    others = [each for each in standings_for(area) if each not in CUSTODY and RULES[each].may_look]
    of_adults = [each for each in others if RULES[each].ages is Ages.ADULT]

    def valid(now: datetime) -> Q:
        minor = Q(resident__born__isnull=False, resident__born__gt=born_after(now, ADULT))
        return (
            _standing(now)
            & Q(standing__in=sorted(others), scope__in=[area.value, Scope.BOTH.value], looks=True)
            & (~Q(standing__in=sorted(of_adults)) | ~minor)
        )

    return valid


def _waits(now: datetime) -> Q:
    return Q(found_at__lte=now) & (Q(settled_at__isnull=True) | Q(settled_at__gt=now))


def _unanswered(now: datetime) -> Q:
    return Q(asked_at__lte=now) & (Q(answered_at__isnull=True) | Q(answered_at__gt=now))


def _later(now: datetime) -> Q:
    return Q(hidden_until__isnull=False, hidden_until__gt=now)


def _who(field: str = "who") -> dict[str, str]:
    return {"who": field}


_TO = {"organisation": "organisation", "purpose": "purpose", "category": "shared"}
_MUNICIPALITY = {"municipality": "municipality"}

RELATIONS: Mapping[str, Relation] = {
    "involved": Relation(
        Involvement,
        "subject",
        {"who": "who", "purpose": "purpose"},
        Dated.at,
        _("Wie nu met de inwoner werkt, en voor welk doel."),
    ),
    "consents": Relation(
        Consent,
        "subject",
        _TO,
        lambda now: _allowed(now) & Q(only_that=False),
        _("Toestemming die nu geldt en niet is ingetrokken: wie, voor welk doel, welke soort gegevens."),
    ),
    "consentsThat": Relation(
        Consent,
        "subject",
        _TO,
        _allowed,
        _("Hetzelfde, en ook toestemming om alleen te weten dat er iets is."),
    ),
    "lifted": Relation(
        Lifting,
        "subject",
        {**_TO, "holder": "holder"},
        _allowed,
        _("Een geheim dat de inwoner nu heeft opgeheven: van wie, voor wie, voor welk doel, welke soort gegevens."),
    ),
    "emergencies": Relation(
        Emergency, "subject", _who(), Dated.at, _("Noodtoegang die iemand nu heeft, met reden. Die duurt kort.")
    ),
    "custodyOfChild": Relation(
        Representation, "subject", _who(), _custody(0, TOGETHER), _("Wie nu gezag heeft over een kind onder 12.")
    ),
    "custodyOfYouth": Relation(
        Representation,
        "subject",
        _who(),
        _custody(TOGETHER, ALONE),
        _("Wie nu gezag heeft over een jongere van 12 tot 16."),
    ),
    "custodyOfMinor": Relation(
        Representation, "subject", _who(), _custody(0, ADULT), _("Wie nu gezag heeft over iemand onder 18.")
    ),
    "standsForMoney": Relation(
        Representation,
        "subject",
        _who(),
        _stands_for(Scope.MONEY),
        _("Wie nu is benoemd of gemachtigd voor geld, of van de inwoner mag meekijken. Niet geschorst."),
    ),
    "standsForCare": Relation(
        Representation,
        "subject",
        _who(),
        _stands_for(Scope.CARE),
        _("Wie nu is benoemd of gemachtigd voor zorg, of van de inwoner mag meekijken. Niet geschorst."),
    ),
    "doubtedOne": Relation(
        Doubt, "one", _MUNICIPALITY, _waits, _("Twijfel of de inwoner dezelfde is als een ander, nog niet beslist.")
    ),
    "doubtedOther": Relation(Doubt, "other", _MUNICIPALITY, _waits, _("Dezelfde twijfel, over de andere inwoner.")),
    "asksAbout": Relation(
        RightsRequest,
        "subject",
        {"organisation": "controller"},
        _unanswered,
        _("Een vraag van de inwoner over eigen gegevens, die nog geen antwoord heeft: wie moet antwoorden."),
    ),
    "opened": Relation(
        Opened,
        "entry",
        {"organisation": "organisation"},
        _allowed,
        _("Voor wie de inwoner dit ene stuk nu heeft opengezet."),
        ENTRY,
    ),
    "withheld": Relation(
        Withheld, "entry", _who("from_whom"), Dated.at, _("Voor wie dit ene stuk nu gesloten is."), ENTRY
    ),
    "withholds": Relation(
        Withheld,
        "id",
        _who("from_whom"),
        Dated.at,
        _("Het bericht dat een stuk gesloten is, is dat voor dezelfde persoon ook."),
        ENTRY,
    ),
    "postponed": Relation(
        Emergency,
        "id",
        _MUNICIPALITY,
        _later,
        _("Noodtoegang die de inwoner nog niet mag zien, met een grond die een ander heeft goedgekeurd."),
        ENTRY,
    ),
}

SHAPE = Shape(
    columns=frozenset({"municipality", "subject", "controller", "secrecy", "purpose", "category"}),
    relations={name: frozenset(relation.fields) for name, relation in RELATIONS.items()},
)


def key_of(relation: Relation, thing: Personal) -> Any:
    """What links this thing to rows of the relation; None when it has none at all."""
    if relation.of == SUBJECT:
        return thing.subject
    return thing.pk if has_uuid(type(thing)) else None


def has_uuid(model: type[models.Model]) -> bool:
    return isinstance(model._meta.pk, models.UUIDField)
