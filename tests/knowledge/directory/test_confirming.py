"""An owner says that it still is right: from the link in a mail, by one click, without a log-in and without script."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.worklist.models import Item
from maatwerk.knowledge.directory.asking import links, mailing
from maatwerk.knowledge.directory.asking.actions import ask_owners
from maatwerk.knowledge.directory.asking.models import Asked, Asking
from maatwerk.knowledge.directory.models import Verification
from maatwerk.knowledge.directory.reporting.models import Report
from tests.knowledge.directory.map_of_the_bridge import Mailbox, a_map, jobs, link_in, mail_goes, the_listing, value
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

OLD = date(2026, 1, 1)


@pytest.fixture
def mail(two_municipalities: object) -> Mailbox:
    """De Brug was sent a mail about two entries."""
    add_worker("eva")
    a_map({"eten": value("Eettafel", OLD), "fietsen": value("Fietsles", OLD)})
    with mail_goes() as box:
        ask_owners("duinstad", timezone.now())
        for id_ in jobs("mail_owner"):
            mailing.send(id_)
    return box


@pytest.fixture
def link(mail: Mailbox) -> str:
    return link_in(mail.sent[0])


def forms(page: str) -> list[tuple[str, str]]:
    """The buttons on a page: which entry, and what they say."""
    found = []
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        [key] = re.findall(r'name="dienst" value="([^"]+)"', form)
        [(value_, words)] = re.findall(r'name="doe" value="([^"]+)".*?__label">([^<]+)<', form)
        found.append((key, f"{value_}: {words}"))
    return found


def test_an_owner_follows_the_link_reads_what_residents_read_and_confirms_by_one_click(link: str) -> None:
    browser = Client(enforce_csrf_checks=True)  # as outside a test
    response = browser.get(link)
    page = response.content.decode()
    assert response.status_code == 200
    for words in ("Eettafel", "Samen eten in de buurt.", "0555 123456", "Op dinsdag om 18 uur.", "5 euro."):
        assert words in page
    assert ("eten", "klopt: Ja, dit klopt") in forms(page)
    assert "<script" not in page.split("<main")[1].split("</main>")[0]
    assert "no-store" in response["Cache-Control"]

    response = browser.post(link, {"dienst": "eten", "doe": "klopt"})
    assert response.status_code == 200
    assert "Wij hebben genoteerd dat het klopt" in response.content.decode()
    today = day_of(timezone.now())
    assert the_listing("eten").verified_on == today
    assert the_listing("fietsen").verified_on == OLD
    [seen] = Verification.objects.filter(municipality="duinstad")
    assert (seen.key, seen.by, seen.how) == ("eten", "Stichting De Brug", "link")
    assert browser.cookies == {}
    assert [key for key, _words in forms(browser.get(link).content.decode())] == ["fietsen"] * 3


def test_everything_that_can_be_wrong_stands_on_the_page(link: str) -> None:
    place = {
        "naam": "De Kade", "straat": "Kade 1", "postcode": "1234 AB", "plaats": "Duinstad", "wijk": "Haven",
        "open": {"tijden": [{"dagen": ["di"], "van": "17:00", "tot": "19:30"}], "feestdagen": "dicht"},
        "toegankelijk": ["rolstoel"],
    }  # fmt: skip
    way = {"weg": "whatsapp", "nummer": "06 87654321", "open": "altijd"}
    more: dict[str, Any] = {
        "locaties": [place],
        "bereikbaar": [way | {"bron": value()["bron"], "let_op": {"nl": "Alleen tekst.", "en": "Text only."}}],
        "leeftijd": {"van": 18},
        "talen": ["nl", "ti"],
        "tolk": True,
        "wachttijd": {"weken": 3, "op": "2026-10-01"},
        "verwijzing": {"nl": "U hebt een brief nodig.", "en": "You need a letter."},
        "buiten_tijden": {"nl": "Bel de buurvrouw.", "en": "Call the neighbour."},
    }
    a_map({"eten": value("Eettafel", OLD, **more)})
    page = Client().get(link).content.decode()
    for words in (
        "Kade 1, 1234 AB Duinstad, Haven", "19.30 uur", "Goed te bereiken met een rolstoel",
        "06 87654321", "Dag en nacht open.", "Alleen tekst.", "Dit is voor mensen vanaf 18 jaar.", "Tigrinya",
        "Er kan een tolk bij komen.", "3 weken", "U hebt een brief nodig.", "Bel de buurvrouw.", "debrug.example",
    ):  # fmt: skip
        assert words in page, words


def test_looking_changes_nothing_since_programs_that_check_mail_follow_every_link(link: str) -> None:
    for _time in range(3):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code in (200, 405)
    assert Verification.objects.count() == 0
    assert not Asked.objects.exclude(answer="").exists()


def test_the_last_answer_ends_the_question_and_a_second_click_is_none(link: str) -> None:
    browser = Client()
    browser.post(link, {"dienst": "eten", "doe": "klopt"})
    assert Asking.objects.get().ended_at is None
    browser.post(link, {"dienst": "fietsen", "doe": "klopt"})
    assert Asking.objects.get().ended_at is not None
    again = browser.post(link, {"dienst": "eten", "doe": "gestopt"})
    assert (again.status_code, "U gaf hier al antwoord op" in again.content.decode()) == (200, True)
    assert (Verification.objects.count(), Report.objects.count()) == (2, 0)


def test_what_is_not_right_goes_to_an_editor_with_a_term_and_the_owner_gets_a_code(link: str) -> None:
    words = "Wij eten nu op woensdag."
    response = Client().post(link, {"dienst": "eten", "doe": "klopt_niet", "woorden": words})
    report = Report.objects.get()
    assert (report.key, report.via, report.organisation, report.words) == ("eten", "link", "Stichting De Brug", words)
    assert f"{report.code[:3]}-{report.code[3:]}" in response.content.decode()
    item = Item.objects.get(kind="kaart_melding")
    assert (item.subject, item.due_on) == (f"report:{report.pk}", report.due_on)
    assert item.team in add_worker("eva").teams.all()
    assert the_listing("eten").verified_on == OLD  # nothing that residents read changes before an editor looked
    assert Verification.objects.count() == 0


def test_what_they_do_no_more_is_for_an_editor_to_take_away(link: str) -> None:
    assert Client().post(link, {"dienst": "eten", "doe": "gestopt"}).status_code == 200
    assert Report.objects.get().wrong == "gestopt"
    assert not the_listing("eten").hidden


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Schrijf op wat er niet klopt"),
        ("x" * 501, "Er passen hier 500 letters. U schreef er 501"),
        ("Vraag naar 123456782", "geen burgerservicenummer"),
    ],
)
def test_a_mistake_in_the_form_is_named_and_nothing_that_was_typed_is_lost(
    link: str, words: str, sentence: str
) -> None:
    response = Client().post(link, {"dienst": "eten", "doe": "klopt_niet", "woorden": words})
    page = response.content.decode()
    assert response.status_code == 400
    assert sentence in page
    assert words in page
    assert "<details open>" in page
    assert not Asked.objects.exclude(answer="").exists()


def test_an_answer_about_something_else_is_none(link: str) -> None:
    a_map({"eten": value("Eettafel", OLD), "fietsen": value("Fietsles", OLD), "ander": value("Ander", OLD)})
    for key in ("ander", "bestaat_niet", "veilig_thuis", ""):
        Client().post(link, {"dienst": key, "doe": "klopt"})
    assert Verification.objects.count() == 0
    assert Client().post(link, {"dienst": "eten", "doe": "verwijder"}).status_code == 400
    assert Client().post(link, {}).status_code == 400


def test_what_is_no_longer_of_this_organisation_is_not_theirs_to_confirm(link: str) -> None:
    other = {"organisatie": "Een ander"}
    a_map({"eten": value("Eettafel", OLD, eigenaar=other), "fietsen": value("Fietsles", OLD)})
    assert "Eettafel" not in Client().get(link).content.decode()
    Client().post(link, {"dienst": "eten", "doe": "klopt"})
    assert Verification.objects.count() == 0


@pytest.mark.parametrize("made", ["forged", "other municipality", "other question", "late"])
def test_a_link_that_is_not_ours_or_is_over_opens_nothing_and_says_whom_to_call(
    link: str, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = signing.TimestampSigner(sep=".", salt="directory.asking.duinstad")
    address = {
        "forged": link[:-4] + "aaaa",
        "other municipality": link.replace("/duinstad", "/veenrode"),
        "other question": link.rpartition("/")[0] + "/" + signer.sign(uuid4().hex),
        "late": link,
    }[made]
    if made == "late":
        monkeypatch.setattr(links, "LINK_WORKS", timedelta(seconds=-1))
    for response in (Client().get(address), Client().post(address, {"dienst": "eten", "doe": "klopt"})):
        assert response.status_code == 404
        assert "Deze link werkt niet meer" in response.content.decode()
        assert "Eettafel" not in response.content.decode()
    assert Verification.objects.count() == 0


def test_a_link_works_for_two_months(link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = datetime.now(UTC).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: made + 59 * 24 * 3600)
    assert Client().get(link).status_code == 200
    monkeypatch.setattr("django.core.signing.time.time", lambda: made + 61 * 24 * 3600)
    assert Client().get(link).status_code == 404


def test_without_an_editor_the_page_says_to_call_and_keeps_what_was_typed(link: str) -> None:
    add_worker("eva").appointments.all().delete()
    response = Client().post(link, {"dienst": "eten", "doe": "klopt_niet", "woorden": "Op woensdag"})
    assert response.status_code == 503
    assert "Op woensdag" in response.content.decode()
    assert not Asked.objects.exclude(answer="").exists()
    assert Client().post(link, {"dienst": "eten", "doe": "klopt"}).status_code == 200


def test_the_mail_names_no_person_and_the_page_is_there_in_english(mail: Mailbox, link: str) -> None:
    assert mail.sent[0].title == "Klopt dit nog op de sociale kaart?"
    assert len(re.findall("https://", mail.sent[0].text)) == 1
    page = Client().get(link.replace("/duinstad/", "/duinstad/en/", 1)).content.decode()
    assert "Eating together nearby." in page


def test_the_page_has_its_way_without_a_computer_and_the_strict_policies(link: str) -> None:
    """As every open page in tests/architecture/test_walls.py, which cannot make a link."""
    response = Client().get(link)
    page = response.content.decode()
    block = page.split('<aside class="sm-offline')[1].split("</aside>")[0]
    assert "Liever niet digitaal?" in block
    assert "14 0999" in block
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == []
    assert page.count("<h1") == 1


def test_the_page_asks_the_same_number_of_queries_for_many_entries(
    two_municipalities: object, django_assert_max_num_queries: Any
) -> None:
    a_map({f"d{n}": value(f"Dienst {n}", OLD) for n in range(40)})
    with mail_goes() as box:
        ask_owners("duinstad", timezone.now())
        for id_ in jobs("mail_owner"):
            mailing.send(id_)
    assert "- en nog 20" in box.sent[0].text  # the mail names the first twenty
    with django_assert_max_num_queries(6):
        assert Client().get(link_in(box.sent[0])).content.decode().count("Ja, dit klopt") == 40
