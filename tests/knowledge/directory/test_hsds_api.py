"""`/hsds/v3`, and the same in a file: the names and pages of the standard."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from maatwerk.foundation.people.queries import municipality_called
from maatwerk.knowledge.directory import Layer, Service
from maatwerk.knowledge.directory.feeding import Row, feed, verify
from maatwerk.knowledge.directory.hsds.export import A_PAGE, export
from maatwerk.knowledge.directory.hsds.terms import Taxonomy, term_id
from maatwerk.knowledge.directory.importing.reading import files_in
from maatwerk.knowledge.directory.importing.reading import read as read_files
from maatwerk.knowledge.directory.models import Listing, Place, Reference
from maatwerk.site.api import HSDS_BASE, hsds_api
from maatwerk.site.library import library
from tests.knowledge.directory.hsds import accepted, faults, foreign, need, words
from tests.knowledge.directory.services import service, text

pytestmark = pytest.mark.django_db

BASE = f"/{HSDS_BASE.rstrip('/')}"
DOCUMENT = hsds_api().document(BASE)
LISTS = ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]
DAY = date(2026, 11, 22)
AT = {"naam": "De Brug", "straat": "Kade 1", "postcode": "1234 AB", "plaats": "Duinstad"}
TERM = term_id(Taxonomy.NEEDS, "eenzaam")


def near(north: float, **more: Any) -> dict[str, Any]:
    return {**AT, "punt": {"breedte": north, "lengte": 4.3}, **more}


def put(municipality: str = "duinstad", **services: Service) -> None:
    """These are all that an import brought in there."""
    rows = [Row(key, told) for key, told in services.items()]
    feed(municipality, Layer.IMPORT, rows, words(), today=DAY, origin="proef")


def some() -> None:
    put(
        eten=service(
            ("eenzaam",), organisatie="De Brug", naam=text("Eettafel"), locaties=[near(52.0), near(52.1)],
            upl=["http://standaarden.overheid.nl/owms/terms/maaltijd"],
        ),
        praten=service(("eenzaam",), organisatie="De Brug", naam=text("Praatgroep"), locaties=[near(52.01)]),
        geld=service(("schulden",), organisatie="Geldhulp", naam=text("Geldspreekuur")),
    )  # fmt: skip


def get(resident: Client, address: str, **query: Any) -> Any:
    response = resident.get(f"/duinstad{BASE}/{address}", query)
    assert response.status_code == 200, response.content
    return response.json()


def names(resident: Client, **query: Any) -> set[str]:
    """Of the services that this question gives, those of `some`."""
    told = {each["name"] for each in get(resident, "services", per_page=100, **query)["contents"]}
    return told & {"Eettafel", "Praatgroep", "Geldspreekuur"}


def id_of(key: str) -> str:
    return str(Listing.objects.get(municipality="duinstad", key=key).uuid)


def test_it_says_what_it_is(resident: Client) -> None:
    told = resident.get(f"{BASE}/").json()
    assert told["version"] == "3.0"
    assert resident.get(told["openapi_url"]).json() == DOCUMENT
    mounted = get(resident, "")
    assert mounted["openapi_url"].endswith(f"/duinstad{BASE}/openapi.json")
    assert resident.get(f"/duinstad{BASE}/openapi.json").json()["servers"] == [{"url": f"/duinstad{BASE}"}]


@pytest.mark.parametrize("of", LISTS)
def test_lists_are_pages_of_the_standard(resident: Client, of: str, shared: Path) -> None:
    """`Page` of the official description, and the official shape of each thing on it."""
    some()
    standard = json.loads((shared / "data/hsds/openapi.json").read_text(encoding="utf-8"))
    page = get(resident, of, per_page=2)
    assert page.keys() == standard["components"]["schemas"]["Page"]["properties"].keys() | {"contents"}
    assert (page["page_number"], page["size"], len(page["contents"])) == (1, 2, 2)
    assert (page["first_page"], page["last_page"], page["empty"]) == (True, False, False)
    assert page["total_pages"] == -(-page["total_items"] // 2)
    for query in ({}, {"full": "true"}) if of not in ("taxonomies", "taxonomy_terms") else ({},):
        for each in get(resident, of, per_page=100, **query)["contents"]:
            whole = {"services": "service", "organizations": "organization"}.get(of, "service_at_location")
            assert faults(each, whole if query else f"{whole}_list") == [] or of.startswith("taxonom")


@pytest.mark.parametrize("of", LISTS)
def test_walking_the_pages_meets_everything_once(resident: Client, of: str) -> None:
    some()
    first = get(resident, of, per_page=7)
    met = [
        each["id"]
        for n in range(first["total_pages"])
        for each in get(resident, of, per_page=7, page=n + 1)["contents"]
    ]
    assert len(met) == len(set(met)) == first["total_items"]
    last = get(resident, of, per_page=7, page=first["total_pages"])
    assert (last["last_page"], last["size"]) == (True, len(last["contents"]))
    beyond = get(resident, of, per_page=7, page=first["total_pages"] + 1)
    assert (beyond["empty"], beyond["contents"], beyond["size"]) == (True, [], 0)
    streamed = resident.get(f"/duinstad{BASE}/{of}?format=ndjson")
    assert streamed["Content-Type"] == "application/x-ndjson"
    lines = b"".join(streamed.streaming_content if streamed.streaming else [streamed.content])  # type: ignore[arg-type]
    assert [json.loads(line)["id"] for line in lines.splitlines()] == met


# What can be asked for whole, and the schema of the specification for it.
OFFICIAL = {"services": "service", "organizations": "organization", "service_at_locations": "service_at_location"}


@pytest.mark.parametrize("of", LISTS)
def test_each_thing_of_a_list_can_be_asked_for(resident: Client, of: str) -> None:
    some()
    for each in get(resident, of, per_page=100)["contents"]:
        told = get(resident, f"{of}/{each['id']}")
        assert told["id"] == each["id"]
        assert each.items() <= told.items() or of in OFFICIAL


@pytest.mark.parametrize("of", OFFICIAL)
def test_each_thing_is_as_the_official_schema_says(resident: Client, shared: Path, of: str) -> None:
    some()
    for each in get(resident, of, per_page=100)["contents"]:
        assert faults(get(resident, f"{of}/{each['id']}"), OFFICIAL[of]) == []


def test_a_list_of_services_has_what_there_is_one_of(resident: Client) -> None:
    some()
    (told,) = [each for each in get(resident, "services", per_page=100)["contents"] if each["name"] == "Eettafel"]
    assert told["organization"]["name"] == "De Brug"
    assert not {"phones", "attributes", "service_at_locations", "nl_profile"} & told.keys()
    (whole,) = [each for each in get(resident, "services", full="true")["contents"] if each["name"] == "Eettafel"]
    assert {"phones", "attributes", "service_at_locations", "nl_profile"} <= whole.keys()
    assert whole == get(resident, f"services/{id_of('eten')}")


def test_minimal_gives_all_ids_with_when_they_changed_on_one_page(resident: Client) -> None:
    page = get(resident, "services", minimal="true", per_page=1)
    assert all(each.keys() == {"id", "modified_date"} for each in page["contents"])
    assert page["size"] == page["total_items"] == len(library().services)
    assert (page["total_pages"], page["last_page"]) == (1, True)


def test_services_are_found_by_word_term_taxonomy_and_organisation(resident: Client) -> None:
    some()
    assert names(resident) == {"Eettafel", "Praatgroep", "Geldspreekuur"}
    assert names(resident, search="praatgroep") == {"Praatgroep"}
    assert names(resident, search="?") == set()
    assert names(resident, taxonomy_term_id=TERM) == {"Eettafel", "Praatgroep"}
    assert names(resident, taxonomy_term_id=term_id(Taxonomy.PRODUCTS, "maaltijd")) == {"Eettafel"}
    assert names(resident, taxonomy_id=Taxonomy.PRODUCTS.id) == {"Eettafel"}
    organisation = get(resident, f"services/{id_of('eten')}")["organization_id"]
    assert names(resident, organization_id=organisation) == {"Eettafel", "Praatgroep"}
    assert names(resident, organization_id=organisation, taxonomy_id=Taxonomy.LAWS.id) == set()
    for unknown in ("taxonomy_term_id", "taxonomy_id", "organization_id"):
        for id_ in (id_of("eten"), "iets anders"):
            assert names(resident, **{unknown: id_}) == set()


def test_what_changed_or_was_seen_right_since_a_moment(resident: Client) -> None:
    some()
    Listing.objects.update(changed_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert names(resident, modified_after="2026-11-01T00:00:00Z") == {"Eettafel", "Praatgroep", "Geldspreekuur"}
    assert names(resident, modified_after="2026-11-02T00:00:00") == set()
    put(
        eten=service(("eenzaam",), organisatie="De Brug", naam=text("Eettafel"), locaties=[near(52.0)]),
        praten=service(("eenzaam",), organisatie="De Brug", naam=text("Praatgroep"), locaties=[near(52.01)]),
        geld=service(("schulden",), organisatie="Geldhulp", naam=text("Geldspreekuur")),
    )
    later = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    assert names(resident, modified_after=later) == {"Eettafel"}
    seen = datetime(2026, 12, 1, 12, tzinfo=UTC)
    verify(Listing.objects.get(municipality="duinstad", key="geld"), by="balie", how="telefoon", at=seen)
    assert names(resident, modified_after="2026-12-01T00:00:00Z") == {"Geldspreekuur"}
    told = get(resident, f"services/{id_of('geld')}")
    assert (told["assured_date"], told["last_modified"]) == ("2026-12-01", "2026-12-01T00:00:00.000Z")


def test_places_are_found_by_how_far_they_are_from_a_postcode(resident: Client) -> None:
    """A minute of latitude is a nautical mile, 1852 metres (BIPM); so 0,01 degree is about 1111 metres."""
    some()
    Place.objects.create(
        municipality="duinstad",
        kind=Place.Kind.POSTCODE,
        name="1234",
        looked_up="1234",
        latitude=52.0,
        longitude=4.3,
        on=DAY,
    )

    def found(**query: Any) -> list[str]:
        page = get(resident, "service_at_locations", **query)
        return sorted(each["service"]["name"] for each in page["contents"])

    assert found() == found(postcode="1234 AB") == ["Eettafel", "Eettafel", "Praatgroep"]
    assert found(postcode="1234AB", proximity=1000) == ["Eettafel"]
    assert found(postcode="1234", proximity=1200) == ["Eettafel", "Praatgroep"]
    assert found(postcode="1234", proximity=12_000) == ["Eettafel", "Eettafel", "Praatgroep"]
    assert found(postcode="9999", proximity=12_000) == found(postcode="9999") == []
    assert found(taxonomy_term_id=TERM, search="praatgroep") == ["Praatgroep"]


def test_an_organisation_has_its_services(resident: Client) -> None:
    some()
    page = get(resident, "organizations", search="brug")
    (told,) = page["contents"]
    assert (told["name"], page["total_items"], "services" in told) == ("De Brug", 1, False)
    whole = get(resident, f"organizations/{told['id']}")
    assert sorted(each["name"] for each in whole["services"]) == ["Eettafel", "Praatgroep"]
    assert whole["services"][0].keys() == {"id", "name", "status"}
    (listed,) = get(resident, "organizations", search="brug", full="true", full_service="true")["contents"]
    assert listed == get(resident, f"organizations/{told['id']}", full_service="true")
    assert all({"phones", "attributes"} <= each.keys() for each in listed["services"])


def test_terms_are_those_of_content_and_those_in_use(resident: Client) -> None:
    some()

    def codes(which: Taxonomy, **query: Any) -> list[str]:
        page = get(resident, "taxonomy_terms", taxonomy_id=which.id, per_page=100, **query)
        return [each["code"] for each in page["contents"]]

    assert "maaltijd" in codes(Taxonomy.PRODUCTS)
    assert codes(Taxonomy.NEEDS)[:100] == sorted(library().needs)[:100]
    assert codes(Taxonomy.DOMAINS) == [domain.value for domain in library().domains]
    assert codes(Taxonomy.LAWS, search="jeugd") == ["jeugdwet"]
    told = get(resident, f"taxonomy_terms/{TERM}")
    assert told["name"] == library().needs["eenzaam"].text.nl
    assert get(resident, f"taxonomies/{told['taxonomy_id']}")["uri"] == told["taxonomy"]


def test_only_what_residents_there_see(resident: Client) -> None:
    some()
    put("veenrode", elders=service(("eenzaam",), naam=text("Elders")))
    feed("duinstad", Layer.OWN, [Row("geld", None)], words(), today=DAY)
    assert names(resident) == {"Eettafel", "Praatgroep"}
    assert "Elders" not in str(get(resident, "services", search="elders"))
    elsewhere = Listing.objects.get(municipality="veenrode", key="elders")
    hidden = Listing.objects.get(municipality="duinstad", key="geld", layer=Layer.IMPORT)
    for listing in (elsewhere, hidden):
        organisation = Reference.objects.get(listing=listing, sort=Reference.Sort.ORGANISATION).uuid
        assert resident.get(f"/duinstad{BASE}/services/{listing.uuid}").status_code == 404
        if listing is hidden:
            assert resident.get(f"/duinstad{BASE}/organizations/{organisation}").status_code == 404


def test_what_a_municipality_changes_keeps_its_id(resident: Client) -> None:
    (before,) = [
        each for each in get(resident, "services", search="luisterlijn")["contents"] if each["name"] == "De Luisterlijn"
    ]
    changed = library().services["luisterlijn"].model_copy(update={"phone": "14 0555"})
    feed("duinstad", Layer.OWN, [Row("luisterlijn", changed)], words(), today=DAY)
    assert get(resident, f"services/{before['id']}")["phones"][0]["number"] == "14 0555"


def test_what_came_in_as_hsds_is_found_by_its_own_ids(resident: Client) -> None:
    at = {"id": "e94c9f38-1e8f-4564-91d4-d53501ab1765", "location": {"location_type": "virtual"}}
    row, _told = accepted(foreign(service_at_locations=[at], attributes=[need("eenzaam")]))
    feed("duinstad", Layer.IMPORT, [row], words(), today=DAY, origin="elders")
    told = get(resident, f"services/{row.uuid}")
    assert told["organization"]["id"] == get(resident, f"organizations/{told['organization']['id']}")["id"]
    assert get(resident, f"service_at_locations/{at['id']}")["service"]["id"] == str(row.uuid)


def test_queries_do_not_grow_with_rows(resident: Client) -> None:
    some()
    addresses = [f"{of}?{query}" for of in LISTS for query in ("", "full=true", "search=praatgroep")]
    addresses += [f"services?taxonomy_term_id={TERM}", "organizations?full=true&full_service=true"]

    def queries() -> list[int]:
        counted = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert resident.get(f"/duinstad{BASE}/{address}").status_code == 200
            counted.append(len(captured))
        return counted

    queries()
    few = queries()
    many = {
        f"d{n}": service(("eenzaam",), organisatie=f"Nr {n % 9}", naam=text(f"Praatgroep {n}"), locaties=[near(52.0)])
        for n in range(40)
    }
    put(**many)
    assert queries() == few
    assert max(few) <= 8


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("services?page=0", 400), ("services?per_page=101", 400), ("services?page=een", 400), ("services?full=ja", 400),
        ("services?format=xml", 400), ("services?modified_after=gisteren", 400), ("services/iets", 404),
        ("service_at_locations?proximity=-1", 400), ("service_at_locations?proximity=nan", 400), ("niets", 404),
        ("services/52d766e1-3883-5425-9000-a7fb33da3f30", 404), ("organizations/x", 404), ("taxonomies/x", 404),
        ("taxonomy_terms/52d766e1-3883-5425-9000-a7fb33da3f30", 404), ("service_at_locations/x", 404),
        ("services/", 404), ("docs", 404),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_a_problem_in_words(resident: Client, address: str, status: int) -> None:
    response = resident.get(f"{BASE}/{address}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert bool(response.json().get("errors")) is (status == 400)


def test_it_is_only_read(resident: Client) -> None:
    response = resident.post(f"{BASE}/services", {}, content_type="application/json")
    assert (response.status_code, response["Allow"]) == (405, "GET")


def test_answers_are_open_to_all_and_say_their_version(resident: Client) -> None:
    response = resident.get(f"{BASE}/taxonomies", headers={"accept-language": "en"})
    assert (response["API-Version"], response["Content-Language"]) == ("3.0.0", "nl")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    wrong = resident.get(f"{BASE}/services?page=0", headers={"accept-language": "en"})
    assert wrong["Content-Language"] == "en"


def test_every_address_is_an_operation_of_the_description_and_of_the_standard(resident: Client, shared: Path) -> None:
    standard = json.loads((shared / "data/hsds/openapi.json").read_text(encoding="utf-8"))
    assert DOCUMENT["paths"].keys() == standard["paths"].keys()
    for address, methods in standard["paths"].items():
        told = {
            one["$ref"].rpartition("/")[2] if "$ref" in one else one["name"]
            for one in methods["get"].get("parameters", [])
        }
        ours = {one["name"] for one in DOCUMENT["paths"][address]["get"]["parameters"] if one.get("in") == "query"}
        assert told <= ours, address
    found = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", None) == "hsds")
    served = {"/" + str(one.pattern) for one in found.url_patterns}  # type: ignore[union-attr]
    assert served == {one.replace("{", "<").replace("}", ">") for one in DOCUMENT["paths"]} | {"/openapi.json"}


@pytest.mark.parametrize("of", LISTS)
def test_answers_are_as_described(resident: Client, of: str) -> None:
    some()
    schemas = {"components": DOCUMENT["components"]}
    for address in (f"/{of}", f"/{of}/{{id}}"):
        operation = DOCUMENT["paths"][address]["get"]
        examples = {one["name"]: one.get("example") for one in operation["parameters"] if "name" in one}
        told = operation["responses"]["200"]["content"]["application/json"]["schema"]
        if "{id}" in address and not examples["id"]:
            examples["id"] = get(resident, of)["contents"][0]["id"]
        content = get(resident, address[1:].replace("{id}", str(examples.get("id"))))
        jsonschema.validate(content, told | schemas)


def written(page: int | None = None) -> Any:
    file = io.StringIO()
    told = export(municipality_called("duinstad"), file, page, words())
    made = json.loads(file.getvalue())
    assert told == len(made["contents"]) == made["size"]
    return made


def test_a_file_holds_everything_or_one_page_of_it(resident: Client, shared: Path) -> None:
    some()
    put(**{f"d{n}": service(("eenzaam",), naam=text(f"Nr {n}")) for n in range(A_PAGE)})
    whole = written()
    assert (whole["total_pages"], whole["first_page"], whole["last_page"]) == (1, True, True)
    assert whole["total_items"] == Listing.objects.filter(municipality="duinstad").count() + len(library().services)
    assert [fault for each in whole["contents"] for fault in faults(each)] == []
    pages = [written(number) for number in (1, 2)]
    assert [each for page in pages for each in page["contents"]][: len(whole["contents"])] == whole["contents"]
    assert [(page["size"], page["last_page"]) for page in pages] == [(100, False), (whole["total_items"] - 100, True)]
    assert (written(3)["contents"], written(3)["empty"]) == ([], True)


def test_the_import_reads_files_that_the_export_wrote(resident: Client, tmp_path: Path) -> None:
    some()
    put(**{f"d{n}": service(("eenzaam",), naam=text(f"Nr {n}")) for n in range(A_PAGE)})
    for name, pages in {"whole": [None], "pages": [1, 2, 3]}.items():
        (folder := tmp_path / name).mkdir()
        for number in pages:
            with (folder / f"{number}.json").open("w", encoding="utf-8") as file:
                export(municipality_called("duinstad"), file, number, words())
        found = list(read_files(files_in([folder])))
        assert [each.fault for each in found] == [None] * len(found)
        there = Listing.objects.filter(municipality="duinstad").count() + len(library().services)
        assert len(found) == there > A_PAGE


def test_an_export_that_comes_in_again_is_the_same(resident: Client) -> None:
    some()
    for raw in written()["contents"]:
        row, told = accepted(raw)
        kept = Listing.objects.get(uuid=row.uuid)
        assert told.model_copy(update={"owner": None}) == Service.model_validate(kept.value).model_copy(
            update={"owner": None}
        )
