"""Anybody reports a mistake, an editor answers, and who reported it hears what was done."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maatwerk.foundation.access.retention.actions import report as report_terms
from maatwerk.foundation.access.retention.actions import run
from maatwerk.foundation.gate.context import OutsideGateError, maintenance
from maatwerk.foundation.openapi.limits import Limiter
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.spoken_codes import code_of, shown
from maatwerk.foundation.post.protocols import GatewayError
from maatwerk.foundation.worklist.actions import escalate_overdue
from maatwerk.foundation.worklist.models import Item
from maatwerk.foundation.worklist.rules import due
from maatwerk.knowledge.directory.reporting import actions, mailing
from maatwerk.knowledge.directory.reporting.belonging import ReporterEraser
from maatwerk.knowledge.directory.reporting.models import Report, Reporter
from maatwerk.knowledge.directory.reporting.rules import MOST_AN_HOUR
from maatwerk.knowledge.directory.web import reporting
from tests.knowledge.directory.map_of_the_bridge import a_map, form_of, jobs, mail_goes, report, the_listing, value
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

FORM, OUTCOME = "/duinstad/hulp/fout-melden", "/duinstad/hulp/melding"
MAIL = "wim@thuis.example"


@pytest.fixture(autouse=True)
def a_quiet_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins to count anew."""
    monkeypatch.setattr(reporting.ReportView, "limiter", Limiter(reporting.MOST_A_MINUTE))
    monkeypatch.setattr(reporting.OutcomeView, "limiter", Limiter(reporting.MOST_A_MINUTE))


@pytest.fixture
def wim(two_municipalities: object) -> Client:
    """Somebody at a browser, in a town where Eva edits the map."""
    add_worker("eva")
    a_map({"eten": value("Eettafel")})
    return Client(enforce_csrf_checks=True)


def page_of(row: Report) -> str:
    return "/duinstad" + reverse("map:report", kwargs={"which": row.pk})


def code_in(response: Any) -> str:
    [code] = re.findall(r'<p class="sm-secret">([^<]+)</p>', response.content.decode())
    return str(code)


def look_up(browser: Client, code: str, place: str = OUTCOME) -> Any:
    return browser.post(place, {"code": code})


def reporters() -> list[Reporter]:
    with maintenance("counting"):
        return list(Reporter.objects.all())


def answer(browser: Client, row: Report, told: str = "Het nummer is nu 0555 111111.", **fields: str) -> Any:
    return browser.post(page_of(row), {"uitkomst": "aangepast", "antwoord": told, **fields}, follow=True)


def test_somebody_reports_a_wrong_number_and_later_reads_what_was_done(wim: Client, staff: dict[str, Client]) -> None:
    response = report(wim, "eten", woorden="Er neemt een bakker op.")
    assert response.status_code == 200
    assert wim.cookies == {}
    assert "no-store" in response["Cache-Control"]
    code = code_in(response)
    waiting = look_up(wim, code.lower().replace("-", " ")).content.decode()
    assert "Dit is nog niet nagekeken" in waiting
    assert "bakker" not in waiting  # who else has the code does not read what was written

    eva = staff["eva"]
    row = Report.objects.get()
    assert row.due_on == due(day_of(timezone.now()), 7)
    assert "Melding over Eettafel" in eva.get("/duinstad/medewerkers/").content.decode()
    page = eva.get(page_of(row)).content.decode()
    assert "Er neemt een bakker op." in page
    assert "Het telefoonnummer klopt niet" in page
    done = answer(eva, row).content.decode()
    assert "Wie het meldde, leest uw antwoord met de code" in done

    told = look_up(wim, code).content.decode()
    assert "Wij hebben het aangepast." in told
    assert "Het nummer is nu 0555 111111." in told
    assert Item.objects.get(kind="kaart_melding").outcome == "afgehandeld"


def test_the_page_of_an_entry_leads_to_the_form(wim: Client) -> None:
    page = wim.post("/duinstad/hulp/dienst", {"dienst": "eten"}).content.decode()
    [form] = [
        each
        for each in re.findall("<form.*?</form>", page, re.DOTALL)
        if 'action="/hulp/fout-melden"' in each.replace("/duinstad", "")
    ]
    assert 'name="dienst" value="eten"' in form


