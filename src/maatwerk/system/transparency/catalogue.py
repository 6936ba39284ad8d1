"""The seven public values (Rathenau Instituut, "Opwaarderen", 2017), each with what has to hold here because of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError, model_validator

from maatwerk.foundation.content import ContentError, Entry, Fault, Layers, Text, load_entries
from maatwerk.foundation.content.sentences import sentence_for

PropertyId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-E[1-9]$")]
TestName = Annotated[str, StringConstraints(pattern=r"^tests/[a-z0-9_/]+/test_[a-z0-9_]+\.py(::Test\w+)?::test_\w+$")]

RESULTS = "results.json"


class Value(StrEnum):
    """In the order in which they are shown."""

    PRIVACY = "privacy"
    AUTONOMY = "autonomie"
    SAFETY = "veiligheid"
    CONTROL = "controle_over_technologie"
    DIGNITY = "menselijke_waardigheid"
    JUSTICE = "rechtvaardigheid"
    POWER = "machtsevenwicht"


class Property(Entry):
    """One thing that has to hold. `missing` says what no test looks at yet; without any test it says why."""

    demand: Text = Field(alias="eis")
    how: Text = Field(alias="hoe")
    tests: tuple[TestName, ...] = ()
    missing: Text | None = Field(default=None, alias="nog_niet")

    @model_validator(mode="after")
    def _tested_or_said_why_not(self) -> Property:
        if not self.tests and self.missing is None:
            raise ValueError("name a test ('tests'), or say why there is none yet ('nog_niet')")
        if len(set(self.tests)) < len(self.tests):
            raise ValueError("a test is named twice")
        return self


class PublicValue(Entry):
    """A value as people read it, with its properties by id."""

    name: Text = Field(alias="naam")
    explanation: Text = Field(alias="uitleg")
    properties: Mapping[PropertyId, Property] = Field(alias="eigenschappen", min_length=1)


class Result(StrEnum):
    PASSED = "geslaagd"
    FAILED = "mislukt"
    NOT_RUN = "niet gedraaid"


class Run(Entry):
    """What was said by the tests that hold a property, the last time that everything was tested. `tests` has the name
    of a test, as content has it, with its result."""

    day: date = Field(alias="datum")
    version: str = Field(alias="versie", min_length=1)
    tests: Mapping[TestName, Result]


def load_values(layers: Layers) -> dict[Value, PublicValue]:
    """Read `values/`: all seven, in order. Raises ContentError when one is missing or unknown, or a property stands in
    two of them."""

    def check(entry: PublicValue, entries: Mapping[str, PublicValue]) -> list[tuple[str, str]]:
        strange = sorted(set(entries) ^ set(Value))
        told = [("", f"missing or unknown values: {', '.join(strange)}")] if strange else []
        others = {id_ for each in entries.values() if each is not entry for id_ in each.properties}
        return told + [
            (f"eigenschappen.{id_}", "another value has it too") for id_ in entry.properties if id_ in others
        ]

    found = load_entries(layers / "values", PublicValue, check, _weaker)
    return {value: found[value] for value in Value}


def load_run(folder: Path) -> Run | None:
    """The run in a folder `values/`; none where everything was never tested. It is about the program, so only the
    repository's own folder has one. Raises ContentError."""
    path = folder / RESULTS
    try:
        return Run.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValidationError as error:
        faults = [Fault(path, ".".join(map(str, one["loc"])), sentence_for(one)) for one in error.errors()]
        raise ContentError(faults) from error


def named_tests(values: Mapping[Value, PublicValue]) -> set[str]:
    """Every test that holds something."""
    return {test for value in values.values() for each in value.properties.values() for test in each.tests}


def _weaker(below: PublicValue, above: PublicValue) -> list[str]:
    """A later layer says it in other words at most. What has to hold and what is tested is that of the program."""
    if below.properties.keys() != above.properties.keys():
        return ["'eigenschappen' are other ones"]
    pairs = [(id_, each, above.properties[id_]) for id_, each in below.properties.items()]
    told = [f"the tests of {id_} are other ones" for id_, old, new in pairs if old.tests != new.tests]
    return told + [f"'nog_niet' of {id_} is gone" for id_, old, new in pairs if old.missing and not new.missing]
