"""A notice says that there is something, never what."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from maatwerk.foundation.content import ContentError, Layers, texts_in
from maatwerk.foundation.documents.letters import Paragraph
from maatwerk.foundation.post import actions, queries
from maatwerk.foundation.post.erasing import PostEraser
from maatwerk.foundation.post.notices import PLACEHOLDERS, Notice, load_notices, words_of
from maatwerk.foundation.post.rules import LONGEST_SMS, Channel, Preference, gsm7_length, in_gsm7
from maatwerk.site.home import CONTENT
from tests.foundation.post.mailbag import NOON, SAMIRA, Post, messages

NOTICES = load_notices(CONTENT / "notices")
VALUES = {"gemeente": "Gemeente Súdwest-Fryslân", "telefoon": "14 0515", "site": "mijn.sudwest.example"}


def sms(nl: str) -> dict[str, Any]:
    return {"sms": {"nl": nl, "en": "There is something new."}}


def test_there_are_three_and_what_residents_get_goes_by_every_channel() -> None:
    assert set(NOTICES) == {"iets_nieuws", "afspraak_herinnering", "nieuwe_sleutel"}
    for id_ in ("iets_nieuws", "afspraak_herinnering"):
        assert NOTICES[id_].channels == frozenset(Channel)
    assert NOTICES["nieuwe_sleutel"].channels == {Channel.MAIL}


@given(st.text(max_size=30).filter(lambda name: name not in PLACEHOLDERS))
def test_nothing_else_can_be_filled_in(name: str) -> None:
    with pytest.raises(ValidationError):
        Notice.model_validate(sms(f"Er is iets voor {{{name}}}"))


@pytest.mark.parametrize("text", ["{naam}", "{gemeente.slug}", "{0}", "{gemeente!r}", "{{gemeente}}", "{gemeente", "}"])
def test_no_way_of_writing_lets_something_in(text: str) -> None:
    with pytest.raises(ValidationError, match="cannot be filled in"):
        Notice.model_validate(sms(f"Iets nieuws {text}"))


# Written here by hand, apart from the list that the loader has.
GIVE_AWAY = {
    *("schuld", "hulp", "wmo", "jeugd", "zorg", "uitkering", "bijstand", "toeslag", "wijkteam", "verslaving", "geweld"),
    *("ggz", "psych", "armoede", "debt", "care", "youth", "benefit", "violence", "addict", "mental"),
}


def test_no_notice_tells_an_outsider_which_kind_of_help_this_is() -> None:
    told = [
        (id_, word)
        for id_, notice in NOTICES.items()
        for _place, text in texts_in(notice)
        for word in GIVE_AWAY
        if word in f"{text.nl} {text.en}".lower()
    ]
    assert told == []


@pytest.mark.parametrize("text", ["Uw schuldhulp start", "Bel de jeugdzorg", "Nieuws over uw uitkering", "WMO-besluit"])
def test_a_layer_cannot_let_a_notice_tell_it_either(text: str) -> None:
    with pytest.raises(ValidationError, match="tells an outsider too much"):
        Notice.model_validate(sms(text))


def test_a_layer_may_change_words_but_not_take_a_channel_away_or_add_a_placeholder(tmp_path: Path) -> None:
    ground = tmp_path / "ground"
    ground.mkdir()
    mail = "mail:\n  onderwerp: {nl: %s, en: News}\n  alineas: [{nl: Bel ons., en: Call us.}]\n"
    (ground / "nieuws.yaml").write_text(mail % "Nieuws" + "sms: {nl: Bel ons., en: Call us.}\n", encoding="utf-8")
    outcome = {}
    for name, text in {
        "other words": mail % "Er is iets" + "sms: {nl: Bel maar., en: Do call.}\n",
        "no text message": mail % "Er is iets",
        "a name": mail % "'Er is iets, {naam}'" + "sms: {nl: Bel maar., en: Do call.}\n",
    }.items():
        own = tmp_path / name
        own.mkdir()
        (own / "nieuws.yaml").write_text(text, encoding="utf-8")
        layers = Layers((ground, own))
        loaded = load_notices(layers)["nieuws"]
        assert loaded.mail is not None
        outcome[name] = (loaded.mail.subject.nl, [fault.sentence for fault in layers.faults])
    assert outcome["other words"] == ("Er is iets", [])
    assert outcome["no text message"] == ("Nieuws", ["this may only become stricter: the text for 'sms' is gone"])
    assert outcome["a name"][0] == "Nieuws"
    assert "'{naam}' cannot be filled in" in outcome["a name"][1][0]


def test_a_title_is_one_line_whatever_an_editor_typed() -> None:
    """A mail server gets no second line after the subject, and so no header of somebody's own making."""
    typed = {"nl": "Nieuws\r\nBcc: a@b.example", "en": "News\x85\u2028here"}
    notice = Notice.model_validate({"mail": {"onderwerp": typed, "alineas": [{"nl": "Bel.", "en": "Call."}]}})
    assert words_of(notice, Channel.MAIL, "nl", VALUES).title == "Nieuws Bcc: a@b.example"
    assert words_of(notice, Channel.MAIL, "en", VALUES).title == "News here"


