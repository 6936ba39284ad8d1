"""What is stored about municipalities, the people who work for them, and the people who live there."""

from maatwerk.foundation.people.models.residents import (
    Address,
    Disagreement,
    Household,
    Identifier,
    Membership,
    Relation,
    Representation,
    Resident,
    SafeContact,
    Way,
)
from maatwerk.foundation.people.models.staff import (
    Account,
    AccountManager,
    AppendOnlyError,
    Appointment,
    Municipality,
    Organisation,
    ShortNote,
    StaffChange,
    Team,
    Worker,
)

__all__ = [
    "Account",
    "AccountManager",
    "Address",
    "AppendOnlyError",
    "Appointment",
    "Disagreement",
    "Household",
    "Identifier",
    "Membership",
    "Municipality",
    "Organisation",
    "Relation",
    "Representation",
    "Resident",
    "SafeContact",
    "ShortNote",
    "StaffChange",
    "Team",
    "Way",
    "Worker",
]
