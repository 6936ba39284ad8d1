"""The file on screen, for people at work: through the real gate, with the real register."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.queries import MOST_NOTES
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Representation, Resident, SafeContact, Way
from maatwerk.foundation.people.residents import Scope, Standing, WayKind
from maatwerk.foundation.ui.municipality import Municipality
from tests.casework.dossier import files
from tests.residents import add_resident, consent, give_task, involve, organisation_ref, owned, stand_for
from tests.staff import add_worker, signed_in

pytestmark = pytest.mark.django_db

BASE = "/duinstad/medewerkers/inwoners/"


def text(response: HttpResponse) -> str:
    """What stands on the page, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode().split("<main")[1]).split())


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    samira = add_resident("samira")
    give_task(add_worker("els"))
    give_task(add_worker("ruben"), "schuldhulp")
    involve(add_worker("els"), samira)
    involve(add_worker("ruben"), samira, "schuldhulp")
    return samira


@pytest.fixture
def els(samira: Resident) -> Client:
    return visiting("els", samira)


def visiting(name: str, resident: Resident, purpose: str = "wmo") -> Client:
    """At work, with the purpose chosen for this file."""
    client = signed_in(add_worker(name))
    response = client.post(f"{BASE}{resident.pk}/doel/", {"doel": purpose})
    assert response.status_code == 302, text(response)
    return client


def file(client: Client, resident: Resident) -> str:
    response = client.get(f"{BASE}{resident.pk}/")
    assert response.status_code == 200
    return text(response)


def test_the_purpose_is_asked_once_and_shown_on_every_page(samira: Resident) -> None:
    client = signed_in(add_worker("els"))
    asked = client.get(f"{BASE}{samira.pk}/notities/nieuw/?eigen=1")
    assert asked.status_code == 302
    page = client.get(asked["Location"])
    assert "Wmo 2015" in text(page)
    assert text(page).count("Kijk hiervoor") == 1  # one purpose, and still a choice
    onward = re.search(r'name="naar" value="([^"]+)"', page.content.decode())
    assert onward
    chosen = client.post(f"{BASE}{samira.pk}/doel/", {"doel": "wmo", "naar": onward[1]})
    assert chosen["Location"] == f"{BASE}{samira.pk}/notities/nieuw/?eigen=1"
    for address in ("", "notities/nieuw/", "feiten/nieuw/"):
        assert "U kijkt voor: hulp thuis en meedoen (Wmo 2015)" in text(client.get(f"{BASE}{samira.pk}/{address}"))


def test_only_purposes_that_this_worker_may_use_are_offered_and_accepted(samira: Resident) -> None:
    client = signed_in(add_worker("ruben"))
    page = text(client.get(f"{BASE}{samira.pk}/doel/"))
    assert "Wgs" in page or "schuldhulpverlening" in page
    assert "Wmo 2015" not in page.replace("Wgs", "")
    for wanted in ("wmo", "noodgeval", "toezicht", "bestaat-niet", ""):
        assert client.post(f"{BASE}{samira.pk}/doel/", {"doel": wanted}).status_code == 400


def test_a_purpose_leads_nowhere_but_to_pages_of_this_site(samira: Resident) -> None:
    client = signed_in(add_worker("els"))
    for elsewhere in ("https://kwaad.example/", "//kwaad.example"):
        response = client.post(f"{BASE}{samira.pk}/doel/", {"doel": "wmo", "naar": elsewhere})
        assert response["Location"] == f"{BASE}{samira.pk}/"


def test_nobody_learns_whether_a_file_exists(samira: Resident) -> None:
    """Somebody who may not see her, of another organisation or municipality, gets the page of who does not exist."""
    there, nowhere = samira.pk, uuid4()
    for name, town in (("pim", "duinstad"), ("mia", "duinstad"), ("henk", "veenrode")):
        client = signed_in(add_worker(name))
        for page in ("doel/", ""):
            answers = []
            for id_ in (there, nowhere):
                response = client.get(f"/{town}/medewerkers/inwoners/{id_}/{page}", follow=True)
                answers.append((response.status_code, text(response)))
            assert answers[0] == answers[1]
            assert answers[0][0] == 404