def test_what_was_written_goes_when_it_was_answered(wim: Client, staff: dict[str, Client]) -> None:
    report(wim, "eten", woorden="Er neemt een bakker op.")
    answer(staff["eva"], Report.objects.get())
    assert Report.objects.get().words == ""
    assert "bakker" not in staff["eva"].get(page_of(Report.objects.get())).content.decode()


def test_who_left_an_address_gets_one_mail_and_then_it_is_erased(wim: Client, staff: dict[str, Client]) -> None:
    with mail_goes() as box:
        code = code_in(report(wim, "eten", mail=MAIL))
        row = Report.objects.get()
        [kept] = reporters()
        assert (kept.mail, kept.subject, kept.controller) == (MAIL, f"report:{row.pk}", "municipality:duinstad")
        assert box.sent == []
        answer(staff["eva"], row)
        for id_ in jobs("tell_reporter") * 2:  # also when a job is carried out twice
            mailing.tell(id_)
    [mail] = box.sent
    assert (mail.address, mail.language) == (MAIL, "nl")
    for words in ("Eettafel", "Wij hebben het aangepast.", "Het nummer is nu 0555 111111.", code):
        assert words in mail.text
    assert reporters() == []


def test_the_mail_is_in_the_language_of_the_page_it_was_asked_on(wim: Client, staff: dict[str, Client]) -> None:
    with mail_goes() as box:
        report(wim, "eten", "/duinstad/en/hulp/fout-melden", mail=MAIL)
        answer(staff["eva"], Report.objects.get())
        [mailing.tell(id_) for id_ in jobs("tell_reporter")]
    assert box.sent[0].language == "en"


def test_an_address_is_kept_while_the_server_is_down_and_erased_when_it_never_works(
    wim: Client, staff: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_outgoing: object) -> None:
        raise GatewayError

    with mail_goes(frozenset({MAIL})) as box:
        report(wim, "eten", mail=MAIL)
        row = Report.objects.get()
        answer(staff["eva"], row)
        monkeypatch.setattr(box, "send", down)
        with pytest.raises(GatewayError):
            mailing.tell(row.pk)
        assert len(reporters()) == 1
        monkeypatch.undo()
        mailing.tell(row.pk)
    assert reporters() == []


def test_nobody_is_told_before_there_is_an_answer(wim: Client) -> None:
    with mail_goes() as box:
        report(wim, "eten", mail=MAIL)
        mailing.tell(Report.objects.get().pk)
    assert (box.sent, len(reporters())) == ([], 1)


def test_an_address_is_personal_data_and_stands_on_no_page(wim: Client, staff: dict[str, Client]) -> None:
    with mail_goes():
        response = report(wim, "eten", mail=MAIL)
    row = Report.objects.get()
    with pytest.raises(OutsideGateError):
        list(Reporter.objects.all())
    pages = [
        response,
        look_up(wim, code_in(response)),
        staff["eva"].get(page_of(row)),
        staff["eva"].get("/duinstad/medewerkers/"),
    ]
    assert all(MAIL not in page.content.decode() for page in pages)


def test_an_address_is_erased_on_request_and_after_a_year_without_an_answer(wim: Client) -> None:
    with mail_goes():
        report(wim, "eten", mail=MAIL)
        report(wim, "eten", mail="ander@thuis.example")
    first, second = Report.objects.order_by("reported_at")
    assert ReporterEraser().erase(f"report:{uuid4()}") == 0
    assert ReporterEraser().erase(f"report:{first.pk}") == 1
    assert Report.objects.count() == 2  # what is wrong with the map is still wrong
    assert [row.subject for row in reporters()] == [f"report:{second.pk}"]
    for days in (364, 365):
        run(timezone.now() + timedelta(days=days))
        report_terms(timezone.now() + timedelta(days=days))
    assert len(reporters()) == 1
    for days in (368, 369, 370):
        run(timezone.now() + timedelta(days=days))
        report_terms(timezone.now() + timedelta(days=days))
    assert reporters() == []


