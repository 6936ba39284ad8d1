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
