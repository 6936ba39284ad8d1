"""Content stands in the tables of the social map as each municipality has it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from maatwerk.foundation.people.models import Municipality as Row
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory import Layer
from maatwerk.knowledge.directory.models import Fed, Listing
from maatwerk.knowledge.directory.queries import listings
from maatwerk.site import listing
from maatwerk.site.editions import front_door_for
from maatwerk.site.library import library
from tests.foundation.editing.changes import SERVICE, phone, publish

pytestmark = pytest.mark.django_db


def phones(slug: str) -> dict[str, Any]:
    listing.bring_in(slug)
    return {row.key: row.value.get("telefoon") for row in listings(slug)}


def test_everybody_has_the_services_of_content(duinstad: Municipality) -> None:
    assert phones("duinstad") == {key: service.phone for key, service in library().services.items()}
    assert set(Listing.objects.values_list("layer", flat=True)) == {Layer.PROGRAM}


def test_when_nothing_changed_two_questions_are_asked(
    duinstad: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listing.bring_in("duinstad")
    with django_assert_num_queries(2):
        listing.bring_in("duinstad")


def test_what_a_municipality_published_is_there_at_the_next_look(
    two_municipalities: dict[str, Municipality], staff: dict[str, Any]
) -> None:
    publish(phone("0800 1234"))
    assert phones("duinstad")[SERVICE] == "0800 1234"
    assert phones("veenrode")[SERVICE] == library().services[SERVICE].phone
    publish(phone("0800 4321"))
    assert phones("duinstad")[SERVICE] == "0800 4321"


def test_tables_that_are_empty_are_filled(duinstad: Municipality) -> None:
    Listing.objects.all().delete()
    Fed.objects.all().delete()
    assert phones("duinstad").keys() == library().services.keys()


def test_tables_of_another_version_of_the_program_are_left_once_its_own_were_brought_in(
    duinstad: Municipality,
) -> None:
    listing.bring_in_common()
    Fed.objects.filter(municipality="", layer=Layer.PROGRAM).update(fingerprint="of a newer program")
    Listing.objects.filter(key=SERVICE).update(value={"telefoon": "newer"})
    assert phones("duinstad")[SERVICE] == "newer"


def test_the_front_door_of_the_site_answers_from_the_tables(duinstad: Municipality) -> None:
    from maatwerk.casework.frontdoor.door import Question

    need = library().services[SERVICE].needs[0]
    door = front_door_for(duinstad)
    ids = [one.id for one in door.answer(Question(picked=(need,)), duinstad, date(2026, 11, 22)).suggestions]
    assert SERVICE in ids
    Listing.objects.filter(key=SERVICE).delete()
    ids = [one.id for one in door.answer(Question(picked=(need,)), duinstad, date(2026, 11, 22)).suggestions]
    assert SERVICE not in ids
    assert Row.objects.get(slug="duinstad").content_version == 0
