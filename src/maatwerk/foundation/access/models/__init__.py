"""What is stored about grounds, and about who looked."""

from maatwerk.foundation.access.models.grounds import (
    BlindRequest,
    Consent,
    Doubt,
    Emergency,
    Involvement,
    Lifting,
    Opened,
    Task,
    Withheld,
)

__all__ = [
    "BlindRequest",
    "Consent",
    "Doubt",
    "Emergency",
    "Involvement",
    "Lifting",
    "Opened",
    "Task",
    "Withheld",
]
