"""Every day: who is asked by mail, who comes on the phone list, and when somebody is left alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from maatwerk.foundation.worklist.models import Item
from maatwerk.knowledge.directory.asking import actions, mailing
from maatwerk.knowledge.directory.asking.actions import answer, ask_owners, forget_old, note_try
from maatwerk.knowledge.directory.asking.models import Asking
from maatwerk.knowledge.directory.asking.rules import MOST_CALLS, Answer
from maatwerk.knowledge.directory.feeding import Row, feed
from maatwerk.knowledge.directory.models import Verification
from maatwerk.knowledge.directory.shelf import Layer
from maatwerk.knowledge.directory.verifying import confirm
from tests.casework.contact.callers import els_answers
from tests.knowledge.directory.map_of_the_bridge import WORDS, Mailbox, a_map, jobs, mail_goes, the_listing, value
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

SEEN = date(2026, 6, 1)
DUE = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)  # half past seven in Amsterdam, five months and a day later
DAY = timedelta(days=1)


def every_day(start: datetime, days: int, box: Mailbox | None = None) -> None:
    """The job of each morning, and what it put in the queue."""
    for number in range(days):
        ask_owners("duinstad", start + number * DAY)
        for id_ in jobs("mail_owner"):
            mailing.send(id_)


def calls() -> list[str]:
    return sorted(Item.objects.filter(kind="kaart_bellen", done_at=None).values_list("subject", flat=True))


def test_one_mail_to_an_owner_names_all_that_is_due_and_what_is_due_within_a_month() -> None:
    a_map(
        {
            "eten": value("Eettafel"),
            "fietsen": value("Fietsles", date(2026, 6, 20)),  # due on 20 November
            "zingen": value("Koor", date(2026, 8, 1)),  # due on 1 January: not yet
            "elders": value("Repair café", eigenaar={"organisatie": "Anders", "mail": "a@anders.example"}),
        }
    )
    with mail_goes() as box:
        every_day(DUE, 3, box)
    assert sorted(mail.address for mail in box.sent) == ["a@anders.example", "info@debrug.example"]
    [mail] = [mail for mail in box.sent if mail.address == "info@debrug.example"]
    assert "- Eettafel\n- Fietsles" in mail.text
    assert "Koor" not in mail.text
    assert "Repair" not in mail.text
    assert "2 plekken" in mail.text
    assert (mail.municipality, mail.language) == ("duinstad", "nl")


def test_nobody_is_asked_before_it_is_due() -> None:
    a_map({"eten": value(seen=date(2026, 6, 3))})
    with mail_goes() as box:
        every_day(DUE, 1, box)
        assert box.sent == []
        every_day(DUE + DAY, 1, box)
    assert len(box.sent) == 1


def test_who_does_not_answer_two_mails_comes_on_the_phone_list_of_who_answers_the_phone() -> None:
    els_answers()
    a_map({"eten": value()})
    with mail_goes() as box:
        every_day(DUE, 28, box)
        assert len(box.sent) == 2
        assert len({mail.id for mail in box.sent}) == 2  # the second is no repetition of the first
        assert calls() == []
        every_day(DUE + 28 * DAY, 5, box)
    assert len(box.sent) == 2
    asking = Asking.objects.get()
    assert calls() == [f"asking:{asking.pk}"]
    item = Item.objects.get(kind="kaart_bellen")
    assert item.team in add_worker("els").teams.all()
    assert item.due_on > (DUE + 28 * DAY).date()


@pytest.mark.parametrize("why", ["no mail server", "no address", "invented", "refused"])
def test_where_no_mail_can_go_the_phone_list_is_next(why: str) -> None:
    els_answers()
    more = {"no address": {"eigenaar": {"organisatie": "De Brug"}}, "invented": {"verzonnen": True}}
    a_map({"eten": value(**more.get(why, {}))})
    if why == "no mail server":
        every_day(DUE, 1)
    else:
        with mail_goes(frozenset({"info@debrug.example"} if why == "refused" else ())) as box:
            every_day(DUE, 2, box)
            assert box.sent == []
    assert len(calls()) == 1


def test_an_editor_phones_where_nobody_answers_the_phone_and_without_an_editor_it_waits() -> None:
    a_map({"eten": value()})
    every_day(DUE, 2)
    assert (calls(), Asking.objects.count()) == ([], 0)
    add_worker("eva")
    every_day(DUE + 2 * DAY, 1)
    assert Item.objects.get(kind="kaart_bellen").team in add_worker("eva").teams.all()


def test_the_phone_list_is_never_longer_than_people_can_call_and_begins_with_the_oldest() -> None:
    els_answers()
    many = MOST_CALLS + 3
    seen = [date(2026, 1, 1) + n * DAY for n in range(many)]
    a_map({f"d{n}": value(f"Dienst {n}", seen[n], eigenaar={"organisatie": f"Stichting {n}"}) for n in range(many)})
    every_day(DUE, 3)
    assert len(calls()) == MOST_CALLS
    on_it = set(Asking.objects.values_list("organisation", flat=True))
    assert on_it == {f"Stichting {n}" for n in range(MOST_CALLS)}
    asking = Asking.objects.get(organisation="Stichting 0")
    answer(asking, "d0", Answer.RIGHT, "", Verification.How.PHONE, uuid4(), DUE + 3 * DAY)
    every_day(DUE + 3 * DAY, 1)
    assert len(calls()) == MOST_CALLS
    assert Asking.objects.filter(organisation=f"Stichting {MOST_CALLS}").exists()


def test_what_becomes_due_while_an_owner_is_asked_joins_the_same_question() -> None:
    a_map({"eten": value(), "koken": value("Kookles", date(2026, 7, 10))})
    with mail_goes() as box:
        every_day(DUE, 14, box)
        assert "Kookles" not in box.sent[0].text
        every_day(DUE + 14 * DAY, 20, box)
    assert "Kookles" not in box.sent[1].text  # due on 10 December
    with mail_goes() as box:
        every_day(DUE + 40 * DAY, 1, box)
    asking = Asking.objects.get()
    assert set(asking.entries.values_list("key", flat=True)) == {"eten", "koken"}


def test_after_a_yes_nobody_is_asked_until_it_is_due_again() -> None:
    a_map({"eten": value()})
    with mail_goes() as box:
        every_day(DUE, 1, box)
        answer(Asking.objects.get(), "eten", Answer.RIGHT, "", Verification.How.LINK, uuid4(), DUE + DAY)
        every_day(DUE + DAY, 120, box)
        assert len(box.sent) == 1
        every_day(datetime(2027, 4, 3, 6, 30, tzinfo=UTC), 1, box)
    assert len(box.sent) == 2


def test_three_calls_without_anybody_end_it_and_after_three_months_it_is_asked_again() -> None:
    els_answers()
    a_map({"eten": value()})
    every_day(DUE, 1)
    asking = Asking.objects.get()
    assert [note_try(asking, DUE + n * DAY) for n in range(3)] == [1, 2, 3]
    assert calls() == []
    assert Item.objects.get(kind="kaart_bellen").outcome == "niet_gelukt"
    with pytest.raises(actions.AnsweredError):
        note_try(asking, DUE + 4 * DAY)
    every_day(DUE + 4 * DAY, 80)
    assert calls() == []
    every_day(DUE + 92 * DAY, 2)
    assert len(calls()) == 1


def test_what_comes_with_the_program_is_not_asked_about_here() -> None:
    """The real services of the content stand in the tables of every test; none of them is this municipality's own."""
    els_answers()
    with mail_goes() as box:
        every_day(datetime(2030, 1, 1, 6, 30, tzinfo=UTC), 2, box)
    assert (box.sent, calls()) == ([], [])