def test_who_stops_working_with_her_sees_the_file_no_more_at_the_next_request(els: Client, samira: Resident) -> None:
    assert "Samira Haddad" in file(els, samira)
    with maintenance("keeping"):
        from maatwerk.foundation.access.models import Involvement

        Involvement.objects.filter(who=f"worker:{add_worker('els').pk}").update(end=timezone.now())
    assert els.get(f"{BASE}{samira.pk}/", follow=True).status_code == 404


def test_a_purpose_that_is_over_is_asked_again(els: Client, samira: Resident) -> None:
    """With Ruben away, Els takes over the debts: what she chose before does not keep her out."""
    from maatwerk.foundation.access.models import Involvement

    give_task(add_worker("els"), "schuldhulp")
    with maintenance("keeping"):
        Involvement.objects.filter(who=f"worker:{add_worker('els').pk}").update(end=timezone.now())
    involve(add_worker("els"), samira, "schuldhulp")
    page = els.get(f"{BASE}{samira.pk}/", follow=True)
    assert page.status_code == 200
    assert "Waarvoor kijkt u?" in text(page)
    assert "Wmo 2015" not in text(page)


def test_somebody_whose_story_is_empty_was_not_asked_yet(els: Client, samira: Resident) -> None:
    page = file(els, samira)
    assert (
        page.index("In eigen woorden Voor dit doel nog niet gevraagd.")
        < page.index("Notities")
        < page.index("Wat er bekend is")
    )


def test_own_words_stand_above_everything(els: Client, samira: Resident) -> None:
    els.post(f"{BASE}{samira.pk}/notities/nieuw/", {"soort": "woning", "tekst": "Het huis is vochtig."})
    els.post(f"{BASE}{samira.pk}/notities/nieuw/", {"soort": "verhaal", "tekst": "Ik wil weer slapen."})
    page = file(els, samira)
    assert page.index("Ik wil weer slapen.") < page.index("Het huis is vochtig.")
    assert "nog niet gevraagd" not in page


def test_third_persons_are_marked_and_what_is_typed_is_never_markup(els: Client, samira: Resident) -> None:
    fields = {"soort": "netwerk", "tekst": "Zus <b>Fadila</b> helpt.", "anderen": "Fadila"}
    assert els.post(f"{BASE}{samira.pk}/notities/nieuw/", fields).status_code == 302
    page = els.get(f"{BASE}{samira.pk}/").content.decode()
    assert '&lt;b&gt;<mark class="sm-third">Fadila</mark>&lt;/b&gt;' in page
    assert "iemand over wie dit dossier niet gaat" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"soort": "woning", "tekst": ""}, "Schrijf eerst iets op."),
        ({"soort": "", "tekst": "Vocht."}, "Kies waar dit over gaat."),
        ({"soort": "geld", "tekst": "Schuld."}, "Kies waar dit over gaat."),
        ({"soort": "woning", "tekst": "bsn 999993653"}, "Haal dat weg"),
        ({"soort": "woning", "tekst": "Vocht.", "anderen": "Piet"}, "Deze naam staat niet in de tekst: Piet."),
    ],
)
def test_a_note_that_cannot_be_kept_says_why_and_keeps_what_was_typed(
    els: Client, samira: Resident, fields: dict[str, str], sentence: str
) -> None:
    response = els.post(f"{BASE}{samira.pk}/notities/nieuw/", fields)
    assert response.status_code == 400
    assert sentence in text(response)
    assert fields["tekst"] in response.content.decode()
    assert fields.get("anderen", "") in response.content.decode()


def test_a_correction_shows_both(els: Client, samira: Resident) -> None:
    els.post(f"{BASE}{samira.pk}/notities/nieuw/", {"soort": "woning", "tekst": "Het huis is droog."})
    link = re.search(r"/notities/([0-9a-f-]{36})/", els.get(f"{BASE}{samira.pk}/").content.decode())
    assert link
    address = f"{BASE}{samira.pk}/notities/{link[1]}/"
    assert "Het huis is droog." in els.get(address).content.decode()
    assert els.post(address, {"tekst": " "}).status_code == 400
    assert els.post(address, {"tekst": "Het huis is vochtig."}).status_code == 302
    page = file(els, samira)
    assert page.index("Het huis is vochtig.") < page.index("Dit is verbeterd.") < page.index("Het huis is droog.")
    assert els.get(address).status_code == 404  # what is corrected is corrected in its new version


