"""Everybody who may come by a page, and a file in which every entry holds a word that stands nowhere else.

Made once for the table of `tests/architecture/who_may_open.md`. What each may see is not said here but there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.access.models import BlindRequest, Doubt, Emergency, Lifting, RightsRequest, Task, Withheld
from maatwerk.foundation.documents.actions import keep
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Owner, Secrecy
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import (
    Account,
    Address,
    Disagreement,
    Identifier,
    Judgement,
    Representation,
    Resident,
    SafeContact,
    Way,
    Worker,
)
from maatwerk.foundation.people.residents import SAFE_CONTACT, AddressKind, Scope, Standing, WayKind, resident_ref
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.sealing import blind_index, seal
from maatwerk.foundation.people.spoken_codes import code_of, shown
from maatwerk.knowledge.directory.asking.links import link_for
from maatwerk.knowledge.directory.asking.models import Asking
from tests.casework.contact import callers
from tests.casework.rights.questions import a_link_for
from tests.knowledge.directory import imports, map_of_the_bridge
from tests.residents import (
    LONG_AGO,
    add_resident,
    consent,
    give_task,
    involve,
    organisation_ref,
    owned,
    signed_in_resident,
    stand_for,
)
from tests.staff import add_worker, signed_in

# Who works beside the cast of `tests/staff.py`: name → municipality, organisation, team, roles.
WORKERS: dict[str, tuple[str, str, str, list[Role]]] = {
    "noa": ("duinstad", "wijkteam", "noord", []),
    "vera": ("duinstad", "wijkteam", "noord", []),
    "ali": ("duinstad", "wijkteam", "noord", []),
    "gijs": ("duinstad", "wijkteam", "noord", []),
    "bo": ("duinstad", "buurthuis", "buurthuis", []),
    "tom": ("duinstad", "thuiszorg", "thuiszorg", []),
    "pam": ("duinstad", "praktijk", "praktijk", []),
    "sil": ("duinstad", "schuldhulp", "schuldhulp", []),
    "ivo": ("duinstad", "schuldhulp", "schuldhulp", []),
}
# Persona → who it is, and for what they say they look at Samira's file; those who may not look try the Wmo.
AT_WORK: dict[str, tuple[str, str]] = {
    "betrokken": ("els", "wmo"),
    "jeugd": ("noa", "jeugdhulp"),
    "veiligheid": ("vera", "veiligheid"),
    "collega": ("ali", "wmo"),
    "gestopt": ("gijs", "wmo"),
    "toestemming": ("bo", "wmo"),
    "alleen-dat": ("tom", "wmo"),
    "schuldhulp": ("sil", "schuldhulp"),
    "elders": ("ruben", "schuldhulp"),
    "nood": ("ivo", "noodgeval"),
    "clientondersteuner": ("mia", "vertegenwoordiging"),
    "bewindvoerder": ("anton", "vertegenwoordiging"),
    "toezicht": ("tessa", "wmo"),
    "privacy": ("fatma", "wmo"),
    "gegevensbeheer": ("dirk", "wmo"),
    "beheer": ("beheer", "wmo"),
    "post": ("pim", "wmo"),
    "redactie": ("eva", "wmo"),
    "andere-gemeente": ("henk", "wmo"),
}
# Who stands for Samira, or beside her: persona → as what, for what, whether they may look.
BESIDE: dict[str, tuple[Standing, Scope, bool]] = {
    "curator": (Standing.CURATOR, Scope.BOTH, True),
    "mentor": (Standing.MENTOR, Scope.CARE, True),
    "wsnp": (Standing.DEBT_ADMINISTRATOR, Scope.MONEY, True),
    "gemachtigde": (Standing.AUTHORISED, Scope.BOTH, True),
    "mantelzorger": (Standing.CARER, Scope.CARE, True),
    "mantelzorger-dicht": (Standing.CARER, Scope.CARE, False),
    "buddy": (Standing.BUDDY, Scope.CARE, True),
    "geschorst": (Standing.MENTOR, Scope.CARE, True),
}
AGES = {"noor": 9, "amira": 13, "yusuf": 17}
OTHERS = ("karim", "buur", "jansen")
# Persona → who it is and how well they showed it, for those who are no more than their name.
AT_HOME: dict[str, tuple[str, Assurance]] = {
    "samira": ("samira", Assurance.HIGH),
    "samira-substantieel": ("samira", Assurance.SUBSTANTIAL),
    "samira-laag": ("samira", Assurance.LOW),
    "samira-code": ("samira", Assurance.CODE),
    **{name: (name, Assurance.HIGH) for name in (*AGES, *BESIDE)},
    "vader-zonder-gezag": ("karim", Assurance.HIGH),
    "buur": ("buur", Assurance.HIGH),
    "andere-inwoner": ("jansen", Assurance.HIGH),
}
BSN = "123456782"  # passes the eleven test


@dataclass
class Persona:
    """Somebody at a browser. `ref` is the reference to them and `organisation` that to whom they work for, "" for who
    is nobody here; `purpose` is what they say they look for."""

    client: Client
    ref: str = ""
    purpose: str = ""
    organisation: str = ""


@dataclass
class World:
    """`words` are the words that give away what was shown: name → word. `things` are what addresses are about, `pages`
    the arguments of addresses that are about no resident, `refs` what forms send."""

    samira: Resident
    personas: dict[str, Persona] = field(default_factory=dict)
    residents: dict[str, Resident] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    things: dict[str, UUID] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    # A resident who does not exist, for whom everybody chose the same purpose as for Samira.
    nobody: UUID = field(default_factory=uuid4)

    def word(self, name: str) -> str:
        """A new word."""
        self.words[name] = "Zegel" + name.replace("-", "").replace(".", "").replace("_", "")
        return self.words[name]


def world() -> World:
    """Everybody and everything, in the database of this moment."""
    made = World(add_resident("samira", organisation_ref(add_worker("els"))))
    _tasks()
    _residents(made)
    _samiras_file(made)
    _children(made)
    _who_stands_for_whom(made)
    _who_works_with_samira(made)
    _what_waits(made)
    _what_the_map_waits_for(made)
    _browsers(made)
    made.pages |= {"contact:language": {"code": "ar"}, "contact:paper": {"form": "B1", "size": "gewoon"}}
    made.pages["desk:enter"] = {"form": "B1"}
    made.pages |= {"map:entry": {"key": "luisterlijn"}, "map:my_entry": {"key": "luisterlijn"}}
    wijkteam = organisation_ref(_worker("els"))
    made.refs |= {
        "samira": made.samira.ref,
        "curator": made.residents["curator"].ref,
        "task": str(Task.objects.get(organisation=_worker("sil").organisation).pk),
        "huis": wijkteam,
        "wijkteam": f"{wijkteam} wmo",
        "over_een_week": (date.today() + timedelta(days=7)).strftime("%d-%m-%Y"),
        "staat.mantelzorger": str(made.things["staat.mantelzorger"]),
    }
    return made


def _worker(name: str) -> Worker:
    return add_worker(name, WORKERS) if name in WORKERS else add_worker(name)


def _tasks() -> None:
    for name, purposes in {
        "els": ("wmo", "jeugdhulp", "veiligheid", "contact"),
        "bo": ("wmo",),
        "tom": ("wmo",),
        "pam": ("wmo",),
        "sil": ("schuldhulp",),
    }.items():
        for purpose in purposes:
            give_task(_worker(name), purpose)


def _residents(made: World) -> None:
    """Born so that ages hold on every day on which this runs."""
    born = {name: date.today() - timedelta(days=365.25 * years + 100) for name, years in AGES.items()}
    born |= {name: date(1970, 1, 1) for name in (*BESIDE, *OTHERS)}
    cast = {name: ("veenrode" if name == "jansen" else "duinstad", day, name.title()) for name, day in born.items()}
    for name in cast:
        made.residents[name] = add_resident(name, cast=cast)
    made.residents["samira"] = made.samira
    with maintenance("keeping"):
        for name, resident in {"samira": made.samira, **{each: made.residents[each] for each in AGES}}.items():
            resident.family_name = made.word(f"{name}.naam")
            resident.search_name = f"{name} {resident.family_name}".lower()
            resident.save()


def _note(made: World, name: str, about: Resident, by: str, category: str, purpose: str, **more: Any) -> Note:
    controller = organisation_ref(_worker(by))
    with maintenance("keeping"):
        note = Note.objects.create(
            **owned(about.ref, controller, category, purpose),
            **({"written_by": f"worker:{_worker(by).pk}"} | more),
            text=f"Er staat {made.word(name)} in dit stuk.",
            at=timezone.now(),
        )
    made.things[name] = note.pk
    return note


def _samiras_file(made: World) -> None:
    samira = made.samira
    _note(made, "woorden", samira, "els", "verhaal", "wmo", own_words=True, written_by=samira.ref)
    _note(made, "notitie", samira, "els", "netwerk", "wmo")
    _note(made, "zorg", samira, "els", "zorg", "wmo")
    _note(made, "voorkeur", samira, "els", "voorkeur", "wmo")
    _note(made, "jeugdhulp", samira, "els", "gezin", "jeugdhulp", secrecy=Secrecy.YOUTH)
    _note(made, "geweld", samira, "els", "geweld", "veiligheid")
    _note(made, "melder", samira, "els", "melder", "veiligheid")
    _note(made, "schulden", samira, "sil", "geld", "schuldhulp")
    _note(made, "behandeling", samira, "pam", "gezondheid", "wmo", secrecy=Secrecy.MEDICAL)
    wijkteam = organisation_ref(_worker("els"))

    def row(category: str, purpose: str = "wmo") -> dict[str, Any]:
        return {**owned(samira.ref, wijkteam, category, purpose), "resident": samira}

    made.words |= {"telefoon": "+31687654321", "antwoord": "37,58", "bsn": BSN}
    with maintenance("keeping"):
        way = Way.objects.create(**row("contact"), kind=WayKind.MOBILE, value="+31687654321", checked_at=LONG_AGO)
        SafeContact.objects.create(**row(SAFE_CONTACT), only_way=way, instruction=f"Alleen {made.word('veilig')}.")
        for name, category, purpose in (("adres", "contact", "wmo"), ("schuiladres", "schuiladres", "veiligheid")):
            street = {"kind": AddressKind.HOME, "street": made.word(name), "number": "7", "start": LONG_AGO}
            Address.objects.create(**row(category, purpose), **street)
        Identifier.objects.create(**row("bsn"), sealed=seal(BSN), blind=blind_index(BSN))
        fact = FactValue.objects.create(
            **owned(samira.ref, wijkteam, "woning"),
            fact="drempel_cm",
            value="37.58",
            source="verteld_door",
            said_by=f"tante {made.word('feit')}",
            noted_by=f"worker:{_worker('els').pk}",
            at=timezone.now(),
        )
    made.things["feit"] = fact.pk
    owner = Owner(samira.ref, wijkteam, "wmo", "zorg")
    file = SimpleUploadedFile("brief.txt", f"In dit bestand staat {made.word('bestand')}.".encode())
    made.things["bestand"] = keep(file, owner, "duinstad", f"worker:{_worker('els').pk}", timezone.now()).pk


def _children(made: World) -> None:
    for child in AGES:
        resident = made.residents[child]
        _note(made, f"{child}.hulp", resident, "els", "gezin", "jeugdhulp", secrecy=Secrecy.YOUTH)
        _note(made, f"{child}.geld", resident, "sil", "geld", "schuldhulp")
    closed = _note(made, "amira.gesloten", made.residents["amira"], "els", "gezin", "jeugdhulp", secrecy=Secrecy.YOUTH)
    _withheld(closed, made.samira.ref, "Zij is daar bang voor.")


def _withheld(note: Note, from_whom: str, why: str) -> Withheld:
    """Ali, who works with nobody now, kept this from somebody."""
    with maintenance("keeping"):
        return Withheld.objects.create(
            **owned(note.subject, note.controller, note.category, note.purpose),
            entry=note.pk,
            from_whom=from_whom,
            ground="veiligheid",
            why=why,
            by=f"worker:{_worker('ali').pk}",
            start=LONG_AGO,
            end=timezone.now() + timedelta(days=9),
        )


def _who_stands_for_whom(made: World) -> None:
    samira = made.samira
    for child in AGES:
        stand_for(made.residents[child], samira.ref, Standing.PARENT, name="Samira")
        no_custody: dict[str, Any] = {"name": "Karim", "looks": False}
        stand_for(made.residents[child], made.residents["karim"].ref, Standing.PARENT_WITHOUT_CUSTODY, **no_custody)
    for name, (standing, scope, looks) in BESIDE.items():
        said: dict[str, Any] = {"name": f"{name} {made.word('staat-voor')}", "looks": looks}
        said["proof"] = made.word("bewijs")
        if name == "geschorst":
            said |= {"suspended_at": LONG_AGO, "suspended_by": "worker:1", "suspended_why": made.word("stopreden")}
        row: Representation = stand_for(samira, made.residents[name].ref, standing, scope, **said)
        made.things[f"staat.{name}"] = row.pk
    for name, standing, scope in (
        ("mia", Standing.CLIENT_SUPPORTER, Scope.CARE),
        ("anton", Standing.ADMINISTRATOR, Scope.MONEY),
    ):
        stand_for(samira, f"worker:{_worker(name).pk}", standing, scope, name=name)
    with maintenance("keeping"):
        judgement = Judgement.objects.create(
            **owned(samira.ref, row.controller, "vertegenwoordiging"),
            resident=samira,
            matter="welke hulp er in huis komt",
            why=made.word("oordeel"),
            judged_by="A. de Wit, huisarts",
            noted_by=f"worker:{_worker('els').pk}",
            start=timezone.now(),
            end=timezone.now() + timedelta(days=9),
        )
        made.things["oordeel"] = judgement.pk
        Disagreement.objects.create(
            **owned(samira.ref, row.controller, "vertegenwoordiging"),
            resident=samira,
            representation=row,
            said_by=samira.ref,
            words=made.word("onenigheid"),
            at=timezone.now(),
        )


def _who_works_with_samira(made: World) -> None:
    samira = made.samira
    for name, purpose in (
        ("els", "wmo"),
        ("noa", "jeugdhulp"),
        ("vera", "veiligheid"),
        ("bo", "wmo"),
        ("tom", "wmo"),
        ("sil", "schuldhulp"),
    ):
        row = involve(_worker(name), samira, purpose, reason=made.word("waarom-betrokken"))
        made.things[f"betrokken.{name}"] = row.pk
    involve(_worker("gijs"), samira, end=timezone.now() - timedelta(minutes=5))
    agreed = {"sentence": f"Zij mogen {made.word('toestemming')} zien."}
    made.things["toestemming"] = consent(samira, _worker("bo"), "netwerk", **agreed).pk
    for category in ("zorg", "gezondheid"):
        consent(samira, _worker("bo"), category)  # of care; what a doctor keeps secret stays so
    for category in ("netwerk", "zorg", "gezondheid"):
        consent(samira, _worker("tom"), category, only_that=True)
    consent(samira, _worker("sil"), "gezondheid", "schuldhulp")
    with maintenance("keeping"):
        Lifting.objects.create(
            **owned(samira.ref, organisation_ref(_worker("pam")), "toestemming", "schuldhulp"),
            organisation=organisation_ref(_worker("sil")),
            holder=organisation_ref(_worker("pam")),
            shared="gezondheid",
            sentence=f"Mijn dokter mag {made.word('geheim-opgeheven')} vertellen.",
            language="nederlands",
            how="mondeling",
            given_by=samira.ref,
            by=f"worker:{_worker('pam').pk}",
            start=LONG_AGO,
        )


def _wants_to_be_called(made: World) -> None:
    """Somebody whom nobody knows; the wijkteam answers."""
    asked = callers.a_request(name=made.word("beller"))
    made.things["terugbellen"] = asked
    made.refs["terugbelcode"] = callers.the_request(asked).code


def _what_the_map_waits_for(made: World) -> None:
    """An owner has to be called by the wijkteam, and an editor has to look at a report."""
    made.things["bel_eigenaar"] = map_of_the_bridge.one_to_call()["which"]
    made.things["melding_kaart"] = map_of_the_bridge.one_reported()["which"]
    made.things["proef_import"] = imports.a_trial()["run"]
    made.refs["meldcode"] = shown(code_of(made.things["melding_kaart"]))
    made.pages["directory:confirm"] = {"link": link_for(Asking.objects.get(pk=made.things["bel_eigenaar"]))}


def _what_waits(made: World) -> None:
    samira, now = made.samira, timezone.now()
    ivo, ruben = _worker("ivo"), _worker("ruben")
    with maintenance("keeping"):
        emergency = Emergency.objects.create(
            **owned(samira.ref, organisation_ref(ivo), "noodtoegang", "noodgeval"),
            who=f"worker:{ivo.pk}",
            by=f"worker:{ivo.pk}",
            reason=made.word("noodreden"),
            start=now,
            end=now + timedelta(hours=4),
        )
        request = BlindRequest.objects.create(
            **owned(samira.ref, organisation_ref(ruben), "verzoek", "schuldhulp"),
            who=f"worker:{ruben.pk}",
            by=f"worker:{ruben.pk}",
            reason=made.word("verzoekreden"),
            start=now,
        )
    _wants_to_be_called(made)
    _questions(made)
    note = _note(made, "achtergehouden", samira, "els", "netwerk", "wmo")
    withheld = _withheld(note, samira.ref, made.word("waarom-gesloten"))
    one, other = sorted((samira.ref, made.residents["buur"].ref))
    doubt = Doubt.objects.create(municipality="duinstad", one=one, other=other, why=["zelfde_naam"], found_at=now)
    made.things |= {"nood": emergency.pk, "verzoek": request.pk, "gesloten": withheld.pk, "twijfel": doubt.pk}


def _questions(made: World) -> None:
    """What Samira asked about her data, and her curator for her; dirk of the municipality answers."""
    now = timezone.now()
    asked = (
        ("vraag", made.samira, "rechtsverzoek"),
        ("namens_gevraagd", made.residents["curator"], "rechtsverzoek_namens"),
    )
    for name, by, category in asked:
        with maintenance("keeping"):
            row = RightsRequest.objects.create(
                **owned(made.samira.ref, organisation_ref(_worker("dirk")), category, "rechten"),
                right="vraag",
                words=made.word(name),
                about=organisation_ref(_worker("els")),
                asked_by=by.ref,
                how="digitaal",
                asked_at=now,
                asked_on=now.date(),
                due_on=now.date() + timedelta(days=28),
            )
        made.things[name] = row.pk
    made.things["link"] = a_link_for(made.samira)


def _browsers(made: World) -> None:
    for persona, (name, purpose) in AT_WORK.items():
        worker = _worker(name)
        client = _visiting(signed_in(worker), made, purpose)
        made.personas[persona] = Persona(client, f"worker:{worker.pk}", purpose, organisation_ref(worker))
    for persona, (name, assurance) in AT_HOME.items():
        resident = made.residents[name]
        made.personas[persona] = Persona(signed_in_resident(resident, assurance), resident_ref(resident.pk))
    technical = Account.objects.create(email="techniek@gemeente.example")
    made.personas["technisch"] = Persona(_keyed(technical))
    made.personas["wachtwoord"] = Persona(signed_in(_worker("els"), "password"))
    made.personas["niemand"] = Persona(Client())


def _visiting(client: Client, made: World, purpose: str) -> Client:
    """This browser chose this purpose for Samira, and for somebody who does not exist."""
    session = client.session
    session["dossier_purposes"] = {str(id_): purpose for id_ in (made.samira.pk, made.nobody)}
    session.save()
    return client


def _keyed(account: Account) -> Client:
    """An account with a second factor that belongs to no worker: of who keeps the machines running."""
    client = Client()
    client.force_login(account)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return client
