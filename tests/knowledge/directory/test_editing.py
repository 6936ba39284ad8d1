"""An entry that an import brought in becomes a version of the municipality's own, as all content does."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from maatwerk.foundation.editing import actions
from maatwerk.foundation.editing.connections import content
from maatwerk.foundation.editing.forms import data_of, fields_of, values_of
from maatwerk.foundation.editing.models import Draft
from maatwerk.foundation.editing.rules import Refusal
from maatwerk.foundation.people.queries import municipality_called
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.feeding import Row
from maatwerk.knowledge.directory.models import Listing
from maatwerk.site.editions import library_for
from maatwerk.site.editorial import KINDS
from maatwerk.site.listing import bring_in, shelf
from tests.foundation.editing.changes import at_work, phone
from tests.foundation.editing.changes import publish as publish_ours
from tests.knowledge.directory.entries import KEY, NOW, OTHER, TODAY, bring, publish, service, two_entries

pytestmark = pytest.mark.django_db

AT = "/duinstad/medewerkers/inhoud"
HIDDEN = {"weg": True}


@pytest.fixture(autouse=True)
def imported(two_municipalities: object) -> None:
    two_entries()


def shown() -> dict[str, str | None]:
    """The phone number of what residents with this need are advised, by key."""
    found = shelf().for_needs(["eenzaam"], [], "duinstad", TODAY)
    return {each.id: each.service.phone for each in found if each.id in (KEY, OTHER)}


def raw(key: str = KEY, **changes: Any) -> dict[str, Any]:
    return data_of(content().below("duinstad").some("services", [key])[key]) | changes


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(f"{AT}{address}")
    assert response.status_code == status, response.content.decode()
    return str(response.content.decode())


def post(client: Client, address: str, status: int = 302, **fields: Any) -> str:
    response = client.post(f"{AT}{address}", fields)
    assert response.status_code == status, response.content.decode()
    return str(response["Location"].removeprefix(AT)) if status == 302 else response.content.decode()


def test_an_imported_entry_goes_from_eva_by_otto_to_residents_and_back(staff: dict[str, Client]) -> None:
    eva, otto = staff["eva"], staff["otto"]
    assert shown()[KEY] == "000-111 22 33"
    read = page(eva, f"/services/{KEY}")
    assert "uit een import" in read
    assert "Buurtkamer De Haven" in read
    draft = post(eva, f"/services/{KEY}", doe="aanpassen")
    assert 'value="000-111 22 33"' in page(eva, draft)
    sent = values_of(Service, raw()) | {"telefoon": "000-444 55 66", "gezien": "0"}
    check = post(eva, draft, doe="voorstel", **sent)
    assert shown()[KEY] == "000-111 22 33"
    compared = page(otto, check)
    assert "000-111 22 33" in compared
    assert "000-444 55 66" in compared
    post(otto, check, doe="goedkeuren")
    assert shown()[KEY] == "000-444 55 66"
    assert "van ons" in page(otto, f"/services/{KEY}")
    assert "nagekeken door Otto" in page(eva, f"/services/{KEY}/geschiedenis")
    # What the source sends after that waits below.
    bring(Row(KEY, service(telefoon="000-777 77 77")), Row(OTHER, service()))
    assert shown()[KEY] == "000-444 55 66"
    assert "000-777 77 77" in page(otto, f"/services/{KEY}/terug")
    post(otto, f"/services/{KEY}/terug", gezien="1")
    assert shown()[KEY] == "000-777 77 77"
    assert Listing.objects.filter(municipality="duinstad", key=KEY, effective=True).count() == 1


def test_hiding_and_showing_again(staff: dict[str, Client]) -> None:
    draft = post(staff["eva"], f"/services/{KEY}", doe="verbergen")
    check = post(staff["eva"], draft, doe="voorstel")
    post(staff["otto"], check, doe="goedkeuren")
    assert shown().keys() == {OTHER}
    bring(Row(KEY, service(telefoon="000-777 77 77")), Row(OTHER, service()))
    assert shown().keys() == {OTHER}
    assert "Wij verbergen dit." in page(staff["eva"], f"/services/{KEY}")
    assert "Buurtkamer De Haven" in page(staff["eva"], "/?soort=services")
    post(staff["otto"], f"/services/{KEY}/terug", gezien="1")
    assert shown()[KEY] == "000-777 77 77"


def test_an_entry_of_another_municipality_is_not_there() -> None:
    bring(Row(KEY, service()), Row(OTHER, service()))
    assert not content().below("veenrode").some("services", [KEY])
    with pytest.raises(actions.RefusedError, match=Refusal.FAULTY):
        publish(HIDDEN, "bestaat_niet")


def test_help_in_danger_that_was_imported_is_not_hidden_and_not_made_weaker() -> None:
    danger = {"noodhulp": True, "kort": {"nl": "gevaar", "en": "danger"}}
    bring(Row(KEY, service(**danger)), Row(OTHER, service()))
    with pytest.raises(actions.RefusedError, match="cannot be hidden"):
        publish(HIDDEN)
    actions.withdraw(at_work("eva"), Draft.objects.get(state="draft").pk, NOW)
    with pytest.raises(actions.RefusedError, match="'noodhulp' is switched off"):
        publish({key: value for key, value in raw().items() if key not in danger})


def test_what_an_import_no_longer_has_stays_of_ours() -> None:
    publish(raw(telefoon="000-444 55 66"))
    Listing.objects.filter(layer="import", key=KEY).delete()
    assert shown()[KEY] == "000-444 55 66"


def test_two_editors_at_one_imported_entry_are_told(staff: dict[str, Client]) -> None:
    draft = post(staff["eva"], f"/services/{KEY}", doe="aanpassen")
    assert "Er is al iemand" in post(staff["otto"], f"/services/{KEY}", 400, doe="aanpassen")
    both = values_of(Service, raw())
    post(staff["otto"], draft, doe="bewaar", **both | {"telefoon": "000-2", "gezien": "0"})
    told = post(staff["eva"], draft, 409, doe="bewaar", **both | {"telefoon": "000-3", "gezien": "0"})
    assert "Iemand anders bewaarde dit ook." in told
    assert "000-2" in told
    assert 'value="000-3"' in told


def test_a_draft_that_was_overtaken_is_not_published() -> None:
    publish(raw(telefoon="000-2"))
    draft = actions.start(at_work("eva"), "services", KEY, raw(telefoon="000-3"), NOW)
    actions.propose(at_work("eva"), draft.pk, NOW)
    actions.undo(at_work("otto"), "services", KEY, 1, NOW)
    with pytest.raises(actions.RefusedError, match=Refusal.CHANGED_MEANWHILE):
        actions.approve(at_work("otto"), draft.pk, NOW)


def test_a_new_entry_shows_and_has_to_be_plain() -> None:
    with pytest.raises(actions.RefusedError, match="29 words in one sentence"):
        publish(raw(), "eigen_buurtkamer")
    actions.withdraw(at_work("eva"), Draft.objects.get(state="draft").pk, NOW)
    publish(raw(waarom={"nl": "Er is altijd iemand.", "en": "There is always somebody."}), "eigen_buurtkamer")
    bring_in("duinstad")
    assert Listing.objects.get(key="eigen_buurtkamer").layer == "gemeente"


def test_an_id_that_an_import_has_is_taken(staff: dict[str, Client]) -> None:
    assert "Dit bestaat al." in post(staff["eva"], "/nieuw", 400, soort="services", id=KEY)


def test_one_change_leaves_what_was_imported_out_of_the_library() -> None:
    """Thousands of entries stay in the table; only those that the municipality made its own are read with content."""
    publish_ours(phone("0800-1234"))
    own = municipality_called("duinstad")
    assert KEY not in library_for(own).services
    assert content().current(own)[0].some("services", [KEY]).keys() == {KEY}


def test_every_field_of_a_service_has_a_label_of_its_own() -> None:
    kind = KINDS["services"]
    places = {field.name.rpartition(".")[0] if field.language else field.name for field in fields_of(Service)}
    places |= {field.of for field in fields_of(Service) if field.of}
    assert places - kind.labels.keys() == set()
    chosen = {
        f"{field.name}={value}"
        for field in fields_of(Service)
        if field.shape in ("choice", "several") and field.options != ("true", "false")
        for value in field.options
    }
    assert {name for name in chosen if not name.startswith("bron.zekerheid=")} == kind.options.keys()


def test_boxes_are_ticked_one_by_one_and_come_back_as_a_list(staff: dict[str, Client]) -> None:
    draft = post(staff["eva"], f"/services/{KEY}", doe="aanpassen")
    sent = values_of(Service, raw()) | {"gezien": "0", "toegankelijk": ["rolstoel", "lift"], "wetten": ["wmo"]}
    post(staff["eva"], draft, doe="bewaar", **sent)
    kept = Draft.objects.get(entry=KEY).data
    assert (kept["toegankelijk"], kept["wetten"]) == (["rolstoel", "lift"], ["wmo"])
    read = page(staff["eva"], draft)
    assert 'name="toegankelijk" value="lift" checked' in read
    assert 'name="toegankelijk" value="ringleiding">' in read
    assert "Er is een ringleiding" in read
    told = post(staff["eva"], draft, 400, doe="bewaar", **sent | {"gezien": "1", "wetten": ["van_mij"]})
    assert "Kies een van deze" in told
