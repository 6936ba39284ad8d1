"""What is stored about grounds, and about who looked."""

from maatwerk.foundation.access.models.grounds import (
    BlindRequest,
    Consent,
    Doubt,
    Emergency,
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
from maatwerk.foundation.access.models.rights import RightsRequest

__all__ = [
    "AccessRecord",
    "BlindRequest",
    "Checkpoint",
    "Consent",
    "Doubt",
    "Emergency",
    "Involvement",
    "Lifting",
    "LogHead",
    "LogReader",
    "Opened",
    "ProcessingRecord",
    "Refusal",
    "RightsRequest",
    "Segment",
    "SubjectAlias",
    "Task",
    "Withheld",
]
