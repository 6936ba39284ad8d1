"""What lower rooms may ask of higher ones: who erases, who exports, who shows a work item, who tells how to reach
somebody. Filled in once per process; `registry.py` has the other half, the advisors of the front door.

Loading content or a heavy package does not belong here: every command passes through.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from maatwerk.casework.contact import connections as contact
from maatwerk.casework.contact.core_pages import CorePage
from maatwerk.casework.contact.work import KINDS_OF_WORK as CONTACT_WORK
from maatwerk.casework.dossier import connections as dossier
from maatwerk.casework.dossier.belonging import FileEraser, FileExporter, FileTimeline
from maatwerk.casework.rights import connections as rights
from maatwerk.foundation.access import connections as access
from maatwerk.foundation.access.register import Register
from maatwerk.foundation.access.retention import keeping as retention
from maatwerk.foundation.access.retention.keeping import Kept
from maatwerk.foundation.backup.restoring import guard
from maatwerk.foundation.documents.belonging import DocumentEraser, DocumentExporter
from maatwerk.foundation.editing import connections as editing
from maatwerk.foundation.gate.connections import Connections, connect
from maatwerk.foundation.gate.protocols import Eraser, Exporter, TimelineSource
from maatwerk.foundation.jobs.erasing import JobEraser
from maatwerk.foundation.people import connections as people
from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.post import connections as post
from maatwerk.foundation.post.erasing import PostEraser
from maatwerk.foundation.post.mail import MailGateway
from maatwerk.foundation.post.notices import Notice
from maatwerk.foundation.post.notifying import PostNotifier
from maatwerk.foundation.post.protocols import Gateway
from maatwerk.foundation.post.rules import Channel
from maatwerk.foundation.search.kinds import Sort, connect_kinds
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.foundation.worklist import connections as worklist
from maatwerk.foundation.worklist.protocols import WorkKind
from maatwerk.knowledge.advice import LifeDomain, Need
from maatwerk.knowledge.advice.domains import DomainLabel
from maatwerk.knowledge.directory import Service
from maatwerk.knowledge.directory import connections as directory
from maatwerk.knowledge.directory.asking.work import KINDS_OF_WORK as ASKING_WORK
from maatwerk.knowledge.directory.importing import connections as importing
from maatwerk.knowledge.directory.importing.work import KINDS_OF_WORK as IMPORTING_WORK
from maatwerk.knowledge.directory.reporting.work import KINDS_OF_WORK as REPORTING_WORK
from maatwerk.knowledge.facts import Dictionary
from maatwerk.knowledge.schemes import connections as schemes
from maatwerk.site.checking import CHECK_CONTENT, CheckContent, proposed, settled
from maatwerk.site.codes import CodesByPost
from maatwerk.site.doubts import LOOK_AT_DOUBT, DoubtsToTheWorklist, LookAtDoubt
from maatwerk.site.grounds import KINDS_OF_WORK, FileVisits, OnTheWorklist
from maatwerk.site.indexing import KINDS, index_own
from maatwerk.site.links import LinksByMail
from maatwerk.site.listing import bring_in
from maatwerk.site.reaching import EverybodysPreferences
from maatwerk.site.unreachable import CALL_OR_VISIT, CallOrVisit, ToTheWorklist

if TYPE_CHECKING:
    from maatwerk.knowledge.schemes.desk import Desk


def connect_rooms() -> None:
    """Connect everything to everything."""
    from maatwerk.casework.contact.belonging import ContactEraser
    from maatwerk.foundation.access import doubts
    from maatwerk.foundation.access.bsn import TaskPower
    from maatwerk.foundation.access.doubts import DoubtBook
    from maatwerk.foundation.access.erasing import EntryEraser, GroundsEraser
    from maatwerk.foundation.access.gate import AccessGate
    from maatwerk.foundation.access.logs.aliases import LogEraser
    from maatwerk.foundation.access.logs.writing import write
    from maatwerk.foundation.access.retention import own
    from maatwerk.foundation.access.retention.actions import Terms
    from maatwerk.foundation.people.erasing import ResidentEraser
    from maatwerk.foundation.search.actions import IndexEraser
    from maatwerk.foundation.worklist.erasing import WorkEraser
    from maatwerk.knowledge.directory.reporting.belonging import ReporterEraser

    guard()  # a database that is being restored answers nobody
    erasers: dict[str, Eraser] = {
        "search": IndexEraser(),
        "post": PostEraser(),
        "worklist": WorkEraser(),
        "documents": DocumentEraser(),
        "logs": LogEraser(),
        "jobs": JobEraser(),
        "dossier": FileEraser(),
        "contact": ContactEraser(),
        "reporters": ReporterEraser(),
        "grounds": GroundsEraser(),
        "residents": ResidentEraser(),
    }
    exporters: dict[str, Exporter] = {"documents": DocumentExporter(), "dossier": FileExporter()}
    timeline: dict[str, TimelineSource] = {"dossier": FileTimeline()}
    connect(Connections(AccessGate(), PostNotifier(), erasers, exporters, timeline, Terms()))
    hanging = (erasers["search"], erasers["worklist"], erasers["jobs"], EntryEraser())
    retention.connect(retention.Connections(_kept(), hanging, own.APART))
    dossier.connect(dossier.Connections(dictionary=_dictionary))
    rights.connect(rights.Connections(_services, LinksByMail()))
    contact.connect(contact.Connections(_urgent, _services, _core_pages))
    directory.connect(directory.Connections(_phones, refresh=bring_in, urgent=_urgent, domains=_domains, needs=_needs))
    importing.connect(importing.Connections(_knowledge))
    schemes.connect(schemes.Connections(_desk))
    connect_kinds({**KINDS, "listings": Sort.PUBLIC}, refresh=index_own)
    access.connect(access.Connections(_register, write, OnTheWorklist(), FileVisits()))
    # Kinds of work, each by its id.
    others: dict[str, WorkKind] = {CALL_OR_VISIT: CallOrVisit(), CHECK_CONTENT: CheckContent()}
    map_work = {**IMPORTING_WORK, **ASKING_WORK, **REPORTING_WORK}
    worklist.connect({**others, LOOK_AT_DOUBT: LookAtDoubt(), **KINDS_OF_WORK, **CONTACT_WORK, **map_work})
    people.connect(people.Connections(bsn_power=TaskPower(), doubts=DoubtBook(), codes=CodesByPost()))
    doubts.connect(doubts.Connections(listed=DoubtsToTheWorklist()))
    preferences, unreachable = EverybodysPreferences(), ToTheWorklist()
    post.connect(post.Connections(_notices, preferences, _gateway, unreachable))
    editing.connect(_editorial, editing.Waiting(proposed, settled), _theirs)


def _kept() -> tuple[Kept, ...]:
    """How long every room keeps what it has of people. What opens or closes an entry goes before the entry."""
    from maatwerk.casework.contact import keeping as contact_keeping
    from maatwerk.casework.dossier import keeping as file
    from maatwerk.foundation.access.retention import own
    from maatwerk.foundation.documents import keeping as documents
    from maatwerk.foundation.post import keeping as post_keeping
    from maatwerk.foundation.search import keeping as search
    from maatwerk.knowledge.directory.reporting import keeping as reporters

    rooms = (*file.KEPT, *contact_keeping.KEPT, *documents.KEPT, *post_keeping.KEPT, *search.KEPT, *reporters.KEPT)
    return (*own.GROUNDS, *rooms, *own.PEOPLE)


def _dictionary() -> Dictionary:
    """One for all municipalities of an installation."""
    from maatwerk.site.library import library

    return library().dictionary


def _urgent(municipality: Municipality) -> Sequence[Service]:
    """The numbers that stand on the front door too."""
    from maatwerk.site.editions import front_door_for

    return front_door_for(municipality).first_numbers


def _domains() -> Mapping[LifeDomain, DomainLabel]:
    """One for all municipalities of an installation."""
    from maatwerk.site.library import library

    return library().domains


def _needs(municipality: Municipality) -> Mapping[str, Need]:
    from maatwerk.site.editions import front_door_for

    return front_door_for(municipality).needs


def _core_pages() -> Mapping[str, CorePage]:
    """One for all municipalities of an installation."""
    from maatwerk.site.library import library

    return library().core_pages


def _services(municipality: Municipality) -> Mapping[str, Service]:
    from maatwerk.site.editions import library_for

    return library_for(municipality).services


def _desk(municipality: Municipality) -> Desk:
    from maatwerk.site.editions import library_for
    from maatwerk.site.registry import desk_for

    return desk_for(library_for(municipality))


def _knowledge(municipality: str) -> importing.Knowledge:
    """With the needs that a municipality has of its own."""
    from maatwerk.foundation.people.queries import municipality_called
    from maatwerk.site.editions import library_for
    from maatwerk.site.listing import words_of

    content = library_for(municipality_called(municipality))
    return importing.Knowledge(content.needs, words_of(content), content.dictionary)


def _phones(municipality: str, now: datetime) -> directory.Desk | None:
    """Who answers for contact calls the owners of the map too."""
    from maatwerk.casework.contact.queries import who_answers

    found = who_answers(municipality, now)
    return directory.Desk(found.team, found.worker) if found else None


def _register(_municipality: str) -> Register:
    """One for all municipalities of an installation."""
    from maatwerk.site.library import library

    return library().register


def _theirs(me: StaffMember, kind: str, entry: str) -> Collection[str]:
    """Who is no editor may propose changes of the entries of the map that their organisation answers for."""
    from maatwerk.knowledge.directory.owning import theirs

    return theirs(me, kind, entry)


def _editorial() -> editing.Content:
    from maatwerk.site.editorial import editorial

    return editorial()


def _notices(municipality: str) -> Mapping[str, Notice]:
    from maatwerk.foundation.people.queries import municipality_called
    from maatwerk.site.editions import library_for

    return library_for(municipality_called(municipality)).notices


def _gateway(channel: Channel, municipality: str) -> Gateway | None:
    """Who sends by machine. For text messages nobody has been chosen yet; letters are always on paper."""
    mail = settings.CONFIGURATION.mail
    if channel is not Channel.MAIL or mail is None:
        return None
    gateway = MailGateway(mail.senders)
    return gateway if gateway.sender(municipality) else None