def test_a_notice_without_any_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "leeg.yaml").write_text("{}\n", encoding="utf-8")
    with pytest.raises(ContentError, match="there is no text"):
        load_notices(tmp_path)


def test_a_text_message_that_is_too_long_with_the_longest_names_is_refused() -> None:
    Notice.model_validate(sms("x" * LONGEST_SMS))
    with pytest.raises(ValidationError, match="161 characters"):
        Notice.model_validate(sms("x" * (LONGEST_SMS + 1)))
    with pytest.raises(ValidationError, match="at most 160"):
        Notice.model_validate(sms("{gemeente} " + "x" * 123))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("id_", [id_ for id_, notice in NOTICES.items() if notice.sms])
def test_a_text_message_fits_in_one_with_the_longest_values(id_: str, language: str) -> None:
    longest = VALUES | {
        "gemeente": "Gemeente Nuenen, Gerwen en Nederwetten",  # the longest name there is
        "site": "mijn.nuenen-gerwen-en-nederwetten.nl",
        "telefoon": "+31 40 263 16 31",
    }
    assert all(len(longest[name]) <= len(expected) for name, expected in PLACEHOLDERS.items())
    assert gsm7_length(words_of(NOTICES[id_], Channel.SMS, language, longest).text) <= LONGEST_SMS


def test_a_name_with_letters_that_a_text_message_lacks_does_not_make_it_three_messages() -> None:
    text = words_of(NOTICES["iets_nieuws"], Channel.SMS, "nl", VALUES).text
    assert text.startswith("Gemeente Sudwest-Fryslan: er staat iets nieuws voor u klaar.")
    assert gsm7_length(text) <= LONGEST_SMS


@given(st.text(max_size=200))
def test_whatever_is_written_a_text_message_stays_in_its_alphabet_and_as_many_characters(text: str) -> None:
    written = in_gsm7(text)
    assert gsm7_length(written) >= len(written) == len(text)
    assert in_gsm7(written) == written


def test_what_takes_two_places_counts_twice_and_what_has_none_is_an_error() -> None:
    assert gsm7_length("€ 5 [a]") == 10
    with pytest.raises(ValueError, match="not in the alphabet"):
        gsm7_length("Fryslân")


anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40).filter(
    str.strip
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(1, 10**9).map("resident:{}".format),
    st.builds(
        lambda address, channel, language: Preference({channel: address}, (channel,), language=language),
        anything,
        st.sampled_from(Channel),
        st.sampled_from(["nl", "en", "ar"]),
    ),
)
def test_whoever_it_is_for_the_text_is_that_of_the_notice_with_names_of_the_municipality(
    post: Post, recipient: str, preference: Preference
) -> None:
    of_the_municipality = {"gemeente": "Gemeente Duinstad", "telefoon": "14 0999", "site": "testserver/duinstad"}
    post.known.people = {recipient: preference}
    PostEraser().erase(recipient)
    for id_ in ("iets_nieuws", "afspraak_herinnering"):
        post.send(recipient, id_)
        waiting = messages(subject=recipient, notice=id_)
        [channel] = preference.order
        expected = words_of(NOTICES[id_], channel, preference.language, of_the_municipality)
        [outgoing] = queries.outgoing(waiting, "duinstad")
        assert (outgoing.title, outgoing.text) == (expected.title, expected.text)
        assert not re.search(r"[{}]", outgoing.title + outgoing.text)
        if channel is Channel.LETTER:
            [letter] = queries.letters(waiting, "duinstad", NOON)
            assert (letter.title, letter.body) == (expected.title, tuple(map(Paragraph, expected.paragraphs)))


def test_there_is_no_place_for_a_text_of_ones_own(post: Post) -> None:
    with pytest.raises(actions.NoSuchNoticeError):
        post.send(SAMIRA, "Beste Samira, uw schuldregeling is rond")
    assert messages() == []
