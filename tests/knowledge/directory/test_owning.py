"""Who answers for an entry keeps it right: what is theirs they see, confirm and propose; all else is not there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maatwerk.foundation.editing import actions, queries
from maatwerk.foundation.editing.connections import content
from maatwerk.foundation.editing.forms import data_of, values_of
from maatwerk.foundation.editing.models import Draft, Revision, State
from maatwerk.foundation.editing.rules import Refusal
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.feeding import Row
from maatwerk.knowledge.directory.models import Listing, Ownership, Verification
from maatwerk.knowledge.directory.owning import THEIRS, NotThereError, entries_of, give
from maatwerk.site.editorial import KINDS
from tests.foundation.editing.changes import SERVICE, at_work
from tests.knowledge.directory.entries import KEY, NOW, OTHER, TODAY, bring, of_olga, publish, service, two_entries
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

AT = "/duinstad/medewerkers"
MINE = f"{AT}/mijn-vermeldingen"


@pytest.fixture
def olga(two_municipalities: object) -> int:
    """The organisation of Olga answers for one of two entries."""
    two_entries()
    of_olga()
    return add_worker("olga").organisation_id


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()
    return str(response.content.decode())


def post(client: Client, address: str, status: int = 302, **fields: Any) -> str:
    response = client.post(address, fields)
    assert response.status_code == status, response.content.decode()
    return str(response["Location"]) if status == 302 else response.content.decode()


def raw(key: str = KEY) -> dict[str, Any]:
    """What residents read of an entry."""
    return data_of(content().below("duinstad").some("services", [key])[key])


def form(**changes: str) -> dict[str, str]:
    """The form of the owner as a browser sends it, with some fields changed."""
    values = values_of(Service, raw())
    return {name: text for name, text in values.items() if name.partition(".")[0] in THEIRS} | changes


def begun(client: Client) -> Draft:
    post(client, f"{MINE}/{KEY}/", doe="begin")
    return Draft.objects.get(entry=KEY)


def test_a_change_goes_from_olga_by_eva_to_residents(staff: dict[str, Client], resident: Client, olga: int) -> None:
    def read() -> str:
        return str(resident.post("/duinstad/antwoord", {"tekst": "ik ben eenzaam"}).content.decode())

    assert "000-111 22 33" in read()
    assert "Buurtkamer De Haven" in page(staff["olga"], f"{MINE}/")
    draft = begun(staff["olga"])
    shown = page(staff["olga"], f"{MINE}/{KEY}/")
    assert 'value="000-111 22 33"' in shown
    sent = post(staff["olga"], f"{MINE}/{KEY}/", doe="voorstel", gezien="0", **form(telefoon="000-444 55 66"))
    assert sent == f"{MINE}/{KEY}/"
    assert "Uw voorstel wacht" in page(staff["olga"], f"{MINE}/{KEY}/")
    assert "000-444 55 66" not in read()
    assert "Buurtkamer De Haven" in page(staff["eva"], f"{AT}/inhoud/")
    check = f"{AT}/inhoud/voorstel/{draft.pk}/nakijken"
    assert "000-444 55 66" in page(staff["eva"], check)
    post(staff["eva"], check, doe="goedkeuren")
    assert "000-444 55 66" in read()
    assert "000-444 55 66" in page(staff["olga"], f"{MINE}/{KEY}/")
    # The next import does not write over it.
    assert not bring(Row(KEY, service()), Row(OTHER, service())).missing
    assert "000-444 55 66" in read()


def test_olga_sees_her_own_entries_and_no_other(staff: dict[str, Client], olga: int) -> None:
    assert [row.key for row in entries_of(olga)] == [KEY]
    shown = page(staff["olga"], f"{MINE}/")
    assert "Buurtkamer De Haven" in shown
    assert "Repaircafé" not in shown
    assert [row.key for row in entries_of(add_worker("ruben").organisation_id)] == []


@pytest.mark.parametrize("doe", ["", "klopt", "begin", "voorstel", "intrekken"])
def test_what_is_of_another_looks_as_if_it_is_not_there(staff: dict[str, Client], olga: int, doe: str) -> None:
    give(at_work("eva"), OTHER, add_worker("ruben").organisation_id, TODAY)
    told = []
    for key in (OTHER, "bestaat_niet"):
        response = staff["olga"].post(f"{MINE}/{key}/", {"doe": doe})
        told.append((response.status_code, response.content.decode().replace(key, "")))
        assert page(staff["olga"], f"{MINE}/{key}/", 404)
    assert told[0][0] == 404
    assert told[0] == told[1]
    assert not Draft.objects.exists()
    assert not Verification.objects.exists()


def test_a_name_of_another_organisation_asks_as_much_of_the_database_as_one_that_is_not_there(
    staff: dict[str, Client], olga: int
) -> None:
    page(staff["olga"], f"{MINE}/{OTHER}/", 404)
    asked = []
    for key in (OTHER, "bestaat_niet"):
        with CaptureQueriesContext(connection) as captured:
            page(staff["olga"], f"{MINE}/{key}/", 404)
        asked.append(len(captured))
    assert asked[0] == asked[1]


def test_an_organisation_answers_in_its_own_municipality_only(two_municipalities: object) -> None:
    two_entries()
    henk = add_worker("henk").organisation_id
    with pytest.raises(NotThereError):
        give(at_work("eva"), KEY, henk, TODAY)
    Ownership.objects.create(
        municipality="duinstad", key=KEY, organisation_id=henk, since=TODAY, given_by_id=at_work("eva").id
    )
    assert not entries_of(henk).exists()


def test_what_every_municipality_has_is_given_to_nobody(two_municipalities: object) -> None:
    with pytest.raises(NotThereError):
        give(at_work("eva"), SERVICE, add_worker("olga").organisation_id, TODAY)


def test_one_button_says_that_it_is_right(staff: dict[str, Client], olga: int) -> None:
    before = Listing.objects.get(key=KEY).verified_on
    assert before == date(2026, 11, 1)
    assert post(staff["olga"], f"{MINE}/{KEY}/", doe="klopt") == f"{MINE}/"
    [told] = Verification.objects.all()
    assert (told.key, told.by, told.how) == (KEY, "buurthuis", "scherm")
    assert Listing.objects.get(key=KEY).verified_on > before
    assert "Er staat nu dat dit vandaag klopt." in page(staff["olga"], f"{MINE}/")


# What decides to whom it is advised, or what it is, is for the municipality.
NOT_THEIRS = {
    "naam.nl": "De beste van de stad",
    "organisatie": "Een ander",
    "waarom.nl": "Altijd goed.",
    "behoeften": "eenzaam\nschulden",
    "noodhulp": "true",
    "kort.nl": "gevaar",
    "buiten_kantooruren": "true",
    "soort": "formeel",
    "upl": "http://standaarden.overheid.nl/owms/terms/iets",
    "wetten": "wmo",
    "werkgebied": "GM9999",
    "leeftijd.van": "18",
    "voorwaarden": "[]",
    "locaties": "- plaats: Elders",
    "bereikbaar": "[]",
    "verzonnen": "true",
    "bron.naam": "Ikzelf",
    "bron.datum": "2026-11-22",
    "bron.zekerheid": "hoog",
}


def test_every_key_of_a_service_is_theirs_or_not() -> None:
    keys = {field.alias or name for name, field in Service.model_fields.items()}
    assert {name.partition(".")[0] for name in NOT_THEIRS} | THEIRS == keys
    assert not {name.partition(".")[0] for name in NOT_THEIRS} & THEIRS


def test_the_form_shows_and_takes_only_what_is_theirs(staff: dict[str, Client], olga: int) -> None:
    draft = begun(staff["olga"])
    before = draft.data
    shown = page(staff["olga"], f"{MINE}/{KEY}/")
    for name in NOT_THEIRS:
        assert f'name="{name}"' not in shown
    post(staff["olga"], f"{MINE}/{KEY}/", doe="bewaar", gezien="0", **form(telefoon="000-1"), **NOT_THEIRS)
    draft.refresh_from_db()
    assert draft.data == before | {"telefoon": "000-1"}


@pytest.mark.parametrize("name", sorted({name.partition(".")[0] for name in NOT_THEIRS} - {"leeftijd"}))
def test_another_key_is_refused_whatever_page_it_comes_from(olga: int, name: str) -> None:
    me = at_work("olga")
    other = raw() | {name: "iets anders"}
    with pytest.raises(actions.RefusedError, match=Refusal.NOT_THEIRS):
        actions.start(me, "services", KEY, other, NOW)
    draft = actions.start(me, "services", KEY, raw(), NOW)
    with pytest.raises(actions.RefusedError, match=Refusal.NOT_THEIRS):
        actions.save(me, draft.pk, other, 0, NOW)


@pytest.mark.parametrize("data", [None, {"weg": True}])
def test_an_owner_hides_nothing_and_takes_nothing_away(olga: int, data: Any) -> None:
    with pytest.raises(actions.RefusedError, match=Refusal.NOT_THEIRS):
        actions.start(at_work("olga"), "services", KEY, data, NOW)


def test_an_owner_publishes_nothing(olga: int) -> None:
    me = at_work("olga")
    draft = actions.start(me, "services", KEY, raw() | {"telefoon": "000-1"}, NOW)
    actions.propose(me, draft.pk, NOW)
    for step in (
        lambda: actions.approve(me, draft.pk, NOW),
        lambda: actions.refuse(me, draft.pk, "nee", NOW),
        lambda: actions.undo(me, "services", KEY, 1, NOW),
    ):
        with pytest.raises(actions.RefusedError, match=Refusal.GONE):
            step()
    assert not Revision.objects.exists()


def test_an_owner_does_not_touch_what_an_editor_is_writing(staff: dict[str, Client], olga: int) -> None:
    draft = actions.start(at_work("eva"), "services", KEY, raw(), NOW)
    for step in (
        lambda: actions.save(at_work("olga"), draft.pk, raw(), 0, NOW),
        lambda: actions.propose(at_work("olga"), draft.pk, NOW),
        lambda: actions.withdraw(at_work("olga"), draft.pk, NOW),
    ):
        with pytest.raises(actions.RefusedError, match=Refusal.GONE):
            step()
    shown = page(staff["olga"], f"{MINE}/{KEY}/")
    assert "De gemeente is nu met deze vermelding bezig." in shown
    assert 'value="begin"' not in shown
    assert "Er is al iemand" in post(staff["olga"], f"{MINE}/{KEY}/", 400, doe="begin")


def test_other_content_than_services_is_not_theirs(olga: int) -> None:
    for kind in set(KINDS) - {"services"}:
        with pytest.raises(actions.RefusedError, match=Refusal.GONE):
            actions.start(at_work("olga"), kind, KEY, {}, NOW)


def test_help_in_danger_is_changed_by_the_municipality_only(staff: dict[str, Client], olga: int) -> None:
    bring(Row(KEY, service(noodhulp=True, kort={"nl": "gevaar", "en": "danger"})), Row(OTHER, service()))
    shown = page(staff["olga"], f"{MINE}/{KEY}/")
    assert "Alleen de gemeente past dit aan" in shown
    assert 'value="begin"' not in shown
    assert "Dit voorstel is er niet" in post(staff["olga"], f"{MINE}/{KEY}/", 400, doe="begin")


def test_who_may_no_longer_loses_it_at_once(staff: dict[str, Client], olga: int) -> None:
    draft = begun(staff["olga"])
    give(at_work("eva"), KEY, None, TODAY)
    page(staff["olga"], f"{MINE}/{KEY}/", 404)
    with pytest.raises(actions.RefusedError, match=Refusal.GONE):
        actions.save(at_work("olga"), draft.pk, raw(), 0, NOW)


def test_an_entry_that_editors_hid_is_gone_for_its_owner(staff: dict[str, Client], olga: int) -> None:
    publish({"weg": True})
    page(staff["olga"], f"{MINE}/{KEY}/", 404)
    assert "Buurtkamer" not in page(staff["olga"], f"{MINE}/")


def test_a_refusal_says_why_and_what_was_typed_stays(staff: dict[str, Client], olga: int) -> None:
    draft = begun(staff["olga"])
    post(staff["olga"], f"{MINE}/{KEY}/", doe="voorstel", gezien="0", **form(telefoon="000-444 55 66"))
    actions.refuse(at_work("eva"), draft.pk, "Dit nummer doet het niet.", NOW)
    assert "Dit nummer doet het niet." in page(staff["olga"], f"{MINE}/{KEY}/")
    post(staff["olga"], f"{MINE}/{KEY}/", doe="begin")
    again = queries.open_draft("duinstad", "services", KEY)
    assert again
    assert again.data["telefoon"] == "000-444 55 66"
    post(staff["olga"], f"{MINE}/{KEY}/", doe="intrekken")
    assert Draft.objects.get(pk=again.pk).state == State.WITHDRAWN


def test_a_mistake_is_told_at_its_field_and_what_was_typed_stays(staff: dict[str, Client], olga: int) -> None:
    begun(staff["olga"])
    sent = form(website="geen adres", telefoon="000-7", **{"wachttijd.weken": "veel", "wachttijd.op": "2026-11-20"})
    shown = post(staff["olga"], f"{MINE}/{KEY}/", 400, doe="voorstel", gezien="0", **sent)
    assert "Dit is geen webadres." in shown
    assert "Vul een heel getal in." in shown
    assert 'value="000-7"' in shown
    assert Draft.objects.get(entry=KEY).state == State.DRAFT


def test_a_text_that_is_too_hard_waits_until_it_is_plain(staff: dict[str, Client], olga: int) -> None:
    """The long sentence that came with the import is nobody's fault here; a new one is."""
    begun(staff["olga"])
    hard = " ".join(["woord"] * 30) + "."
    shown = post(staff["olga"], f"{MINE}/{KEY}/", 400, doe="voorstel", gezien="0", **form(**{"samenvatting.nl": hard}))
    assert "Deze zin heeft 30 woorden." in shown
    post(staff["olga"], f"{MINE}/{KEY}/", doe="voorstel", gezien="1", **form(telefoon="000-8"))
    assert Draft.objects.get(entry=KEY).state == State.PROPOSED