def test_where_no_mail_goes_no_address_is_asked_for_or_kept(wim: Client) -> None:
    assert 'name="mail"' not in wim.post(FORM, {"dienst": "eten"}).content.decode()
    report(wim, "eten", mail=MAIL)
    assert reporters() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"fout": ""}, "Kies wat er niet klopt"),
        ({"fout": "iets"}, "Kies wat er niet klopt"),
        ({"fout": "anders", "woorden": " "}, "Schrijf op wat er niet klopt"),
        ({"woorden": "x" * 501}, "Er passen hier 500 letters. U schreef er 501"),
        ({"woorden": "Vraag naar 123456782"}, "geen burgerservicenummer"),
        ({"mail": "wim"}, "Dit is geen e-mailadres"),
        ({"mail": "a" * 250 + "@b.nl"}, "Dit is geen e-mailadres"),
    ],
)
def test_what_is_wrong_with_the_form_is_named_and_all_that_was_typed_stays(
    wim: Client, fields: dict[str, str], sentence: str
) -> None:
    with mail_goes():
        response = report(wim, "eten", **({"woorden": "Er neemt een bakker op.", "mail": MAIL} | fields))
    page = response.content.decode()
    assert response.status_code == 400
    assert sentence in page
    for typed in ({"woorden": "Er neemt een bakker op.", "mail": MAIL} | fields).values():
        assert typed.strip() in page
    assert Report.objects.count() == 0


def test_a_form_that_is_sent_twice_is_one_report(wim: Client) -> None:
    signed = form_of(wim, "eten")
    codes = {code_in(wim.post(FORM, {"formulier": signed, "dienst": "eten", "fout": "tijden"})) for _time in range(2)}
    assert len(codes) == Report.objects.count() == Item.objects.count() == 1


