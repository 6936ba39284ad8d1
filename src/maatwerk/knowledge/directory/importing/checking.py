"""What becomes of one row of a file: a row of the map, or why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import override
from pydantic import BaseModel

from maatwerk.foundation.content import Text, texts_in
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.feeding import Kept, Row, kept_of
from maatwerk.knowledge.directory.hsds.inward import Incoming, from_hsds
from maatwerk.knowledge.directory.importing import columns, saying
from maatwerk.knowledge.directory.importing.connections import Knowledge
from maatwerk.knowledge.directory.importing.keys import key_of, uuid_of
from maatwerk.knowledge.directory.importing.limits import LONGEST_NAME, LONGEST_TEXT
from maatwerk.knowledge.directory.importing.reading import Found

_ENDED = ("inactive", "defunct", "temporarily closed")  # HSDS 3.0, service.status
_REMEMBERED = 1_000  # sentences
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")


@dataclass(frozen=True)
class Checked:
    """A row to bring in, with its name, or `faults`. `key` is known where the id can be read, also of a row that is
    refused. `has_ended` when the source says that the service is not there now, which is as good as leaving it out."""

    key: str
    row: Kept | None
    faults: tuple[Text, ...]
    warnings: tuple[Text, ...]
    has_ended: bool = False
    name: str = ""


@dataclass
class Checker:
    """Says what becomes of each row of one import. The same row always gets the same key."""

    origin: str
    knowledge: Knowledge
    today: date
    _english: dict[str, str] = field(default_factory=dict)  # by their Dutch: most rows are told the same few sentences

    def check(self, found: Found) -> Checked:
        id_ = (found.raw or found.cells or {}).get("id")
        given = str(id_).strip() if isinstance(id_, str | int) else ""
        uuid = uuid_of(self.origin, given) if given else None
        key = key_of(self.origin, uuid) if uuid else ""
        if found.fault or uuid is None:
            return Checked(key, None, (found.fault or saying.NO_ID,), ())
        if found.cells is not None:
            needs, dictionary = self.knowledge.needs, self.knowledge.dictionary
            service, faults, warnings = columns.service_of(found.cells, needs, dictionary)
            row = Row(key, service, uuid=uuid) if service else None
        else:
            row, faults, warnings = self._from_hsds({**(found.raw or {}), "id": str(uuid)}, key)
        if row and row.service:
            kept = kept_of(row)
            faults = [*faults, *_faults(row.service, kept, self.today)]
            if not faults:
                return Checked(key, kept, (), (*warnings, *_html(row.service, kept)), name=row.service.name.nl)
        ended = (found.raw or {}).get("status") in _ENDED
        return Checked(key, None, tuple(faults), (), ended)

    def _from_hsds(self, raw: Mapping[str, Any], key: str) -> tuple[Row | None, list[Text], list[Text]]:
        incoming = self._read(raw, "nl")
        dutch = [*incoming.faults, *incoming.warnings]
        if not self._english.keys() >= set(dutch):
            again = self._read(raw, "en")
            if len(self._english) > _REMEMBERED:
                self._english.clear()
            self._english |= zip(dutch, [*again.faults, *again.warnings], strict=True)
        row = replace(incoming.row, key=key) if incoming.row else None
        return row, self._both(incoming.faults), self._both(incoming.warnings)

    def _read(self, raw: Mapping[str, Any], language: str) -> Incoming:
        with override(language):
            return from_hsds(raw, needs=self.knowledge.needs, dictionary=self.knowledge.dictionary, today=self.today)

    def _both(self, dutch: list[str]) -> list[Text]:
        return [Text(nl=each, en=self._english[each]) for each in dutch]


def _faults(service: Service, kept: Kept, today: date) -> Iterator[Text]:
    if service.source.checked_on > today:
        yield saying.IN_FUTURE
    for place, value in (("naam", service.name.nl), ("naam", service.name.en), ("organisatie", service.organisation)):
        if len(value) > LONGEST_NAME:
            yield saying.too_long(place, LONGEST_NAME)
    if len(kept.value) > LONGEST_TEXT:  # else no string in it can be
        for place, value in _strings(service):
            if len(value) > LONGEST_TEXT:
                yield saying.too_long(place, LONGEST_TEXT)


def _html(service: Service, kept: Kept) -> Iterator[Text]:
    """Pages show every text as text; who sent it should know that readers see the signs."""
    if "<" not in kept.value:
        return
    places = [place for place, text in texts_in(service) if _HTML.search(text.nl) or _HTML.search(text.en)]
    yield from (saying.html_in(place) for place in dict.fromkeys(places))


def _strings(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a service, with the field at the top that it is in."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _strings(getattr(value, name), place or field.alias or name)
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each, place)
