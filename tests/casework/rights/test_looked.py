"""Who looked in my data, on screen: sentences to say out loud, and nothing that puts somebody in danger."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maatwerk.casework.rights.web.telling import WHY
from maatwerk.foundation.access.logs.aliases import LogEraser, alias_of
from maatwerk.foundation.access.models import AccessRecord, Emergency
from maatwerk.foundation.access.policy import rules
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Address, Resident, Worker
from maatwerk.foundation.people.residents import AddressKind, Scope, Standing
from maatwerk.foundation.ui.municipality import Municipality
from tests.casework.dossier.test_pages_at_work import text, visiting
from tests.foundation.access.logs.book import a_read, look_at
from tests.foundation.access.looking import at_home, at_work
from tests.residents import (
    LONG_AGO,
    add_resident,
    give_task,
    involve,
    organisation_ref,
    owned,
    signed_in_resident,
    stand_for,
)
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

PAGE = "/duinstad/mijn/gegevens/wie-keek/"
# 3 May 2025, 10.42 in the Netherlands (summer time, UTC+2).
THEN = datetime(2025, 5, 3, 8, 42, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    add_worker("ruben").organisation.__class__.objects.filter(slug="schuldhulp").update(name="Schuldhulp")
    return add_resident("samira")


def seen(
    resident: Resident,
    *categories: str,
    by: Viewer | str = "ruben",
    at: datetime = THEN,
    purpose: str = "schuldhulp",
    **read: Any,
) -> None:
    viewer = at_work(by) if isinstance(by, str) else by
    values = {"categories": categories or ("geld",), "policies": ("taak",)} | read
    look_at([a_read(resident.ref, **values)], viewer, at, purpose)


def page(address: str = PAGE, who: str | Resident = "samira") -> str:
    response = signed_in_resident(who).get(address)
    assert response.status_code == 200
    return text(response)


def in_an_emergency(samira: Resident, **fields: Any) -> Emergency:
    ruben = add_worker("ruben")
    row = {"who": f"worker:{ruben.pk}", "by": f"worker:{ruben.pk}", "start": THEN, "end": THEN + 4 * HOUR}
    seen(samira, "identiteit", "zorg", purpose="noodgeval", policies=("noodtoegang",), at=THEN + MINUTE)
    with maintenance("keeping"):
        return Emergency.objects.create(
            **owned(samira.ref, organisation_ref(ruben), "noodtoegang", "noodgeval"),
            **row | {"reason": "De deur ging twee dagen niet open."} | fields,
        )


def test_a_look_of_somebody_at_work_is_a_sentence_with_why_it_was_allowed(samira: Resident) -> None:
    seen(samira, "identiteit", "geld")
    told = page()
    assert (
        "Ruben van Schuldhulp keek op 3 mei 2025 om 10.42 uur naar uw geld en schulden, voor hulp bij geld en schulden."
        in told
    )
    assert "Het ging over: uw geld en schulden; wie u bent." in told
    assert "Dit hoort bij hun taak. (" in told
    assert "Wet gemeentelijke schuldhulpverlening" in told
    assert told.count("Klopt dit niet?") == 1


def test_two_kinds_stand_in_the_sentence_and_more_below_it(samira: Resident) -> None:
    seen(samira, "geld", "woning")
    seen(samira, "geld", "woning", "werk", at=THEN + HOUR)
    told = page()
    assert "om 10.42 uur naar uw geld en schulden, en uw woning, voor hulp bij geld en schulden." in told
    assert "om 11.42 uur naar uw dossier, voor hulp bij geld en schulden." in told
    assert "Het ging over: uw geld en schulden; uw werk en opleiding; uw woning." in told


def test_several_lines_of_one_look_are_told_once_and_another_minute_apart(samira: Resident) -> None:
    seen(samira, "identiteit")
    seen(samira, "geld", at=THEN + timedelta(seconds=40))
    seen(samira, "geld", at=THEN + MINUTE)
    told = page()
    assert told.count("Ruben van Schuldhulp keek op") == 2
    assert told.count("om 10.42 uur") == 1
    assert told.index("om 10.43 uur") < told.index("om 10.42 uur")  # newest first


def test_that_something_is_there_is_not_what_it_says(samira: Resident) -> None:
    seen(samira, "zorg", level=Level.THAT, policies=("toestemming_alleen_dat",))
    assert (
        "Ruben van Schuldhulp zag op 3 mei 2025 om 10.42 uur dat er iets staat over de zorg en hulp die u krijgt,"
        " voor hulp bij geld en schulden. Niet wat." in page()
    )


def test_a_refused_look_shows_without_a_ground_and_never_with_what_was_seen(samira: Resident) -> None:
    """The rule that refused could tell what it protects."""
    seen(samira, "gezondheid", level=Level.NOTHING, policies=("veiligheid_blijft_bij_veiligheid",))
    seen(samira, "geld")
    told = page()
    assert (
        "Ruben van Schuldhulp wilde op 3 mei 2025 om 10.42 uur kijken naar uw gezondheid, maar kreeg niets te zien."
        in told
    )
    assert "naar uw geld en schulden, voor" in told
    assert "hidden" not in told
    assert "beschermen" not in told.split("Om mensen te beschermen")[0]


def test_who_stands_for_her_is_told_by_name_and_as_what(samira: Resident) -> None:
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.CARER, Scope.CARE, name="Joost Haddad")
    seen(samira, "zorg", by=at_home(joost), purpose="vertegenwoordiging", policies=("vertegenwoordiging_zorg",))
    told = page()
    assert "Joost Haddad, uw mantelzorger, keek op 3 mei 2025 om 10.42 uur naar de zorg en hulp die u krijgt." in told
    assert "Deze persoon mag helpen bij zorg en hulp. (" in told


def test_of_another_resident_who_tried_she_does_not_learn_the_name(samira: Resident) -> None:
    wim = at_home(add_resident("wim"))
    seen(samira, "zorg", by=wim, purpose="vertegenwoordiging", level=Level.NOTHING, policies=())
    assert (
        "Een andere inwoner wilde op 3 mei 2025 om 10.42 uur kijken naar de zorg en hulp die u krijgt, maar kreeg niets"
        " te zien." in page()
    )


def test_who_stood_for_her_once_is_told_as_what_they_were_then(samira: Resident) -> None:
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.CARER, Scope.CARE, name="Joost Haddad", end=THEN + MINUTE)
    stand_for(samira, joost.ref, Standing.MENTOR, Scope.CARE, name="Joost Haddad", start=THEN + MINUTE)
    for at in (THEN, THEN + HOUR):
        seen(samira, "zorg", by=at_home(joost), purpose="vertegenwoordiging", at=at)
    told = page()
    assert told.index("Joost Haddad, uw mentor, keek") < told.index("Joost Haddad, uw mantelzorger, keek")


def test_somebody_who_left_is_told_as_such(samira: Resident) -> None:
    gone = Viewer("worker:999", at_work("ruben").organisation, "duinstad", role="medewerker")
    seen(samira, by=gone)
    seen(samira, by=Viewer("worker:998", "organisation:999", "duinstad", role="medewerker"), at=THEN + HOUR)
    told = page()
    assert "Iemand die niet meer werkt bij Schuldhulp keek op 3 mei 2025 om 10.42 uur" in told
    assert "Iemand die hier niet meer werkt keek op 3 mei 2025 om 11.42 uur" in told


def test_a_look_of_before_somebody_changed_jobs_says_for_whom_they_looked_then(samira: Resident) -> None:
    seen(samira)
    Worker.objects.filter(pk=add_worker("ruben").pk).update(organisation=add_worker("els").organisation)
    assert "Ruben van Schuldhulp keek" in page()


def test_an_emergency_is_red_with_its_reason_and_what_came_of_it(samira: Resident) -> None:
    row = in_an_emergency(samira)
    response = signed_in_resident("samira").get(PAGE)
    assert "utrecht-alert--error" in response.content.decode()
    told = text(response)
    assert (
        "Met spoed gekeken Ruben van Schuldhulp keek op 3 mei 2025 om 10.43 uur met spoed naar de zorg en hulp die u"
        " krijgt." in told
    )
    assert "De reden: De deur ging twee dagen niet open." in told
    assert "Een toezichthouder kijkt dit nog na." in told
    for right, outcome in ((True, "Het mocht."), (False, "Het had niet gemogen.")):
        with maintenance("keeping"):
            Emergency.objects.filter(pk=row.pk).update(reviewed_at=timezone.now(), right=right, review="Woorden.")
        told = page()
        assert f"Dit is nagekeken. {outcome}" in told
        assert "Woorden." not in told


def test_an_emergency_that_is_shown_later_leaves_nothing_on_the_page(samira: Resident) -> None:
    """Byte for byte the page of who was never looked at, until it is over."""
    before = page()
    row = in_an_emergency(samira, hidden_until=timezone.now() + HOUR, hidden_ground="veiligheid", hidden_by="worker:1")
    seen(samira, "noodtoegang", by="fatma", purpose="toezicht", at=THEN + HOUR)
    assert page() == before
    with maintenance("keeping"):
        Emergency.objects.filter(pk=row.pk).update(hidden_until=timezone.now())
    told = page()
    assert "keek op 3 mei 2025 om 10.43 uur met spoed" in told
    assert "Fatma van gemeente keek op 3 mei 2025 om 11.42 uur naar wie er in nood keek" in told


def test_who_works_on_safety_shows_nowhere(samira: Resident) -> None:
    """Somebody may look along on her screen: the page is the same as without."""
    before = page()
    seen(samira, "identiteit", "contact", "zorg", by="els", purpose="veiligheid")
    seen(samira, "schuiladres", "geweld", "melder", by="els", purpose="veiligheid")
    assert page() == before


def test_that_contact_has_to_be_safe_is_not_said(samira: Resident) -> None:
    """Of whom it is not so, the same sentence stands there."""
    seen(samira, "contact")
    seen(samira, "contact", "veilig_contact", policies=("taak", "veilig_contact"), at=THEN + HOUR)
    told = page()
    assert told.count("naar hoe u te bereiken bent, voor hulp bij geld en schulden.") == 2
    assert told.count("Dit hoort bij hun taak.") == 2
    assert "veilig" not in told


def test_who_answers_her_question_shows(samira: Resident) -> None:
    seen(samira, "rechtsverzoek", by="dirk", purpose="rechten", policies=("verzoek_behandelen",))
    assert (
        "Dirk van gemeente keek op 3 mei 2025 om 10.42 uur naar uw vragen over uw gegevens, voor antwoord op uw vraag"
        " over uw gegevens." in page()
    )


def test_her_own_looks_are_folded_away(samira: Resident) -> None:
    seen(samira, "geld", by=at_home(samira), purpose="inzage", policies=("eigen",))
    assert "U keek" not in page()
    told = page(f"{PAGE}?ook=eigen")
    assert "U keek op 3 mei 2025 om 10.42 uur naar uw geld en schulden." in told
    assert "Klopt dit niet?" not in told


def test_reading_who_looked_is_one_look_too(samira: Resident) -> None:
    seen(samira)
    before = AccessRecord.objects.count()
    page()
    [line] = AccessRecord.objects.order_by("segment_id", "position")[before:]
    assert (line.subject, line.viewer) == (alias_of(samira.ref), str(alias_of(samira.ref)))
    assert line.purpose == "inzage"


def test_who_was_never_looked_at_reads_that(samira: Resident) -> None:
    assert "Er keek nog niemand in uw gegevens." in page()
    seen(samira)
    LogEraser().erase(samira.ref)
    assert "Er keek nog niemand in uw gegevens." in page()


def test_klopt_dit_niet_begins_a_question_about_that_look(samira: Resident) -> None:
    seen(samira)
    trace = AccessRecord.objects.get().trace
    content = signed_in_resident("samira").get(PAGE).content.decode()
    [ask] = re.findall(r'href="([^"]+)"[^>]*>Klopt dit niet\?', content)
    organisation = at_work("ruben").organisation.replace(":", "%3A")
    assert ask.replace("&amp;", "&") == (
        f"/duinstad/mijn/gegevens/vragen/nieuw/?soort=vraag&keek={trace}&over={organisation}"
    )


def test_the_sentence_is_there_for_what_really_happened(samira: Resident) -> None:
    """Through the real pages: Ruben opens her file."""
    give_task(add_worker("ruben"), "schuldhulp")
    involve(add_worker("ruben"), samira, "schuldhulp")
    visiting("ruben", samira, "schuldhulp").get(f"/duinstad/medewerkers/inwoners/{samira.pk}/")
    told = page()
    assert re.search(r"Ruben van Schuldhulp keek op \d+ \w+ om \d+\.\d\d uur naar", told)
    assert ", voor hulp bij geld en schulden." in told


def test_parts_follow_each_other_with_a_link(samira: Resident) -> None:
    for number in range(100):
        seen(samira, at=THEN + number * MINUTE)
    mine, address, sentences = signed_in_resident("samira"), PAGE, []
    while address:
        content = mine.get(address).content.decode()
        sentences += re.findall(r"om (\d+\.\d\d) uur naar", content)
        onward = re.search(r'href="(\?vanaf=\d+)"', content)
        address = f"{PAGE}{onward[1]}" if onward else ""
    assert len(sentences) == len(set(sentences)) == 100
    assert "Er zijn geen eerdere keren." in text(mine.get(f"{PAGE}?vanaf=1"))


@pytest.mark.parametrize("begin", ["x", "-1", "1.5", "9" * 40, "²"])
def test_what_is_no_place_in_the_list_is_a_bad_request(samira: Resident, begin: str) -> None:
    assert signed_in_resident("samira").get(PAGE, {"vanaf": begin}).status_code == 400


def test_nothing_of_rosas_secret_address_shows(two_municipalities: object) -> None:
    rosa = add_resident("rosa")
    with maintenance("keeping"):
        Address.objects.create(
            **owned(rosa.ref, rosa.controller, "schuiladres", "veiligheid"),
            resident=rosa,
            kind=AddressKind.HOME,
            street="Stille Laan",
            number="3",
            start=LONG_AGO,
        )
    before = page(who="rosa")
    seen(rosa, "schuiladres", by="els", purpose="veiligheid")
    seen(rosa, "schuiladres", by="ruben", level=Level.NOTHING)
    assert page(who="rosa") == before
    assert "adres" not in before.lower().split("liever niet digitaal")[0]
    assert "Stille Laan" not in before


def for_(resident: Resident) -> str:
    return f"/duinstad/mijn/voor/{resident.pk}/gegevens/wie-keek/"


def test_bilal_of_sixteen_reads_his_and_his_father_without_custody_does_not(two_municipalities: object) -> None:
    bilal, father = add_resident("bilal"), add_resident("joost")
    stand_for(bilal, father.ref, Standing.PARENT_WITHOUT_CUSTODY, name="Joost Haddad")
    seen(bilal, "zorg", by="els", purpose="jeugdhulp")
    assert "Els van wijkteam keek op 3 mei 2025 om 10.42 uur naar de zorg en hulp die u krijgt" in page(who="bilal")
    assert signed_in_resident("joost").get(for_(bilal)).status_code == 404


def test_a_father_with_custody_of_a_youth_of_sixteen_sees_looks_at_money_only(two_municipalities: object) -> None:
    """Jeugdwet 7.3.4; BW 1:253i."""
    bilal, father = add_resident("bilal"), add_resident("joost")
    stand_for(bilal, father.ref, Standing.PARENT, name="Joost Haddad")
    seen(bilal, "zorg", by="els", purpose="jeugdhulp")
    seen(bilal, "geld", by="els", purpose="jeugdhulp", at=THEN + HOUR)
    told = page(for_(bilal), "joost")
    assert "Els van wijkteam keek op 3 mei 2025 om 11.42 uur naar geld en schulden." in told
    for secret in ("jeugd", "Jeugd", "10.42", "Waarom", "taak"):
        assert secret not in told


def test_a_mother_sees_who_looked_at_her_child_of_nine(samira: Resident) -> None:
    noor = add_resident("noor")
    stand_for(noor, samira.ref, Standing.PARENT, name="Samira Haddad")
    seen(noor, "gezin", by="els", purpose="jeugdhulp")
    told = page(for_(noor))
    assert "U kijkt voor Noor Haddad." in told
    assert "Els van wijkteam keek op 3 mei 2025 om 10.42 uur naar opgroeien en opvoeden, voor" in told
    asks = re.findall(
        r'href="([^"]+)"[^>]*>Klopt dit niet', signed_in_resident("samira").get(for_(noor)).content.decode()
    )
    assert asks[0].startswith(f"/duinstad/mijn/voor/{noor.pk}/gegevens/vragen/nieuw/?soort=vraag")
    assert signed_in_resident("noor").get(PAGE).status_code == 404  # below 12 no file of her own


def test_not_there_and_not_yours_are_one_page(samira: Resident) -> None:
    mine = signed_in_resident("joost")
    pages = [mine.get(f"/duinstad/mijn/voor/{id_}/gegevens/wie-keek/") for id_ in (samira.pk, uuid4())]
    assert {each.status_code for each in pages} == {404}
    assert text(pages[0]) == text(pages[1])


def test_what_is_needed_is_more_than_a_code(samira: Resident) -> None:
    for weak in (Assurance.CODE, Assurance.LOW):
        assert signed_in_resident("samira", weak).get(PAGE).status_code == 403


def test_every_rule_that_permits_has_a_sentence_for_whom_it_is_about() -> None:
    assert set(WHY) == {each.id for each in rules().policies if each.permits}


def test_in_english(samira: Resident) -> None:
    seen(samira)
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.MENTOR, Scope.CARE, name="Joost Haddad")
    seen(samira, "zorg", by=at_home(joost), purpose="vertegenwoordiging")
    told = page("/duinstad/en/mijn/gegevens/wie-keek/")
    assert (
        "Ruben of Schuldhulp looked on 3 May 2025 at 10:42 at your money and debts, for help with money and debts."
        in told
    )
    assert "Joost Haddad, your mentor, looked on 3 May 2025 at 10:42 at the care and help you get." in told
    assert "This belongs to their task." in told


def test_queries_do_not_grow_with_looks(samira: Resident, django_assert_max_num_queries: Callable[..., object]) -> None:
    mine: Client = signed_in_resident("samira")
    in_an_emergency(samira)
    seen(samira)
    mine.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        mine.get(PAGE)
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.CURATOR, name="Joost Haddad")
    for number in range(1, 40):
        seen(samira, at=THEN + number * MINUTE, by=("els", "ruben", "fatma", at_home(joost))[number % 4])
    with django_assert_max_num_queries(len(few)):
        assert text(mine.get(PAGE)).count("keek op") == 41
