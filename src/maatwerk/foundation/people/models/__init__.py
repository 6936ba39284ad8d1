"""What is stored about municipalities, the people who work for them, and the people who live there."""

from maatwerk.foundation.people.models.deciding import Exclusion, Judgement
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
from maatwerk.foundation.people.models.signing_in import Bond, LogIn, NotAResidentError, OwnWord, ResidentAccount
from maatwerk.foundation.people.models.staff import (
    Account,
    AccountManager,
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
    "Appointment",
    "Bond",
    "Disagreement",
    "Exclusion",
    "Household",
    "Identifier",
    "Judgement",
    "LogIn",
    "Membership",
    "Municipality",
    "NotAResidentError",
    "Organisation",
    "OwnWord",
    "Relation",
    "Representation",
    "Resident",
    "ResidentAccount",
    "SafeContact",
    "ShortNote",
    "StaffChange",
    "Team",
    "Way",
    "Worker",
]
