"""From a notice to the queue, and everything that may change before it is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import OutsideGateError, maintenance
from maatwerk.foundation.jobs.models import Job
from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.people.queries import site_address
from maatwerk.foundation.post import actions, queries
from maatwerk.foundation.post.connections import NobodyReachedError, NobodyToTell, connected
from maatwerk.foundation.post.models import Batch, Message, State
from maatwerk.foundation.post.rules import Channel, Preference
from maatwerk.foundation.post.tasks import forget_addresses
from maatwerk.foundation.post.workers import WorkPreferences
from maatwerk.foundation.worklist.models import Item
from tests.foundation.post.mailbag import ADDRESSES, JOOST, NOON, SAMIRA, WIM, Post, Taker, likes, messages
from tests.staff import add_worker

CLERK = "worker:1"
LATER = NOON + timedelta(hours=3)


def only() -> Message:
    [message] = messages()
    return message


def batch_of(channel: Channel = Channel.LETTER) -> Batch:
    batch = actions.make_batch(channel, CLERK, "duinstad", LATER)
    assert batch is not None
    return batch


def test_a_notice_waits_by_the_channel_somebody_likes_with_its_owner_named(post: Post) -> None:
    post.known.people[SAMIRA] = likes(Channel.SMS, Channel.MAIL, language="en", large_print=True)
    post.send()
    message = only()
    assert (message.channel, message.address) == (Channel.SMS, ADDRESSES[Channel.SMS])
    assert (message.state, message.batch, message.language, message.large_print) == (State.WAITING, None, "en", True)
    assert (message.subject, message.controller) == (SAMIRA, "municipality:duinstad")
    assert (message.purpose, message.category, message.municipality) == ("contact", "bereikbaarheid", "duinstad")
    assert str(message) == f"message {message.reference}"
    assert SAMIRA not in message.reference
    assert Job.objects.count() == 0  # no gateway: nothing for a machine to do
    assert post.told.heard == []


def test_messages_answer_only_through_the_gate(post: Post) -> None:
    with pytest.raises(OutsideGateError):
        Message.objects.count()
    with pytest.raises(OutsideGateError):
        Message.objects.update(address="")


@pytest.mark.parametrize(
    "preference",
    [
        None,
        Preference({}, tuple(Channel)),
        likes(*Channel, never=frozenset(Channel)),
        likes(Channel.MAIL, never={Channel.MAIL}),
        likes(),
    ],
)
def test_when_nothing_is_left_a_person_hears_it(post: Post, preference: Preference | None) -> None:
    if preference:
        post.known.people[WIM] = preference
    post.send(WIM)
    assert post.told.heard == [(WIM, "iets_nieuws", "duinstad")]
    assert messages() == []


def test_a_notice_that_does_not_go_by_the_only_channel_left_is_told_too(post: Post) -> None:
    post.known.people[WIM] = likes(Channel.LETTER)
    post.send(WIM, "nieuwe_sleutel")
    assert post.told.heard == [(WIM, "nieuwe_sleutel", "duinstad")]


def test_when_there_is_nobody_to_tell_it_is_an_error_and_never_silence(post: Post) -> None:
    with connected(unreachable=NobodyToTell()), pytest.raises(NobodyReachedError):
        post.send(WIM)


def test_with_what_is_really_connected_it_becomes_work_for_the_team_of_the_clerk(
    two_municipalities: dict[str, object],
) -> None:
    pim = add_worker("pim")
    for _ in range(2):  # twice the same is one thing to do
        actions.send_notice(SAMIRA, "iets_nieuws", "duinstad", NOON)
    item = Item.objects.get()
    assert (item.kind, item.subject, item.team) == ("bel_of_bezoek", SAMIRA, pim.teams.get())
    with pytest.raises(NobodyReachedError):  # nobody works there
        actions.send_notice(SAMIRA, "iets_nieuws", "veenrode", NOON)
    assert messages() == []


def test_people_at_work_are_reached_by_mail_at_the_address_of_their_account(
    two_municipalities: dict[str, object],
) -> None:
    els, ruben = add_worker("els"), add_worker("ruben")
    ruben.account.is_active = False
    ruben.account.save()
    known = WorkPreferences().of([f"worker:{els.pk}", f"worker:{ruben.pk}", SAMIRA, "worker:0"])
    assert known == {f"worker:{els.pk}": Preference({Channel.MAIL: els.account.email}, (Channel.MAIL,))}


def test_a_refusal_between_queueing_and_gathering_wins_and_the_notice_goes_another_way(post: Post) -> None:
    post.known.people[SAMIRA] = likes(Channel.LETTER, Channel.SMS)
    post.send()
    post.known.people[SAMIRA] = likes(Channel.LETTER, Channel.SMS, never={Channel.LETTER})
    assert actions.make_batch(Channel.LETTER, CLERK, "duinstad", LATER) is None
    letter, text_message = sorted(messages(), key=lambda message: message.created_at)
    assert (letter.state, letter.address, letter.batch) == (State.WITHDRAWN, "", None)
    assert (text_message.channel, text_message.state) == (Channel.SMS, State.WAITING)
    assert text_message.notice == letter.notice
    assert post.told.heard == []


def test_a_refusal_between_gathering_and_printing_wins_too(post: Post) -> None:
    post.known.people |= {SAMIRA: likes(Channel.LETTER), JOOST: likes(Channel.LETTER)}
    post.send(SAMIRA)
    post.send(JOOST)
    batch = batch_of()
    post.known.people[SAMIRA] = likes(Channel.LETTER, never={Channel.LETTER})
    actions.check_batch(batch.pk, "duinstad", LATER)
    assert [message.subject for message in queries.to_send(batch)] == [JOOST]
    assert post.told.heard == [(SAMIRA, "iets_nieuws", "duinstad")]
    actions.empty_batch(batch.pk, "duinstad", LATER)
    assert {message.subject: message.state for message in messages()} == {
        SAMIRA: State.WITHDRAWN,
        JOOST: State.SENT,
    }


def test_a_new_address_or_other_wishes_are_used_at_the_moment_of_printing(post: Post) -> None:
    post.known.people[SAMIRA] = likes(Channel.LETTER)
    post.send()
    batch = batch_of()
    moved = Preference(
        {Channel.LETTER: "Samira Idrissi\nMarkt 3\n1234 AC Duinstad\n"}, (Channel.LETTER,), large_print=True
    )
    post.known.people[SAMIRA] = moved
    actions.check_batch(batch.pk, "duinstad", LATER)
    [message] = queries.to_send(batch, large_print=True)
    assert message.address == "Samira Idrissi\nMarkt 3\n1234 AC Duinstad"
    assert queries.to_send(batch, large_print=False) == []


def test_a_notice_that_has_gone_meanwhile_is_not_lost(post: Post) -> None:
    post.known.people[SAMIRA] = likes(Channel.LETTER)
    post.send()
    with connected(notices=lambda _slug: {}):
        assert actions.make_batch(Channel.LETTER, CLERK, "duinstad", LATER) is None
    assert only().state == State.WITHDRAWN
    assert post.told.heard == [(SAMIRA, "iets_nieuws", "duinstad")]


def test_all_preferences_of_a_batch_are_asked_for_at_once(post: Post) -> None:
    for number in range(30):
        post.known.people[f"resident:{number}"] = likes(Channel.LETTER)
        post.send(f"resident:{number}")
    post.known.asked = 0
    batch = batch_of()
    actions.check_batch(batch.pk, "duinstad", LATER)
    assert post.known.asked == 2


def test_a_batch_is_not_larger_than_fits_and_takes_what_waits_longest(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "LARGEST_BATCH", 3)
    for number in range(7):
        post.known.people[f"resident:{number}"] = likes(Channel.LETTER)
        actions.send_notice(f"resident:{number}", "iets_nieuws", "duinstad", NOON + timedelta(minutes=number))
    # Of the first four nobody wants a letter any more, which is more than a whole batch.
    post.known.people |= {f"resident:{n}": likes(Channel.LETTER, never={Channel.LETTER}) for n in range(4)}
    assert [message.subject for message in queries.to_send(batch_of())] == ["resident:4", "resident:5"]
    assert [message.subject for message in queries.to_send(batch_of())] == ["resident:6"]
    assert actions.make_batch(Channel.LETTER, CLERK, "duinstad", LATER) is None


def test_another_municipality_sees_and_changes_nothing(post: Post) -> None:
    post.known.people[SAMIRA] = likes(Channel.LETTER)
    post.send()
    assert actions.make_batch(Channel.LETTER, CLERK, "veenrode", LATER) is None
    assert [each.number for each in queries.waiting("veenrode", LATER)] == [0, 0, 0]
    assert queries.waiting_longest("veenrode", LATER) == []
    batch = batch_of()
    assert queries.batches("veenrode") == []
    for change in (actions.check_batch, actions.empty_batch):
        with pytest.raises(Batch.DoesNotExist):
            change(batch.pk, "veenrode", LATER)
    with pytest.raises(Batch.DoesNotExist):
        actions.fail_in_batch(only().pk, batch.pk, "veenrode", LATER)
    assert only().state == State.WAITING


def test_what_does_not_arrive_is_told_once_also_when_a_letter_comes_back_later(post: Post) -> None:
    post.known.people[SAMIRA] = likes(Channel.LETTER)
    post.send()
    batch = batch_of()
    actions.empty_batch(batch.pk, "duinstad", LATER)
    assert (only().state, only().sent_at) == (State.SENT, LATER)
    assert actions.fail_in_batch(only().pk, batch.pk, "duinstad", LATER + timedelta(days=9))
    assert not actions.fail_in_batch(only().pk, batch.pk, "duinstad", LATER + timedelta(days=9))
    assert (only().state, only().address, only().sent_at) == (State.FAILED, "", LATER)
    assert post.told.heard == [(SAMIRA, "iets_nieuws", "duinstad")]


def test_emptying_twice_is_once_and_printing_ends_with_it(post: Post) -> None:
    post.known.people[SAMIRA] = likes(Channel.LETTER)
    post.send()
    batch = batch_of()
    assert len(queries.to_send(batch)) == len(queries.to_send(batch)) == 1
    actions.empty_batch(batch.pk, "duinstad", LATER)
    actions.empty_batch(batch.pk, "duinstad", LATER + timedelta(days=1))
    assert only().sent_at == Batch.objects.get().emptied_at == LATER
    assert queries.to_send(batch) == []


def test_a_message_of_a_batch_cannot_be_failed_through_another_batch(post: Post) -> None:
    post.known.people |= {SAMIRA: likes(Channel.LETTER), JOOST: likes(Channel.SMS)}
    post.send(SAMIRA)
    post.send(JOOST)
    batch_of(Channel.LETTER)
    other = batch_of(Channel.SMS)
    letter = next(message for message in messages() if message.channel == Channel.LETTER)
    assert not actions.fail_in_batch(letter.pk, other.pk, "duinstad", LATER)


def test_everything_that_waits_for_somebody_can_be_withdrawn(post: Post) -> None:
    post.known.people |= {SAMIRA: likes(Channel.LETTER), JOOST: likes(Channel.LETTER)}
    post.send(SAMIRA)
    batch = batch_of()
    post.send(SAMIRA)
    post.send(JOOST)
    assert actions.withdraw_for(SAMIRA) == 2
    assert actions.withdraw_for(SAMIRA) == 0
    assert queries.to_send(batch) == []
    assert {(message.subject, message.state, message.address != "") for message in messages()} == {
        (SAMIRA, State.WITHDRAWN, False),
        (JOOST, State.WAITING, True),
    }


def test_everything_about_somebody_can_be_erased(post: Post) -> None:
    post.known.people |= {SAMIRA: likes(Channel.LETTER), JOOST: likes(Channel.LETTER)}
    post.send(SAMIRA)
    actions.empty_batch(batch_of().pk, "duinstad", LATER)
    post.send(SAMIRA)
    post.send(JOOST)
    eraser = connections().erasers["post"]
    assert (eraser.erase(SAMIRA), eraser.erase(SAMIRA)) == (2, 0)
    assert only().subject == JOOST


def test_an_address_is_forgotten_thirty_days_after_sending_and_what_waits_keeps_it(post: Post) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    post.known.people = {f"resident:{n}": likes(Channel.LETTER) for n in range(3)}
    for number, days in ((0, 31), (1, 29)):
        actions.send_notice(f"resident:{number}", "iets_nieuws", "duinstad", long_ago)
        batch = actions.make_batch(Channel.LETTER, CLERK, "duinstad", long_ago)
        assert batch is not None
        actions.empty_batch(batch.pk, "duinstad", timezone.now() - timedelta(days=days))
    actions.send_notice("resident:2", "iets_nieuws", "duinstad", long_ago)
    forget_addresses.call()
    kept = {message.subject: message.address != "" for message in messages()}
    assert kept == {"resident:0": False, "resident:1": True, "resident:2": True}
    forgotten = next(message for message in messages() if message.subject == "resident:0")
    assert (forgotten.state, forgotten.channel, forgotten.sent_at is not None) == (State.SENT, Channel.LETTER, True)


@pytest.mark.parametrize(
    "values",
    [
        {"address": ""},
        {"state": State.SENT},
        {"sent_at": NOON},
        {"state": State.WITHDRAWN, "sent_at": NOON},
    ],
)
def test_the_database_holds_what_a_state_means(post: Post, values: dict[str, object]) -> None:
    post.known.people[SAMIRA] = likes(Channel.LETTER)
    post.send()
    with maintenance("sending"), pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(**values)


def test_what_a_gateway_does_not_get_sent_comes_to_the_clerk_after_half_a_day(post: Post) -> None:
    post.gateways[Channel.MAIL] = Taker()
    post.known.people[SAMIRA] = likes(Channel.MAIL)
    post.send()
    assert Job.objects.count() == 1
    assert actions.make_batch(Channel.MAIL, CLERK, "duinstad", NOON + timedelta(hours=11)) is None
    assert queries.waiting_longest("duinstad", NOON + timedelta(hours=11)) == []
    late = NOON + actions.GATEWAY_HAS
    assert [line.reference for line in queries.waiting_longest("duinstad", late)] == [only().reference]
    assert actions.take_up(only().pk, late) is None  # from then on the machine keeps its hands off
    assert actions.make_batch(Channel.MAIL, CLERK, "duinstad", late) is not None


def test_a_gateway_that_is_taken_away_leaves_what_waits_to_the_clerk_at_once(post: Post) -> None:
    post.gateways[Channel.MAIL] = Taker()
    post.known.people[SAMIRA] = likes(Channel.MAIL)
    post.send()
    post.gateways.clear()
    assert actions.take_up(only().pk, LATER) is None
    assert [each.number for each in queries.waiting("duinstad", LATER)] == [1, 0, 0]


def test_the_address_of_the_site_is_one_that_leads_to_this_municipality(
    two_municipalities: dict[str, object],
) -> None:
    Municipality.objects.filter(slug="veenrode").update(hostname="mijn.veenrode.example")
    hosts = [".example", "mijn.veenrode.example", "samen.example"]
    assert site_address("veenrode", hosts) == "mijn.veenrode.example"
    assert site_address("duinstad", hosts) == "samen.example/duinstad"
    assert site_address("duinstad", ["[::1]"]) == "localhost/duinstad"
