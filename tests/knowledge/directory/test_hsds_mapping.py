"""What stands where in HSDS, and what becomes of a service from elsewhere. docs/hsds-profile.md is the table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from maatwerk.knowledge.directory import Service
from maatwerk.knowledge.directory.hsds.hours import hours_from
from maatwerk.knowledge.directory.hsds.profile import ELSEWHERE, OURS, TEXTS
from maatwerk.knowledge.directory.hsds.shapes import CHOICES, SHAPES, Kind
from maatwerk.knowledge.directory.hsds.terms import Taxonomy
from maatwerk.site.library import library
from tests.conftest import ROOT
from tests.knowledge.directory.hsds import ID, TODAY, accepted, foreign, municipality, need, official, out, read
from tests.knowledge.directory.services import service, text

NO_NEEDS = "Er staat niet voor welke behoeften dit is. Zie docs/hsds-profile.md."
FULL = {
    "website": "https://hulp.example",
    "leeftijd": {"van": 18},
    "voorwaarden": [{"als": {"feit": "leeftijd", "groter_dan": 17}, "uitleg": text("U bent ouder dan 17.")}],
    "wachttijd": {"weken": 1, "op": "2026-10-02"},
    "plek": "vol",
    "tolk": True,
    "talen": ["nl", "tr"],
    "werkgebied": ["GM0000", "GM0363"],
    "gratis": True,
    "wetten": ["wmo"],
    "bereikbaar": [
        {
            "weg": "telefoon", "nummer": "14 0999", "bron": {"naam": "x", "datum": "2026-11-01", "zekerheid": "hoog"},
            "open": {"tijden": [{"dagen": ["ma", "wo"], "van": "09:00", "tot": "24:00"}], "feestdagen": "dicht"},
        }
    ],
    "locaties": [
        {
            "naam": "De Brug", "straat": "Kade 1", "postcode": "1234 AB", "plaats": "Duinstad", "wijk": "Haven",
            "punt": {"breedte": 52.1, "lengte": 4.3}, "toegankelijk": ["rolstoel"], "open": "altijd",
        }
    ],
    "eigenaar": {"organisatie": "Stichting Voorbeeld", "mail": "geheim@voorbeeld.example", "telefoon": "06 0000 1111"},
}  # fmt: skip


def terms(made: dict[str, Any], taxonomy: str) -> list[str]:
    return [each["taxonomy_term"]["code"] for each in made["attributes"] if each["link_type"] == taxonomy]


def test_each_fact_stands_where_hsds_has_it() -> None:
    made = out(service(**FULL))
    assert (made["name"], made["status"], made["assured_date"]) == ("Hulp bij geld", "active", "2026-11-01")
    assert made["description"] == "Wij kijken met u mee."
    assert made["url"] == "https://hulp.example"
    assert made["application_process"] == "Bel ons."
    assert made["fees_description"] == "Gratis."
    assert (made["minimum_age"], "maximum_age" in made) == (18, False)
    assert made["eligibility_description"] == "Dit is voor mensen vanaf 18 jaar. U bent ouder dan 17."
    assert made["wait_time"] == "1 week (op 2-10-2026)"
    assert made["alert"] == "Er is nu geen plek."
    assert made["interpretation_services"] == "Een tolk kan mee."
    assert made["organization"]["name"] == "Stichting Voorbeeld"
    assert made["organization_id"] == made["organization"]["id"]
    assert [(each["number"], each["type"]) for each in made["phones"]] == [("14 0999", "voice")]
    assert [each["code"] for each in made["languages"]] == ["nl", "tr"]
    assert [each["extent"] for each in made["service_areas"]] == ["GM0000", "GM0363"]
    assert [(each["option"], each["amount"]) for each in made["cost_options"]] == [("gratis", 0)]
    (hours,) = made["schedules"]
    assert (hours["freq"], hours["byday"]) == ("WEEKLY", "MO,WE")
    assert (hours["opens_at"], hours["closes_at"], hours["notes"]) == ("09:00", "24:00", "Niet op feestdagen.")


def test_a_place_stands_where_hsds_has_it() -> None:
    (place,) = out(service(**FULL))["service_at_locations"]
    location = place["location"]
    assert location["id"] == place["location_id"]
    assert (location["name"], location["location_type"]) == ("De Brug", "physical")
    assert (location["latitude"], location["longitude"]) == (52.1, 4.3)
    (address,) = location["addresses"]
    told = [address[name] for name in ("address_1", "postal_code", "city", "country", "address_type")]
    assert told == ["Kade 1", "1234 AB", "Duinstad", "NL", "physical"]
    assert [each["description"] for each in location["accessibility"]] == ["Bereikbaar met een rolstoel"]
    assert location["nl_profile"] == {"wijk": "Haven", "open": "altijd"}
    (hours,) = place["schedules"]
    assert (hours["byday"], hours["opens_at"], hours["closes_at"]) == ("MO,TU,WE,TH,FR,SA,SU", "00:00", "24:00")


def test_attributes_name_needs_domains_laws_products_and_kind() -> None:
    product = "http://standaarden.overheid.nl/owms/terms/schuldhulpverlening"
    made = out(service(("schulden", "eenzaam"), wetten=["wgs"], upl=[product], soort="informeel"))
    assert terms(made, "behoefte") == ["schulden", "eenzaam"]
    assert terms(made, "leefgebied") == [library().needs[need].domain.value for need in ("schulden", "eenzaam")]
    assert (terms(made, "wet"), terms(made, "upl"), terms(made, "soort")) == (
        ["wgs"],
        ["schuldhulpverlening"],
        ["informeel"],
    )
    names = [each["taxonomy_term"]["name"] for each in made["attributes"]]
    assert library().needs["schulden"].text.nl in names
    assert [each["taxonomy_term"]["term_uri"] for each in made["attributes"] if each["link_type"] == "upl"] == [product]


def test_who_does_not_know_the_profile_sees_that_something_is_invented() -> None:
    made = out(service(verzonnen=True, plek="beperkt"))
    assert made["alert"] == "Dit is een verzonnen voorbeeld. Er is nu weinig plek."
    assert made["nl_profile"]["verzonnen"] is True
    assert "alert" not in out(service())


def test_the_document_has_every_field_and_every_taxonomy_of_the_profile() -> None:
    told = (ROOT / "docs/hsds-profile.md").read_text(encoding="utf-8")
    fields = OURS | TEXTS.keys() | ELSEWHERE
    assert fields == {field.alias or name for name, field in Service.model_fields.items()}
    assert [field for field in sorted(fields) if f"`{field}`" not in told] == []
    assert [each for each in Taxonomy if each.id not in told or each.uri not in told] == []


def test_how_to_reach_an_owner_goes_nowhere() -> None:
    told = str(out(service(**FULL)))
    assert "geheim@" not in told
    assert "06 0000" not in told
    assert out(service(**FULL))["nl_profile"]["eigenaar"] == {"organisatie": "Stichting Voorbeeld"}


def test_ids_are_the_same_every_time_and_no_two_things_share_one() -> None:
    def ids(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["id"]] if "id" in value and "taxonomy_id" not in value else []
            return own + [id_ for inner in value.values() for id_ in ids(inner)]
        return [id_ for inner in value for id_ in ids(inner)] if isinstance(value, list) else []

    made = out(service(("schulden", "eenzaam"), **FULL))
    assert made == out(service(("schulden", "eenzaam"), **FULL))
    assert len(ids(made)) == len(set(ids(made))) > 10


def test_the_name_of_the_own_municipality_stands_with_its_code() -> None:
    profile = municipality().profile
    assert profile.code
    made = out(service(werkgebied=[profile.code, "GM0363"]))
    assert [each.get("name") for each in made["service_areas"]] == [profile.name, None]


def test_our_shapes_are_those_of_the_official_schemas(shared: Path) -> None:
    """Which fields there are, of what kind, and which are needed (openreferral/specification, schema/compiled)."""
    seen: dict[str, dict[str, Any]] = {}

    def walk(name: str, schema: dict[str, Any]) -> None:
        fields = seen.setdefault(name, {"required": schema["required"], "fields": {}})["fields"]
        for field, told in schema["properties"].items():
            inside = told["items"] if told["type"] == "array" else told
            if "properties" in inside:
                shape = SHAPES[name].lists if told["type"] == "array" else SHAPES[name].objects
                fields[field] = shape[field]
                walk(shape[field], inside)
            else:
                fields[field] = told.get("enum") or told.get("format") or told["type"]

    for name in ("service", "organization", "service_at_location"):
        walk(name, official(name))
    kinds = {Kind.TEXT: "string", Kind.MOMENT: "date-time"}
    for name, shape in SHAPES.items():
        ours = {field: CHOICES.get(kind) or kinds.get(kind, kind.value) for field, kind in shape.values.items()}
        ours |= {**shape.objects, **shape.lists}
        told = {field: tuple(one) if isinstance(one, list) else one for field, one in seen[name]["fields"].items()}
        assert ours == told, name
        assert set(shape.required) == set(seen[name]["required"]), name


def test_a_service_from_elsewhere_without_our_profile_is_taken_over() -> None:
    incoming = read(foreign())
    assert incoming.faults == []
    _row, told = accepted(foreign())
    assert (told.name.nl, told.name.en, told.needs, told.phone) == ("Inloop", "Inloop", ("eenzaam",), "0555 123456")
    assert told.next_step.without_computer.nl == "Bel 0555 123456."
    assert (told.source.name, told.source.confidence) == ("Buurthuis", "middel")
    assert told.source.checked_on.isoformat() == "2026-10-01"
    assert incoming.warnings == ["Er is geen Engelse tekst. Daar staat nu dezelfde tekst."]


def test_the_least_that_the_document_asks_for_is_enough() -> None:
    """As it stands there, under taxonomies."""
    told = (ROOT / "docs/hsds-profile.md").read_text(encoding="utf-8")
    least = json.loads("{" + told.partition('\n    "attributes": ')[2].partition("\n")[0].join(['"attributes": ', "}"]))
    _row, found = accepted(foreign(**least))
    assert found.needs == ("eenzaam",)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": None}, "Er staat geen 'id' bij."),
        ({"name": None}, "Er staat niets bij 'name'."),
        ({"description": " "}, "Er staat niets bij 'description'."),
        ({"organization": None}, "Er staat niets bij 'organization.name'."),
        ({"status": "defunct"}, "Deze dienst is er nu niet: de status is 'defunct'."),
        ({"attributes": None}, NO_NEEDS),
        ({"attributes": [need("bestaat_niet")]}, NO_NEEDS),
        ({"assured_date": None}, "Er staat niet wanneer dit voor het laatst is gecontroleerd ('assured_date')."),
        ({"assured_date": "2026-11-23"}, "De dag van controle ligt in de toekomst: 2026-11-23."),
        ({"minimum_age": 40, "maximum_age": 20}, "Bij 'leeftijd': Deze waarde kan hier niet."),
        ({"description": "x" * 150_000, "x": ["y" * 9_000] * 40}, "Deze dienst is te groot om te lezen."),
        (
            {"nl_profile": {"voorwaarden": [{"als": {"feit": "bestaat", "is": True}, "uitleg": text("x")}]}},
            "Bij 'voorwaarden.0.als' staat een feit of een antwoord dat wij niet kennen.",
        ),
        ({"nl_profile": {"tolk": "soms"}}, "Bij 'tolk': Deze waarde kan hier niet."),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_safely_is_refused_with_the_reason(changes: dict[str, Any], sentence: str) -> None:
    incoming = read(foreign(**changes))
    assert incoming.row is None
    assert incoming.faults == [sentence]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"contacts": [{"id": ID, "name": "Jan Jansen"}]}, "Contactpersonen nemen wij niet over."),
        ({"assurer_email": "j@x.example"}, "Wie iets wijzigde of controleerde, nemen wij niet over."),
        ({"eligibility_description": "Voor gezinnen."}, "Voor wie het is, staat er alleen in woorden."),
        ({"attributes": [need("eenzaam"), need("bestaat_niet")]}, "Dit kennen wij niet bij behoeften: bestaat_niet."),
        ({"languages": [{"id": ID, "name": "Nederlands"}]}, "Een taal heeft geen code van twee of drie letters."),
        ({"service_areas": [{"id": ID, "name": "De hele stad"}]}, "Een werkgebied is geen gemeentecode"),
        ({"phones": []}, "Er staat geen telefoon en geen adres bij. Wij verwijzen naar de gemeente."),
        ({"url": "buurthuis"}, "Wat bij 'url' staat, past niet. Wij namen het niet over."),
        ({"url": "ftp://x.example"}, "Het webadres is niet te gebruiken."),
        ({"fees_description": None}, "Er staat niet wat het kost."),
        ({"licenses": "Keurmerk"}, "Dit bewaren wij zonder het te tonen: licenses."),
        ({"organization": {"id": "7", "name": "B"}}, "Een 'id' is geen UUID; wij maakten er een van."),
        ({"nl_profile": {"noodhulp": True}}, "Deze dienst zegt dat hij hulp in nood is."),
        ({"nl_profile": {"kleur": "rood"}}, "Het profiel kent dit niet: kleur."),
        ({"schedules": [{"id": ID, "freq": "MONTHLY", "byday": "2MO"}]}, "De tijden konden wij niet lezen."),
    ],
)  # fmt: skip
def test_what_is_taken_over_otherwise_is_said(changes: dict[str, Any], sentence: str) -> None:
    incoming = read(foreign(**changes))
    assert incoming.row, incoming.faults
    assert any(each.startswith(sentence) for each in incoming.warnings), incoming.warnings


def test_names_of_people_do_not_stay_anywhere() -> None:
    person = {"id": ID, "name": "Jan Jansen", "email": "jan@x.example", "phones": [{"id": ID, "number": "06 1"}]}
    changed = {
        "id": ID, "last_action_date": "x", "last_action_type": "x", "field_name": "x", "previous_value": "x",
        "replacement_value": "x", "updated_by": "Jan Jansen",
    }  # fmt: skip
    at = {"id": ID, "contacts": [person], "location": {"id": ID, "location_type": "physical", "contacts": [person]}}
    organisation = {"id": ID, "name": "Buurthuis", "description": "x", "contacts": [person], "metadata": [changed]}
    row, told = accepted(
        foreign(
            contacts=[person, {"id": ID, "department": "Balie"}], metadata=[changed], assurer_email="jan@x.example",
            service_at_locations=[at], organization=organisation,
        )
    )  # fmt: skip
    kept = f"{row.beside} {told}"
    assert "Jan" not in kept
    assert "jan@" not in kept
    assert row.beside["hsds"]["contacts"] == [{"id": ID, "department": "Balie"}]


def test_for_whom_it_is_in_words_is_read_by_the_reader() -> None:
    """No condition can be made of it, and nobody may think that there is none."""
    _row, told = accepted(foreign(eligibility_description="Alleen voor leden."))
    assert told.summary.nl == "Kom binnen voor een praatje. Voor wie, volgens de aanbieder: Alleen voor leden."


def test_hours_of_a_service_are_those_of_its_phone_and_not_for_certain() -> None:
    hours = {"id": ID, "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "17:00:00"}
    _row, told = accepted(foreign(schedules=[hours]))
    (way,) = told.ways
    assert (way.number, way.is_certain) == ("0555 123456", False)


def test_the_address_of_an_organisation_is_that_of_the_owner() -> None:
    _row, told = accepted(foreign(organization={"id": ID, "name": "B", "description": "b", "email": "info@b.example"}))
    assert told.owner
    assert (told.owner.organisation, told.owner.mail) == ("B", "info@b.example")


def test_a_changed_number_counts_also_for_the_ways_that_name_it() -> None:
    """Somebody else corrects a phone number in what we gave: the profile does not hold it a second time."""
    made = out(service(**FULL))
    made["phones"][0]["number"] = "14 0555"
    _row, told = accepted(made)
    assert (told.phone, told.ways[0].number) == ("14 0555", "14 0555")


def test_a_place_from_elsewhere_keeps_its_address_and_its_hours() -> None:
    place = {
        "id": ID,
        "schedules": [{"id": ID, "freq": "WEEKLY", "byday": "FR", "opens_at": "22:00", "closes_at": "02:00"}],
        "location": {
            "id": ID, "location_type": "physical", "latitude": 52.0, "longitude": 5.0,
            "addresses": [{"id": ID, "address_1": "Kade 1", "city": "Ons Dorp", "postal_code": "1234ab"}],
        },
    }  # fmt: skip
    row, told = accepted(foreign(service_at_locations=[place], phones=[]))
    (at,) = told.places
    assert (at.street, at.town, at.postcode) == ("Kade 1", "Ons Dorp", "1234AB")
    assert told.next_step.without_computer.nl == "Ga langs: Kade 1 Ons Dorp."
    assert [(each.days, each.start, each.end) for each in at.opening.hours] == [  # type: ignore[union-attr]
        (("vr",), "22:00", "24:00"),
        (("za",), "00:00", "02:00"),
    ]
    assert row.beside["hsds"]["service_at_locations"][0]["location"]["addresses"][0]["country"] == "NL"


WEEKLY = {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}


@pytest.mark.parametrize(
    "changes",
    [
        {"freq": "MONTHLY"}, {"interval": 2}, {"byday": "2MO"}, {"byday": ""}, {"valid_to": "2026-12-31"},
        {"opens_at": "09:00Z"}, {"opens_at": "09:00-05:00"}, {"opens_at": "9 uur"}, {"closes_at": None},
        {"closes_at": "24:30"}, {"bymonthday": "1"}, {"until": "2027-01-01"},
    ],
    ids=str,
)  # fmt: skip
def test_hours_that_do_not_hold_every_week_are_not_guessed(changes: dict[str, Any]) -> None:
    assert hours_from([WEEKLY]) == [{"dagen": ["ma"], "van": "09:00", "tot": "17:00"}]
    assert hours_from([WEEKLY | changes]) is None
    assert hours_from([WEEKLY, WEEKLY | changes]) is None


def test_an_offset_of_dutch_time_is_dutch_time() -> None:
    told = {"opens_at": "09:00+01:00", "closes_at": "17:00+02:00"}
    assert hours_from([WEEKLY | told]) == [{"dagen": ["ma"], "van": "09:00", "tot": "17:00"}]


def test_the_same_sentences_in_both_languages_one_for_one() -> None:
    raw = foreign(attributes=None, contacts=[{"name": "x"}], url="x", fees_description=None)
    with override("nl"):
        dutch = read(raw)
    with override("en"):
        english = read(raw)
    assert len(dutch.faults) == len(english.faults) == 1
    assert len(dutch.warnings) == len(english.warnings) > 2


def test_today_itself_is_not_in_the_future() -> None:
    assert read(foreign(assured_date=TODAY.isoformat())).row
