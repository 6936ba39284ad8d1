"""How every page and operation is asked for, for the table of who may open what.

A row of the table is the name of an address, " POST" when something is sent, and the name of whom it is about in
brackets when it is asked about several: "own:for (noor)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from maatwerk.site.api import BASE, HSDS_BASE, hsds_api
from tests.architecture.test_staff_pages import STAFF_PAGES
from tests.foundation.openapi.description import DOCUMENT
from tests.personas import Persona, World

WORDS = "Dit hoort bij een proef."
ANSWER = {"antwoord": "3", "bron": "gevraagd"}
SAID = {"voices": "curator", "how": "mondeling", "language": "nederlands", "answer": "ja"}

SAID_HERE = {"stemmen": "curator", "hoe": "mondeling", "taal": "nederlands", "antwoord": "ja"}
NAMED = {"zoek": "Iemand", "wie": "naam", "doe": "bewaar"}


@dataclass(frozen=True)
class Ask:
    """`about` gives for each argument of the address the resident or thing of the world; in `fields` (what is sent) and
    `query` "samira" is her reference, "doel" the purpose of who asks. `instead` stands in the place of a field when it
    is asked about somebody who does not exist."""

    about: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)


SAMIRA = {"resident": "samira"}
ASKS: dict[str, Ask] = {
    "dossier:residents": Ask(query={"doel": "of_task"}),
    "dossier:residents POST": Ask(fields={"doel": "of_task", "zoek": "Samira"}, instead={"zoek": "Bestaatniet"}),
    "dossier:new POST": Ask(fields={"doel": "doel", "roepnaam": "Nieuw", "reden": WORDS}),
    "dossier:file": Ask(SAMIRA),
    "dossier:purpose": Ask(SAMIRA),
    "dossier:purpose POST": Ask(SAMIRA, {"doel": "doel"}),
    "dossier:person": Ask(SAMIRA),
    "dossier:names": Ask(SAMIRA),
    "dossier:state": Ask(SAMIRA),
    "dossier:addresses": Ask(SAMIRA),
    "dossier:ways": Ask(SAMIRA),
    "dossier:safe": Ask(SAMIRA),
    "dossier:bsn": Ask(SAMIRA),
    "dossier:names POST": Ask(SAMIRA, {"roepnaam": "Sam", "geboren": "2-4-1988"}),
    "dossier:state POST": Ask(SAMIRA, {"doe": "geen_adres"}),
    "dossier:addresses POST": Ask(SAMIRA, {"soort": "verblijfadres", "straat": "Kade", "plaats": "Elders"}),
    "dossier:ways POST": Ask(SAMIRA, {"soort": "e-mail", "waarde": "sam@thuis.example"}),
    "dossier:safe POST": Ask(SAMIRA, {"afspraak": WORDS}),
    "dossier:bsn POST": Ask(SAMIRA, {"doe": "toon"}),
    "dossier:write": Ask(SAMIRA),
    "dossier:write POST": Ask(SAMIRA, {"soort": "verhaal", "tekst": WORDS}),
    "dossier:correct": Ask(SAMIRA | {"note": "notitie"}),
    "dossier:correct POST": Ask(SAMIRA | {"note": "notitie"}, {"tekst": WORDS}),
    "dossier:ask": Ask(SAMIRA),
    "dossier:ask POST": Ask(SAMIRA, {"over": "", "vraag": "vloer_vol", "antwoord": "nee", "bron": "gevraagd"}),
    "dossier:correct_fact": Ask(SAMIRA | {"value": "feit"}),
    "dossier:correct_fact POST": Ask(SAMIRA | {"value": "feit"}, ANSWER),
    "mydata:ask POST": Ask(fields={"soort": "inzage", "over": "huis"}),
    "mydata:request": Ask({"which": "vraag"}),
    "mydata:request POST": Ask({"which": "vraag"}),
    "mydata:for_request POST": Ask(SAMIRA | {"which": "namens_gevraagd"}),
    "mydata:ready": Ask({"ticket": "link"}),
    "mydata:ready POST": Ask({"ticket": "link"}, {"vorm": "json"}),
    "mydata:for_request": Ask(SAMIRA | {"which": "namens_gevraagd"}),
    "mydata:for_ask POST": Ask(SAMIRA, {"soort": "inzage", "over": "huis"}),
    "desk:home POST": Ask(fields={"code": "terugbelcode"}, instead={"code": "CCC-CCC"}),
    "desk:enter POST": Ask(fields={"kanaal": "telefoon", "naam": "Wim", "telefoon": "06 12345678"}),
    "desk:request": Ask({"which": "terugbellen"}),
    "desk:request POST": Ask({"which": "terugbellen"}, {"doe": "klaar", "uitkomst": "gesproken", "gebeurd": WORDS}),
    "contact:call_back POST": Ask(fields={"naam": "Wim", "telefoon": "06 12345678"}),
    "directory:find POST": Ask(fields={"woorden": "schulden"}),
    "directory:entry POST": Ask(fields={"dienst": "luisterlijn"}),
    "directory:compare POST": Ask(fields={"vergelijk": "luisterlijn"}),
    "schemes:start POST": Ask(fields={"feit": "leeftijd=38"}),
    "schemes:outcome POST": Ask(fields={"vragen": "ja", "inkomen": "1500"}),
    "contact:visit POST": Ask(fields={"naam": "Wim", "adres": "Kade 1"}),
    "directory:folder POST": Ask(fields={"wijk": "", "taal": "nl", "letters": "gewoon"}),
    "directory:report POST": Ask(fields={"dienst": "eten", "fout": "telefoon"}),
    "directory:outcome POST": Ask(fields={"code": "meldcode"}),
    "directory:confirm POST": Ask(fields={"dienst": "eten", "doe": "klopt"}),
    "map:call": Ask({"which": "bel_eigenaar"}),
    "map:call POST": Ask({"which": "bel_eigenaar"}, {"doe": "niet_bereikt"}),
    "map:report": Ask({"which": "melding_kaart"}),
    "map:report POST": Ask({"which": "melding_kaart"}, {"uitkomst": "klopte", "antwoord": WORDS}),
    "importing:run": Ask({"run": "proef_import"}),
    "importing:run POST": Ask({"run": "proef_import"}, {"doe": "gooi_weg"}),
    "importing:missing POST": Ask(fields={"dienst": "bestaat_niet", "doe": "laat_staan"}),
    "map:quality_owner": Ask(query={"naam": "Stichting De Brug"}),
    "rights:request": Ask({"which": "vraag"}),
    "rights:request POST": Ask({"which": "vraag"}, {"doe": "antwoord", "uitkomst": "ja", "antwoord": WORDS}),
    "rights:note": Ask(SAMIRA),
    "rights:note POST": Ask(SAMIRA, {"van": "samira", "hoe": "mondeling", "soort": "inzage", "over": "huis"}),
    "rights:receipt": Ask(SAMIRA | {"which": "vraag"}),
    "grounds:open_emergency": Ask(SAMIRA),
    "grounds:open_emergency POST": Ask(SAMIRA, {"reason": "Zij viel en zegt niets meer."}),
    "grounds:find_in_emergency POST": Ask(
        fields={"name": "hele_naam", "born": "1988-04-02", "reason": "Zij viel en zegt niets meer."},
        instead={"name": "Iemand Bestaatniet"},
    ),
    "grounds:emergency": Ask({"which": "nood"}),
    "grounds:emergency POST": Ask({"which": "nood"}, {"right": "ja", "words": WORDS}),
    "grounds:ask POST": Ask(
        fields={"name": "hele_naam", "born": "1988-04-02", "purpose": "doel", "reason": WORDS},
        instead={"name": "Iemand Bestaatniet"},
    ),
    "grounds:request": Ask({"which": "verzoek"}),
    "grounds:request POST": Ask({"which": "verzoek"}, {"agreed": "nee", "voice": "samira"}),
    "grounds:withholding": Ask({"which": "gesloten"}),
    "grounds:withholding POST": Ask({"which": "gesloten"}, {"right": "ja"}),
    "grounds:consents": Ask(SAMIRA),
    "grounds:ask_consent": Ask(SAMIRA, query={"task": "task", "category": "geld"}),
    "grounds:ask_consent POST": Ask(SAMIRA, SAID, {"task": "task", "category": "geld"}),
    "grounds:withdraw POST": Ask(SAMIRA | {"consent": "toestemming"}, {"voice": "samira"}),
    "grounds:involved": Ask(SAMIRA),
    "grounds:involved POST": Ask(SAMIRA, {"purpose": "doel", "reason": WORDS, "who": "eigen"}),
    "grounds:change_involvement POST": Ask(SAMIRA | {"involvement": "betrokken.els"}, {"end": "ja"}),
    "people:own_word": Ask(SAMIRA, query={"doel": "doel"}),
    "people:own_word POST": Ask(SAMIRA, {"woord": "appelboom", "nogmaals": "appelboom"}, {"doel": "doel"}),
    "documents:file": Ask({"document": "bestand"}, query={"doel": "doel"}),
    "doubts:doubt": Ask({"doubt": "twijfel"}),
    "doubts:doubt POST": Ask({"doubt": "twijfel"}, {"dezelfde": "nee", "words": WORDS}),
    "reckon:home POST": Ask(fields={"peildatum": "1-1-2026"}),
    "reckon:change POST": Ask(fields={"peildatum": "1-1-2026"}),
    "reckon:worth POST": Ask(fields={"peildatum": "1-1-2026", "toetsingsinkomen": "20000"}),
    "own:words POST": Ask(fields={"tekst": WORDS, "voor": "wijkteam"}),
    "own:correct": Ask({"note": "woorden"}),
    "own:correct POST": Ask({"note": "woorden"}, {"tekst": WORDS}),
    "own:stop POST": Ask({"choice": "toestemming"}),
    "own:answer POST": Ask({"asked": "verzoek"}, {"antwoord": "nee"}),
    "dossier:people": Ask(SAMIRA),
    "dossier:people POST": Ask(SAMIRA, {"doe": "klaar", "wie": "staat.mantelzorger"}),
    "dossier:live_together": Ask(SAMIRA),
    "dossier:live_together POST": Ask(SAMIRA, {"zoek": "Iemand", "doe": "zoek"}),
    "dossier:relate": Ask(SAMIRA),
    "dossier:relate POST": Ask(SAMIRA, NAMED | {"soort": "familie"}),
    "dossier:stand": Ask(SAMIRA),
    "dossier:stand POST": Ask(SAMIRA, NAMED | {"soort": "buddy", "voor": "zorg"}),
    "dossier:suspend": Ask(SAMIRA | {"stands": "staat.mantelzorger"}),
    "dossier:suspend POST": Ask(SAMIRA | {"stands": "staat.mantelzorger"}, {"waarom": WORDS}),
    "dossier:disagree": Ask(SAMIRA | {"stands": "staat.geschorst"}),
    "dossier:disagree POST": Ask(SAMIRA | {"stands": "staat.geschorst"}, {"van": "inwoner", "woorden": WORDS}),
    "dossier:secrecy": Ask(SAMIRA),
    "dossier:secrecy POST": Ask(SAMIRA, SAID_HERE | {"taak": "task", "waarover": "geld"}),
    "dossier:entry": Ask(SAMIRA | {"entry": "notitie"}),
    "dossier:entry POST": Ask(SAMIRA | {"entry": "notitie"}, SAID_HERE | {"doe": "open", "taak": "task"}),
    "dossier:judge": Ask(SAMIRA),
    "dossier:judge POST": Ask(
        SAMIRA, {"waarover": WORDS, "wie": "A. de Wit, huisarts", "waarom": WORDS, "tot": "over_een_week"}
    ),
    "dossier:judgement": Ask(SAMIRA | {"judgement": "oordeel"}),
    "dossier:judgement POST": Ask(SAMIRA | {"judgement": "oordeel"}, {"doe": "oneens", "woorden": WORDS}),
    "dossier:never": Ask(SAMIRA),
    "dossier:never POST": Ask(SAMIRA, {"doe": "nooit", "naam": "Iemand Anders"}),
    "own:judgement": Ask({"judgement": "oordeel"}),
    "own:judgement POST": Ask({"judgement": "oordeel"}, {"woorden": WORDS}),
    "own:never POST": Ask(fields={"doe": "nooit", "naam": "Iemand Anders"}),
    "own:people POST": Ask(fields={"doe": "dicht", "wie": "staat.mantelzorger"}),
    "own:disagree": Ask({"stands": "staat.geschorst"}),
    "own:disagree POST": Ask({"stands": "staat.geschorst"}, {"woorden": WORDS}),
    "own:secrecy POST": Ask(fields={"geheim": "huis", "taak": "task", "waarover": "geld", "antwoord": "ja"}),
    **{f"mydata:for_kept ({name})": Ask({"resident": name}) for name in ("samira", "noor", "amira", "yusuf")},
    "mydata:download POST": Ask(fields={"vorm": "json"}),
    **{
        f"mydata:for_download ({name}){method}": Ask({"resident": name}, fields)
        for name in ("samira", "noor", "amira", "yusuf")
        for method, fields in (("", {}), (" POST", {"vorm": "json"}))
    },
    **{
        f"{page} ({name})": Ask({"resident": name})
        for page in ("own:for", "mydata:for_looked", "mydata:for_may_see", "mydata:for_requests", "mydata:for_ask")
        for name in ("samira", "noor", "amira", "yusuf")
    },
}
WITHOUT_PERSONS = {"kind": "toestemming"}  # arguments of addresses that are not ids


@dataclass(frozen=True)
class Request:
    """One request, and the same about somebody who does not exist: what differs is `real` → `unreal`."""

    method: str
    address: str
    fields: Mapping[str, str]
    real: Mapping[str, str]

    def about_nobody(self, known: bool) -> Request | None:
        """With `known` whoever asks may know the resident, so that only the thing itself does not exist; None when
        there is no such thing here."""
        changed = dict(list(self.real.items())[1:]) if known and "/inwoners/" in self.address else self.real
        if not changed:
            return None

        def put(text: str) -> str:
            for one, other in changed.items():
                text = text.replace(one, other)
            return text

        fields = {name: put(value) for name, value in self.fields.items()}
        real = {put(one): one for one in self.real}
        return Request(self.method, put(self.address), fields, real)

    def plain(self, response: HttpResponse) -> str:
        """What came back, without what is new in each answer and without who or what was asked about."""
        headers = {name: value for name, value in response.headers.items() if name not in _NEW_EACH_TIME}
        text = f"{response.status_code} {sorted(headers.items())}\n{body_of(response)}"
        for number, each in enumerate(self.real):
            text = text.replace(each, f"<{number}>")
        return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", text)


_NEW_EACH_TIME = {"Content-Length", "Expires", "X-Request-ID"}


def body_of(response: HttpResponse) -> str:
    content = b"".join(response) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def request_for(world: World, row: str, persona: Persona) -> Request:
    name, _space, _about = row.removesuffix(" POST").partition(" ")
    method = "post" if row.endswith(" POST") else "get"
    asked = ASKS.get(row)
    if asked is None:
        page = STAFF_PAGES.get(name)
        fields = dict(page.fields) if page and page.method == method else {}
        return Request(method, f"/duinstad{reverse(name, kwargs=world.pages.get(name, {}))}", fields, {})
    said = _said(world, persona)
    ids = {key: _id(world, thing) for key, thing in asked.about.items()}
    more = {key: value for key, value in WITHOUT_PERSONS.items() if name == "own:stop"} | world.pages.get(name, {})
    fields = {key: said.get(value, value) for key, value in asked.fields.items()}
    query = {key: said.get(value, value) for key, value in asked.query.items()}
    real = {str(id_): str(world.nobody if id_ == world.samira.pk else uuid4()) for id_ in ids.values()}
    real |= {fields[key]: other for key, other in asked.instead.items()}
    address = reverse(name, kwargs={**ids, **more}, query={key: value for key, value in query.items() if value})
    return Request(method, f"/duinstad{address}", {key: value for key, value in fields.items() if value}, real)


def _id(world: World, thing: str) -> UUID:
    return world.residents[thing].pk if thing in world.residents else world.things[thing]


def _said(world: World, persona: Persona) -> dict[str, str]:
    return world.refs | {
        "hele_naam": f"Samira {world.words['samira.naam']}",
        "eigen": persona.organisation,
        "doel": persona.purpose or "wmo",
        "of_task": persona.purpose if persona.purpose in ("jeugdhulp", "veiligheid") else "",
    }


def addresses() -> Iterator[str]:
    """Every row that there has to be: each address of the site with each way in which it can be asked."""
    for name, view in _below(get_resolver().url_patterns):
        if name.startswith(("api:", "api-", "hsds:", "hsds-")):
            continue
        ours = getattr(view, "view_class", None)
        if ours is None or not ours.__module__.startswith("maatwerk."):
            yield name  # of a library, or one function: it stands in the table once
            continue
        for method in ("get", "post"):
            if hasattr(ours, method) and method in ours.http_method_names:
                yield name if method == "get" else f"{name} POST"


HSDS = f"/{HSDS_BASE.rstrip('/')}"


def operations() -> Iterator[str]:
    """Every operation of the API: "GET /behoeften"; those of HSDS with their base: "GET /hsds/v3/services"."""
    for base, document in (("", DOCUMENT), (HSDS, hsds_api().document(HSDS))):
        for path, methods in document["paths"].items():
            told = (method for method in methods if method in ("get", "post", "put", "delete"))
            yield from (f"{method.upper()} {base}{path}" for method in told)


def at_the_api(operation: str) -> str:
    path = operation.partition(" ")[2]
    return f"/duinstad{path}" if path.startswith(HSDS) else f"/duinstad/{BASE.rstrip('/')}{path}"


def _below(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern.callback
