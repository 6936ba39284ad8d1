"""What the last test run says of a property, and how a run becomes the file that says so. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from xml.etree import ElementTree

from maatwerk.system.transparency.catalogue import Property, PublicValue, Result, Run, Value

# Of several results, the first of these counts. Every case of a test has to pass; one case may be left out in one part
# of a run, and has to pass in another.
_ALL = (Result.FAILED, Result.NOT_RUN, Result.PASSED)
_ONCE = (Result.FAILED, Result.PASSED, Result.NOT_RUN)


class Standing(StrEnum):
    """How it is with a property. Only what is known to hold is called tested."""

    TESTED = "getest"
    PARTLY = "deels getest"
    FAILED = "mislukt"
    NOT_RUN = "niet gedraaid"
    NOT_YET = "nog niet"


def results_of(each: Property, run: Run | None) -> dict[str, Result]:
    """What the run said of each test of a property. One that it does not name was not run."""
    said = run.tests if run else {}
    return {test: said.get(test, Result.NOT_RUN) for test in each.tests}


def standing(each: Property, run: Run | None) -> Standing:
    """One test that failed makes the property fail, and one that was not run leaves it open."""
    results = set(results_of(each, run).values())
    if not results:
        return Standing.NOT_YET
    if Result.FAILED in results:
        return Standing.FAILED
    if Result.NOT_RUN in results:
        return Standing.NOT_RUN
    return Standing.PARTLY if each.missing else Standing.TESTED


@dataclass(frozen=True)
class Shown:
    """A property with what is known of it now."""

    id: str
    property: Property
    standing: Standing
    results: Mapping[str, Result]


@dataclass(frozen=True)
class Book:
    """The values, and the last run. Without a run nothing is known to hold."""

    values: Mapping[Value, PublicValue]
    run: Run | None

    def sections(self) -> Iterator[tuple[Value, PublicValue, list[Shown]]]:
        """Each value with its properties, in order."""
        for value, entry in self.values.items():
            shown = [
                Shown(id_, each, standing(each, self.run), results_of(each, self.run))
                for id_, each in entry.properties.items()
            ]
            yield value, entry, shown

    def counts(self) -> Counter[Standing]:
        """How many properties stand how."""
        return Counter(each.standing for _value, _entry, shown in self.sections() for each in shown)


def read_report(text: str) -> dict[str, Result]:
    """What one pytest run said, from its JUnit XML: name of the case, with its parameters, → result.

    A case is named as that format does, with points: `tests.site.test_mail.test_x[1]`. Raises ParseError."""
    found: dict[str, Result] = {}
    for case in ElementTree.fromstring(text).iter("testcase"):  # noqa: S314 - our own pytest wrote it
        said = {part.tag for part in case}
        result = Result.NOT_RUN if "skipped" in said else Result.PASSED
        if said & {"failure", "error"}:
            result = Result.FAILED
        name = f"{case.get('classname')}.{case.get('name')}"
        found[name] = min(found.get(name, result), result, key=_ALL.index)
    return found


def joined(named: Iterable[str], reports: Iterable[Mapping[str, Result]]) -> dict[str, Result]:
    """The result of each named test that the reports of one run know. It passed when each of its cases passed in some
    part and failed in none; a test is often run on two databases, and a case may be skipped in one of them."""
    cases: dict[str, dict[str, Result]] = {_as_reported(name): {} for name in named}
    for report in reports:
        for case, result in report.items():
            if (known := cases.get(case.partition("[")[0])) is not None:
                known[case] = min(known.get(case, result), result, key=_ONCE.index)
    by_name = {_as_reported(name): name for name in named}
    return {by_name[name]: min(results.values(), key=_ALL.index) for name, results in sorted(cases.items()) if results}


def written(run: Run) -> str:
    """The file: the same run gives the same text."""
    in_order = run.model_copy(update={"tests": dict(sorted(run.tests.items()))})
    return in_order.model_dump_json(by_alias=True, indent=2, ensure_ascii=False) + "\n"


def _as_reported(name: str) -> str:
    """The name of a test as a report has it: points for slashes and colons, and no `.py`."""
    file, *inside = name.split("::")
    return ".".join([*file.removesuffix(".py").split("/"), *inside])
