"""Who may see what of me: the law, what I agreed to, and secrets that I opened, apart from each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.access.models import AccessRecord, Consent, Lifting, Opened, Task
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.residents import Scope, Standing
from maatwerk.foundation.ui.municipality import Municipality
from tests.casework.dossier.test_pages_at_work import file, text, visiting
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
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

PAGE = "/duinstad/mijn/gegevens/wie-mag-wat/"


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    """Els of the wijkteam works with her for the Wmo, Ruben of schuldhulp for her debts."""
    samira = add_resident("samira")
    for name, purpose in (("els", "wmo"), ("ruben", "schuldhulp")):
        give_task(add_worker(name), purpose)
        involve(add_worker(name), samira, purpose)
    return samira


def part(response: Any, heading: str) -> str:
    """One part of the page: what stands below this id of a heading."""
    section = response.content.decode().split(f'aria-labelledby="{heading}"')[1].split("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", section).split())


def own(assurance: Assurance = Assurance.LOW) -> Client:
    return signed_in_resident("samira", assurance)


def also_lifts_and_opens(samira: Resident) -> None:
    els, ruben = add_worker("els"), add_worker("ruben")
    said = {
        "organisation": organisation_ref(ruben),
        "shared": "gezondheid",
        "language": "nederlands",
        "how": "mondeling",
        "given_by": samira.ref,
        "by": samira.ref,
        "start": LONG_AGO,
    }
    row = owned(samira.ref, organisation_ref(els), "toestemming", "schuldhulp")
    with maintenance("keeping"):
        Lifting.objects.create(**row, **said, holder=organisation_ref(els), sentence="Het geheim mag naar schuldhulp.")
        Opened.objects.create(**row, **said, entry=uuid4(), sentence="Dit ene stuk mag schuldhulp lezen.")


def test_a_legal_task_names_the_law_what_may_be_seen_since_when_and_has_no_switch(samira: Resident) -> None:
    """Wgs art. 3 is the law of schuldhulp (content/purposes/schuldhulp.yaml)."""
    told = part(own().get(PAGE), "volgens-de-wet")
    assert "wijkteam: hulp thuis en meedoen" in told
    assert "schuldhulp: hulp bij geld en schulden" in told
    assert "Ruben, sinds 1 januari 2024" in told
    assert "De wet: Wmo 2015 art." in told
    assert "uw geld en schulden" in told.split("schuldhulp: ")[1]
    assert told.count("Vraag of bezwaar") == 2
    assert "Stop hiermee" not in told


def test_the_bsn_is_only_named_where_a_law_gives_the_task_its_use(samira: Resident) -> None:
    """UAVG art. 46; Wmo 2015 art. 5.2.9 for the Wmo."""
    mine = own()
    assert "burgerservicenummer;" not in part(mine.get(PAGE), "volgens-de-wet")
    Task.objects.filter(purpose="wmo").update(bsn_article="Wmo 2015, artikel 5.2.9")
    told = part(mine.get(PAGE), "volgens-de-wet")
    assert told.count("uw burgerservicenummer;") == 1
    assert "uw burgerservicenummer;" in told.split("wijkteam: ")[1].split("schuldhulp: ")[0]


def test_of_a_task_that_ended_is_said_that_they_may_see_nothing(samira: Resident) -> None:
    Task.objects.filter(purpose="schuldhulp").update(end=timezone.now())
    told = part(own().get(PAGE), "volgens-de-wet").split("schuldhulp: ")[1]
    assert "Hun taak is gestopt. Zij mogen nu niets zien." in told
    assert "uw geld en schulden" not in told


def test_an_objection_goes_to_the_organisation_it_is_about(samira: Resident) -> None:
    content = own().get(PAGE).content.decode()
    asks = re.findall(r'href="([^"]+)"[^>]*>Vraag of bezwaar', content)
    expected = {
        f"/duinstad/mijn/gegevens/vragen/nieuw/?soort=bezwaar&over=organisation%3A{add_worker(name).organisation_id}"
        for name in ("els", "ruben")
    }
    assert {each.replace("&amp;", "&") for each in asks} == expected


def test_two_people_of_one_organisation_stand_below_one_task(samira: Resident) -> None:
    involve(add_worker("els"), samira, "jeugdhulp")
    involve(add_worker("els"), samira, who="team:0")
    told = part(own().get(PAGE), "volgens-de-wet")
    assert told.count("wijkteam: hulp thuis en meedoen") == 1
    assert "Iemand die hier niet meer werkt, sinds 1 januari 2024" in told


def test_consent_lifted_secrets_and_opened_entries_stand_apart_each_with_its_stop(samira: Resident) -> None:
    consent(samira, add_worker("ruben"), "woning", "schuldhulp")
    also_lifts_and_opens(samira)
    response = own().get(PAGE)
    agreed, secrets = part(response, "ja"), part(response, "geheim")
    assert "Zij mogen dit zien." in agreed
    assert "Zij mogen dit zien." not in secrets
    assert secrets.index("Het geheim mag naar schuldhulp.") < secrets.index("Losse stukken")
    assert secrets.index("Losse stukken") < secrets.index("Dit ene stuk mag schuldhulp lezen.")
    assert (agreed.count("Stop hiermee"), secrets.count("Stop hiermee")) == (1, 2)


def test_stopping_is_one_click_comes_back_here_and_counts_while_ruben_works(samira: Resident) -> None:
    """AVG art. 7 lid 3."""
    with maintenance("keeping"):
        Note.objects.create(
            **owned(samira.ref, organisation_ref(add_worker("els")), "woning"),
            text="De trap is steil.",
            written_by="worker:1",
            at=timezone.now(),
        )
    consent(samira, add_worker("ruben"), "woning", "schuldhulp")
    also_lifts_and_opens(samira)
    ruben = visiting("ruben", samira, "schuldhulp")
    assert "De trap is steil." in file(ruben, samira)
    mine = own()
    for left in (2, 1, 0):
        form = re.search(r'action="([^"]+/stop/)".*?name="terug" value="([^"]+)"', mine.get(PAGE).content.decode())
        assert form
        done = mine.post(form[1], {"terug": form[2]}, follow=True)
        assert done.redirect_chain == [(PAGE, 302)]
        assert "Gestopt. Zij zien dit vanaf nu niet meer." in text(done)
        assert done.content.decode().count("Stop hiermee") == left
        assert "De trap is steil." not in file(ruben, samira)


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example", "javascript:alert(1)", ""])
def test_after_stopping_nobody_is_led_to_another_site(samira: Resident, back: str) -> None:
    row = consent(samira, add_worker("ruben"), "woning", "schuldhulp")
    done = own().post(f"/duinstad/mijn/dossier/toestemming/{row.pk}/stop/", {"terug": back})
    assert done["Location"] == "/duinstad/mijn/dossier/"


def test_who_works_on_safety_does_not_show(samira: Resident) -> None:
    """The page is the same, for who looks along on the screen."""
    mine = own()
    before = text(mine.get(PAGE))
    give_task(add_worker("els"), "veiligheid")
    involve(add_worker("els"), samira, "veiligheid")
    assert text(mine.get(PAGE)) == before


def test_no_kind_of_data_that_is_hidden_or_says_how_contact_is_safe_is_named(samira: Resident) -> None:
    told = text(own().get(PAGE))
    for secret in ("geheim adres", "wie iets meldde", "geweld", "veilig bereiken"):
        assert secret not in told


def test_who_stands_for_her_shows_and_why_somebody_was_stopped_does_not(samira: Resident) -> None:
    joost = add_resident("joost")
    stand_for(
        samira,
        joost.ref,
        Standing.CARER,
        Scope.CARE,
        name="Joost Haddad",
        suspended_at=timezone.now(),
        suspended_why="Hij dreigde.",
    )
    stand_for(samira, "", Standing.BUDDY, Scope.BOTH, name="Mo", looks=False)
    told = part(own().get(PAGE), "staan")
    assert "Joost Haddad , mantelzorger voor zorg en hulp, sinds 1 januari 2024 Mag nu niets: stopgezet." in told
    assert "Mo , buddy voor geld, zorg en hulp, sinds 1 januari 2024 Kijkt niet mee." in told
    assert "dreigde" not in told


def for_(resident: Resident) -> str:
    return f"/duinstad/mijn/voor/{resident.pk}/gegevens/wie-mag-wat/"


def test_a_mother_sees_it_of_her_child_and_takes_back_what_she_agreed_to_herself(samira: Resident) -> None:
    noor, ruben = add_resident("noor"), add_worker("ruben")
    stand_for(noor, samira.ref, Standing.PARENT, name="Samira Haddad")
    involve(add_worker("els"), noor, "jeugdhulp")
    mine = consent(noor, ruben, "gezin", "schuldhulp", given_by=samira.ref, sentence="Ruben mag dit zien.")
    consent(noor, ruben, "woning", "schuldhulp", given_by="resident:iemand", sentence="Van de andere ouder.")
    client = own(Assurance.SUBSTANTIAL)
    response = client.get(for_(noor))
    assert "U kijkt voor Noor Haddad." in text(response)
    assert "wijkteam: " in part(response, "volgens-de-wet")
    agreed = part(response, "ja")
    assert "Van de andere ouder." in agreed
    assert agreed.count("Stop hiermee") == 1
    done = client.post(f"/duinstad/mijn/dossier/toestemming/{mine.pk}/stop/", {"terug": for_(noor)}, follow=True)
    assert "Ruben mag dit zien." not in text(done)
    with maintenance("counting"):
        assert Consent.objects.filter(subject=noor.ref, withdrawn_at=None).count() == 1


def test_who_stands_for_her_in_money_does_not_learn_who_works_with_her(samira: Resident) -> None:
    """`betrokkenheid` and `toestemming` are care in the register of categories."""
    joost = add_resident("joost")
    stand_for(samira, joost.ref, Standing.ADMINISTRATOR, Scope.MONEY, name="Joost Haddad")
    consent(samira, add_worker("ruben"), "woning", "schuldhulp")
    response = signed_in_resident("joost").get(for_(samira))
    assert "Hier ziet u nu niemand." in part(response, "volgens-de-wet")
    assert "Er is nu geen toestemming gegeven." in part(response, "ja")
    assert "Joost Haddad" in part(response, "staan")


def test_bilal_of_sixteen_sees_his_and_his_father_without_custody_does_not(two_municipalities: object) -> None:
    bilal = add_resident("bilal")
    stand_for(bilal, add_resident("joost").ref, Standing.PARENT_WITHOUT_CUSTODY, name="Joost Haddad")
    assert signed_in_resident("bilal").get(PAGE).status_code == 200
    assert signed_in_resident("joost").get(for_(bilal)).status_code == 404
    assert signed_in_resident("joost").get(f"/duinstad/mijn/voor/{uuid4()}/gegevens/wie-mag-wat/").status_code == 404


def test_a_child_of_nine_has_no_page_and_who_stands_for_nobody_with_a_code_neither(samira: Resident) -> None:
    assert signed_in_resident("noor").get(PAGE).status_code == 404
    assert own(Assurance.CODE).get(PAGE).status_code == 403
    assert own(Assurance.LOW).get(for_(add_resident("noor"))).status_code == 403


def test_the_page_is_one_look(samira: Resident) -> None:
    consent(samira, add_worker("ruben"), "woning", "schuldhulp")
    before = AccessRecord.objects.count()
    own().get(PAGE)
    assert AccessRecord.objects.count() == before + 1


def test_in_english(samira: Resident) -> None:
    page = text(own().get("/duinstad/en/mijn/gegevens/wie-mag-wat/"))
    assert "schuldhulp: help with money and debts" in page
    assert "They may see this, when it is needed:" in page
    assert "your money and debts" in page


def test_queries_do_not_grow(samira: Resident, django_assert_max_num_queries: Callable[..., object]) -> None:
    consent(samira, add_worker("ruben"), "woning", "schuldhulp")
    also_lifts_and_opens(samira)
    stand_for(samira, "", Standing.BUDDY, name="Mo")
    involve(add_worker("ruben"), samira, "schuldhulp", who="team:0")
    mine = own()
    mine.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        mine.get(PAGE)
    for number in range(20):
        consent(samira, add_worker("ruben"), "woning", f"doel-{number}")
        also_lifts_and_opens(samira)
        stand_for(samira, "", Standing.RELATIVE, name=f"Naaste {number}")
        involve(add_worker("els"), samira, "jeugdhulp")
    with django_assert_max_num_queries(len(few)):
        assert mine.get(PAGE).content.decode().count("Stop hiermee") == 63
