"""What lower rooms may ask of higher ones: who erases, who exports, who shows a work item, who tells how to reach
somebody. Filled in once per process; `registry.py` has the other half, the advisors of the front door.

Loading content or a heavy package does not belong here: every command passes through.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from maatwerk.foundation.backup.restoring import guard
from maatwerk.foundation.documents.belonging import DocumentEraser, DocumentExporter
from maatwerk.foundation.editing import connections as editing
from maatwerk.foundation.gate.connections import Connections, connect
from maatwerk.foundation.gate.protocols import Eraser
from maatwerk.foundation.post import connections as post
from maatwerk.foundation.post.erasing import PostEraser
from maatwerk.foundation.post.mail import MailGateway
from maatwerk.foundation.post.notices import Notice
from maatwerk.foundation.post.notifying import PostNotifier
from maatwerk.foundation.post.protocols import Gateway
from maatwerk.foundation.post.rules import Channel
from maatwerk.foundation.search.kinds import connect_kinds
from maatwerk.foundation.worklist import connections as worklist
from maatwerk.site.checking import CHECK_CONTENT, CheckContent, proposed, settled
from maatwerk.site.indexing import KINDS, index_own
from maatwerk.site.unreachable import CALL_OR_VISIT, CallOrVisit, ToTheWorklist


def connect_rooms() -> None:
    """Connect everything to everything. The gate itself comes with 'One gate'; until then it refuses."""
    from maatwerk.foundation.search.actions import IndexEraser
    from maatwerk.foundation.worklist.erasing import WorkEraser

    guard()  # a database that is being restored answers nobody
    erasers: dict[str, Eraser] = {
        "search": IndexEraser(),
        "post": PostEraser(),
        "worklist": WorkEraser(),
        "documents": DocumentEraser(),
    }
    connect(Connections(notifier=PostNotifier(), erasers=erasers, exporters={"documents": DocumentExporter()}))
    connect_kinds(KINDS, refresh=index_own)
    worklist.connect({CALL_OR_VISIT: CallOrVisit(), CHECK_CONTENT: CheckContent()})  # kinds of work, each by its id
    post.connect(post.Connections(notices=_notices, gateway=_gateway, unreachable=ToTheWorklist()))
    editing.connect(_editorial, editing.Waiting(proposed, settled))


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
