"""What decides the order of suggestions. A field that is read and is not on this list is a fault of the build."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from maatwerk.casework.frontdoor.rules import in_order
from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import HeardNeed, Kind, LifeDomain, Need, NextStep, Suggestion, Verdict
from tests.conftest import TODAY

# Public values MAC-E2 (no field for paying) and REC-E2 (no field of who asks): which help it is, what it is for, how
# well it fits, how much it asks of privacy and autonomy, and how far it is from a place that somebody chose; which
# needs were heard, how surely, and what is near them.
ALLOWED = {
    Suggestion: {"id", "kind", "serves", "also_serves", "verdict", "burden", "kilometres"},
    HeardNeed: {"need", "certainty"},
    Need: {"id", "related"},
}
WORDS = Text(nl="woorden", en="words")


def watched[T](kind: type[T], read: set[str]) -> type[T]:
    """The same kind of value, that notes which of its fields are read. Two of them are the same when they are one: only
    taking an option out of a list compares them."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]

    def noting(self: object, name: str) -> Any:
        if name == "__dict__" or name in names:
            read.add(name)
        return object.__getattribute__(self, name)

    same = {"__eq__": object.__eq__, "__hash__": object.__hash__}
    return type(kind.__name__, (kind,), {"__getattribute__": noting, **same})


def test_the_order_reads_what_is_on_the_list_and_nothing_else() -> None:
    read: dict[type, set[str]] = {kind: set() for kind in ALLOWED}
    suggestion, heard, need = (watched(kind, read[kind]) for kind in (Suggestion, HeardNeed, Need))
    more = {"next_step": NextStep(WORDS), "source": "bron", "checked_on": TODAY}
    options = [
        suggestion(kind, id_, WORDS, WORDS, verdict, serves=serves, also_serves=also, **more)  # type: ignore[arg-type]
        for id_, kind, verdict, serves, also in (
            ("a", Kind.SERVICE, Verdict.FITS, ("huur",), ()),
            ("b", Kind.TECHNOLOGY, Verdict.UNSURE, (), ("huur",)),
            ("c", Kind.SERVICE, Verdict.DOES_NOT_FIT, ("schulden",), ()),
        )
    ]
    rent = need("huur", WORDS, LifeDomain.HUISVESTING, related=("schulden",))
    needs = [heard(rent, 0.9)]
    for each in read.values():
        each.clear()
    in_order(options, needs, TODAY)
    assert read == ALLOWED