def test_what_she_wrote_herself_is_hers_to_correct(els: Client, samira: Resident) -> None:
    note = files.a_note(own_words=True)["note"]
    address = f"{BASE}{samira.pk}/notities/{note}/"
    assert address not in els.get(f"{BASE}{samira.pk}/").content.decode()
    assert els.get(address).status_code == 404
    assert els.post(address, {"tekst": "Zij durft het niet."}).status_code == 404


def test_a_fact_is_asked_answered_and_replaced(els: Client, samira: Resident) -> None:
    address = f"{BASE}{samira.pk}/feiten/nieuw/"
    questions = els.get(address).content.decode()
    assert 'value="drempel_cm"' in questions
    assert 'value="netto_maandinkomen"' not in questions  # money does not belong to the Wmo
    question = els.post(address, {"vraag": "drempel_cm", "over": ""})
    assert "Hoe hoog is de hoogste drempel" in text(question)
    answer = {"vraag": "drempel_cm", "over": "", "bron": "gevraagd", "antwoord": "2,5 cm", "van": ""}
    assert els.post(address, answer | {"antwoord": "hoog"}).status_code == 400
    assert els.post(address, answer).status_code == 302
    assert "2,5 cm gevraagd aan de inwoner zelf" in file(els, samira)
    assert 'value="drempel_cm"' not in els.get(address).content.decode()
    again = els.post(address, answer)
    assert again.status_code == 400
    assert "al bekend" in text(again)
    with maintenance("counting"):
        value = FactValue.objects.get()
    correct = f"{BASE}{samira.pk}/feiten/{value.pk}/"
    assert "Nu staat er: 2,5 cm" in text(els.get(correct))
    assert els.post(correct, {"bron": "verteld_door", "antwoord": "3", "van": ""}).status_code == 400
    assert els.post(correct, {"bron": "verteld_door", "antwoord": "3", "van": "haar broer"}).status_code == 302
    page = file(els, samira)
    assert page.index("3 cm verteld door haar broer") < page.index("Wat stond er eerst? 2,5 cm")


@pytest.mark.parametrize("fields", [{}, {"vraag": "bestaat_niet"}, {"vraag": "drempel_cm", "over": "partner"}])
def test_a_question_that_cannot_be_asked_is_refused(els: Client, samira: Resident, fields: dict[str, str]) -> None:
    assert els.post(f"{BASE}{samira.pk}/feiten/nieuw/", fields).status_code == 400


def test_an_origin_that_is_not_on_the_page_is_refused(els: Client, samira: Resident) -> None:
    fields = {"vraag": "drempel_cm", "over": "", "bron": "droom", "antwoord": "2"}
    assert els.post(f"{BASE}{samira.pk}/feiten/nieuw/", fields).status_code == 400


def test_what_may_only_be_known_to_be_there_stands_without_its_content(els: Client, samira: Resident) -> None:
    els.post(f"{BASE}{samira.pk}/notities/nieuw/", {"soort": "woning", "tekst": "Het huis is vochtig."})
    consent(samira, add_worker("ruben"), "woning", "schuldhulp", only_that=True)
    page = file(visiting("ruben", samira, "schuldhulp"), samira)
    assert "wijkteam schreef iets over woning. U ziet niet wat." in page
    assert "vochtig" not in page


def test_a_rule_for_safe_contact_is_loud(els: Client, samira: Resident) -> None:
    row = owned(samira.ref, organisation_ref(add_worker("els")), "contact") | {"resident": samira}
    with maintenance("keeping"):
        way = Way.objects.create(**row, kind=WayKind.MOBILE, value="+31612345678", shared=True)
        SafeContact.objects.create(**row, only_way=way, instruction="Bel alleen overdag.")
    page = file(els, samira)
    assert page.index("Let op: veilig contact Bel alleen overdag.") < page.index("In eigen woorden")
    assert "+31612345678 (alleen dit is veilig) Anderen lezen of horen mee." in page


