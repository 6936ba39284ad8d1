"""Imports as the tests of pages and tables make them: Duinstad has three services, of which two disappeared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from maatwerk.knowledge.directory.importing.bringing import Order, bring_in, prepared, would_be
from maatwerk.knowledge.directory.importing.models import ImportRun
from maatwerk.knowledge.directory.importing.report import Line, Report
from maatwerk.knowledge.directory.importing.saying import UnreadableError
from maatwerk.knowledge.directory.importing.trying import carry_out, try_out
from maatwerk.knowledge.directory.models import Listing
from tests.knowledge.directory.files import hsds

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
TOWN, ORIGIN = "duinstad", "wijkwijzer"


def file_of(*numbers: int) -> bytes:
    return json.dumps([hsds(number) for number in numbers]).encode()


def trial(*numbers: int, content: bytes = b"", municipality: str = TOWN) -> ImportRun:
    chunks = [content or file_of(*numbers)]
    return try_out(municipality, ORIGIN, chunks, file_name="kaart.json", by="redacteur", now=NOW)


def brought(*numbers: int) -> ImportRun:
    return carry_out(TOWN, trial(*numbers).pk, by="redacteur", now=NOW)


def two_missing() -> Mapping[str, Any]:
    brought(1, 2, 3)
    brought(1)
    return {}


def a_trial() -> Mapping[str, Any]:
    return {"run": trial(1).pk}


def bring(*files: Path, origin: str = ORIGIN, now: datetime = NOW, all_or_nothing: bool = False) -> Report:
    with prepared(Order(TOWN, origin, files, all_or_nothing), now) as made:
        return bring_in(made, by="opdrachtregel", file_name="kaart.json", now=now)[1]


def look(*files: Path, origin: str = ORIGIN) -> Report:
    with prepared(Order(TOWN, origin, files), NOW) as made:
        return would_be(made)


def refusal(*files: Path, **more: Any) -> UnreadableError:
    with pytest.raises(UnreadableError) as error:
        bring(*files, **more)
    return error.value


def table() -> dict[str, tuple[Any, ...]]:
    rows = Listing.objects.filter(municipality=TOWN).values_list("key", "value", "beside", "uuid", "missing_since")
    return {key: rest for key, *rest in rows}


def line(report: Report, number: int) -> Line:
    return next(each for each in report.lines if each.number == number)
