"""Reads a cleaned service of HSDS into the values of a content file."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from maatwerk.foundation.content import WebAddress
from maatwerk.knowledge.directory.eligibility import Ages, Requirement
from maatwerk.knowledge.directory.hsds.hours import hours_from
from maatwerk.knowledge.directory.hsds.profile import NAME, OURS, TEXTS, whom
from maatwerk.knowledge.directory.hsds.terms import FIXED, PRODUCTS_BELOW, Taxonomy, codes_in, taxonomy
from maatwerk.knowledge.directory.places import Access

Object = dict[str, Any]

_ADDRESS = TypeAdapter(WebAddress)
_AGES: TypeAdapter[Ages | None] = TypeAdapter(Ages | None)
_REQUIREMENTS: TypeAdapter[tuple[Requirement, ...]] = TypeAdapter(tuple[Requirement, ...])
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_MUNICIPALITY = re.compile(r"GM[0-9]{4}")
_POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Z]{2}")
_NO_PHONE = ("fax", "text", "textphone", "pager", "video")  # nobody can be called there
_REASON = {
    "nl": "Volgens de aanbieder past dit bij uw vraag.", "en": "According to the provider this fits your question.",
}  # fmt: skip


@dataclass
class Reading:
    """One service while it is read. `faults` refuse it; `warnings` say what was read otherwise than it stands there."""

    raw: Mapping[str, Any]
    needs: Container[str]
    today: date
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @cached_property
    def profile(self) -> Mapping[str, Any]:
        found = self.raw.get(NAME)
        return found if isinstance(found, Mapping) else {}

    def value(self) -> Object:
        """The service as a content file has it. Only of use when there are no faults."""
        strange = [name for name in self.profile if name not in OURS | TEXTS.keys() | {"telefoon"}]
        if strange:
            self.warnings.append(_("Het profiel kent dit niet: %(fields)s.") % {"fields": ", ".join(strange)[:200]})
        if self.raw["status"] != "active":
            self.faults.append(_("Deze dienst is er nu niet: de status is '%(status)s'.") % self.raw)
        if self.profile.get("noodhulp"):
            self.warnings.append(_("Deze dienst zegt dat hij hulp in nood is."))
        phone = self._phone()
        own = {name: kept for name, kept in self.profile.items() if name in OURS}
        made = own | {
            "naam": self._text("naam"),
            "organisatie": self._organisation(),
            "samenvatting": self._summary(),
            "kosten": self._costs(),
            "bron": self._source(),
            "waarom": own.get("waarom", _REASON),
            "telefoon": phone,
            "website": self._website(),
            "locaties": self._places(),
            **self._from_terms(),
        }
        made["volgende_stap"] = own.get("volgende_stap") or self._first_step(made)
        more = {
            "bereikbaar": self._ways(phone),
            "talen": self._languages(),
            "werkgebied": self._area(),
            "leeftijd": self._ages(),
            "gratis": own["gratis"] if "gratis" in own else self._is_free(),
            "eigenaar": self._owner(),
        }
        return made | {name: kept for name, kept in more.items() if kept not in (None, [], {})}

    def _dutch(self, name: str) -> str:
        return str(self.raw.get(name) or "").strip()

    def _text(self, name: str, told: str = "") -> Object:
        """A text of which HSDS holds the Dutch, and the profile the English."""
        dutch = told or self._dutch(TEXTS[name])
        if not dutch:
            self._missing(TEXTS[name])
        english = self.profile.get(name)
        if isinstance(english, Mapping) and english.get("en"):
            return {"nl": dutch, "en": english["en"]}
        if name == "naam":
            self.warnings.append(_("Er is geen Engelse tekst. Daar staat nu dezelfde tekst."))
        return {"nl": dutch, "en": dutch}

    def _missing(self, name: str) -> None:
        self.faults.append(_("Er staat niets bij '%(field)s'.") % {"field": name})

    def _organisation(self) -> str:
        name = str((self.raw.get("organization") or {}).get("name") or "").strip()
        if not name:
            self._missing("organization.name")
        return name

    def _summary(self) -> Object:
        """The description. Whom it is for is added where that is told in words only: nobody may miss it."""
        text = self._text("samenvatting")
        told = self._dutch("eligibility_description")
        if not told or told == self._structured_whom():
            return text
        self.warnings.append(_("Voor wie het is, staat er alleen in woorden. Dat kan een mens lezen, wij niet."))
        return {
            "nl": f"{text['nl']} Voor wie, volgens de aanbieder: {told}",
            "en": f"{text['en']} For whom, according to the provider: {told}",
        }

    def _structured_whom(self) -> str:
        """What ages and conditions say in sentences, as at export."""
        try:
            ages = _AGES.validate_python(self._ages() or None)
            told = _REQUIREMENTS.validate_python(self.profile.get("voorwaarden", ()))
        except ValidationError:
            return ""  # the whole is refused for this, with the reason
        return whom(ages, told)

    def _costs(self) -> Object:
        told = self._dutch("fees_description") or self._dutch("fees")
        if not told and self._is_free():
            return {"nl": "Gratis.", "en": "Free."}
        if not told:
            self.warnings.append(_("Er staat niet wat het kost."))
            return {"nl": "Vraag wat het kost.", "en": "Ask what it costs."}
        return self._text("kosten", told)

    def _is_free(self) -> bool | None:
        """Only when every option costs nothing; that something has a price does not make all of it paid."""
        amounts = [each.get("amount") for each in self.raw.get("cost_options", ())]
        return True if amounts and all(amount == 0 for amount in amounts) else None

    def _source(self) -> Object:
        """Where it was read. When it was last seen right is never guessed."""
        told = self.profile.get("bron")
        bron = (
            dict(told)
            if isinstance(told, Mapping)
            else {"naam": self._organisation_or_service(), "zekerheid": "middel"}
        )
        seen = self._seen_on()
        if seen is None:
            self.faults.append(_("Er staat niet wanneer dit voor het laatst is gecontroleerd ('assured_date')."))
        elif seen > self.today:
            self.faults.append(_("De dag van controle ligt in de toekomst: %(day)s.") % {"day": seen.isoformat()})
        return bron | {"datum": seen}

    def _organisation_or_service(self) -> str:
        return str((self.raw.get("organization") or {}).get("name") or self._dutch("name") or "-")

    def _seen_on(self) -> date | None:
        for name in ("assured_date", "last_modified"):
            try:
                return datetime.fromisoformat(str(self.raw[name]).strip()).date()
            except (KeyError, ValueError):
                continue
        return None

    def _phone(self) -> str | None:
        if "telefoon" in self.profile:
            return None
        called = [each for each in self.raw.get("phones", ()) if each.get("type", "").lower() not in _NO_PHONE]
        return str(called[0]["number"]).strip() or None if called else None

    def _website(self) -> str | None:
        for told in (self.raw.get("url"), (self.raw.get("organization") or {}).get("website")):
            try:
                return _ADDRESS.validate_python(told) if told else None
            except ValidationError:
                self.warnings.append(_("Het webadres is niet te gebruiken."))
        return None

    def _from_terms(self) -> Object:
        """What attributes say."""
        needs = self._codes(Taxonomy.NEEDS, self.needs)
        if not needs:
            self.faults.append(_("Er staat niet voor welke behoeften dit is. Zie docs/hsds-profile.md."))
        made: Object = {
            "behoeften": needs,
            "upl": [PRODUCTS_BELOW + code for code in codes_in(self.raw.get("attributes", []), Taxonomy.PRODUCTS)],
            "wetten": self._codes(Taxonomy.LAWS, FIXED[Taxonomy.LAWS]),
            "toegankelijk": self._codes(Taxonomy.ACCESS, FIXED[Taxonomy.ACCESS]),
        }
        sorts = self._codes(Taxonomy.SORTS, FIXED[Taxonomy.SORTS])
        return made | ({"soort": sorts[0]} if sorts else {})

    def _codes(self, which: Taxonomy, known: Container[str]) -> list[str]:
        """Those that exist here."""
        codes = codes_in(self.raw.get("attributes", []), which)
        if unknown := [code for code in codes if code not in known]:
            told = {"taxonomy": taxonomy(which)["name"].lower(), "codes": ", ".join(unknown)[:200]}
            self.warnings.append(_("Dit kennen wij niet bij %(taxonomy)s: %(codes)s.") % told)
        return [code for code in codes if code in known]

    def _first_step(self, made: Mapping[str, Any]) -> Object:
        """How to begin without a computer, from what is known; the municipality knows the way to everything else."""
        told = self._dutch("application_process")
        place = next((each for each in made["locaties"] if each.get("straat") and each.get("plaats")), None)
        if made["telefoon"]:
            nl, en = f"Bel {made['telefoon']}.", f"Call {made['telefoon']}."
        elif place:
            where = f"{place['straat']} {place['plaats']}"
            nl, en = f"Ga langs: {where}.", f"Go to {where}."
        else:
            self.warnings.append(_("Er staat geen telefoon en geen adres bij. Wij verwijzen naar de gemeente."))
            nl, en = "Vraag uw gemeente hoe u zich aanmeldt.", "Ask your municipality how to apply."
        return {"niet_digitaal": {"nl": f"{nl} {told}".strip(), "en": f"{en} {told}".strip()}}

    def _ways(self, phone: str | None) -> list[Object]:
        numbers = {each["id"]: each["number"] for each in self.raw.get("phones", ())}
        if "bereikbaar" not in self.profile:
            return self._hours_of(phone)
        told = self.profile["bereikbaar"]
        made = []
        for way in told if isinstance(told, list) else ():
            if not isinstance(way, Mapping):
                self.warnings.append(_("Een manier om te bereiken was niet te lezen."))
                continue
            own = {name: kept for name, kept in way.items() if name != "phone_id"}
            if "phone_id" not in way:
                made.append(own)
            elif way["phone_id"] in numbers:
                made.append(own | {"nummer": numbers[way["phone_id"]]})
            else:
                self.warnings.append(_("Een manier om te bereiken noemt een telefoon die er niet is."))
        return made

    def _hours_of(self, phone: str | None) -> list[Object]:
        """Hours of a service as those of its phone, and not for certain: HSDS does not say of what they are."""
        found = self.raw.get("schedules", [])
        hours = hours_from(found) if phone else None
        if found and not hours:
            self.warnings.append(_("De tijden konden wij niet lezen. Die tonen wij niet."))
        if not hours:
            return []
        source = self._source_of_hours()
        return [{"weg": "telefoon", "nummer": phone, "open": {"tijden": hours}, "bron": source}]

    def _source_of_hours(self) -> Object:
        return {"naam": self._organisation_or_service(), "datum": self._seen_on(), "zekerheid": "laag"}

    def _languages(self) -> list[str]:
        codes = [str(each.get("code", "")).strip().lower().partition("-")[0] for each in self.raw.get("languages", ())]
        if not all(_LANGUAGE.fullmatch(code) for code in codes):
            self.warnings.append(_("Een taal heeft geen code van twee of drie letters. Die tonen wij niet."))
        return list(dict.fromkeys(code for code in codes if _LANGUAGE.fullmatch(code)))

    def _area(self) -> list[str]:
        extents = [self._code(each) for each in self.raw.get("service_areas", ())]
        if not all(extents):
            self.warnings.append(_("Een werkgebied is geen gemeentecode zoals GM0363. Dat lezen wij niet."))
        return list(dict.fromkeys(filter(None, extents)))

    def _code(self, area: Mapping[str, Any]) -> str:
        for told in (area.get("extent"), area.get("uri")):
            if found := _MUNICIPALITY.fullmatch(str(told or "").rstrip("/").rpartition("/")[2]):
                return found[0]
        return ""

    def _ages(self) -> Object:
        """In whole years, taken widely: who is 17 and a half is 17."""
        made = {}
        for name, field_ in (("van", "minimum_age"), ("tot_en_met", "maximum_age")):
            age = self.raw.get(field_)
            if age is None or (name == "van" and 0 <= age < 1) or (name == "tot_en_met" and age > 120):
                continue
            made[name] = int(age)
        return made

    def _owner(self) -> Object | None:
        """Who answers for it: the organisation, at the address it gave to everybody."""
        told = self.profile.get("eigenaar")
        mail = (self.raw.get("organization") or {}).get("email") or self.raw.get("email")
        if not told and not mail:
            return None
        name = told.get("organisatie") if isinstance(told, Mapping) else None
        return {"organisatie": name or self._organisation_or_service()[:200]} | ({"mail": mail} if mail else {})

    def _places(self) -> list[Object]:
        read = [self._place(each) for each in self.raw.get("service_at_locations", ())]
        return [place for place in read if place]

    def _place(self, at: Mapping[str, Any]) -> Object:
        location = at.get("location") or {}
        if location.get("location_type") != "physical":
            return {}
        address: Mapping[str, Any] = next(
            (a for a in location.get("addresses", ()) if a["address_type"] == "physical"), {}
        )
        told = location.get(NAME)
        extra: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
        street = ", ".join(filter(None, (str(address.get(name) or "").strip() for name in ("address_1", "address_2"))))
        place = {
            "naam": location.get("name"), "straat": street, "postcode": self._postcode(address),
            "plaats": str(address.get("city") or "").strip(), "wijk": extra.get("wijk"), "punt": self._point(location),
            "toegankelijk": self._access(location), "open": self._opening(at, location, extra),
        }  # fmt: skip
        kept = {name: value for name, value in place.items() if value}
        return kept if kept.keys() - {"open"} else {}

    def _postcode(self, address: Mapping[str, Any]) -> str | None:
        told = str(address.get("postal_code") or "").strip().upper()
        if told and not _POSTCODE.fullmatch(told):
            self.warnings.append(_("Een postcode is niet Nederlands. Die tonen wij niet."))
            return None
        return told or None

    def _point(self, location: Mapping[str, Any]) -> Object | None:
        latitude, longitude = location.get("latitude"), location.get("longitude")
        if latitude is None or longitude is None:
            return None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            self.warnings.append(_("Een punt op de kaart bestaat niet. Dat tonen wij niet."))
            return None
        return {"breedte": latitude, "lengte": longitude}

    def _access(self, location: Mapping[str, Any]) -> list[str]:
        items = location.get("accessibility", ())
        codes = [code for each in items for code in codes_in(each.get("attributes", []), Taxonomy.ACCESS)]
        known = [code for code in codes if code in set(Access)]
        if len(known) < len(items):
            self.warnings.append(_("Toegankelijkheid staat er in woorden. Die bewaren wij zonder ze te tonen."))
        return known

    def _opening(
        self, at: Mapping[str, Any], location: Mapping[str, Any], extra: Mapping[str, Any]
    ) -> Object | str | None:
        if extra.get("open") == "altijd":
            return "altijd"
        found = at.get("schedules") or location.get("schedules")
        if not found:
            return None
        hours = hours_from(found)
        if not hours:
            self.warnings.append(_("De tijden van een plek konden wij niet lezen. Die tonen wij niet."))
            return None
        return {"tijden": hours, "feestdagen": extra.get("feestdagen", "onbekend")}