def test_a_mail_is_not_sent_for_what_was_answered_meanwhile() -> None:
    a_map({"eten": value()})
    with mail_goes() as box:
        ask_owners("duinstad", DUE)
        answer(Asking.objects.get(), "eten", Answer.RIGHT, "", Verification.How.LINK, uuid4(), DUE)
        for id_ in jobs("mail_owner"):
            mailing.send(id_)
    assert box.sent == []


def test_questions_are_forgotten_a_year_after_they_ended_and_who_confirmed_stays() -> None:
    a_map({"eten": value()})
    with mail_goes():
        ask_owners("duinstad", DUE)
    answer(Asking.objects.get(), "eten", Answer.RIGHT, "", Verification.How.LINK, uuid4(), DUE)
    assert forget_old(DUE + 365 * DAY) == 0
    assert forget_old(DUE + 367 * DAY) == 1
    assert Verification.objects.filter(key="eten").count() == 1


def test_what_was_confirmed_on_a_screen_meanwhile_is_off_the_phone_list() -> None:
    els_answers()
    a_map({"eten": value(), "koken": value("Kookles")})
    every_day(DUE, 1)
    for key in ("eten", "koken"):
        assert len(calls()) == 1
        confirm(the_listing(key), by="redactie", how=Verification.How.STAFF, now=DUE + DAY)
    assert calls() == []
    assert Item.objects.get(kind="kaart_bellen").outcome == "afgehandeld"


@pytest.mark.parametrize("what", ["gone", "hidden", "other owner", "seen since"])
def test_what_need_not_be_asked_any_more_leaves_the_list_by_itself(what: str) -> None:
    els_answers()
    a_map({"eten": value(), "koken": value("Kookles")})
    every_day(DUE, 1)
    assert len(calls()) == 1
    changed = {
        "gone": {},
        "hidden": {"eten": value(), "koken": value("Kookles")},
        "other owner": {key: value(key, eigenaar={"organisatie": "Een ander"}) for key in ("eten", "koken")},
        "seen since": {key: value(key, date(2026, 11, 3)) for key in ("eten", "koken")},
    }
    a_map(changed[what])
    if what == "hidden":
        rows = [Row(key, None) for key in ("eten", "koken")]
        feed("duinstad", Layer.OWN, rows, WORDS, today=date(2026, 11, 3))
    before = set(calls())
    every_day(DUE + DAY, 1)
    assert not before & set(calls())
    assert len(calls()) == (1 if what == "other owner" else 0)  # whom we call now instead
