"""Which fields HSDS 3.0 has, and of what kind: the names of the specification, laid down in our own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field that holds one value may hold."""

    UUID = "uuid"
    TEXT = "text"
    URI = "uri"
    EMAIL = "email"
    NUMBER = "number"
    MOMENT = "moment"  # date and time after ISO 8601
    STATUS = "status"
    PLACE_TYPE = "place_type"
    DAY = "day"
    FREQUENCY = "frequency"


CHOICES: Mapping[Kind, tuple[str, ...]] = {
    Kind.STATUS: ("active", "inactive", "defunct", "temporarily closed"),
    Kind.PLACE_TYPE: ("physical", "postal", "virtual"),
    Kind.DAY: ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
    Kind.FREQUENCY: ("WEEKLY", "MONTHLY"),
}


@dataclass(frozen=True)
class Shape:
    """One kind of object: its single values, the objects and the lists of objects in it, and what it cannot do without.
    The last two name another shape."""

    values: Mapping[str, Kind]
    objects: Mapping[str, str]
    lists: Mapping[str, str]
    required: tuple[str, ...]


def _shape(required: str, *, objects: str = "", lists: str = "", **values: str) -> Shape:
    """Names parted by spaces; of objects and lists as `name:shape`. Nearly everything has attributes and metadata."""
    more = "" if lists.startswith("-") else "attributes:attribute metadata:metadata "
    return Shape(
        values={name: Kind(kind) for kind, names in values.items() for name in names.split()},
        objects=dict(pair.split(":") for pair in objects.split()),
        lists=dict(pair.split(":") for pair in (more + lists.removeprefix("-")).split()),
        required=tuple(required.split()),
    )


SHAPES: Mapping[str, Shape] = {
    "service": _shape(
        "id name status",
        uuid="id organization_id program_id",
        text="name alternate_name description interpretation_services application_process fees_description wait_time "
        "fees accreditations eligibility_description assured_date licenses alert",
        uri="url", email="email assurer_email", number="minimum_age maximum_age", moment="last_modified",
        status="status", objects="organization:organization program:program",
        lists="phones:phone schedules:schedule service_areas:service_area service_at_locations:service_at_location "
        "languages:language funding:funding cost_options:cost_option required_documents:required_document "
        "contacts:contact",
    ),
    "organization": _shape(
        "id name description",
        uuid="id parent_organization_id",
        text="name alternate_name description tax_status tax_id legal_status logo",
        uri="website uri", email="email", number="year_incorporated",
        lists="funding:funding contacts:contact phones:phone locations:location programs:program "
        "organization_identifiers:organization_identifier services:service",
    ),
    "service_at_location": _shape(
        "id",
        uuid="id service_id location_id", text="description", objects="location:location service:service",
        lists="contacts:contact phones:phone schedules:schedule",
    ),
    "location": _shape(
        "id location_type",
        uuid="id organization_id",
        text="name alternate_name description transportation external_identifier external_identifier_type",
        uri="url", number="latitude longitude", place_type="location_type",
        lists="languages:language addresses:address contacts:contact accessibility:accessibility phones:phone "
        "schedules:schedule",
    ),
    "address": _shape(
        "id address_1 city state_province postal_code country address_type",
        uuid="id location_id",
        text="attention address_1 address_2 city region state_province postal_code country",
        place_type="address_type",
    ),
    "accessibility": _shape("id", uuid="id location_id", text="description details", uri="url"),
    "phone": _shape(
        "id number",
        uuid="id location_id service_id organization_id contact_id service_at_location_id",
        text="number type description", number="extension", lists="languages:language",
    ),
    "language": _shape("id", uuid="id service_id location_id phone_id", text="name code note"),
    "schedule": _shape(
        "id",
        uuid="id service_id location_id service_at_location_id",
        text="valid_from valid_to dtstart until byday byweekno bymonthday byyearday description opens_at closes_at "
        "attending_type notes",
        number="timezone count interval", day="wkst", frequency="freq", uri="schedule_link",
    ),
    "service_area": _shape("id", uuid="id service_id", text="name description extent extent_type uri"),
    "contact": _shape(
        "id",
        uuid="id organization_id service_id service_at_location_id location_id", text="name title department",
        email="email", lists="phones:phone",
    ),
    "cost_option": _shape(
        "id",
        uuid="id service_id", text="valid_from valid_to option currency amount_description", number="amount",
    ),
    "funding": _shape("id", uuid="id organization_id service_id", text="source"),
    "program": _shape("id name description", uuid="id organization_id", text="name alternate_name description"),
    "required_document": _shape("id", uuid="id service_id", text="document", uri="uri"),
    "organization_identifier": _shape(
        "id identifier_type identifier",
        uuid="id organization_id", text="identifier_scheme identifier_type identifier",
    ),
    "attribute": _shape(
        "id",
        uuid="id link_id taxonomy_term_id", text="link_type link_entity value",
        objects="taxonomy_term:taxonomy_term", lists="-metadata:metadata",
    ),
    "taxonomy_term": _shape(
        "id name description",
        uuid="id parent_id taxonomy_id", text="code name description taxonomy language", uri="term_uri",
        objects="taxonomy_detail:taxonomy", lists="-metadata:metadata",
    ),
    "taxonomy": _shape(
        "id name description", uuid="id", text="name description version", uri="uri", lists="-metadata:metadata"
    ),
    "metadata": _shape(
        "id last_action_date last_action_type field_name previous_value replacement_value updated_by",
        uuid="id resource_id",
        text="resource_type last_action_date last_action_type field_name previous_value replacement_value updated_by",
        lists="-",
    ),
}  # fmt: skip
