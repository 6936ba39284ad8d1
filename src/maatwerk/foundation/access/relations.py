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
from django.db.models import Exists, OuterRef, Q, QuerySet
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
    Restricted,
    Restriction,
    RightsRequest,
    Withheld,
)
from maatwerk.foundation.gate.models import Dated, Personal
from maatwerk.foundation.people.ages import born_after, day_of
from maatwerk.foundation.people.models import Address, Exclusion, Judgement, Representation, SafeContact
from maatwerk.foundation.people.models import Relation as Bond
from maatwerk.foundation.people.residents import SAFETY, SECRET_ADDRESS, Scope, Standing
from maatwerk.foundation.people.standing import ADULT, ALONE, CUSTODY, RULES, TOGETHER, Ages, standings_for
from maatwerk.foundation.people.standing_in import COURT, ONLY_THEN

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


def _agreed_since(now: datetime) -> Q:
    """Consent that was given when everything that is restricted now was restricted already: a yes from before does not
    count against a no that came later (AVG art. 18 lid 2)."""
    later = Restriction.objects.filter(Restriction.at(now), subject=OuterRef("subject"), start__gt=OuterRef("start"))
    return _allowed(now) & Q(only_that=False) & ~Q(Exists(later))


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
    others = [each for each in standings_for(area) if each not in CUSTODY | ONLY_THEN and RULES[each].may_look]
    of_adults = [each for each in others if RULES[each].ages is Ages.ADULT]

    def valid(now: datetime) -> Q:
        minor = Q(resident__born__isnull=False, resident__born__gt=born_after(now, ADULT))
        return (
            _standing(now)
            & Q(standing__in=sorted(others), scope__in=[area.value, Scope.BOTH.value], looks=True)
            & (~Q(standing__in=sorted(of_adults)) | ~minor)
        )

    return valid


def _stands_in(now: datetime) -> Q:
    """Who stands for an adult of whom somebody judged that they cannot decide about this matter now, with nobody before
    them in the row of BW 7:465 lid 3, and not one to whom the resident said no (`people.standing_in`)."""

    def here(model: type[models.Model], *among: Q, **of: Any) -> Q:
        return Q(Exists(QuerySet(model).filter(Dated.at(now), *among, subject=OuterRef("subject"), **of)))

    acts = Q(suspended_at__isnull=True) | Q(suspended_at__gt=now)
    for_care = Q(scope__in=[Scope.CARE.value, Scope.BOTH.value])
    partner = here(Representation, for_care & acts, standing=Standing.PARTNER.value, purpose=OuterRef("purpose"))
    return (
        _standing(now)
        & Q(standing__in=sorted(ONLY_THEN))
        & for_care
        & ~Q(resident__born__isnull=False, resident__born__gt=born_after(now, ADULT))
        & here(Judgement, purpose=OuterRef("purpose"))
        & ~here(Representation, for_care, standing__in=sorted(COURT))
        & ~here(Representation, for_care & acts, standing=Standing.AUTHORISED.value)
        & (Q(standing=Standing.PARTNER.value) | ~partner)
        & ~here(Exclusion, who=OuterRef("who"))
    )


def _harmless(now: datetime) -> Q:
    """Not written down for safety, and about a resident of whom nothing has said since it was written that somebody may
    be a danger to them: what was hidden once does not come back (AVG art. 15 lid 4, art. 23 lid 1 onder i)."""

    def none(model: type[models.Model], **of: Any) -> Q:
        return ~Q(Exists(QuerySet(model).filter(subject=OuterRef("subject"), **of)))

    since = {"start__lte": now, "end__gt": OuterRef("start")}
    return (
        ~Q(purpose=SAFETY)
        & none(Address, category=SECRET_ADDRESS, **since)
        & none(Involvement, purpose=SAFETY, **since)
        & none(SafeContact)
    )


def _named_beside(now: datetime) -> Q:
    """For who may look along, always: a line that goes away would tell them of danger. Else where it does no harm. Who
    was suspended reads nothing of it."""
    return _standing(now) & (Q(looks=True) | _harmless(now))


def _named_as_bond(now: datetime) -> Q:
    """Only for who stands there too: to be named by somebody else would tell that they have a file."""
    here = {"subject": OuterRef("subject"), "who": OuterRef("other__subject")}
    return Dated.at(now) & Q(Exists(QuerySet(Representation).filter(_named_beside(now), **here)))


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
    "agreedSince": Relation(
        Consent,
        "subject",
        _TO,
        _agreed_since,
        _("Toestemming die nu geldt, en die is gegeven nadat het gebruik werd beperkt."),
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
    "standsIn": Relation(
        Representation,
        "subject",
        {"who": "who", "purpose": "purpose"},
        _stands_in,
        _("Wie nu in de rij van de wet staat, omdat de inwoner over dit doel even niet kan beslissen."),
    ),
    "standsInForSomething": Relation(
        Representation, "subject", _who(), _stands_in, _("Hetzelfde, voor welk doel ook.")
    ),
    "namedBeside": Relation(
        Representation,
        "id",
        _who(),
        _named_beside,
        _("Wie nu voor of naast de inwoner staat en daarom in dit stuk genoemd is. Niet als dat gevaar geeft."),
        ENTRY,
    ),
    "namedAsBond": Relation(
        Bond,
        "id",
        _who("other__subject"),
        _named_as_bond,
        _("Wie hier als familie of bekende genoemd is, en ook voor of naast de inwoner staat."),
        ENTRY,
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
    "restricted": Relation(
        Restricted,
        "entry",
        _MUNICIPALITY,
        Restricted.at,
        _("Dit ene stuk mag nu alleen worden bewaard: de inwoner vroeg daarom en kreeg ja."),
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
