"""What was read, written down before anybody sees it. No log, no data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from maatwerk.foundation.access.logs.aliases import aliases_of, is_resident
from maatwerk.foundation.access.logs.canonical import canonical, milliseconds
from maatwerk.foundation.access.logs.chain import append
from maatwerk.foundation.access.logs.tracing import new_span, new_trace
from maatwerk.foundation.access.models.logs import AccessRecord, LogName, ProcessingRecord
from maatwerk.foundation.access.reading import Read
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer

OK = "Ok"  # LDV: a record is only there when it went well, for otherwise nothing was shown
PSEUDONYM = "pseudoniem"
_POLICIES = Path(__file__).parents[1] / "policies"


def write(viewer: Viewer, purpose: str, reads: Sequence[Read], now: datetime) -> None:
    """Write down that this viewer read this, in one transaction, before it is shown. A page is one batch: the number of
    queries does not depend on how many people stand on it.

    Each read is one line in the access log. What was really seen of somebody is one line in the processing log too; of
    several people at once there is also a line without a person, of which theirs are part. Raises LogError, or what the
    database raises; then the caller shows nothing.
    """
    if not reads:
        return
    about = {read.subject for read in reads}
    aliases = aliases_of(about | {viewer.ref} if is_resident(viewer.ref) else about)
    trace = viewer.trace or new_trace()
    seen = [read for read in reads if read.level is not Level.NOTHING]
    if seen:
        append(LogName.PROCESSING, _processing(viewer, purpose, seen, aliases, trace, now), now)
    append(LogName.ACCESS, [_access(viewer, purpose, read, aliases, trace, now) for read in reads], now)


def _processing(
    viewer: Viewer, purpose: str, seen: Sequence[Read], aliases: Mapping[str, UUID], trace: str, now: datetime
) -> list[ProcessingRecord]:
    moment = milliseconds(now)

    def line(read: Read | None, controller: str, name: str, parent: str) -> ProcessingRecord:
        return ProcessingRecord(
            trace=trace,
            span=new_span(),
            parent=parent,
            status=OK,
            name=name,
            start=moment,
            end=moment,
            activity=purpose,
            subject=aliases[read.subject] if read else None,
            subject_type=PSEUDONYM if read else "",
            municipality=viewer.municipality,
            controller=controller,
        )

    if len(seen) == 1:
        return [line(seen[0], seen[0].controller, seen[0].what, "")]
    controllers = sorted({each for read in seen for each in read.controller.split()})
    whole = line(None, " ".join(controllers), " ".join(sorted({read.what for read in seen}))[:500], "")
    return [whole, *(line(read, read.controller, read.what, whole.span) for read in seen)]


def _access(
    viewer: Viewer, purpose: str, read: Read, aliases: Mapping[str, UUID], trace: str, now: datetime
) -> AccessRecord:
    return AccessRecord(
        trace=trace,
        at=milliseconds(now),
        viewer=str(aliases.get(viewer.ref, viewer.ref)) if is_resident(viewer.ref) else viewer.ref,
        role=viewer.role,
        organisation=viewer.organisation,
        purpose=purpose,
        policies=" ".join(sorted(read.policies)),
        policy_set=policy_set(),
        categories=" ".join(sorted(read.categories)),
        level=read.level.value,
        entries=read.entries,
        what=read.what,
        subject=aliases[read.subject],
        municipality=viewer.municipality,
        controller=read.controller,
    )


@cache
def policy_set() -> str:
    """The hash of all policies, by which one can tell later which text decided."""
    texts = [text for path in sorted(_POLICIES.glob("*.cedar")) for text in (path.name, path.read_text("utf-8"))]
    return sha256(canonical(texts)).hexdigest()
