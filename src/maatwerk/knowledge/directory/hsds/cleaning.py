"""What somebody sends as HSDS, made into HSDS: without values that cannot be, without nulls, and without people.

Names of contact persons, who changed what, and who vouched for it are left out: the social map holds nothing of people.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from maatwerk.knowledge.directory.hsds.ids import id_within
from maatwerk.knowledge.directory.hsds.shapes import CHOICES, SHAPES, Kind, Shape
from maatwerk.knowledge.directory.importing.keys import uuid_of

LONGEST = 10_000  # characters of one text
MOST = 500  # things in one list
_DEEPEST = 24
_LARGEST = 1e12
_URI = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$")
_EMAIL = re.compile(r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$")
_CANONICAL = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")  # a UUID as it is written
_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")  # what no database and no file takes
_PERSONAL = ("assurer_email", "metadata")
_FILLED_IN = {"status": "active", "country": "NL", "address_type": "physical"}


@dataclass
class Cleaning:
    """Goes through one object; `notes` says what could not stay as it was, each sentence once. Ids that are no UUID
    become one that is the same every time for this `origin`."""

    origin: str = ""
    notes: dict[str, None] = field(default_factory=dict)

    def clean(
        self, raw: Mapping[str, Any], shape: str, owner: str, *steps: object, depth: int = 0
    ) -> dict[str, Any] | None:
        """`raw` as HSDS has a thing of this shape, or None where nothing can be made of it. Its place in its owner is
        its id when it has none of its own."""
        if depth > _DEEPEST:
            self._note(_("Wat te diep in iets anders staat, namen wij niet over."))
            return None
        if shape == "contact" and raw.get("name"):
            self._note(_("Contactpersonen nemen wij niet over."))
            return None
        told, own = SHAPES[shape], self._id(raw.get("id")) or id_within(owner, *steps)
        clean: dict[str, Any] = {"id": own}
        for name, value in raw.items():
            if value is None or name == "id":
                continue
            if name in _PERSONAL:
                if value:
                    self._note(_("Wie iets wijzigde of controleerde, nemen wij niet over."))
            elif name in told.lists:
                clean[name] = self._list(value, name, told.lists[name], own, depth)
            elif (kept := self._one(value, name, told, own, depth)) is not None:
                clean[str(name)] = kept
        return self._complete(clean, told)

    def _list(self, value: Any, name: str, shape: str, owner: str, depth: int) -> list[dict[str, Any]]:
        items = value if isinstance(value, list) else []
        if items is not value or len(items) > MOST or not all(isinstance(each, Mapping) for each in items):
            self._refuse(name)
        cleaned = (
            self.clean(each, shape, owner, name, number, depth=depth + 1)
            for number, each in enumerate(items[:MOST])
            if isinstance(each, Mapping)
        )
        return [each for each in cleaned if each]

    def _one(self, value: Any, name: str, told: Shape, owner: str, depth: int) -> Any:
        if name in told.objects:
            if not isinstance(value, Mapping):
                return self._refuse(name)
            return self.clean(value, told.objects[name], owner, name, depth=depth + 1)
        if name not in told.values:
            return self._foreign(value, depth)
        kept = _READERS[told.values[name]](self, value)
        return self._refuse(name) if kept is None else kept

    def _complete(self, clean: dict[str, Any], told: Shape) -> dict[str, Any] | None:
        """With what HSDS cannot do without; None where that cannot be filled in."""
        for name in told.required:
            if name in clean:
                continue
            if name in ("number", "identifier"):
                self._refuse(name)
                return None
            located = "physical" if clean.get("addresses") else "virtual"
            clean[name] = located if name == "location_type" else _FILLED_IN.get(name, "")
        return clean

    def _foreign(self, value: Any, depth: int) -> Any:
        """What HSDS does not know, as it is, when it can be written down."""
        if depth > _DEEPEST:
            return self._refuse("")
        if isinstance(value, list):
            return [self._foreign(each, depth + 1) for each in value[:MOST]]
        if isinstance(value, Mapping):
            some = list(value.items())[:MOST]
            return {_UNSENDABLE.sub("", str(name)): self._foreign(each, depth + 1) for name, each in some}
        if isinstance(value, str):
            return _UNSENDABLE.sub("", value)[:LONGEST]
        return value if value is None or isinstance(value, bool) else self.number(value)

    def _id(self, value: Any) -> str | None:
        if isinstance(value, str) and _CANONICAL.fullmatch(value):
            return value
        told = (self.text(value) or "").strip()
        if not told:
            return None
        try:
            return str(UUID(told))
        except ValueError:
            self._note(_("Een 'id' is geen UUID; wij maakten er een van."))
            return str(uuid_of(self.origin, told))

    def text(self, value: Any) -> str | None:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)[:LONGEST] if self.number(value) is not None else None
        if not isinstance(value, str):
            return None
        if len(value) > LONGEST:
            self._note(_("Een tekst was te lang en is afgekapt."))
        return _UNSENDABLE.sub("", value)[:LONGEST]

    def number(self, value: Any) -> int | float | None:
        if isinstance(value, str):
            try:
                value = float(value.replace(",", "."))
            except ValueError:
                return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        if isinstance(value, float) and not math.isfinite(value):
            return None
        return value if abs(value) < _LARGEST else None

    def _note(self, sentence: str) -> None:
        self.notes[sentence] = None

    def _refuse(self, name: str) -> None:
        self._note(_("Wat bij '%(field)s' staat, past niet. Wij namen het niet over.") % {"field": name or "…"})


def _moment(value: Any) -> str | None:
    try:
        return value if isinstance(value, str) and datetime.fromisoformat(value).tzinfo else None
    except ValueError:
        return None


def _pattern(pattern: re.Pattern[str]) -> Callable[[Cleaning, Any], str | None]:
    return lambda _self, value: value.strip() if isinstance(value, str) and pattern.match(value.strip()) else None


def _choice(kind: Kind) -> Callable[[Cleaning, Any], str | None]:
    return lambda _self, value: value if isinstance(value, str) and value in CHOICES[kind] else None


_READERS: Mapping[Kind, Callable[[Cleaning, Any], Any]] = {
    Kind.UUID: Cleaning._id,
    Kind.TEXT: Cleaning.text,
    Kind.URI: _pattern(_URI),
    Kind.EMAIL: _pattern(_EMAIL),
    Kind.NUMBER: Cleaning.number,
    Kind.MOMENT: lambda _self, value: _moment(value),
    **{kind: _choice(kind) for kind in CHOICES},
}
