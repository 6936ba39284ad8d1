"""Which channel somebody is reached by: what they like, and never what they refuse."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.post.rules import Channel, Preference, choose
from tests.foundation.post.mailbag import ADDRESSES, likes

channels = st.sampled_from(Channel)
preferences = st.builds(
    Preference,
    addresses=st.dictionaries(channels, st.sampled_from(["", "  ", "\n", "a@b.example", "Straat 1\n1234 AB Stad"])),
    order=st.lists(channels, max_size=6).map(tuple),
    never=st.frozensets(channels),
)


def usable(preference: Preference, channel: Channel) -> bool:
    return channel in preference.order and bool(preference.addresses.get(channel, "").strip())


@given(preferences, st.frozensets(channels))
def test_what_somebody_refuses_is_never_chosen(preference: Preference, offered: frozenset[Channel]) -> None:
    assert choose(preference, offered) not in preference.never


@given(preferences, st.frozensets(channels))
def test_what_is_chosen_is_offered_liked_and_has_an_address_and_nothing_better_was_left(
    preference: Preference, offered: frozenset[Channel]
) -> None:
    left = [each for each in preference.order if each in offered - preference.never and usable(preference, each)]
    chosen = choose(preference, offered)
    assert chosen == (left[0] if left else None)


@given(preferences, st.frozensets(channels), channels)
def test_refusing_one_more_channel_changes_nothing_but_that_channel(
    preference: Preference, offered: frozenset[Channel], refused: Channel
) -> None:
    before = choose(preference, offered)
    stricter = Preference(preference.addresses, preference.order, preference.never | {refused})
    after = choose(stricter, offered)
    assert after == before if before != refused else after != refused


def test_samira_likes_a_text_message_best_but_not_when_she_refuses_it() -> None:
    everything = frozenset(Channel)
    assert choose(likes(Channel.SMS, Channel.LETTER), everything) is Channel.SMS
    assert choose(likes(Channel.SMS, Channel.LETTER, never={Channel.SMS}), everything) is Channel.LETTER
    assert choose(likes(Channel.SMS, Channel.LETTER), {Channel.MAIL, Channel.LETTER}) is Channel.LETTER
    assert choose(likes(Channel.SMS, never={Channel.SMS}), everything) is None


def test_wim_has_no_address_and_no_phone() -> None:
    assert choose(Preference({}, tuple(Channel)), frozenset(Channel)) is None


def test_an_address_alone_is_no_wish() -> None:
    assert choose(Preference(ADDRESSES), frozenset(Channel)) is None
