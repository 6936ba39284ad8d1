"""How long the rooms here and below keep what they have of people: grounds, requests, and who somebody is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from maatwerk.foundation.access.models import (
    BlindRequest,
    Consent,
    Doubt,
    Emergency,
    EmergencyMiss,
    Involvement,
    LegalHold,
    Lifting,
    Opened,
    Refusal,
    Restriction,
    RightsRequest,
    Told,
    Withheld,
)
from maatwerk.foundation.access.models.restricting import marks_of
from maatwerk.foundation.access.register import EventKind, Retention
from maatwerk.foundation.access.retention.keeping import Apart, Kept
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.people.erasing import remove_memberships
from maatwerk.foundation.people.models import (
    Address,
    Disagreement,
    Exclusion,
    Identifier,
    Judgement,
    Membership,
    OwnWord,
    Relation,
    Representation,
    Resident,
    SafeContact,
    Way,
)

_ENDED = ("end",)


def _remove_told(ids: Collection[Any]) -> None:
    """Work about what somebody was told of goes with the last of it."""
    rows = Told.objects.filter(pk__in=ids)
    work = {row.work for row in rows}
    subjects = {row.subject for row in rows}
    rows.delete()
    work -= {row.work for row in Told.objects.filter(subject__in=subjects)}
    for each in sorted(work):
        for eraser in gate().erasers.values():
            eraser.erase(each)


def _remove_restrictions(ids: Collection[Any]) -> None:
    rows = Restriction.objects.filter(pk__in=ids)
    marks_of(rows).delete()
    rows.delete()


# What was asked and not answered waits; an emergency that nobody looked at stays until somebody did.
GROUNDS = (
    Kept(Involvement, "involvement", _ENDED),
    Kept(Consent, "consent", _ENDED),
    Kept(Lifting, "lifting", _ENDED),
    Kept(Refusal, "refusal", ("start",)),
    Kept(Opened, "opened", _ENDED),
    Kept(Withheld, "withheld", _ENDED),
    Kept(Restriction, "restriction", _ENDED, remove=_remove_restrictions),
    Kept(Emergency, "emergency", ("start",), until="reviewed_at"),
    Kept(BlindRequest, "request", ("answered_at", "start")),
    Kept(RightsRequest, "right", ("answered_at",)),
    Kept(Told, "told", ("at",), remove=_remove_told),
    Kept(LegalHold, "hold", _ENDED),
)

# Who looks for somebody by name often is seen within months; longer would be to follow people at work.
_MISSED = Retention.model_validate(
    {
        "vanaf": {"nl": "de dag dat iemand zocht", "en": "the day somebody looked"},
        "vanaf_soort": EventKind.LOOKED,
        "maanden": 12,
        "gekozen": {
            "nl": "De wet noemt geen tijd. Wij kozen 1 jaar, zodat te zien is of iemand vaak met spoed zoekt.",
            "en": "The law gives no term. We chose 1 year, so that it can be seen whether somebody searches often.",
        },
    }
)
# What stood out about looking (`Noticed`) goes after three months, as is published to whom it is about: by a job of its
# own, `watching.noticing.forget_noticed`.
APART = (
    Apart(Doubt, "settled_at", "gegevensbeheer", "identiteit", "doubt", ("one", "other")),
    Apart(EmergencyMiss, "at", "toezicht", "noodtoegang", term=_MISSED),
)

PEOPLE = (
    Kept(Resident, "resident"),
    Kept(Identifier, "identifier"),
    Kept(Way, "way"),
    Kept(SafeContact, "safe_contact"),
    Kept(OwnWord, "own_word"),
    Kept(Address, "address", _ENDED, lasts=True),
    Kept(Membership, "membership", _ENDED, lasts=True, remove=remove_memberships),
    Kept(Relation, "relation", _ENDED, lasts=True),
    Kept(Representation, "representation", _ENDED, lasts=True),
    Kept(Disagreement, "disagreement"),  # with the representation that it is about
    Kept(Judgement, "judgement", _ENDED),
    Kept(Exclusion, "exclusion", _ENDED, lasts=True),
)
