"""Taking everything along: who may, what is in it, and what never is. Through the real gate."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

import jsonschema
import pypdf
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.queries import MOST_NOTES, file_of
from maatwerk.casework.rights import paper
from maatwerk.casework.rights.copying import KINDS
from maatwerk.foundation.access.models import (
    AccessRecord,
    Emergency,
    LegalHold,
    Lifting,
    Opened,
    RightsRequest,
    Told,
    Withheld,
)
from maatwerk.foundation.documents.actions import keep
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Owner, Personal
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import (
    Address,
    Disagreement,
    Household,
    Identifier,
    Membership,
    Relation,
    Resident,
    SafeContact,
    Way,
)
from maatwerk.foundation.people.residents import AddressKind, Bond, Scope, Standing, WayKind
from maatwerk.foundation.people.sealing import blind_index, seal
from maatwerk.foundation.people.viewers import resident_viewer
from maatwerk.foundation.ui.municipality import Municipality
from tests.architecture.hiding import WORD, hidden
from tests.casework.dossier import files
from tests.casework.rights.test_copy import CONTRACT, read_csv
from tests.residents import LONG_AGO, add_resident, organisation_ref, owned, signed_in_resident, stand_for
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

PAGE = "/duinstad/mijn/gegevens/meenemen/"
FORMS = ("pdf", "csv", "json")


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    files.everything()
    return add_resident("samira")


def page_for(resident: Resident) -> str:
    return f"/duinstad/mijn/voor/{resident.pk}/gegevens/meenemen/"


def taken(client: Client, form: str = "json", page: str = PAGE, **fields: str) -> HttpResponse:
    return cast(HttpResponse, client.post(page, {"vorm": form} | fields))


def told(client: Client, page: str = PAGE) -> dict[str, Any]:
    response = taken(client, page=page)
    assert response.status_code == 200
    found: dict[str, Any] = json.loads(response.content)
    return found


def words_of(response: HttpResponse) -> str:
    """Everything that a person or a program can read in a file."""
    if response["Content-Type"] == "application/json":
        return response.content.decode()
    if response["Content-Type"] == "application/zip":
        return str(read_csv(response.content))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\u200b", ""))


def in_every_form(client: Client, page: str = PAGE) -> dict[str, str]:
    return {form: words_of(taken(client, form, page)) for form in FORMS}


def write(about: Resident, text: str, category: str = "netwerk", purpose: str = "wmo", **fields: Any) -> Note:
    els = add_worker("els")
    entry = owned(about.ref, organisation_ref(els), category, purpose)
    with maintenance("keeping"):
        made: Note = Note.objects.create(
            **entry, text=text, **({"written_by": f"worker:{els.pk}", "at": timezone.now()} | fields)
        )
    return made


def test_everything_of_her_own_page_is_in_it_and_it_fits_the_contract(samira: Resident) -> None:
    write(samira, "Eerst dacht Els iets anders.", corrected_by=write(samira, "Nu staat het goed."))
    found = told(signed_in_resident("samira"))
    jsonschema.Draft202012Validator(json.loads(CONTRACT.read_text(encoding="utf-8"))).validate(found)
    viewer = resident_viewer(samira.pk, "duinstad", "substantieel", "ab" * 16)
    file = file_of(viewer, samira.ref, "inzage", timezone.now())
    own = [seen.thing for seen in file.own_words.rows if seen.thing]
    notes = [*own, *(seen.thing for seen in file.notes.rows if seen.thing), *file.corrected.values()]
    assert len(notes) == 4
    assert {note["id"] for note in found["notities"]} == {str(note.pk) for note in notes}
    assert {note["tekst"] for note in found["notities"] if note["eigenWoorden"]} == {note.text for note in own}
    [earlier] = [note for note in found["notities"] if note["verbeterdDoor"]]
    assert earlier["tekst"] == "Eerst dacht Els iets anders."
    assert [(fact["waarde"], fact["antwoord"], fact["bron"]) for fact in found["feiten"]] == [
        ("2.5", "2,5 cm", "gevraagd aan uzelf")
    ]
    assert [way["waarde"] for way in found["bereikbaarheid"]] == [way.value for way in file.ways]
    assert [row["naam"] for row in found["vertegenwoordigers"]] == [row.name for row in file.stand]
    assert [row["wie"] for row in found["betrokkenen"]] == ["Els (wijkteam)"]
    assert [(row["keuze"], row["zin"]) for row in found["keuzes"]] == [("toestemming", "Zij mogen dit zien.")]
    assert (found["persoon"]["roepnaam"], found["persoon"]["geboren"]) == ("Samira", "1988-04-02")
    assert {row["doel"] for row in found["bewaartermijnen"]} >= {"hulp thuis en meedoen"}


def test_each_form_is_a_file_of_its_own_that_nothing_keeps(samira: Resident) -> None:
    client = signed_in_resident("samira")
    for form, kind, ending in (("pdf", "pdf", "pdf"), ("csv", "zip", "zip"), ("json", "json", "json")):
        response = taken(client, form)
        assert response.status_code == 200
        assert response["Content-Type"] == f"application/{kind}"
        assert re.fullmatch(
            rf'attachment; filename="gegevens-\d{{4}}-\d\d-\d\d\.{ending}"', response["Content-Disposition"]
        )
        assert "no-store" in response["Cache-Control"]
        assert response["X-Content-Type-Options"] == "nosniff"


def test_own_words_come_along_in_every_form(samira: Resident) -> None:
    for words in in_every_form(signed_in_resident("samira")).values():
        assert "Ik durf de post weer open te maken." in words


def test_large_print_is_larger_and_english_is_english(samira: Resident) -> None:
    client = signed_in_resident("samira")
    pages = [
        len(pypdf.PdfReader(io.BytesIO(taken(client, "pdf", **each).content)).pages) for each in ({}, {"groot": "ja"})
    ]
    assert pages[1] > pages[0]
    english = json.loads(taken(client, "json", page=PAGE.replace("/duinstad/", "/duinstad/en/")).content)
    assert english["bestand"]["taal"] == "en"
    assert english["notities"][0]["doel"] == "help at home and taking part"


def test_a_marked_name_stands_nowhere_but_in_her_own_words_and_how_often_is_told(samira: Resident) -> None:
    write(samira, "Ook Fadila was er.")
    write(samira, "Fadila is mijn zus.", "verhaal", own_words=True, written_by=samira.ref, third_persons=["Fadila"])
    found = told(signed_in_resident("samira"))
    assert sorted(note["tekst"] for note in found["notities"] if "zus" in note["tekst"].lower()) == [
        "Fadila is mijn zus.",
        "Haar zus [naam van iemand anders] helpt met de post.",
    ]
    assert "Ook [naam van iemand anders] was er." in {note["tekst"] for note in found["notities"]}
    assert found["weggelaten"]["namen"] == 2
    pdf = words_of(taken(signed_in_resident("samira"), "pdf"))
    assert "Op 2 plekken staat iets van iemand anders." in pdf


def test_who_stands_for_her_gets_no_name_of_another_from_her_own_words_either(samira: Resident) -> None:
    write(samira, "Fadila is mijn zus.", "zorg", own_words=True, written_by=samira.ref, third_persons=["Fadila"])
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.AUTHORISED, Scope.CARE, name="Joost")
    for words in in_every_form(signed_in_resident("joost"), page_for(samira)).values():
        assert "is mijn zus" in words
        assert "Fadila" not in words


def test_the_name_of_a_document_tells_of_nobody_else(samira: Resident) -> None:
    owner = Owner(samira.ref, samira.controller, "wmo", "zorg")
    for name in ("brief_van_Fadila.txt", "brief_van_mij.txt"):
        keep(SimpleUploadedFile(name, b"Hallo"), owner, "duinstad", "worker:1", timezone.now())
    found = told(signed_in_resident("samira"))
    assert [row["naam"] for row in found["documenten"]] == [
        "brief van [naam van iemand anders].txt",
        "brief_van_mij.txt",
    ]


def test_numbers_and_addresses_of_others_are_covered_and_her_own_stay(samira: Resident) -> None:
    own, other = "111222333", "123456782"
    with maintenance("keeping"):
        row = owned(samira.ref, samira.controller, "bsn")
        Identifier.objects.create(**row, resident=samira, sealed=seal(own), blind=blind_index(own))
    write(samira, f"Bel +31612345678 of 06 87654321, mail zus@post.example. BSN {own}, {other}.")
    found = told(signed_in_resident("samira"))
    [note] = [note["tekst"] for note in found["notities"] if note["tekst"].startswith("Bel")]
    assert note == (
        "Bel +31612345678 of [telefoon van iemand anders], mail [e-mail van iemand anders]. "
        f"BSN {own}, [nummer van iemand anders]."
    )
    assert found["weggelaten"] == {"namen": 1, "telefoonnummers": 1, "mailadressen": 1, "burgerservicenummers": 1}
    assert found["persoon"]["bsnBekend"] is True


def test_who_lives_with_her_and_is_related_to_her_stands_there_without_who_it_is(samira: Resident) -> None:
    with maintenance("keeping"):
        home = Household.objects.create(municipality="duinstad")
        row = owned(samira.ref, samira.controller, "huishouden") | {"resident": samira, "start": LONG_AGO}
        Membership.objects.create(**row, household=home)
        Relation.objects.create(**row, bond=Bond.SIBLING, other_name="Fadila Haddad")
        Relation.objects.create(**row, bond=Bond.CHILD, other=add_resident("noor"))
    found = told(signed_in_resident("samira"))
    assert [row["huishouden"] for row in found["huishoudens"]] == [str(home.pk)]
    assert {row["band"] for row in found["relaties"]} == {"Broer of zus", "Kind"}
    assert "Fadila Haddad" not in str(found)
    assert str(add_resident("noor").pk) not in str(found)


def test_documents_log_ins_emergencies_and_who_looked_come_along(samira: Resident) -> None:
    els, now = add_worker("els"), timezone.now()
    owner = Owner(samira.ref, organisation_ref(els), "wmo", "zorg")
    keep(SimpleUploadedFile("brief.txt", b"Hallo"), owner, "duinstad", f"worker:{els.pk}", now)
    with maintenance("keeping"):
        Emergency.objects.create(
            **owned(samira.ref, organisation_ref(els), "noodtoegang", "noodgeval"),
            who=f"worker:{els.pk}",
            by=f"worker:{els.pk}",
            reason="Zij viel.",
            start=now,
            end=now + timedelta(hours=4),
        )
    from tests.casework.dossier.test_pages_at_work import file, visiting

    file(visiting("els", samira), samira)
    found = told(signed_in_resident("samira"))
    assert [row["naam"] for row in found["documenten"]] == ["brief.txt"]
    assert [(row["wie"], row["reden"]) for row in found["spoedinzagen"]] == [("Els (wijkteam)", "Zij viel.")]
    assert any("Els van wijkteam keek op" in row["zin"] for row in found["inzagen"])


def test_what_puts_her_in_danger_is_in_no_file_and_whether_there_is_any_makes_no_difference(samira: Resident) -> None:
    with maintenance("keeping"):
        way = Way.objects.get(subject=samira.ref)
        SafeContact.objects.filter(subject=samira.ref).update(only_way=way, instruction=f"Alleen {WORD}veilig.")
    client = signed_in_resident("samira", Assurance.HIGH)

    def tables() -> tuple[object, object]:
        """Without the moment at which it was made."""
        spreadsheet = read_csv(taken(client, "csv").content)
        return told(client) | {"bestand": None}, spreadsheet | {"bestand": None}

    before = tables()
    for words in in_every_form(client).values():
        assert WORD not in words
    with hidden(samira):
        assert tables() == before
        for words in in_every_form(client).values():
            assert WORD not in words


def test_what_she_chose_about_hidden_things_is_in_no_file_either(samira: Resident) -> None:
    secret = write(samira, "Er was geweld.", "geweld", "veiligheid")
    row = owned(samira.ref, samira.controller, "toestemming") | {"sentence": f"{WORD}zin", "shared": "geweld"}
    said = {"language": "nederlands", "how": "mondeling", "given_by": samira.ref, "by": "worker:1", "start": LONG_AGO}
    with maintenance("keeping"):
        Opened.objects.create(**row, **said, organisation=samira.controller, entry=secret.pk)
        Lifting.objects.create(**row, **said, organisation=samira.controller, holder=samira.controller)
    found = told(signed_in_resident("samira", Assurance.HIGH))
    assert [choice["wat"] for choice in found["keuzes"]] == ["uw woning"]
    assert WORD not in str(found)


def test_rosas_secret_address_is_in_no_file(two_municipalities: object) -> None:
    rosa = add_resident("rosa")
    with maintenance("keeping"):
        Address.objects.create(
            **owned(rosa.ref, rosa.controller, "schuiladres", "veiligheid"),
            resident=rosa,
            kind=AddressKind.HOME,
            street="Stille Laan",
            start=LONG_AGO,
        )
    write(rosa, "Zij komt op dinsdag.")
    for words in in_every_form(signed_in_resident("rosa", Assurance.HIGH)).values():
        assert "Zij komt op dinsdag." in words
        assert "Stille Laan" not in words


def test_the_look_of_a_download_stands_in_the_log_before_anything_is_given(samira: Resident) -> None:
    before = AccessRecord.objects.count()
    told(signed_in_resident("samira"))
    lines = AccessRecord.objects.order_by("at", "position")[before:]
    [line] = [line for line in lines if "dossier.note" in line.what]
    assert (line.purpose, line.municipality) == ("inzage", "duinstad")
    assert {"bsn", "schuiladres", "geweld", "veilig_contact"}.isdisjoint(line.categories.split())


def test_who_may_act_gets_what_the_gate_gives_and_no_more(samira: Resident) -> None:
    joost = add_resident("joost")
    write(samira, "Zij heeft een schuld.", "geld", "schuldhulp")
    write(samira, "Zij slaapt slecht.", "gezondheid")
    closed = write(samira, "Dit is dicht.", "geld")
    stand_for(samira, joost.ref, Standing.AUTHORISED, Scope.MONEY, name="Joost")
    with maintenance("keeping"):
        Withheld.objects.create(
            **owned(samira.ref, closed.controller, "geld"),
            entry=closed.pk,
            from_whom=joost.ref,
            ground="veiligheid",
            why="Zij is bang.",
            by="worker:1",
            start=LONG_AGO,
        )
    found = told(signed_in_resident("joost"), page_for(samira))
    assert [note["tekst"] for note in found["notities"]] == ["Zij heeft een schuld."]
    assert found["bestand"]["gevraagdDoor"] == "vertegenwoordiger"
    assert (found["inlogmomenten"], found["persoon"]["bsnBekend"]) == ([], None)
    with hidden(samira):
        for words in in_every_form(signed_in_resident("joost"), page_for(samira)).values():
            assert not [each for each in (WORD, "slaapt slecht", "Dit is dicht", "Zij is bang") if each in words]


# Left out of every copy, and why. A new model about persons has to be in the copy, or here.
LEFT_OUT = {
    "ContactRequest": "about somebody who may be nobody we know: asked for with its code",
    "Reporter": "an address without a name, of somebody who may be nobody we know; it goes when they were told",
    "SafeContact": "danger: a file lies about",
    "Exclusion": "danger: whom somebody never wants may read along",
    "Withheld": "tells what is kept from somebody, and why",
    "OwnWord": "a secret to sign in with; only its hash is kept",
    "PersonalEntry": "the search index: words of what is in the copy",
    "Message": "says nothing but that there is something to see",
}


def test_every_model_about_persons_is_in_the_copy_or_left_out_on_purpose() -> None:
    models = {model.__name__ for model in apps.get_models() if issubclass(model, Personal)}
    copied = {model.__name__ for model, _order in KINDS.values()} | {"Resident", "Identifier"}
    assert copied.isdisjoint(LEFT_OUT)
    assert models == copied | set(LEFT_OUT)


def test_who_stands_for_her_sees_their_own_questions_and_not_hers(samira: Resident) -> None:
    joost, now = add_resident("joost"), timezone.now()
    stand_for(samira, joost.ref, Standing.AUTHORISED, Scope.BOTH, name="Joost")
    with maintenance("keeping"):
        for who, words in ((samira.ref, "Wat wil Joost?"), (joost.ref, "Wat ziet Els?")):
            RightsRequest.objects.create(
                **owned(samira.ref, samira.controller, "rechtsverzoek_namens", "rechten"),
                right="vraag",
                words=words,
                about=samira.controller,
                asked_by=who,
                how="digitaal",
                asked_at=now,
                asked_on=now.date(),
                due_on=now.date(),
            )
    asked = [row["woorden"] for row in told(signed_in_resident("joost"), page_for(samira))["gegevensvragen"]]
    assert asked == ["Wat ziet Els?"]
    assert len(told(signed_in_resident("samira"))["gegevensvragen"]) == 2


def test_who_heard_of_a_correction_is_told_only_of_what_is_in_the_copy(samira: Resident) -> None:
    ruben = organisation_ref(add_worker("ruben"))
    shown, secret = write(samira, "Zij kookt."), write(samira, "Er was geweld.", "geweld", "veiligheid")
    with maintenance("keeping"):
        for note in (shown, secret):
            row = owned(samira.ref, samira.controller, "rechtsverzoek", "rechten")
            Told.objects.create(**row, entry=note.pk, organisation=ruben, what="verbeterd", at=timezone.now())
        for held, law in (("wmo", "Archiefwet"), ("veiligheid", f"{WORD}wet")):
            row = owned(samira.ref, samira.controller, "bewaarplicht", "rechten")
            LegalHold.objects.create(**row, held=held, law=law, reason=f"{WORD}reden", by="worker:1", start=LONG_AGO)
    found = told(signed_in_resident("samira"))
    assert [(row["stuk"], row["wie"]) for row in found["doorgegeven"]] == [(str(shown.pk), "schuldhulp")]
    assert [(row["wet"], row["geldtVoor"]) for row in found["bewaarplichten"]] == [
        ("Archiefwet", "hulp thuis en meedoen")
    ]
    assert WORD not in str(found)


def test_who_stands_for_her_does_not_learn_where_she_is_or_what_she_thinks_of_them(samira: Resident) -> None:
    joost = add_resident("joost")
    stands = stand_for(samira, joost.ref, Standing.CURATOR, Scope.BOTH, name="Joost")
    row = owned(samira.ref, samira.controller, "contact") | {"resident": samira}
    with maintenance("keeping"):
        Address.objects.create(**row, kind=AddressKind.HOME, street="Nieuwe Gracht", start=LONG_AGO)
        said = {"representation": stands, "said_by": samira.ref, "at": timezone.now()}
        Disagreement.objects.create(**row | {"category": "vertegenwoordiging"}, **said, words="Ik vertrouw hem niet.")
    never = ("Nieuwe Gracht", "+31612345678", "Ik vertrouw hem niet.")
    for form, words in in_every_form(signed_in_resident("joost"), page_for(samira)).items():
        assert not [each for each in never if each in words], form
    own = str(told(signed_in_resident("samira")))
    assert all(each in own for each in never)
    page = signed_in_resident("joost").get(page_for(samira)).content.decode()
    assert "Adres, telefoon, en met wie deze persoon woont." in page
    assert "Telefoon en e-mail" not in page


def test_who_only_looks_along_or_stopped_gets_nothing(samira: Resident) -> None:
    stand_for(samira, add_resident("joost").ref, Standing.CARER, name="Joost")
    row: dict[str, Any] = {"suspended_at": LONG_AGO, "suspended_by": "worker:1"}
    stand_for(samira, add_resident("wim").ref, Standing.AUTHORISED, Scope.BOTH, name="Wim", **row)
    for name in ("joost", "wim"):
        for ask in (Client.get, Client.post):
            assert ask(signed_in_resident(name), page_for(samira), {"vorm": "json"}).status_code == 404


def test_bilal_takes_his_own_and_his_father_without_custody_nothing(samira: Resident) -> None:
    bilal, father = add_resident("bilal"), add_resident("joost")
    write(bilal, "Hij sport graag.", "gezin", "jeugdhulp")
    stand_for(bilal, father.ref, Standing.PARENT_WITHOUT_CUSTODY, name="Karim", looks=False)
    assert "Hij sport graag." in {note["tekst"] for note in told(signed_in_resident("bilal"))["notities"]}
    assert taken(signed_in_resident("joost"), page=page_for(bilal)).status_code == 404


def test_a_child_below_twelve_has_no_copy_of_its_own_and_a_parent_with_custody_has(samira: Resident) -> None:
    noor = add_resident("noor")
    write(noor, "Zij speelt graag.", "gezin", "jeugdhulp")
    assert taken(signed_in_resident("noor")).status_code == 404
    files.of_noor()
    assert "Zij speelt graag." in str(told(signed_in_resident("samira"), page_for(noor)))


def test_a_stranger_gets_the_same_as_for_who_is_not_there(samira: Resident) -> None:
    stranger = signed_in_resident("wim")
    pages = [page_for(samira), page_for(Resident(pk=uuid4()))]
    answers, statements = [], []
    for page in pages:
        with CaptureQueriesContext(connection) as captured:
            response = taken(stranger, page=page)
        answers.append((response.status_code, re.sub(r'value="[^"]{64}"|[0-9a-f-]{36}', "", response.content.decode())))
        statements.append(len(captured))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    assert statements[0] == statements[1]


@pytest.mark.parametrize("fields", [{}, {"vorm": "xlsx"}, {"vorm": "json\0"}])
def test_another_form_is_refused_with_a_sentence(samira: Resident, fields: dict[str, str]) -> None:
    response = signed_in_resident("samira").post(PAGE, fields | {"groot": "ja"})
    assert response.status_code == 400
    assert "Kies papier, tabellen of een bestand voor een ander programma." in response.content.decode()
    assert 'name="groot" value="ja" checked' in response.content.decode()


def test_who_is_known_less_well_or_signed_in_long_ago_is_led_to_the_way_in(samira: Resident) -> None:
    for ask in (Client.get, Client.post):
        refused = ask(signed_in_resident("samira", Assurance.LOW), PAGE, {"vorm": "json"})
        assert refused.status_code == 403
        assert "Log opnieuw in" in refused.content.decode()
        again = ask(signed_in_resident("samira", minutes_ago=16), PAGE, {"vorm": "json"})
        assert again.status_code == 302
        assert "opnieuw=1" in again["Location"]
    assert ask(Client(), PAGE, {"vorm": "json"}).status_code == 302


def test_the_page_says_what_comes_along_what_not_and_how_to_get_it_on_paper(samira: Resident) -> None:
    page = signed_in_resident("samira").get(PAGE)
    words = page.content.decode()
    for sentence in (
        "Notities en eigen woorden",
        "Dit laten wij bij iedereen weg, ook als er niets is.",
        "Vraag een afdruk aan de balie",
        "Wij sturen dit nooit met gewone mail.",
        "/gegevens/vragen/nieuw/?soort=inzage",
    ):
        assert sentence in words
    assert "no-store" in page["Cache-Control"]
    assert "Wie werkt er" not in words


def test_the_number_of_queries_does_not_grow_with_the_file(
    samira: Resident, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            told(signed_in_resident("samira"))
        return len(captured)

    few = queries()
    with maintenance("keeping"):
        row = owned(samira.ref, samira.controller, "netwerk") | {"written_by": "worker:1", "at": timezone.now()}
        Note.objects.bulk_create(Note(**row, text=f"Notitie {each}", third_persons=["Jan"]) for each in range(60))
        fact = owned(samira.ref, samira.controller, "woning") | {"source": "gevraagd", "said_by": samira.ref}
        FactValue.objects.bulk_create(
            FactValue(**fact, fact=f"feit{each}", value="1", noted_by="worker:1", at=timezone.now())
            for each in range(30)
        )
    assert queries() <= few + 2
    with django_assert_max_num_queries(few + 2):
        assert len(told(signed_in_resident("samira"))["notities"]) > MOST_NOTES


def test_a_file_of_five_thousand_notes_comes_whole(samira: Resident) -> None:
    row = owned(samira.ref, samira.controller, "netwerk") | {"written_by": "worker:1", "at": timezone.now()}
    with maintenance("keeping"):
        Note.objects.bulk_create(
            Note(**row, text=f"Notitie {each}. Zij sprak met Fadila en Jan.", third_persons=["Jan"])
            for each in range(5000)
        )
    response = taken(signed_in_resident("samira"), "csv")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        text = archive.read("notities.csv").decode()
    assert set(re.findall(r"Notitie (\d+)\.", text)) == {str(each) for each in range(5000)}
    assert not re.search(r"\b(Fadila|Jan)\b", text)


def test_a_long_copy_on_paper_comes_as_several_pdfs_in_one_file(
    samira: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "_MOST_LETTERS", 2000)
    response = taken(signed_in_resident("samira"), "pdf")
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].endswith('.zip"')
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        names = archive.namelist()
        pages = [pypdf.PdfReader(io.BytesIO(archive.read(name))).pages for name in names]
    assert names == [f"gegevens-deel-{number}.pdf" for number in range(1, len(names) + 1)]
    assert len(names) > 1
    assert "Ik durf de post weer open te maken." in " ".join(page.extract_text() for each in pages for page in each)


def test_a_way_that_is_kept_for_her_is_kept_as_it_is_written(samira: Resident) -> None:
    """So that her own number in a text is known as hers, however it is written there."""
    with maintenance("keeping"):
        row = owned(samira.ref, samira.controller, "contact")
        Way.objects.create(**row, resident=samira, kind=WayKind.MAIL, value="samira@post.example")
    write(samira, "Mail naar Samira@Post.example, bel 06-12 34 56 78.")
    found = told(signed_in_resident("samira"))
    assert "Mail naar Samira@Post.example, bel 06-12 34 56 78." in {note["tekst"] for note in found["notities"]}
