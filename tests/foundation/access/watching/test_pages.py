"""Pages of who watches: what stands on them, what never does, and that they stay as quick as rows grow."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maatwerk.foundation.access.models import (
    AccessRecord,
    Emergency,
    LegalHold,
    Noticed,
    PublishedCounts,
    RetentionReport,
    RightsRequest,
    Withheld,
)
from maatwerk.foundation.access.watching import queries
from maatwerk.foundation.access.watching.rules import MOST_EMERGENCIES, MOST_FILES, MOST_REFUSED, Rule
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import day_of
from tests.foundation.access.grounds import pages as grounds
from tests.foundation.access.grounds.people import at_work, els_helps, organisation
from tests.foundation.access.watching import stood_out
from tests.residents import owned
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]
WHY = "Ik wil weten of dit bij het werk hoorde."


def address(name: str, **arguments: Any) -> str:
    return f"/duinstad{reverse(f'watch:{name}', kwargs=arguments)}"


def page(client: Client, name: str, status: int = 200, query: str = "", **arguments: Any) -> str:
    response = client.get(address(name, **arguments) + query)
    assert response.status_code == status
    return re.sub(r"\s+", " ", str(response.content.decode()))


def a_question(due: date, **fields: Any) -> RightsRequest:
    samira = els_helps()
    asked: dict[str, Any] = {
        "right": "inzage",
        "about": organisation("els"),
        "asked_by": samira.ref,
        "how": "digitaal",
        "asked_at": timezone.now(),
        "asked_on": due - timedelta(days=31),
        "due_on": due,
    }
    with maintenance("keeping"):
        return RightsRequest.objects.create(
            **owned(samira.ref, organisation("dirk"), "rechtsverzoek", "rechten"), **asked | fields
        )


def hide(until: datetime) -> None:
    grounds.an_emergency()
    with maintenance("keeping"):
        Emergency.objects.update(
            hidden_until=until,
            hidden_ground="veiligheid",
            hidden_by=at_work("fatma").ref,
            hidden_why="Geheime reden hier.",
        )


def test_the_home_says_that_there_is_emergency_access_and_not_how_many(staff: dict[str, Client]) -> None:
    assert "Alles is nagekeken." in page(staff["fatma"], "home")
    grounds.an_emergency()
    one = page(staff["fatma"], "home")
    assert reverse("grounds:emergencies") in one
    assert "Niemand keek nog na" in one
    with maintenance("keeping"):
        for row in list(Emergency.objects.all()):
            for _ in range(3):
                row.pk, row._state.adding = None, True
                row.save(force_insert=True)
    assert page(staff["fatma"], "home") == one


def test_fatma_closes_a_break_glass_review_and_the_home_says_so(staff: dict[str, Client]) -> None:
    which = grounds.an_emergency()["which"]
    there = f"/duinstad{reverse('grounds:emergency', kwargs={'which': which})}"
    said = {"right": "ja", "words": "Wachten kon hier echt niet."}
    assert staff["fatma"].post(there, said).status_code == 302
    assert "Alles is nagekeken." in page(staff["fatma"], "home")
    with maintenance("deciding"):
        assert Emergency.objects.get().reviewed_by == at_work("fatma").ref


def test_what_is_closed_stands_there_with_ground_end_and_who_agreed_and_without_whom(staff: dict[str, Client]) -> None:
    now = timezone.now()
    hide(now + timedelta(days=20))
    grounds.something_withheld()
    text = page(staff["tessa"], "home")
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", text)
    assert len(rows) == 2
    assert "Een stuk uit een dossier" in rows[0]  # ends first: after nine days
    assert "Nog niemand: een collega kijkt dit na" in rows[0]
    assert "Noodtoegang" in rows[1]
    assert "Fatma" in rows[1]
    for row in rows:
        assert "Iemand loopt anders gevaar" in row
    for secret in ("Samira", "Haddad", "Geheime reden", "Er is gevaar als zij", str(els_helps().pk)):
        assert secret not in text


def test_what_is_over_stands_there_no_more(staff: dict[str, Client]) -> None:
    now = timezone.now()
    hide(now - timedelta(seconds=1))
    grounds.something_withheld()
    with maintenance("keeping"):
        Withheld.objects.update(start=now - timedelta(days=2), end=now - timedelta(seconds=1))
    assert "Er is nu niets gesloten." in page(staff["fatma"], "home")


def test_the_home_reads_no_file_so_nobody_finds_a_look_in_theirs(staff: dict[str, Client]) -> None:
    hide(timezone.now() + timedelta(days=2))
    grounds.something_withheld()
    a_question(day_of(timezone.now()))
    before = AccessRecord.objects.count()
    for name in ("home", "all_noticed", "counts", "register", "processing", "rules"):
        page(staff["fatma"], name)
    assert AccessRecord.objects.count() == before


def test_late_questions_and_those_of_this_week_are_for_the_privacy_officer(staff: dict[str, Client]) -> None:
    today = day_of(timezone.now())
    a_question(today - timedelta(days=1))
    a_question(today + timedelta(days=7), right="wissen", extended_at=timezone.now(), extended_by="worker:1")
    a_question(today + timedelta(days=8), right="meenemen")
    answered = {"answered_at": timezone.now(), "answered_by": "worker:1", "outcome": "ja", "answer": "Hier is het."}
    a_question(today - timedelta(days=9), right="bezwaar", **answered)
    text = page(staff["fatma"], "home")
    assert re.findall(r"<li [^>]*>([^:<]*): antwoord", text) == ["Alles zien", "Wissen"]
    assert text.count("Te laat.") == 1
    assert text.count("Er is al meer tijd genomen.") == 1
    assert "antwoord vóór of op" not in page(staff["tessa"], "home")
    assert "Samira" not in text


def test_what_goes_and_what_stays_longer_is_told_to_the_privacy_officer_without_whom(staff: dict[str, Client]) -> None:
    now, samira = timezone.now(), els_helps()
    assert "Er is nog niet gekeken wat weg moet." in page(staff["fatma"], "home")
    lines = [
        ["dossier.Note", "wmo", "gezondheid", 34],
        ["dossier.Note", "wmo", "geld", 9],
        ["dossier.Note", "veiligheid", "zorg", 50],
        ["people.Address", "wmo", "schuiladres", 50],
    ]
    RetentionReport.objects.create(municipality="duinstad", day=date(2026, 11, 1), made_at=now, lines=lines, unknown=[])
    with maintenance("keeping"):
        for until in (now + timedelta(days=2), now - timedelta(seconds=1)):
            LegalHold.objects.create(
                **owned(samira.ref, organisation("fatma"), "bewaarplicht", "rechten"),
                reason="Er loopt een zaak bij de rechter.",
                law=f"AVG artikel 17 lid 3, {until:%S%f}",
                by=at_work("fatma").ref,
                start=now - timedelta(days=9),
                end=until,
            )
    text = page(staff["fatma"], "home")
    assert "Op 1 november 2026 keek het systeem wat weg moet. Het wissen komt nog." in text
    cells = re.findall(r"<td[^>]*>(.*?)</td>", text)
    assert cells == ["hulp thuis en meedoen", "dossier.Note", "30 tot en met 39"]  # and not those of less than ten
    assert text.count("Besloten door Fatma.") == text.count("AVG artikel 17 lid 3") == 1
    for secret in ("Samira", "Haddad", "zaak bij de rechter"):
        assert secret not in text
    assert "Wat weggaat" not in page(staff["tessa"], "home")


def test_the_reads_themselves_ask_for_the_role() -> None:
    """Whatever a page does with it."""
    now = timezone.now()
    hide(now + timedelta(days=2))
    a_question(day_of(now))
    stood_out.a_noticed_look()
    stood_out.a_counted_month()
    for name, sees in (("els", False), ("dirk", False), ("tessa", True), ("fatma", True)):
        viewer = at_work(name)
        assert queries.emergency_waits(viewer) is sees
        assert bool(queries.closed(viewer, now)) is sees
        assert bool(queries.noticed(viewer)) is sees
        assert bool(queries.months_counted(viewer)) is sees
        assert bool(queries.counts_of(viewer, stood_out.OCTOBER)) is sees
        assert bool(queries.clocks(viewer, now)) is (name == "fatma")
        assert bool(queries.holds(viewer, now)) is False


def test_another_municipality_sees_nothing_of_it(staff: dict[str, Client]) -> None:
    hide(timezone.now() + timedelta(days=2))
    a_question(day_of(timezone.now()))
    stood_out.a_noticed_look()
    stood_out.a_counted_month()
    there = {
        name: staff["henk"].get(f"/veenrode{reverse(f'watch:{name}')}").content.decode()
        for name in ("home", "all_noticed", "counts")
    }
    assert "Alles is nagekeken." in there["home"]
    assert "Er is nu niets gesloten." in there["home"]
    assert "Alle vragen zijn op tijd." in there["home"]
    assert "Er viel niets op." in there["all_noticed"]
    assert "Er is nog geen maand geteld." in there["counts"]
    which = reverse("watch:noticed", kwargs=dict(stood_out.a_noticed_look()))
    assert staff["henk"].get(f"/veenrode{which}").status_code == 404


def test_everybody_at_work_reads_every_rule_with_its_limit(staff: dict[str, Client]) -> None:
    text = page(staff["els"], "rules")
    for words in (
        f"bij meer dan {MOST_REFUSED} inwoners niets te zien.",
        f"meer dan {MOST_EMERGENCIES} keer in één maand",
        f"iets van meer dan {MOST_FILES} inwoners",
        "voor 7 uur, na 20 uur of in het weekend",
        "Een inwoner vroeg waarom iemand keek",
        "Na 92 dagen is het weg",
    ):
        assert words in text
    assert text.count('id="regel-') == len(Rule)


def test_somebody_sees_what_stood_out_of_their_own_looks_and_who_knows(staff: dict[str, Client]) -> None:
    which = stood_out.a_noticed_look("els")["which"]
    stood_out.a_noticed_look("ruben", Rule.MANY)
    stood_out.a_noticed_look("els", Rule.ASKED, trace="a" * 32)
    text = page(staff["els"], "rules")
    assert f"Niets te zien gekregen bij meer dan {MOST_REFUSED} inwoners." in text
    assert "Niemand zag dat u dit was." in text
    assert "Iets geopend van" not in text
    assert "en de inwoner vroeg waarom." not in text  # that a resident asked is not told here
    assert staff["fatma"].post(address("noticed", which=which), {"why": WHY}).status_code == 302
    text = page(staff["els"], "rules")
    assert re.search(r"Fatma weet sinds .* dat u dit was\.", text)
    assert WHY not in text


def test_the_overview_names_nobody_and_gives_no_number(staff: dict[str, Client]) -> None:
    for name in ("els", "ruben", "mia"):
        stood_out.a_noticed_look(name)
    text = page(staff["fatma"], "all_noticed")
    lines = re.findall(r"</a>: (.*?)</li>", text)
    assert lines == [f"Niets te zien gekregen bij meer dan {MOST_REFUSED} inwoners."] * 3
    for name in ("els", "ruben", "mia"):
        assert f"worker:{add_worker(name).pk}" not in text
        assert name.capitalize() not in re.sub(r"<header.*?</header>", "", text)


def test_a_name_is_shown_after_a_reason_and_the_worker_is_told(staff: dict[str, Client]) -> None:
    about = stood_out.a_noticed_look("ruben")
    text = page(staff["fatma"], "noticed", **about)
    assert "Ruben" not in text
    assert "Wie het was" not in text
    response = staff["fatma"].post(address("noticed", **about), {"why": "zomaar"})
    assert response.status_code == 400
    assert "Schrijf in een hele zin op waarom." in response.content.decode()
    assert 'value="zomaar"' in response.content.decode() or ">zomaar<" in response.content.decode()
    assert "Ruben" not in response.content.decode()
    assert Noticed.objects.get().opened_at is None
    assert staff["fatma"].post(address("noticed", **about), {"why": WHY}).status_code == 302
    text = page(staff["tessa"], "noticed", **about)
    assert "<dd>Ruben</dd>" in text
    assert WHY in text
    assert "Vraag de medewerker eerst wat er was." in text


def test_nobody_opens_their_own_on_screen(staff: dict[str, Client]) -> None:
    about = stood_out.a_noticed_look("fatma")
    text = page(staff["fatma"], "noticed", **about)
    assert "Dit gaat over u zelf." in text
    assert '<form class="sm-card' not in text
    response = staff["fatma"].post(address("noticed", **about), {"why": WHY})
    assert response.status_code == 400
    assert "Wie het was" not in response.content.decode()


def test_that_a_resident_asked_is_not_shown_to_the_supervisor(staff: dict[str, Client]) -> None:
    about = stood_out.a_noticed_look("els", Rule.ASKED, trace="b" * 32)
    assert "de inwoner vroeg waarom" in page(staff["fatma"], "all_noticed")
    assert "de inwoner vroeg waarom" not in page(staff["tessa"], "all_noticed")
    page(staff["tessa"], "noticed", 404, **about)
    assert staff["tessa"].post(address("noticed", **about), {"why": WHY}).status_code == 404
    assert "Noem de inwoner niet" in page(staff["fatma"], "noticed", **about)


def test_the_counts_of_a_month_on_screen_and_as_a_file(staff: dict[str, Client]) -> None:
    stood_out.a_counted_month()
    organisation_ = organisation("els")
    PublishedCounts.objects.create(
        municipality="duinstad",
        month=date(2026, 9, 1),
        published_at=timezone.now(),
        cells=[["gekeken", organisation_, "wmo", "wat", 120], ["vragen", "inzage", "ja", 10]],
    )
    text = page(staff["fatma"], "counts")  # the last month
    assert "10 tot en met 19" in text
    assert "Bij hoeveel inwoners is gekeken? Overal minder dan 10." in text
    text = page(staff["fatma"], "counts", query="?maand=2026-09")
    assert "120 tot en met 129" in text
    assert "hulp thuis en meedoen" in text
    assert "Alles zien" in text
    assert "Bij hoeveel inwoners was er noodtoegang? Overal minder dan 10." in text
    response = staff["fatma"].get(address("counts_export", month="2026-09", form="csv"))
    assert response.content.decode("utf-8-sig").splitlines() == [
        "tabel,waarvan,minstens,hooguit",
        f"gekeken,{organisation_} / wmo / wat,120,129",
        "vragen,inzage / ja,10,19",
    ]
    for query in ("?maand=2026-08", "?maand=x", "?maand=2026-13"):
        page(staff["fatma"], "counts", 404, query)
    assert staff["fatma"].get(address("counts_export", month="2026-08", form="csv")).status_code == 404
    assert staff["fatma"].get(address("counts_export", month="2026-09", form="xml")).status_code == 404


def test_queries_do_not_grow(staff: dict[str, Client], django_assert_max_num_queries: Any) -> None:
    now = timezone.now()
    hide(now + timedelta(days=20))
    stood_out.a_counted_month()
    a_question(day_of(now))
    stood_out.a_noticed_look()
    names = ("home", "rules", "all_noticed", "counts", "register", "processing")
    few = {}
    for name in names:
        page(staff["fatma"], name)
        with django_assert_max_num_queries(60) as first:
            page(staff["fatma"], name)
        few[name] = len(first)
    for number in range(20):
        grounds.something_withheld()
        a_question(day_of(now))
        for who in ("els", "fatma"):
            stood_out.a_noticed_look(who, day=day_of(now) - timedelta(days=number + 1))
    for name in names:
        with django_assert_max_num_queries(few[name]):
            page(staff["fatma"], name)
