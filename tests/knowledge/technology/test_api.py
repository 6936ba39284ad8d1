"""`/technieken`."""

from __future__ import annotations

import pytest
from django.test import Client

from maatwerk.site.library import library

pytestmark = pytest.mark.django_db


def test_technology_for_one_need_is_also_what_helps_a_little(resident: Client) -> None:
    rows = library().technologies
    need = next(row.also_needs[0] for row in rows.values() if row.also_needs)
    told = resident.get(f"/api/v1/technieken?behoefte={need}&limit=100").json()["resultaten"]
    assert [one["id"] for one in told] == sorted(
        id_ for id_, row in rows.items() if need in (*row.needs, *row.also_needs)
    )
    assert any(need in one["behoeften_ook"] for one in told)


def test_the_rules_of_a_product_are_open_and_name_the_facts_they_look_at(resident: Client) -> None:
    told = resident.get("/api/v1/technieken/robotstofzuiger").json()
    rules = library().technologies["robotstofzuiger"].rules
    assert [rule["uitleg"] for rule in told["regels"]] == [rule.reason.nl for rule in rules]
    assert "drempel_cm" in {fact for rule in told["regels"] for fact in rule["feiten"]}
    assert told["prijs"]["laagste"] <= told["prijs"]["hoogste"]


def test_every_fact_that_a_rule_names_can_be_looked_up(resident: Client) -> None:
    address, facts = "/api/v1/technieken?limit=100", set()
    while address:
        page = resident.get(address).json()
        facts |= {fact for one in page["resultaten"] for rule in one["regels"] for fact in rule["feiten"]}
        address = page["volgende"]
    assert len(facts) > 20
    assert all(resident.get(f"/api/v1/feiten/{fact}").status_code == 200 for fact in sorted(facts))
