"""The pages of editors: from finding an entry to what residents read, and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from maatwerk.foundation.content import Fault
from maatwerk.foundation.content.sentences import _SENTENCES
from maatwerk.foundation.editing import actions, queries
from maatwerk.foundation.editing.forms import values_of
from maatwerk.foundation.editing.models import Draft, Revision, State
from maatwerk.foundation.editing.rules import Refusal
from maatwerk.foundation.editing.sentences import REFUSALS, sentence_of, told
from maatwerk.foundation.people.models import Appointment
from maatwerk.foundation.people.rules import Role
from maatwerk.knowledge.directory import Service
from maatwerk.knowledge.technology import Technology
from maatwerk.site.editorial import KINDS
from maatwerk.site.indexing import index_content
from tests.foundation.editing.changes import NOW, SERVICE, a_proposal, at_work, draft_of, phone, publish, raw
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

AT = "/duinstad/medewerkers/inhoud"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(f"{AT}{address}")
    assert response.status_code == status
    return str(response.content.decode())


def post(client: Client, address: str, status: int = 302, **fields: Any) -> str:
    """Send a form; gives where it leads, or the page when there is something wrong."""
    response = client.post(f"{AT}{address}", fields)
    assert response.status_code == status, response.content.decode()
    return str(response["Location"].removeprefix(AT)) if status == 302 else response.content.decode()


def form(number: str, seen: int = 0, changes: Mapping[str, str] | None = None) -> dict[str, Any]:
    return values_of(Service, phone(number)) | dict(changes or {}) | {"gezien": str(seen)}


def test_a_phone_number_goes_from_eva_by_otto_to_residents_and_back(staff: dict[str, Client], resident: Client) -> None:
    eva, otto = staff["eva"], staff["otto"]

    def read() -> str:
        return str(resident.post("/duinstad/antwoord", {"tekst": "ik heb schulden"}).content.decode())

    draft = post(eva, f"/services/{SERVICE}", doe="aanpassen")
    assert 'value="0800-8115"' in page(eva, draft)
    check = post(eva, draft, doe="voorstel", **form("0800-4321"))
    assert check == f"{draft}/nakijken"
    assert "Keur goed" not in page(eva, check)
    assert "0800-4321" not in read()
    assert f'href="{AT}{check}"' in page(otto, "/")
    shown = page(otto, check)
    assert "Bel 0800-4321" in shown
    assert "0800-8115" in shown
    assert post(otto, check, doe="goedkeuren") == f"/services/{SERVICE}"
    assert "0800-4321" in read()
    assert "van ons" in page(otto, f"/services/{SERVICE}")
    assert "nagekeken door Otto" in page(eva, f"/services/{SERVICE}/geschiedenis")
    assert "0800-8115" in page(otto, f"/services/{SERVICE}/terug")
    post(otto, f"/services/{SERVICE}/terug", gezien="1")
    assert "0800-8115" in read()


def test_the_author_is_told_that_somebody_else_has_to_look(staff: dict[str, Client]) -> None:
    id_ = a_proposal()["id"]
    assert "Iemand anders kijkt het na" in post(staff["eva"], f"/voorstel/{id_}/nakijken", 400, doe="goedkeuren")
    assert not Revision.objects.exists()


def test_a_mistake_is_told_at_its_field_and_what_was_typed_stays(staff: dict[str, Client]) -> None:
    draft = draft_of(phone("0800-1234"))
    told = post(
        staff["eva"], f"/voorstel/{draft.pk}", 400, **form("0800-9999", changes={"bron.datum": "ooit", "naam.en": ""})
    )
    assert 'id="bron.datum-error"' in told
    assert 'href="#naam.en"' in told
    assert "Vul een datum in, zoals 2026-11-21." in told
    assert 'value="0800-9999"' in told
    draft.refresh_from_db()
    assert draft.saves == 0


def test_what_is_hard_to_read_is_a_warning_when_saving_and_stops_a_proposal(staff: dict[str, Client]) -> None:
    draft = draft_of(phone("0800-1234"))
    hard = form("0800-1234", changes={"samenvatting.nl": "Indien u schulden heeft, helpen wij."})
    post(staff["eva"], f"/voorstel/{draft.pk}", doe="bewaar", **hard)
    assert "‘indien’ is een moeilijk woord. Schrijf: ‘als’." in page(staff["eva"], f"/voorstel/{draft.pk}")
    told = post(staff["eva"], f"/voorstel/{draft.pk}", 400, doe="voorstel", **(hard | {"gezien": "1"}))
    assert "Dit kan zo niet geplaatst worden." in told
    assert "‘indien’ is een moeilijk woord" in told
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_after_what_stopped_a_proposal_the_same_page_can_be_sent_again(staff: dict[str, Client]) -> None:
    draft = draft_of(phone("0800-1234"))
    hard = form("0800-1234", changes={"samenvatting.nl": "Indien u schulden heeft, helpen wij."})
    told = post(staff["eva"], f"/voorstel/{draft.pk}", 400, doe="voorstel", **hard)
    assert 'name="gezien" value="1"' in told
    assert post(staff["eva"], f"/voorstel/{draft.pk}", doe="voorstel", **form("0800-1234", 1)).endswith("/nakijken")


def test_who_saves_over_somebody_elses_save_sees_both_and_loses_nothing(staff: dict[str, Client]) -> None:
    draft = draft_of(phone("0800-1234"))
    post(staff["otto"], f"/voorstel/{draft.pk}", doe="bewaar", **form("0800-5678"))
    told = post(staff["eva"], f"/voorstel/{draft.pk}", 409, doe="bewaar", **form("0800-9999"))
    assert "Iemand anders bewaarde dit ook" in told
    assert 'value="0800-9999"' in told
    assert "0800-5678" in told
    assert 'name="gezien" value="1"' in told
    post(staff["eva"], f"/voorstel/{draft.pk}", doe="bewaar", **form("0800-9999", 1))
    draft.refresh_from_db()
    assert draft.data == phone("0800-9999")


def test_refusing_needs_a_reason_which_the_author_reads_and_goes_on_from(staff: dict[str, Client]) -> None:
    id_ = a_proposal()["id"]
    assert "Schrijf waarom u dit afwijst." in post(staff["otto"], f"/voorstel/{id_}/nakijken", 400, doe="afwijzen")
    post(staff["otto"], f"/voorstel/{id_}/nakijken", doe="afwijzen", reden="Dit is het <oude> nummer.")
    entry = page(staff["eva"], f"/services/{SERVICE}")
    assert "Dit is het &lt;oude&gt; nummer." in entry
    again = post(staff["eva"], f"/services/{SERVICE}", doe="verder")
    assert 'value="0800-1234"' in page(staff["eva"], again)


def test_hiding_and_showing_again(staff: dict[str, Client], resident: Client) -> None:
    eva, otto = staff["eva"], staff["otto"]
    for wanted, status in (("verbergen", 404), ("weghalen", 200)):
        draft = post(eva, f"/services/{SERVICE}", doe=wanted)
        check = post(eva, draft, doe="voorstel")
        page(otto, check)
        post(otto, check, doe="goedkeuren")
        assert resident.get(f"/duinstad/api/v1/diensten/{SERVICE}").status_code == status
        page(eva, f"/services/{SERVICE}")
        page(eva, f"/services/{SERVICE}/geschiedenis")
        page(eva, f"/services/{SERVICE}/terug")


def test_help_in_an_emergency_is_not_hidden(staff: dict[str, Client]) -> None:
    draft = post(staff["eva"], "/services/veilig_thuis", doe="verbergen")
    assert "Noodhulp kan niet verborgen worden." in post(staff["eva"], draft, 400, doe="voorstel")


def test_something_new_is_begun_empty_and_becomes_an_entry(staff: dict[str, Client], resident: Client) -> None:
    eva, otto = staff["eva"], staff["otto"]
    page(eva, "/nieuw?soort=services")
    draft = post(eva, "/nieuw", soort="services", id="voedselbank_duin")
    page(eva, draft)
    check = post(eva, draft, doe="voorstel", **form("0800-7777"))
    post(otto, check, doe="goedkeuren")
    assert resident.get("/duinstad/api/v1/diensten/voedselbank_duin").json()["telefoon"] == "0800-7777"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"soort": "facts", "id": "iets"}, "Kies wat u wilt maken."),
        ({"soort": "services", "id": "Met Hoofdletter"}, "Gebruik kleine letters"),
        ({"soort": "services", "id": SERVICE}, "Dit bestaat al."),
        ({}, "Kies wat u wilt maken."),
    ],
)
def test_a_new_entry_has_a_name_of_its_own(staff: dict[str, Client], fields: dict[str, str], told: str) -> None:
    assert told in post(staff["eva"], "/nieuw", 400, **dict[str, Any](fields))


def test_a_withdrawn_new_entry_leaves_nothing(staff: dict[str, Client]) -> None:
    draft = post(staff["eva"], "/nieuw", soort="services", id="voedselbank_duin")
    assert post(staff["eva"], draft, doe="intrekken") == "/"
    page(staff["eva"], "/services/voedselbank_duin", 404)


def test_the_list_is_searched_and_narrowed_to_our_own(staff: dict[str, Client]) -> None:
    publish(phone("0800-1234"))
    publish({"weg": True}, entry="nibud")
    found = post(staff["eva"], "/", 200, soort="services", zoek="GELDF")
    assert f"/services/{SERVICE}" in found
    assert "/services/luisterlijn" not in found
    own = post(staff["eva"], "/", 200, soort="services", eigen="ja")
    assert f"/services/{SERVICE}" in own
    assert "/services/nibud" in own
    assert "verborgen" in own
    assert "/services/luisterlijn" not in own


def test_an_entry_is_found_by_a_word_that_is_in_it_also_one_of_our_own(staff: dict[str, Client]) -> None:
    index_content()
    found = post(staff["eva"], "/", 200, soort="services", zoek="schulden")
    assert f"/services/{SERVICE}" in found  # a word that is not in its title
    publish(phone("0800-1234") | {"samenvatting": {"nl": "Voor wie zeepkisten bouwt.", "en": "For soapbox builders."}})
    assert f"/services/{SERVICE}" in post(staff["eva"], "/", 200, soort="services", zoek="zeepkist")
    assert "/services/" not in post(staff["eva"], "/", 200, soort="services", zoek="zeppelinvlucht")


@pytest.mark.parametrize("bladzijde", ["1", "2", "999", "-1", "x", "9" * 5000])
def test_every_page_of_the_list_can_be_asked_for(staff: dict[str, Client], bladzijde: str) -> None:
    assert "Bladzijde" in post(staff["eva"], "/", 200, soort="needs", bladzijde=bladzijde)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_opened_read_and_written(staff: dict[str, Client], kind: str) -> None:
    from maatwerk.site.editorial import editorial

    entry = next(iter(editorial().below("duinstad").entries(kind)))
    assert entry in page(staff["eva"], f"/{kind}/{entry}")
    draft = post(staff["eva"], f"/{kind}/{entry}", doe="aanpassen")
    assert "<textarea" in page(staff["eva"], draft)
    assert "Er verandert niets aan de tekst." in page(staff["eva"], f"{draft}/nakijken")
    values: dict[str, Any] = values_of(KINDS[kind].model, raw(kind, entry)) | {"gezien": "0", "doe": "voorstel"}
    assert post(staff["eva"], draft, **values).endswith("/nakijken")


def test_pages_are_in_english_too(staff: dict[str, Client]) -> None:
    id_ = a_proposal()["id"]
    response = staff["otto"].get(f"/duinstad/en/medewerkers/inhoud/voorstel/{id_}/nakijken")
    assert b"Free and anonymous advice" in response.content


def test_faults_are_shown_to_editors_and_administrators(
    staff: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(phone("0800-1234"))
    Revision.objects.update(data=raw("services", SERVICE, kosten=None))
    for who in ("eva", "beheer"):
        read = page(staff[who], "/fouten")
        assert f"gemeente duinstad: services/{SERVICE}" in read
        assert "Dit is nog leeg." in read
    assert "Bekijk wat er mis is" in page(staff["eva"], "/")
    assert "Onze versie telt niet mee" in page(staff["eva"], f"/services/{SERVICE}")


def test_a_version_that_cannot_be_used_is_told_and_residents_read_on(
    staff: dict[str, Client], resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise FileNotFoundError(2, "No such file", "/srv/geheim/content/services/geldfit.yaml")

    publish(phone("0800-1234"))
    monkeypatch.setattr("maatwerk.site.editions.editions._make", broken)
    assert "Geldfit" in resident.post("/duinstad/antwoord", {"tekst": "ik heb schulden"}).content.decode()
    read = page(staff["beheer"], "/fouten")
    assert "De nieuwste versie kan niet gebruikt worden" in read
    assert "FileNotFoundError" in read
    assert "/srv/geheim" not in read


def test_a_fault_names_its_file_and_no_folder_of_this_machine() -> None:
    fault = Fault(Path("/srv/geheim/content/services/geldfit.yaml"), "naam.nl", "this is missing", 3)
    assert told(fault) == {"where": "services/geldfit.yaml:3", "place": "naam.nl", "sentence": "Dit is nog leeg."}
    own = Fault(Path("gemeente duinstad: services/geldfit"), "", "this is missing")
    assert told(own)["where"] == "gemeente duinstad: services/geldfit"


def test_what_a_box_cannot_hold_is_a_mistake_at_its_field_and_never_a_crash(staff: dict[str, Client]) -> None:
    draft = draft_of(raw("technology", "robotstofzuiger"), "technology", "robotstofzuiger")
    typed = values_of(Technology, raw("technology", "robotstofzuiger")) | {"gezien": "0", "doe": "bewaar"}
    for box in ("!!bool x", "!!timestamp x", '["\\0"]', "[" * 20000, "x" * 50000):
        assert 'aria-invalid="true"' in post(staff["eva"], f"/voorstel/{draft.pk}", 400, **typed | {"regels": box})
    post(staff["eva"], f"/voorstel/{draft.pk}", 302, **typed | {"naam.nl": "Stofzuiger\0robot"})
    assert queries.draft("duinstad", draft.pk).data["naam"]["nl"] == "Stofzuiger robot"  # type: ignore[union-attr,index]


def test_a_link_that_is_no_web_address_never_gets_to_residents(staff: dict[str, Client]) -> None:
    draft = draft_of(phone("0800-1234"))
    for address in ("javascript:alert(1)", "https://[x"):
        read = post(staff["eva"], f"/voorstel/{draft.pk}", 400, doe="voorstel", **form("1", 0, {"website": address}))
        assert "Dit is geen webadres." in read


@pytest.mark.parametrize("address", ["/facts/huisdier", "/services/bestaat_niet", "/voorstel/99999", "/iets/anders"])
def test_what_is_not_there_is_not_found(staff: dict[str, Client], address: str) -> None:
    page(staff["eva"], address, 404)


def test_a_proposal_of_another_municipality_is_not_there(staff: dict[str, Client]) -> None:
    id_ = a_proposal()["id"]
    for address in (f"voorstel/{id_}", f"voorstel/{id_}/nakijken"):
        assert staff["henk"].get(f"/veenrode/medewerkers/inhoud/{address}").status_code == 404
        fields = {"doe": "goedkeuren"}
        assert staff["henk"].post(f"/veenrode/medewerkers/inhoud/{address}", fields).status_code == 404
    assert Draft.objects.get(pk=id_).state == State.PROPOSED


def test_queries_do_not_grow_with_changes(staff: dict[str, Client], django_assert_max_num_queries: Any) -> None:
    for entry in ("nibud", "luisterlijn", "coc", "cak", "cjib"):
        publish(raw("services", entry), entry=entry)
        publish(raw("services", entry), entry=entry)
    for entry in ("alcoholinfo", "buurtbemiddeling", "aa_nederland", "geldfit"):
        actions.propose(at_work("eva"), draft_of(raw("services", entry), entry=entry).pk, NOW)
    page(staff["otto"], "/")  # makes the edition
    with django_assert_max_num_queries(15):
        page(staff["otto"], "/?soort=services")
    with django_assert_max_num_queries(14):
        page(staff["otto"], "/services/nibud/geschiedenis")


def test_every_refusal_and_every_fault_of_a_shape_has_a_dutch_sentence() -> None:
    context = {"expected": "'a' or 'b'", "ge": 1, "le": 3, "pattern": "x", "error": "a digital next step needs x"}
    with override("nl"):
        assert all(str(REFUSALS[why]) for why in Refusal)
        for name, sentence in _SENTENCES.items():
            english = sentence(context)
            assert sentence_of(english) != english, name


def test_only_the_author_goes_on_from_a_refused_text(staff: dict[str, Client]) -> None:
    draft = a_proposal()["id"]
    actions.refuse(at_work("otto"), draft, "Nee.", NOW)
    assert queries.refused_to(at_work("otto"), "services", SERVICE) is None
    assert "Kijk hoe het er nu voor staat" in post(staff["otto"], f"/services/{SERVICE}", 400, doe="verder")


def test_going_on_from_a_refused_text_keeps_who_wrote_it(staff: dict[str, Client]) -> None:
    draft = draft_of(phone("0800-1234"))
    actions.save(at_work("otto"), draft.pk, phone("0800-5678"), 0, NOW)
    actions.propose(at_work("eva"), draft.pk, NOW)
    Appointment.objects.create(worker=add_worker("beheer"), role=Role.EDITOR)
    actions.refuse(at_work("beheer"), draft.pk, "Nee.", NOW)
    again = post(staff["eva"], f"/services/{SERVICE}", doe="verder")
    post(staff["eva"], again, doe="voorstel", **form("0800-5678"))
    read = post(staff["otto"], f"{again}/nakijken", 400, doe="goedkeuren")
    assert "U schreef hier zelf aan mee." in read
    assert queries.latest("duinstad", "services", SERVICE) is None