def test_who_stands_for_her_and_who_works_with_her_are_named(els: Client, samira: Resident) -> None:
    stand_for(samira, "", Standing.CARER, Scope.CARE, name="Joost Haddad", end=timezone.now() + timedelta(days=9))
    page = file(els, samira)
    assert "Joost Haddad , mantelzorger voor zorg en hulp" in page
    assert "Els (wijkteam) hulp thuis en meedoen" in page


def test_somebody_of_whom_nothing_is_known_has_a_file(els: Client) -> None:
    wim = add_resident("wim")
    involve(add_worker("els"), wim)
    page = file(visiting("els", wim), wim)
    assert "Geboortedatum niet bekend." in page
    assert "U ziet voor dit doel geen telefoon of e-mail." in page
    assert "Waar deze inwoner woont, is niet bekend." in page


def test_an_administrator_of_money_sees_money_and_nothing_else(els: Client, samira: Resident) -> None:
    anton = add_worker("anton")
    stand_for(samira, f"worker:{anton.pk}", Standing.ADMINISTRATOR, Scope.MONEY)
    els.post(f"{BASE}{samira.pk}/notities/nieuw/", {"soort": "gezondheid", "tekst": "Zij slaapt slecht."})
    ruben = visiting("ruben", samira, "schuldhulp")
    ruben.post(f"{BASE}{samira.pk}/notities/nieuw/", {"soort": "geld", "tekst": "Er is beslag gelegd."})
    page = file(visiting("anton", samira, "vertegenwoordiging"), samira)
    assert "Er is beslag gelegd." in page
    assert "slaapt" not in page


def entries(resident: Resident, many: int) -> None:
    els = organisation_ref(add_worker("els"))
    now = timezone.now()
    with maintenance("keeping"):
        for number in range(many):
            Note.objects.create(
                **owned(resident.ref, els, "woning"), text=f"Notitie {number}", written_by="worker:1", at=now
            )
            Note.objects.create(
                **owned(resident.ref, els, "verhaal"),
                text=f"Woorden {number}",
                written_by=f"worker:{number}",
                at=now,
                own_words=True,
            )
            FactValue.objects.create(
                **owned(resident.ref, els, "woning"),
                about="" if number == 0 else f"kind{number}",
                fact="drempel_cm",
                value="2",
                source="gevraagd",
                said_by=resident.ref,
                noted_by=f"worker:{number}",
                at=now,
            )
            Way.objects.create(
                **owned(resident.ref, els, "contact"), resident=resident, kind=WayKind.MOBILE, value=f"+316{number:08}"
            )
            Representation.objects.create(
                **owned(resident.ref, els, "vertegenwoordiging"),
                resident=resident,
                standing=Standing.CARER,
                name=f"Naaste {number}",
                proof="",
                proof_seen_by="worker:1",
                start=now,
            )


