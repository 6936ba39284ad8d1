"""What the clerk does: gather, print, send, and say so."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maatwerk.foundation.post import actions, queries
from maatwerk.foundation.post.models import Batch, State
from maatwerk.foundation.post.rules import Channel, Preference
from tests.foundation.post.mailbag import ADDRESSES, JOOST, SAMIRA, Post, likes, messages
from tests.staff import add_worker, signed_in

LARGE = Preference(
    {Channel.LETTER: "Anton Bos\nMarkt 3\n1234 AC Duinstad"}, (Channel.LETTER,), language="en", large_print=True
)
ANTON = "resident:15"


class Desk:
    """Pim, who does the post of Duinstad."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.last = ""

    def get(self, name: str, batch: int | None = None, status: int = 200) -> str:
        return self._read(self.client.get(self.address(name, batch)), status)

    def post(self, name: str, batch: int | None = None, status: int = 200, **fields: str) -> str:
        response = self.client.post(self.address(name, batch), fields, follow=status == 200)
        if response.redirect_chain if status == 200 else ():
            self.last = response.redirect_chain[-1][0]
        return self._read(response, status)

    def pdf(self, name: str, batch: int) -> list[str]:
        """The text of each page."""
        response = self.client.get(self.address(name, batch))
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith('attachment; filename="post-')
        return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages]

    def address(self, name: str, batch: int | None) -> str:
        return f"/duinstad{reverse(f'post:{name}', kwargs={'batch': batch} if batch else {})}"

    def _read(self, response: object, status: int) -> str:
        assert response.status_code == status  # type: ignore[attr-defined]
        return str(response.content.decode())  # type: ignore[attr-defined]


@pytest.fixture
def pim(post: Post) -> Desk:
    return Desk(signed_in(add_worker("pim")))


@pytest.fixture
def three_letters(post: Post) -> None:
    bag = {SAMIRA: likes(Channel.LETTER), JOOST: likes(Channel.LETTER, Channel.SMS), ANTON: LARGE}
    post.known.people = bag
    for recipient in bag:
        post.send(recipient)


def reference(recipient: str) -> str:
    return messages(subject=recipient)[0].reference


def newest() -> int:
    return Batch.objects.latest("pk").pk


@pytest.mark.usefixtures("three_letters")
def test_letters_from_the_queue_to_the_letter_box(pim: Desk, post: Post) -> None:
    page = pim.get("queue")
    assert "3 berichten liggen klaar." in page
    assert all(reference(each) in page for each in (SAMIRA, JOOST, ANTON))
    assert not re.search("Samira|Duinweg|resident", page)

    page = pim.post("make_batch", kanaal="brief")
    batch = newest()
    assert pim.last == f"/duinstad/medewerkers/post/stapels/{batch}"
    assert "3 berichten om te versturen." in page
    assert "Druk 2 brieven af" in page
    assert "Druk 1 brief in grote letters af" in page
    assert not re.search("Samira|Duinweg|resident", page)

    for _ in range(2):  # a printer may jam
        pages = pim.pdf("letters", batch)
        assert len(pages) == 2
        for who in (SAMIRA, JOOST):
            [letter] = [page for page in pages if reference(who) in page]
            assert "Samira Idrissi\nDuinweg 12\n1234 AB Duinstad" in letter
            assert "Er staat iets nieuws voor u klaar bij Gemeente Duinstad." in " ".join(letter.split())
            assert "Met vriendelijke groet,\nGemeente Duinstad" in letter
    large = " ".join(pim.pdf("large_letters", batch))
    assert "Anton Bos" in large
    assert "There is something new for you" in large

    page = pim.post("sent", batch)
    assert "Afdrukken kan niet meer" in page
    assert {message.state for message in messages()} == {State.SENT}
    for name in ("letters", "large_letters", "sheet"):
        assert "Afdrukken kan niet meer" in pim.get(name, batch)
    assert "Er ligt niets klaar." in pim.get("queue")
    assert post.told.heard == []


@pytest.mark.usefixtures("three_letters")
def test_who_refuses_after_it_was_printed_is_taken_out_and_the_clerk_hears_which_one(pim: Desk, post: Post) -> None:
    pim.post("make_batch", kanaal="brief")
    batch = newest()
    assert len(pim.pdf("letters", batch)) == 2
    post.known.people[JOOST] = likes(Channel.LETTER, Channel.SMS, never={Channel.LETTER})
    page = pim.get("batch", batch)
    assert "Verstuur deze niet meer" in page
    assert page.count(f"<strong>{reference(JOOST)}</strong>") == 1
    assert [reference(SAMIRA) in text for text in pim.pdf("letters", batch)] == [True]
    assert "1 bericht ligt klaar." in pim.get("queue")  # the text message that Joost gets instead


def test_a_text_message_is_on_a_list_with_its_number_and_its_words(pim: Desk, post: Post) -> None:
    post.known.people[SAMIRA] = likes(Channel.SMS)
    post.send()
    pim.post("make_batch", kanaal="sms")
    page = pim.get("sheet", newest())
    assert ADDRESSES[Channel.SMS] in page
    assert "Gemeente Duinstad: er staat iets nieuws voor u klaar." in page
    assert "Er is geen" not in page
    assert "resident" not in page


def test_mail_without_a_mail_server_is_on_a_list_with_its_subject(pim: Desk, post: Post) -> None:
    post.known.people[SAMIRA] = likes(Channel.MAIL)
    post.send()
    pim.post("make_batch", kanaal="mail")
    page = pim.get("sheet", newest())
    assert "samira@thuis.example" in page
    assert '<span lang="nl">Er staat iets nieuws voor u klaar</span>' in page


