"""Values and runs that are made for a test."""

from __future__ import annotations

from datetime import date

from maatwerk.foundation.content import Text
from maatwerk.system.transparency.catalogue import Property, PublicValue, Result, Run, Value
from maatwerk.system.transparency.rules import Book

ONE, TWO = "tests/site/test_mail.py::test_one", "tests/site/test_mail.py::TestPost::test_two"
DAY = date(2026, 11, 20)


def text(words: str) -> Text:
    return Text(nl=words, en=f"{words} in English")


def a_property(*tests: str, missing: str = "", demand: str = "Dit moet kloppen.") -> Property:
    return Property(
        demand=text(demand), how=text("Wij kijken ernaar."), tests=tests, missing=text(missing) if missing else None
    )


def a_run(**results: Result) -> Run:
    """`one` and `two` are the two tests."""
    names = {"one": ONE, "two": TWO}
    return Run(day=DAY, version="1.2.3", tests={names[name]: result for name, result in results.items()})


def a_book(run: Run | None, **properties: Property) -> Book:
    """A book with one value; `PRI_E1` stands for PRI-E1."""
    named = {id_.replace("_", "-"): each for id_, each in properties.items()}
    return Book(
        {Value.PRIVACY: PublicValue(name=text("Privacy"), explanation=text("Het is van u."), properties=named)}, run
    )