def test_queries_do_not_grow_with_entries(
    els: Client, samira: Resident, django_assert_max_num_queries: Callable[..., object]
) -> None:
    entries(samira, 1)
    els.get(f"{BASE}{samira.pk}/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        els.get(f"{BASE}{samira.pk}/")
    with maintenance("erasing"):
        for model in (Note, FactValue, Way, Representation):
            model.objects.all().delete()
    entries(samira, 40)
    with django_assert_max_num_queries(len(few)):
        page = els.get(f"{BASE}{samira.pk}/")
    assert text(page).count("Notitie ") == MOST_NOTES
    assert "Oudere notities" in text(page)
    older = text(els.get(f"{BASE}{samira.pk}/?deel=2"))
    assert older.count("Notitie ") == 15
    assert els.get(f"{BASE}{samira.pk}/?deel=x").status_code == 400


def test_my_residents_by_name_in_parts_without_more_queries(
    els: Client, samira: Resident, django_assert_max_num_queries: Callable[..., object]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        page = text(els.get(BASE))
    assert "Samira Haddad geboren 2 april 1988" in page
    controller = organisation_ref(add_worker("els"))
    for number in range(39):
        id_ = uuid4()
        with maintenance("keeping"):
            other = Resident.objects.create(
                id=id_,
                **owned(f"resident:{id_}", controller, "identiteit"),
                called=f"Iemand {number:02}",
                search_name="iemand" if number < 30 else f"iemand {number:02}",
            )
        involve(add_worker("els"), other)
    with django_assert_max_num_queries(len(few)):
        response = els.get(BASE)
    seen: list[str] = []
    for _part in range(3):
        seen += re.findall(r"<strong>((?:Iemand|Samira)[^<]*)</strong>", response.content.decode())
        more = re.search(r'href="([^"]*na=[^"]*)"', response.content.decode())
        if more is None:
            break
        assert "iemand" not in more[1].lower()  # no name in an address
        response = els.get(more[1].replace("&amp;", "&"))
    assert len(seen) == len(set(seen)) == 40
    assert els.get(f"{BASE}?na=geen-id").status_code == 400
    assert els.get(f"{BASE}?na={uuid4()}").status_code == 400
    assert els.get(f"{BASE}?doel=schuldhulp").status_code == 400  # not a task of the wijkteam


def test_finding_tells_nothing_about_who_is_elsewhere(els: Client, samira: Resident) -> None:
    add_resident("rosa")  # nobody works with her
    assert "Samira Haddad" in text(els.post(BASE, {"zoek": "samira", "doel": "wmo"}))
    elsewhere, nowhere = (
        els.post(BASE, {"zoek": name, "doel": "wmo"}).content.decode() for name in ("vermeer", "bestaatniet")
    )
    cleaned = [
        re.sub(r'value="[^"]*"', "", page.replace("vermeer", "").replace("bestaatniet", ""))
        for page in (elsewhere, nowhere)
    ]
    assert cleaned[0] == cleaned[1]
    assert "Nieuwe inwoner" in elsewhere
    empty = els.post(BASE, {"zoek": " ", "doel": "wmo"})
    assert empty.status_code == 400
    assert "Vul in wie u zoekt." in text(empty)


def test_somebody_new_gets_a_file_with_nothing_known_but_why(els: Client) -> None:
    address = f"{BASE}nieuw/"
    response = els.post(address, {"doel": "wmo", "reden": "Hij slaapt buiten en vraagt om hulp."})
    assert response.status_code == 302
    page = text(els.get(response["Location"]))
    assert "Naam niet bekend" in page
    assert "Els (wijkteam)" in page


def test_somebody_new_with_a_name_and_a_way_to_call(els: Client) -> None:
    fields = {
        "doel": "wmo",
        "reden": "Hij vraagt om hulp thuis.",
        "roepnaam": "Ali",
        "geboren": "5 mei 1950",
        "telefoon": "06 12 34 56 78",
        "meelezen": "ja",
    }
    page = text(els.get(els.post(f"{BASE}nieuw/", fields)["Location"]))
    assert "Ali" in page
    assert "Geboren op 5 mei 1950." in page
    assert "+31612345678 Anderen lezen of horen mee." in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"doel": "schuldhulp"}, "Kies waarvoor u met deze inwoner werkt."),
        ({"doel": "vertegenwoordiging"}, "Kies waarvoor u met deze inwoner werkt."),
        ({"reden": ""}, "waarom"),
        ({"geboren": "gisteren"}, "Dit is geen datum."),
        ({"geboren": "2999-01-01"}, "toekomst"),
        ({"telefoon": "12"}, "telefoonnummer"),
        ({"email": "geen adres"}, "e-mail"),
        ({"achternaam": "x" * 201}, "te lang"),
    ],
)
def test_a_newcomer_that_cannot_be_kept_says_why_and_is_not_kept(
    els: Client, wrong: dict[str, str], sentence: str
) -> None:
    with maintenance("counting"):
        before = Resident.objects.count()
    response = els.post(
        f"{BASE}nieuw/", {"doel": "wmo", "reden": "Hij vraagt om hulp thuis.", "roepnaam": "Ali"} | wrong
    )
    assert response.status_code == 400
    assert sentence in text(response)
    assert 'value="Ali"' in response.content.decode()
    with maintenance("counting"):
        assert Resident.objects.count() == before
