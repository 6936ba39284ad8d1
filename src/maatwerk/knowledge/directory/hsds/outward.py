"""A row of the social map as a service of HSDS 3.0. docs/hsds-profile.md says what stands where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.conf.locale import LANG_INFO

from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import LifeDomain
from maatwerk.knowledge.directory.catalogue import Room, Service
from maatwerk.knowledge.directory.connections import connections
from maatwerk.knowledge.directory.feeding import Words, value_of
from maatwerk.knowledge.directory.hsds.hours import schedules
from maatwerk.knowledge.directory.hsds.ids import came_as, id_within, organisation_id, places_of
from maatwerk.knowledge.directory.hsds.profile import NAME, profile_of, whom
from maatwerk.knowledge.directory.hsds.terms import ACCESS, PRODUCTS_BELOW, Taxonomy, term
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.places import Access, Location
from maatwerk.knowledge.directory.ways import By, Way

Object = dict[str, Any]

NO_WORDS = Words({}, {})
_PHONE_TYPES = {By.WHATSAPP: "text", By.TEXT_OR_SIGNS: "textphone"}  # RFC 6350, 6.4.1; all else is voice
_FULL = {Room.FULL: "Er is nu geen plek.", Room.SOME: "Er is nu weinig plek."}
_INTERPRETER = {True: "Een tolk kan mee.", False: "Er kan geen tolk mee."}


def to_hsds(listing: Listing, municipality: Municipality, words: Words = NO_WORDS) -> Object:
    """The full service object, with its organisation, places, hours and all else. What came in as HSDS goes out as it
    came, with the day on which it was last seen right. `words` holds how needs are called, and their domains."""
    seen: Object = {"assured_date": listing.verified_on.isoformat()}
    if listing.changed_at:
        seen["last_modified"] = changed_at(listing.changed_at, listing.verified_on)
    if raw := came_as(listing.beside):
        return {**raw, **seen}
    service = Service.model_validate(listing.value)
    return {**_service(service, str(listing.uuid), municipality, words), **seen}


def changed_at(changed: datetime, verified_on: date) -> str:
    """When a row changed, or was seen to be right after that; in UTC, with milliseconds."""
    last = max(changed.astimezone(UTC), datetime.combine(verified_on, time(), UTC))
    return last.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _service(service: Service, id_: str, municipality: Municipality, words: Words) -> Object:
    organisation = organisation_id(service.organisation)
    phones = list(_phones(service, id_))
    ages = service.ages
    lists = {
        "phones": phones,
        "schedules": [row for way in service.ways for row in _hours(way, id_, service)],
        "service_areas": [_area(code, id_, municipality) for code in service.area],
        "service_at_locations": _places(service, id_),
        "languages": [_language(code, id_) for code in service.languages],
        "cost_options": _costs(service, id_),
        "attributes": [_attribute(which, code, "service", id_, words) for which, code in _terms(service, words)],
    }
    texts = {
        "url": service.website,
        "interpretation_services": _INTERPRETER.get(service.interpreter) if service.interpreter is not None else None,
        "wait_time": _waiting(service),
        "eligibility_description": whom(ages, service.requirements) or None,
        "alert": _alert(service) or None,
        "minimum_age": ages.lowest if ages else None,
        "maximum_age": ages.highest if ages else None,
    }
    return {
        "id": id_,
        "organization_id": organisation,
        "name": service.name.nl,
        "description": service.summary.nl,
        "status": "active",
        "application_process": _how_to_begin(service),
        "fees_description": service.costs.nl,
        "organization": {"id": organisation, "name": service.organisation, "description": service.organisation},
        **{name: value for name, value in texts.items() if value is not None},
        **{name: items for name, items in lists.items() if items},
        NAME: profile_of(value_of(service), phones),
    }


def _alert(service: Service) -> str:
    """What somebody has to know before anything else."""
    invented = "Dit is een verzonnen voorbeeld." if service.invented else ""
    return " ".join(filter(None, (invented, _FULL.get(service.room) if service.room else "")))


def _how_to_begin(service: Service) -> str:
    step = service.next_step
    return " ".join(text.nl for text in (step.without_computer, step.digital) if text)


def _waiting(service: Service) -> str | None:
    if not service.waiting:
        return None
    weeks, on = service.waiting.weeks, service.waiting.on
    return f"{weeks} {'week' if weeks == 1 else 'weken'} (op {on.day}-{on.month}-{on.year})"


def _phones(service: Service, id_: str) -> Iterator[Object]:
    """The number of the service first, then those of its ways, each once."""
    told = {service.phone: By.PHONE} if service.phone else {}
    for way in service.ways:
        if way.number:
            told.setdefault(way.number, way.by)
    for number, by in told.items():
        yield {
            "id": id_within(id_, "telefoon", number), "service_id": id_, "number": number,
            "type": _PHONE_TYPES.get(by, "voice"),
        }  # fmt: skip


def _hours(way: Way, id_: str, service: Service) -> list[Object]:
    """When somebody answers, said of the service: HSDS knows no hours of a phone."""
    about = " ".join(filter(None, (way.by.value.replace("_", " "), way.name.nl if way.name else None)))
    turn = service.ways.index(way)
    return schedules(way.opening, id_within(id_, "weg", turn), {"service_id": id_, "attending_type": about})


def _area(code: str, id_: str, municipality: Municipality) -> Object:
    named = {"name": municipality.profile.name} if code == municipality.profile.code else {}
    return {"id": id_within(id_, "werkgebied", code), "service_id": id_, **named, "extent": code, "extent_type": "text"}


def _language(code: str, id_: str) -> Object:
    name = LANG_INFO.get(code, {}).get("name")
    return {"id": id_within(id_, "taal", code), "service_id": id_, "code": code} | ({"name": name} if name else {})


def _costs(service: Service, id_: str) -> list[Object]:
    if not service.is_free:
        return []
    return [{"id": id_within(id_, "gratis"), "service_id": id_, "option": "gratis", "currency": "EUR", "amount": 0}]


def _places(service: Service, id_: str) -> list[Object]:
    made = []
    for place, (at, _point) in zip(service.places, places_of({}, UUID(id_), [None] * len(service.places)), strict=True):
        location = id_within(at, "locatie")
        made.append(
            {
                "id": at, "service_id": id_, "location_id": location, "location": _location(place, location),
                "schedules": schedules(place.opening, at, {"service_at_location_id": at}),
            }
        )  # fmt: skip
    return made


def _location(place: Location, id_: str) -> Object:
    own: Object = {"id": id_, "location_type": "physical"}
    if place.name:
        own["name"] = place.name
    if place.point:
        own |= {"latitude": place.point.latitude, "longitude": place.point.longitude}
    if place.street or place.postcode or place.town:
        own["addresses"] = [
            {
                "id": id_within(id_, "adres"), "location_id": id_, "address_1": place.street or "",
                "city": place.town or "", "state_province": "", "postal_code": place.postcode or "", "country": "NL",
                "address_type": "physical",
            }
        ]  # fmt: skip
    if place.access:
        own["accessibility"] = [_accessible(access, id_) for access in place.access]
    extra: Object = {"wijk": place.neighbourhood} if place.neighbourhood else {}
    if place.opening == "altijd":
        extra["open"] = "altijd"
    elif place.opening != "onbekend":
        extra["feestdagen"] = place.opening.holidays
    return own | ({NAME: extra} if extra else {})


def _accessible(access: Access, location: str) -> Object:
    id_ = id_within(location, "toegankelijk", access.value)
    attribute = _attribute(Taxonomy.ACCESS, access.value, "accessibility", id_, NO_WORDS)
    return {"id": id_, "location_id": location, "description": ACCESS[access], "attributes": [attribute]}


def _terms(service: Service, words: Words) -> Iterator[tuple[Taxonomy, str]]:
    for which, codes in {
        Taxonomy.NEEDS: service.needs,
        Taxonomy.DOMAINS: [words.domains[need] for need in service.needs if need in words.domains],
        Taxonomy.LAWS: service.laws,
        Taxonomy.PRODUCTS: [each.removeprefix(PRODUCTS_BELOW) for each in service.products],
        Taxonomy.ACCESS: service.access,
        Taxonomy.SORTS: [service.sort],
    }.items():
        yield from ((which, str(code)) for code in dict.fromkeys(codes))


def name_of(which: Taxonomy, code: str, words: Words) -> str:
    """How a term is called, where content says so."""
    if which is Taxonomy.NEEDS:
        return words.labels.get("nl", {}).get(code, "")
    labels = connections().domains() if which is Taxonomy.DOMAINS else {}
    return labels[LifeDomain(code)].text.nl if code in labels else ""


def _attribute(which: Taxonomy, code: str, entity: str, link: str, words: Words) -> Object:
    made = term(which, code, name_of(which, code, words))
    return {
        "id": id_within(link, which.value, code), "link_id": link, "link_entity": entity, "link_type": which.value,
        "taxonomy_term_id": made["id"], "taxonomy_term": made,
    }  # fmt: skip
