"""What is stored about grounds, and about who looked."""

from maatwerk.foundation.access.models.grounds import (
    BlindRequest,
    Consent,
    Doubt,
    Emergency,
    EmergencyMiss,
    Involvement,
    Lifting,
    Opened,
    Refusal,
    Task,
    Withheld,
)
from maatwerk.foundation.access.models.logs import (
    AccessRecord,
    Checkpoint,
    LogHead,
    LogReader,
    ProcessingRecord,
    Segment,
    SubjectAlias,
)
from maatwerk.foundation.access.models.restricting import Restricted, Restriction
from maatwerk.foundation.access.models.retention import LegalHold, RetentionReport, Tombstone
from maatwerk.foundation.access.models.rights import RightsRequest
from maatwerk.foundation.access.models.telling import Told, What
from maatwerk.foundation.access.models.watching import Noticed, PublishedCounts

__all__ = [
    "AccessRecord",
    "BlindRequest",
    "Checkpoint",
    "Consent",
    "Doubt",
    "Emergency",
    "EmergencyMiss",
    "Involvement",
    "LegalHold",
    "Lifting",
    "LogHead",
    "LogReader",
    "Noticed",
    "Opened",
    "ProcessingRecord",
    "PublishedCounts",
    "Refusal",
    "Restricted",
    "Restriction",
    "RetentionReport",
    "RightsRequest",
    "Segment",
    "SubjectAlias",
    "Task",
    "Told",
    "Tombstone",
    "What",
    "Withheld",
]
