"""Random rules over every operator that the translation knows give in SQL what Cedar gives; what it does not know it
refuses, before anybody is let in."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import cedarpy
import pytest

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.deciding import decide
from maatwerk.foundation.access.engine import checking
from maatwerk.foundation.access.engine.evaluation import _OPERATORS
from maatwerk.foundation.access.engine.evaluation import decide as work_out
from maatwerk.foundation.access.engine.policies import PolicyError, read_policies, walk
from maatwerk.foundation.access.facts import known
from maatwerk.foundation.access.lists import Form, Lists, filter_of
from maatwerk.foundation.access.policy import SAMPLES, Rules, misspelt, rules_from, schema
from maatwerk.foundation.access.relations import RELATIONS, SHAPE
from maatwerk.foundation.gate.context import opened
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.people.models import Relation
from tests.foundation.access.worlds import CATEGORIES, PURPOSES, make_world
from tests.residents import NOON

POLICIES = 40
HEAD = '@why("x") @why_en("x") @law("x")'


class Writing:
    """Writes random conditions."""

    def __init__(self, seed: int, organisations: list[str]) -> None:
        self.chance = random.Random(seed)
        self.organisations = organisations

    def text(self, values: list[str]) -> str:
        return f'"{self.chance.choice(values)}"'

    def column(self) -> str:
        return "resource." + self.chance.choice(sorted(SHAPE.columns))

    def value(self) -> str:
        return self.chance.choice(
            [
                self.text(CATEGORIES),
                self.text(PURPOSES),
                self.text(self.organisations),
                "principal.ref",
                "principal.organisation",
                "context.purpose.name",
                self.column(),
            ]
        )

    def leaf(self) -> str:
        chance = self.chance
        number = chance.randint(2, 5)
        some = ", ".join(self.text(CATEGORIES) for _ in range(3))
        to = f"organisation: {self.value()}, purpose: {self.value()}, category: {self.value()}"
        leaves: list[Callable[[], str]] = [
            lambda: f"{self.column()} {chance.choice(['==', '!='])} {self.value()}",
            lambda: f"[{some}].contains({self.column()})",
            lambda: f"[{some}].containsAny(principal.may)",
            lambda: f"principal.may.containsAll([{self.text(CATEGORIES)}])",
            lambda: "principal.may.contains(resource.category)",
            lambda: f"principal.bases.contains({{origin: {self.value()}, category: {self.value()}}})",
            lambda: "principal.bases.contains({origin: resource.purpose, category: resource.category})",
            lambda: f"resource.involved.contains({{who: {self.value()}, purpose: {self.value()}}})",
            lambda: "resource.involved.contains({who: principal.organisation, purpose: resource.purpose})",
            lambda: "resource.involved.containsAny(principal.hats)",
            lambda: "principal.hats.containsAny(resource.involved)",
            lambda: "resource.involved.containsAll(principal.hats)",
            lambda: f"resource.consents.contains({{{to}}})",
            lambda: (
                "resource.consentsThat.contains({organisation: principal.organisation, purpose: resource.purpose, "
                "category: resource.category})"
            ),
            lambda: "resource.withheld.contains({who: principal.ref})",
            lambda: f"resource has {chance.choice(['category', 'involved', 'elsewhere'])}",
            lambda: f"principal has {chance.choice(['may', 'elsewhere'])}",
            lambda: f"principal is {chance.choice(['Worker', 'Resident'])}",
            lambda: "resource is Entry",
            lambda: f'context.purpose {chance.choice(["==", "!="])} Purpose::"wmo"',
            lambda: "context.purpose.counts",
            lambda: f"principal.assurance {chance.choice(['<', '<=', '>', '>='])} {number}",
            lambda: chance.choice(["true", "false"]),
        ]
        return chance.choice(leaves)()

    def condition(self, depth: int = 3) -> str:
        if depth == 0 or self.chance.random() < 0.2:
            return self.leaf()
        one, two, three = (self.condition(depth - 1) for _ in range(3))
        return self.chance.choice(
            [f"({one} && {two})", f"({one} || {two})", f"!({one})", f"(if {one} then {two} else {three})"]
        )

    def rules(self) -> str:
        permit = f'@id("a") {HEAD}\npermit (principal, action, resource) when {{ {self.condition()} }};'
        that = f'@id("b") {HEAD}\npermit (principal, action == Action::"dat", resource) when {{ {self.condition()} }};'
        forbid = (
            f'@id("c") {HEAD}\nforbid (principal, action, resource)\n'
            f"when {{ {self.condition(2)} }} unless {{ {self.condition(2)} }};"
        )
        return "\n".join([permit, that, forbid])


@pytest.mark.usefixtures("two_municipalities")
def test_random_rules_give_the_same_in_sql() -> None:
    world = make_world(11, rows=40)
    things = world.things[Relation]
    viewers = [world.viewers[0], world.viewers[1], world.viewers[3]]
    writing = Writing(5, [viewer.organisation for viewer in viewers])
    questions = [known(viewer, "wmo", connections().register("duinstad"), NOON) for viewer in viewers]
    used: set[str] = set()
    levels = set()
    for _ in range(POLICIES):
        text = writing.rules()
        policies = read_policies(text)
        used |= {name for each in policies for _k, body in each.conditions for part in walk(body) for name in part}
        held = Rules(policies, cedarpy.PolicySet.from_str(text))
        for about in questions:
            decisions = {
                thing.pk: decision.level
                for thing, decision in zip(things, decide(things, about, held, NOON, RELATIONS), strict=True)
            }
            levels |= set(decisions.values())
            for level in (Level.THAT, Level.WHAT):
                wanted = {key for key, seen in decisions.items() if seen in (level, Level.WHAT)}
                predicate = work_out(policies, about, SHAPE, level)
                for form in Form:
                    with opened("a comparison"):
                        rows = Relation.objects.filter(filter_of(predicate, Relation, Lists(NOON, form)))
                        assert set(rows.values_list("pk", flat=True)) == wanted, text
    assert set(_OPERATORS) <= used
    assert levels == set(Level)


REFUSED = {
    "in": "principal in resource",
    "like": 'resource.category like "geld*"',
    "+": "principal.assurance + 1 > 3",
    "isEmpty": "resource.involved.isEmpty()",
    "a text that is no truth": "resource.category",
    "action": 'action == Action::"wat"',
    "a second step": "resource.category.length == 3",
    "a relation there is not": 'resource.friends.contains({who: "x"})',
    "a record that does not fit": 'resource.withheld.contains({whom: "x"})',
    "two relations": "resource.withheld.containsAny(resource.withholds)",
    "less on a column": "resource.category < 3",
    "hidden behind what is never so": 'false && resource.category like "geld*"',
    "hidden in what is not chosen": 'if true then true else resource.category like "geld*"',
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_asked_of_a_database_is_refused_before_it_counts(said: str) -> None:
    text = f'@id("a") {HEAD}\npermit (principal, action, resource) when {{ {REFUSED[said]} }};'
    assert checking.faults(text, schema(), SHAPE, SAMPLES)
    with pytest.raises(PolicyError, match="a"):
        rules_from(text)


WRONG = {
    "cannot be read": ("permit (principal", "unexpected"),
    "no id": (f"{HEAD}\npermit (principal, action, resource);", "@id"),
    "no reason": ('@id("a") @law("x") @why_en("x")\npermit (principal, action, resource);', "@why is missing"),
    "no law": ('@id("a") @why("x") @why_en("x")\npermit (principal, action, resource);', "@law is missing"),
    "twice": (f'@id("a") {HEAD}\npermit (principal, action, resource);\n' * 2, "same id"),
    "what without that": (
        f'@id("a") {HEAD}\npermit (principal, action == Action::"wat", resource);',
        "permits 'wat' without 'dat'",
    ),
    "that closed, what open": (
        f'@id("a") {HEAD}\nforbid (principal, action == Action::"dat", resource);',
        "forbids 'dat' without 'wat'",
    ),
    "an attribute that is not there": (
        f'@id("a") {HEAD}\npermit (principal, action, resource) when {{ resource.categorie == "geld" }};',
        "categorie",
    ),
    "of one kind of viewer only": (
        f'@id("a") {HEAD}\npermit (principal, action, resource) when {{ principal.ownFile }};',
        "ownFile",
    ),
    "one person by name": (f'@id("a") {HEAD}\npermit (principal == Worker::"1", action, resource);', "who looks"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_text_with_a_fault_lets_nobody_in(fault: str) -> None:
    text, told = WRONG[fault]
    with pytest.raises(PolicyError, match=told):
        rules_from(text)


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ('resource.category == "moeny"', 'there is no category "moeny"'),
        ('context.purpose == Purpose::"wno"', 'there is no purpose "wno"'),
        ('["geld", "zrog"].contains(resource.category)', 'there is no category "zrog"'),
        ('resource.secrecy != "ambtelik"', 'there is no secrecy "ambtelik"'),
        (
            'resource.lifted.contains({organisation: "o", holder: "o", purpose: "wmo", category: "zorg"})',
            "organisation",
        ),
    ],
)
def test_a_misspelt_value_is_found(condition: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from maatwerk.foundation.access import policy

    text = f'@id("a") {HEAD}\npermit (principal, action, resource) when {{ {condition} }};'
    monkeypatch.setattr(policy, "rules", lambda: rules_from(text))
    assert any(told in fault for fault in misspelt(connections().register("duinstad")))


def test_the_real_text_has_no_fault_and_uses_every_relation() -> None:
    from maatwerk.foundation.access.checks import policies_can_be_used
    from maatwerk.foundation.access.policy import rules

    assert misspelt(connections().register("duinstad")) == []
    assert policies_can_be_used() == []
    assert {name for policy in rules().policies for name in policy.relations} >= RELATIONS.keys()
    assert (Path(checking.__file__).parents[1] / "policies" / "rules.cedar").is_file()
