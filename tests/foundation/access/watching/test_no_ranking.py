"""Nothing here counts, groups or orders the people who work here (WAA-E4 of values.yaml, which says it of deviating
from advice: "geen enkel rapport of API groepeert afwijkingen op medewerker (statische controle op queries)")."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import models

from maatwerk.foundation.access.models import Noticed
from maatwerk.foundation.access.watching.queries import noticed
from maatwerk.foundation.access.watching.rules import Rule
from tests.conftest import ROOT
from tests.foundation.access.grounds.people import at_work
from tests.foundation.access.watching.stood_out import a_noticed_look

SOURCE = ROOT / "src/maatwerk"
# Columns that hold somebody at work.
PEOPLE = {"viewer", "worker", "who", "by", "opened_by", "reviewed_by", "answered_by", "done_by"}
NUMBERS = {"Count", "Sum", "Avg", "Max", "Min", "Rank", "Window", "count"}


def chain(call: ast.Call) -> Iterator[ast.Call]:
    """A call with those it hangs on: of `a.values().annotate()` the annotate, and then the values."""
    node: ast.expr = call
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield node
        node = node.func.value


def columns(call: ast.Call) -> set[str]:
    """The columns that a call names, without a minus and without what is looked up of them."""
    texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return {text.lstrip("-").partition("__")[0] for text in texts}


def faults(source: str) -> Iterator[str]:
    for call in [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in {"annotate", "alias"}:
            grouped = set().union(*(columns(one) for one in chain(call) if one.func.attr in {"values", "values_list"}))
            made = {
                getattr(one.func, "id", getattr(one.func, "attr", ""))
                for one in ast.walk(call)
                if isinstance(one, ast.Call)
            }
            if grouped & PEOPLE and made & NUMBERS:
                yield f"line {call.lineno} counts by {', '.join(grouped & PEOPLE)}"
        if name == "order_by" and columns(call) & PEOPLE:
            yield f"line {call.lineno} orders by {', '.join(columns(call) & PEOPLE)}"
        if (
            name in {"Counter", "most_common"}
            and {getattr(one, "attr", getattr(one, "id", "")) for each in call.args for one in ast.walk(each)} & PEOPLE
        ):
            yield f"line {call.lineno} counts people"


@pytest.mark.parametrize(
    "source",
    [
        "rows.values('viewer').annotate(n=Count('subject'))",
        "rows.values_list('day', 'worker').filter(x=1).annotate(models.Count('pk'))",
        "rows.filter(x=1).order_by('-worker')",
        "rows.order_by('worker__name')",
        "Counter(row.viewer for row in rows)",
    ],
)
def test_the_check_finds_it(source: str) -> None:
    assert list(faults(source))


def test_no_query_of_this_system_counts_or_orders_people_at_work() -> None:
    files = sorted(SOURCE.rglob("*.py"))
    assert len(files) > 300
    found = [
        f"{file.relative_to(SOURCE)}: {fault}" for file in files for fault in faults(Path(file).read_text("utf-8"))
    ]
    assert found == []


def test_what_is_kept_of_a_look_that_stood_out_is_no_number() -> None:
    numbers = (models.IntegerField, models.FloatField, models.DecimalField, models.JSONField)
    assert [field.name for field in Noticed._meta.concrete_fields if isinstance(field, numbers)] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("two_municipalities")
def test_the_order_of_the_overview_follows_days_and_rules_and_says_nothing_of_who_it_was() -> None:
    from datetime import date

    ids = {}
    for day in (date(2026, 11, 15), date(2026, 11, 16)):
        for rule in (Rule.MANY, Rule.REFUSED):
            for name in ("els", "ruben", "mia"):
                ids[(day, rule, name)] = a_noticed_look(name, rule, day=day)["which"]
    rows = noticed(at_work("fatma"))
    assert [(row.day, row.rule) for row in rows] == sorted(
        [(row.day, row.rule) for row in rows], key=lambda each: (-each[0].toordinal(), each[1])
    )
    for number, row in enumerate(reversed(rows)):  # whoever it was, they stand in the same order
        Noticed.objects.filter(pk=row.pk).update(worker=f"worker:{1000 + number}")
    assert [row.pk for row in noticed(at_work("fatma"))] == [row.pk for row in rows]