@pytest.mark.usefixtures("three_letters")
def test_what_does_not_arrive_becomes_work_for_somebody_and_the_rest_goes_on(pim: Desk, post: Post) -> None:
    pim.post("make_batch", kanaal="brief")
    batch, [lost] = newest(), messages(subject=SAMIRA)
    page = pim.post("failed", batch, bericht=str(lost.pk))
    assert "2 berichten om te versturen." in page
    assert post.told.heard == [(SAMIRA, "iets_nieuws", "duinstad")]
    assert "Dit bericht staat niet meer in deze stapel." in pim.post("failed", batch, status=400, bericht=str(lost.pk))
    pim.post("sent", batch)
    [back] = messages(subject=JOOST)
    assert back.state == State.SENT
    pim.post("failed", batch, bericht=str(back.pk))  # it came back
    assert [who for who, _, _ in post.told.heard] == [SAMIRA, JOOST]


@pytest.mark.usefixtures("three_letters")
def test_a_letter_that_cannot_be_printed_is_named_and_keeps_no_other_back(pim: Desk, post: Post) -> None:
    too_long = "\n".join(f"regel {number}" for number in range(9))
    post.known.people[JOOST] = Preference({Channel.LETTER: too_long}, (Channel.LETTER,))
    pim.post("make_batch", kanaal="brief")
    page = pim.get("letters", newest(), status=400)
    assert f"{reference(JOOST)}: Het adres past niet" in page
    assert f"{reference(SAMIRA)}:" not in page
    pim.post("failed", newest(), bericht=str(messages(subject=JOOST)[0].pk))
    [letter] = pim.pdf("letters", newest())
    assert reference(SAMIRA) in letter


@pytest.mark.usefixtures("three_letters")
@pytest.mark.parametrize(
    ("name", "fields", "sentence"),
    [
        ("make_batch", {}, "Kies e-mail, sms of brief."),
        ("make_batch", {"kanaal": "duif"}, "Kies e-mail, sms of brief."),
        ("make_batch", {"kanaal": "sms"}, "Hier ligt niets meer van klaar."),
        ("failed", {}, "Kies een bericht uit deze stapel."),
        ("failed", {"bericht": "1; DROP"}, "Kies een bericht uit deze stapel."),
        ("failed", {"bericht": str(uuid4())}, "Dit bericht staat niet meer in deze stapel."),
    ],
)
def test_what_cannot_be_done_is_said(pim: Desk, name: str, fields: dict[str, str], sentence: str) -> None:
    batch = None
    if name == "failed":
        pim.post("make_batch", kanaal="brief")
        batch = newest()
    assert sentence in pim.post(name, batch, status=400, **fields)


@pytest.mark.usefixtures("three_letters")
def test_the_batch_of_another_municipality_is_not_there(pim: Desk, post: Post) -> None:
    pim.post("make_batch", kanaal="brief")
    batch = newest()
    henk = signed_in(add_worker("henk"))
    for name in ("batch", "sheet", "letters", "large_letters"):
        assert henk.get(f"/veenrode{reverse(f'post:{name}', kwargs={'batch': batch})}").status_code == 404
    for name in ("failed", "sent"):
        address = f"/veenrode{reverse(f'post:{name}', kwargs={'batch': batch})}"
        assert henk.post(address, {"bericht": str(messages()[0].pk)}).status_code == 404
    assert {message.state for message in messages()} == {State.WAITING}
    assert "Er ligt niets klaar." in henk.get("/veenrode/medewerkers/post/").content.decode()
    assert pim.get("batch", 987654, status=404)


def test_a_batch_that_still_has_to_be_sent_stays_in_sight(pim: Desk, post: Post) -> None:
    post.known.people = {SAMIRA: likes(Channel.LETTER), JOOST: likes(Channel.SMS)}
    post.send(JOOST)
    pim.post("make_batch", kanaal="sms")
    forgotten = newest()
    for _ in range(queries.MOST_BATCHES + 1):
        post.send(SAMIRA)
        pim.post("make_batch", kanaal="brief")
        pim.post("sent", newest())
    page = pim.get("queue")
    assert page.index(f"Stapel {forgotten}, sms") < page.index(f"Stapel {newest()}, brief")
    assert page.count("verstuurd op") == queries.MOST_BATCHES - 1


def test_the_queue_says_how_long_the_oldest_waits(pim: Desk, post: Post) -> None:
    post.known.people[SAMIRA] = likes(Channel.LETTER)
    actions.send_notice(SAMIRA, "iets_nieuws", "duinstad", timezone.now() - timedelta(days=3))
    assert "Het oudste wacht 3\xa0dagen." in pim.get("queue")


@pytest.mark.parametrize("rows", [2, 60])
def test_no_page_asks_more_of_the_database_when_more_waits(
    pim: Desk, post: Post, rows: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(rows):
        post.known.people[f"resident:{number}"] = likes(Channel.LETTER, Channel.SMS)
        post.known.people[f"resident:s{number}"] = likes(Channel.SMS)
        for recipient in (f"resident:{number}", f"resident:s{number}"):
            post.send(recipient)
    with django_assert_max_num_queries(17):
        pim.client.post(pim.address("make_batch", None), {"kanaal": "sms"})
    text_messages = newest()
    pim.post("make_batch", kanaal="brief")
    letters = newest()
    post.known.people = {who: likes(*known.order, large_print=True) for who, known in post.known.people.items()}
    for name, batch in (("queue", None), ("batch", letters), ("sheet", text_messages), ("large_letters", letters)):
        with django_assert_max_num_queries(17):
            pim.client.get(pim.address(name, batch))
    with django_assert_max_num_queries(17):
        pim.client.post(pim.address("sent", letters))