@pytest.mark.parametrize("made", ["nothing", "other municipality", "yesterday"])
def test_a_form_that_we_did_not_give_out_is_not_stored_and_can_be_sent_again(
    wim: Client, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = "veenrode" if made == "other municipality" else "duinstad"
    signed = signing.TimestampSigner(salt=f"directory.report.{slug}").sign(uuid4().hex)
    if made == "yesterday":
        monkeypatch.setattr(reporting, "_DAY", -1)
    response = wim.post(FORM, {"formulier": "" if made == "nothing" else signed, "dienst": "eten", "fout": "tijden"})
    assert (response.status_code, Report.objects.count()) == (400, 0)
    assert "Verstuur het nog een keer" in response.content.decode()
    monkeypatch.setattr(reporting, "_DAY", 60)
    [again] = re.findall(r'name="formulier" value="([^"]+)"', response.content.decode())
    assert wim.post(FORM, {"formulier": again, "dienst": "eten", "fout": "tijden"}).status_code == 200


def test_who_sends_too_many_in_a_minute_is_told_and_loses_nothing(wim: Client) -> None:
    for _time in range(reporting.MOST_A_MINUTE):
        assert report(wim, "eten").status_code == 200
    response = report(wim, "eten", woorden="Nog een")
    assert response.status_code == 429
    assert "Nog een" in response.content.decode()


def test_more_than_people_can_look_at_in_an_hour_is_refused_by_the_website_only(
    wim: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting.ReportView, "limiter", Limiter(0))
    now = timezone.now()
    said = actions.Said(actions.Wrong.PHONE)
    for _time in range(MOST_AN_HOUR):
        actions.report(said, the_listing("eten"), "duinstad", uuid4(), now)
    assert report(wim, "eten").status_code == 429
    by_phone = actions.Said(actions.Wrong.OTHER, "Woensdag", actions.Via.PHONE, "De Brug")
    actions.report(by_phone, the_listing("eten"), "duinstad", uuid4(), now)
    actions.report(said, the_listing("eten"), "duinstad", uuid4(), now + timedelta(hours=1, seconds=1))
    assert Report.objects.count() == MOST_AN_HOUR + 2


def test_two_reports_never_share_a_code(wim: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "code_of", lambda _id: "K7M42P")
    said = actions.Said(actions.Wrong.PHONE)
    actions.report(said, the_listing("eten"), "duinstad", uuid4(), timezone.now())
    with pytest.raises(actions.CodeTakenError):
        actions.report(said, the_listing("eten"), "duinstad", uuid4(), timezone.now())
    assert Report.objects.count() == 1


def test_a_mistake_can_be_reported_in_what_everybody_has(wim: Client) -> None:
    assert report(wim, "veilig_thuis").status_code == 200
    row = Report.objects.get()
    assert (row.municipality, row.name) == ("duinstad", "Veilig Thuis")


@pytest.mark.parametrize("key", ["bestaat_niet", "", "\0", "alleen_veenrode"])
def test_what_is_not_on_the_map_here_cannot_be_reported(wim: Client, key: str) -> None:
    a_map({"alleen_veenrode": value()}, "veenrode")
    response = wim.post(FORM, {"dienst": key})
    assert response.status_code == 404
    assert "Zoek eerst de hulp" in response.content.decode()


def test_where_nobody_edits_the_page_says_to_phone(two_municipalities: object) -> None:
    a_map({"eten": value()})
    page = Client().post(FORM, {"dienst": "eten"}).content.decode()
    assert 'name="formulier"' not in page
    assert "Dit kan hier nu niet via de site" in page
    signed = signing.TimestampSigner(salt="directory.report.duinstad").sign(uuid4().hex)
    assert Client().post(FORM, {"formulier": signed, "dienst": "eten", "fout": "tijden"}).status_code == 503


def test_a_code_of_nothing_or_of_elsewhere_finds_nothing(wim: Client) -> None:
    code = code_in(report(wim, "eten"))
    assert look_up(wim, code, OUTCOME.replace("duinstad", "veenrode")).status_code == 404
    assert look_up(wim, shown(code_of(UUID(int=7)))).status_code == 404
    assert look_up(wim, "geen idee").status_code == 400
    for _time in range(reporting.MOST_A_MINUTE):
        response = look_up(wim, code)
    assert response.status_code == 429  # nobody tries codes by machine


def test_only_editors_of_this_municipality_answer(wim: Client, staff: dict[str, Client]) -> None:
    report(wim, "eten")
    row = Report.objects.get()
    for name in ("els", "ruben", "beheer", "pim", "fatma"):
        assert staff[name].get(page_of(row)).status_code == 403, name
    assert staff["henk"].get(page_of(row).replace("duinstad", "veenrode")).status_code == 404
    assert answer(staff["otto"], row).status_code == 200  # a colleague of Eva


def test_an_answer_takes_a_choice_and_a_sentence_and_counts_once(wim: Client, staff: dict[str, Client]) -> None:
    report(wim, "eten")
    row = Report.objects.get()
    for fields, sentence in (
        ({"uitkomst": ""}, "Kies wat u deed"),
        ({"antwoord": " "}, "Schrijf in een zin wat u deed"),
        ({"antwoord": "z" * 301}, "Er passen hier 300 letters"),
        ({"antwoord": "De man met 123456782 belde"}, "geen burgerservicenummer"),
    ):
        response = staff["eva"].post(page_of(row), {"uitkomst": "klopte", "antwoord": "Nagevraagd."} | fields)
        assert response.status_code == 400
        assert sentence in response.content.decode()
    answer(staff["eva"], row, "Nagevraagd, het klopt.", uitkomst="klopte")
    again = answer(staff["otto"], row, "Toch niet.").content.decode()
    assert "Een collega heeft dit al afgerond" in again
    assert Report.objects.get().told == "Nagevraagd, het klopt."
    assert Item.objects.get().outcome == "niet_nodig"


def test_an_administrator_to_whom_it_was_passed_on_sees_that_it_waits_and_no_more(
    wim: Client, staff: dict[str, Client]
) -> None:
    report(wim, "eten")
    Item.objects.update(due_on=date(2026, 1, 2))
    escalate_overdue(timezone.now())
    page = staff["beheer"].get("/duinstad/medewerkers/").content.decode()
    assert "Geef dit door aan een redacteur" in page
    assert "Eettafel" not in page


def test_a_report_is_forgotten_a_year_after_its_answer(wim: Client, staff: dict[str, Client]) -> None:
    report(wim, "eten")
    report(wim, "eten")
    answered, waiting = Report.objects.all()
    Report.objects.filter(pk=answered.pk).update(done="klopte", answered_at=datetime(2026, 3, 10, 12, tzinfo=UTC))
    assert actions.forget_old(datetime(2027, 3, 10, 12, tzinfo=UTC)) == 0
    assert actions.forget_old(datetime(2027, 3, 11, 12, tzinfo=UTC)) == 1
    assert list(Report.objects.all()) == [waiting]
