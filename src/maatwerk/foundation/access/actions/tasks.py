"""Which organisation works for which purpose. Done on the machine, with the decision at hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions.checking import task_purpose
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Task
from maatwerk.foundation.access.refusing import GroundRefusedError
from maatwerk.foundation.access.register import CategoryKind, Purpose, Register
from maatwerk.foundation.people.models import Organisation

_LONGEST_DECISION, _LONGEST_ARTICLE = 300, 200


@transaction.atomic
def give_task(organisation: Organisation, purpose: str, decided_by: str, now: datetime, bsn_article: str = "") -> Task:
    """An organisation works for a purpose from now on. `decided_by` names the decision, and `bsn_article` the article
    that gives the power to use the BSN (UAVG art. 46), empty for no power. Raises GroundRefusedError."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    register = connections().register(organisation.municipality.slug)
    task = task_purpose(register, purpose, now)
    faults = _faults(organisation, task, register, decided_by.strip(), bsn_article.strip())
    if Task.objects.filter(end__gt=now, organisation=organisation, purpose=purpose).exists():
        faults["purpose"] = _("Deze organisatie heeft deze taak al.")
    if faults:
        raise GroundRefusedError(faults)
    return Task.objects.create(
        organisation=organisation,
        purpose=purpose,
        decided_by=decided_by.strip(),
        bsn_article=bsn_article.strip(),
        start=now,
    )


@transaction.atomic
def end_task(organisation: Organisation, purpose: str, now: datetime) -> None:
    """From now on the organisation sees nothing for this purpose any more. Raises GroundRefusedError."""
    ended = Task.objects.filter(Task.at(now), organisation=organisation, purpose=purpose).update(end=now)
    if not ended:
        raise GroundRefusedError({"purpose": _("Deze organisatie heeft deze taak niet.")})


def _faults(
    organisation: Organisation, task: Purpose, register: Register, decided_by: str, bsn_article: str
) -> dict[str, str]:
    faults = {}
    if not organisation.kind:
        faults["organisation"] = _(
            "Van deze organisatie is nog niet bekend wat voor partij het is. Leg dat eerst vast: "
            "./maatwerk staff kind %(organisation)s SOORT --municipality %(municipality)s"
        ) % {"organisation": organisation.slug, "municipality": organisation.municipality.slug}
    elif organisation.kind not in [str(party) for party in task.parties]:
        faults["organisation"] = _("Dit soort organisatie mag deze taak niet hebben.")
    if not decided_by:
        faults["decided_by"] = _("Noem het besluit of de afspraak waarin dit staat.")
    elif len(decided_by) > _LONGEST_DECISION:
        faults["decided_by"] = _("Dit is te lang. Gebruik hooguit %(most)s letters.") % {"most": _LONGEST_DECISION}
    if len(bsn_article) > _LONGEST_ARTICLE:
        faults["bsn_article"] = _("Dit is te lang. Gebruik hooguit %(most)s letters.") % {"most": _LONGEST_ARTICLE}
    has_bsn = any(register.categories[each].kind is CategoryKind.BSN for each in task.categories)
    if bsn_article and not has_bsn:
        faults["bsn_article"] = _("Bij deze taak hoort geen burgerservicenummer.")
    return faults
