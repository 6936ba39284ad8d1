"""Finding a resident, among those whom the one who searches may know: inside the own organisation and ground.

"Not there" and "not yours" are one answer, reached by the same queries; nothing is counted. Whoever is elsewhere is
asked for with a blind request (`access`).
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import Seen, Viewer
from maatwerk.foundation.people.admitting import is_worker
from maatwerk.foundation.people.bsn import Bsn
from maatwerk.foundation.people.connections import connections
from maatwerk.foundation.people.models import Identifier, Resident, Way
from maatwerk.foundation.people.recognising import blinds
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.searching import Sought, read_search

MOST_FOUND = 25


def find(viewer: Viewer, text: str, purpose: str, now: datetime) -> list[Seen[Resident]]:
    """At most MOST_FOUND residents whom the viewer may see, by name. `text` is a name, birth date, telephone number,
    e-mail address or BSN, or several at once; all have to fit. A BSN counts only for who has the power to use it.

    Somebody is found by a telephone number only by who may see that number, and so with the others: an answer would
    confirm it. What is read on the way is logged as read.
    """
    sought = read_search(text)
    bsn = sought.bsn if sought.bsn and has_bsn_power(viewer, purpose, now) else None
    if not (sought.names or sought.born or sought.phone or sought.mail or bsn):
        return []
    wanted = _named(sought)
    for value in filter(None, (sought.phone, sought.mail)):
        ways = Way.objects.filter(municipality=viewer.municipality, value=value)
        wanted &= Q(pk__in=_whose(viewer, ways, purpose, now))
    if bsn:
        kept = Identifier.objects.filter(municipality=viewer.municipality, blind__in=blinds(bsn, viewer.municipality))
        wanted &= Q(pk__in=_whose(viewer, kept, purpose, now))
    rows = Resident.objects.filter(wanted, municipality=viewer.municipality)
    return [seen for seen in _page(viewer, rows.order_by("search_name", "pk"), purpose, now) if seen.decision.allows]


def bsn_of(viewer: Viewer, resident: Resident, purpose: str, now: datetime) -> Bsn | None:
    """The BSN of somebody, for who has the power to use it and may see it. Raises KeyGoneError when it cannot be
    opened any more."""
    from maatwerk.foundation.people.sealing import open_sealed

    if not has_bsn_power(viewer, purpose, now):
        return None
    seen = _page(viewer, Identifier.objects.filter(subject=resident.ref), purpose, now)
    return next((Bsn(open_sealed(each.thing.sealed)) for each in seen if each.decision.allows and each.thing), None)


def _named(sought: Sought) -> Q:
    """Each part is the beginning of one of the names, in any order."""
    wanted = Q(born=sought.born) if sought.born else Q()
    for part in sought.names:
        wanted &= Q(search_name__startswith=part) | Q(search_name__contains=f" {part}")
    return wanted


def has_bsn_power(viewer: Viewer, purpose: str, now: datetime) -> bool:
    """Whether a law gives the organisation of who looks the power to use the BSN for this purpose."""
    if not is_worker(viewer):
        return False
    organisation = int(viewer.organisation.rpartition(":")[2])
    return bool(connections().bsn_power.article_for(organisation, purpose, now))


def _whose[M: Personal](viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime) -> list[str]:
    """The ids of the residents of these entries, as far as the viewer may see what the entries say."""
    prefix = resident_ref("")
    page = _page(viewer, rows.order_by("subject", "pk"), purpose, now)
    return [seen.owner.subject.removeprefix(prefix) for seen in page if seen.decision.allows]


def _page[M: Personal](viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime) -> list[Seen[M]]:
    """The first of what may be seen. Read through what `visible` gives, so that what may not be seen takes no place."""
    visible = gate().gate.visible(viewer, rows, purpose, Level.WHAT, now)
    return gate().gate.open_page(viewer, visible[:MOST_FOUND], purpose, now)