def test_a_colleague_who_saved_meanwhile_is_not_written_over(staff: dict[str, Client], olga: int) -> None:
    draft = begun(staff["olga"])
    actions.save(at_work("olga"), draft.pk, raw() | {"telefoon": "000-2"}, 0, NOW)
    shown = post(staff["olga"], f"{MINE}/{KEY}/", 409, doe="bewaar", gezien="0", **form(telefoon="000-3"))
    assert "Iemand anders bewaarde dit ook." in shown
    assert "000-2" in shown
    assert 'value="000-3"' in shown
    post(staff["olga"], f"{MINE}/{KEY}/", doe="bewaar", gezien="1", **form(telefoon="000-3"))
    draft.refresh_from_db()
    assert draft.data["telefoon"] == "000-3"


def test_an_owner_begins_at_their_entries_and_the_pages_for_everybody_at_work_are_closed(
    staff: dict[str, Client],
) -> None:
    for name in ("worklist:home", "desk:home", "dossier:residents", "watch:rules", "grounds:find_in_emergency"):
        shown = page(staff["olga"], f"/duinstad{reverse(name)}", 403)
        assert f'href="{MINE}/"' in shown, name
    for name in ("worklist:home", "dossier:residents"):
        assert f'href="/duinstad{reverse(name)}"' not in page(staff["olga"], f"{MINE}/"), name
    assert page(staff["olga"], f"{AT}/mijn-account/")


def test_a_list_asks_as_much_of_the_database_however_long_it_is(
    staff: dict[str, Client], olga: int, django_assert_max_num_queries: Any
) -> None:
    rows = [Row(f"open_data_{number}", service()) for number in range(30)]
    bring(Row(KEY, service()), *rows)
    for row in rows:
        give(at_work("eva"), row.key, olga, TODAY)
    with django_assert_max_num_queries(14):
        assert page(staff["olga"], f"{MINE}/").count('value="klopt"') == 31
