"""How well a resident showed who they are. Pure."""

from __future__ import annotations

from enum import StrEnum


class Assurance(StrEnum):
    """From weak to strong. The last three are the levels of eIDAS (EU 910/2014 art. 8); DigiD Midden counts as `low`,
    DigiD Substantieel and Hoog as what they are called. A code reaches a telephone or letterbox that people share."""

    NONE = ""
    CODE = "code"
    LOW = "laag"
    SUBSTANTIAL = "substantieel"
    HIGH = "hoog"

    @property
    def strength(self) -> int:
        """0 for nobody, up to 4."""
        return list(Assurance).index(self)


class How(StrEnum):
    """How somebody signed in. One list for residents and for people at work."""

    BROKER = "digid"  # OpenID Connect, DigiD through a broker
    CODE = "code"  # a code to a telephone or mailbox, and an own word
    KEY = "sleutel"  # a passkey, or a password with a code of an app
    PASSWORD = "wachtwoord"  # noqa: S105 - a word, no secret
    ORGANISATION = "organisatie"  # the log-in of the organisation somebody works for
    DEMO = "voorbeeld"  # an invented person, in a demo only
