"""The policies as they count here: read once, refused whole when anything in them is wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from maatwerk.foundation.access.engine.checking import faults, unknown_values
from maatwerk.foundation.access.engine.evaluation import Entity, Known
from maatwerk.foundation.access.engine.policies import Policy, PolicyError, read_policies
from maatwerk.foundation.access.register import Register
from maatwerk.foundation.access.relations import SHAPE
from maatwerk.foundation.gate.models import Secrecy
from maatwerk.foundation.people.rules import Role

if TYPE_CHECKING:
    import cedarpy

_FOLDER = Path(__file__).parent / "policies"

# A request of every kind of viewer in which no set is empty, so that no part of a rule stays out of sight.
_SOME = ["x"]
_ANYBODY = {"ref": "x", "municipality": "x", "assurance": 4}
_CONTEXT = {
    "purpose": Entity("Purpose", "x", {"name": "x", "counts": True, "despite": True, "categories": _SOME}),
    "kinds": Entity("Kinds", "x", {"sensitive": _SOME, "light": _SOME, "money": _SOME, "care": _SOME, "hidden": _SOME}),
}
SAMPLES = (
    Known(
        Entity(
            "Worker",
            "x",
            _ANYBODY
            | {"organisation": "x", "roles": _SOME, "may": _SOME, "mayIfAllowed": _SOME}
            | {"hats": [{"who": "x", "purpose": "x"}], "bases": [{"origin": "x", "category": "x"}]},
        ),
        _CONTEXT,
    ),
    Known(Entity("Resident", "x", _ANYBODY | {"ownFile": True}), _CONTEXT),
)


@dataclass(frozen=True)
class Rules:
    """All policies in order, and the same as Cedar holds them."""

    policies: tuple[Policy, ...]
    handle: cedarpy.PolicySet

    def ids(self, reasons: Collection[str]) -> tuple[str, ...]:
        """The ids of the policies that Cedar names, in the order of the text; its own names are numbers."""
        return tuple(each.id for number, each in enumerate(self.policies) if f"policy{number}" in reasons)

    def called(self, id_: str) -> Policy:
        return next(each for each in self.policies if each.id == id_)


def schema() -> str:
    return (_FOLDER / "schema.cedarschema").read_text()


@cache
def rules() -> Rules:
    """Raises PolicyError, with everything that is wrong: nobody is let in by policies with a fault."""
    return rules_from((_FOLDER / "rules.cedar").read_text())


def rules_from(text: str) -> Rules:
    """Raises PolicyError."""
    if found := faults(text, schema(), SHAPE, SAMPLES):
        raise PolicyError("\n".join(found))
    import cedarpy

    return Rules(read_policies(text), cedarpy.PolicySet.from_str(text))


def misspelt(register: Register) -> list[str]:
    """Texts in the policies that are no purpose or category of this register, no role and no secrecy."""
    known: Mapping[str, Collection[str]] = {
        "purpose": register.purposes,
        "origin": register.purposes,
        "category": register.categories,
        "secrecy": Secrecy.values,
        "roles": list(Role),
    }
    return unknown_values(rules().policies, known)
