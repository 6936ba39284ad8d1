"""Notices: texts that say that there is something, never what. Pure.

Nothing about a person can be filled in, so no notice can carry it; and the texts themselves may not tell somebody who
sees a screen or an envelope what kind of help this is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field, field_validator, model_validator

from maatwerk.foundation.content import Entry, Place, Text, load_entries, texts_in
from maatwerk.foundation.post.rules import LONGEST_SMS, Channel, gsm7_length, in_gsm7

# All that may be filled in, each with the longest value that is to be expected. None is about a person.
PLACEHOLDERS: Mapping[str, str] = {
    "gemeente": "Gemeente " + "x" * 29,  # the longest name of a municipality has 29 characters
    "telefoon": "+31 88 123 45 67",
    "site": "x" * 40,
}
_FILLED_IN = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")

# What would tell an outsider which kind of help this is about: anywhere in a Dutch word, and as an English word.
_TELLING = re.compile(
    r"schuld|hulp|zorg|wmo|jeugd|uitkering|bijstand|budget|toeslag|beslag|incasso|wijkteam|sociaal|sociale|ggz|psych|"
    r"verslav|geweld|misbruik|mishandel|participatie|armoede|crisis|opvang|scheiding|voogd|bewind|"
    r"\b(?:debts?|help|care|youth|benefits?|poverty|addict\w*|violence|abuse|mental|welfare|social|shelter)\b",
    re.IGNORECASE,
)


class MailText(Entry):
    """A mail in plain text. The subject shows on a locked telephone."""

    subject: Text = Field(alias="onderwerp")
    paragraphs: tuple[Text, ...] = Field(alias="alineas", min_length=1)


class LetterText(Entry):
    title: Text = Field(alias="titel")
    paragraphs: tuple[Text, ...] = Field(alias="alineas", min_length=1)


class Notice(Entry):
    """One notice, for each channel by which it may go."""

    mail: MailText | None = None
    sms: Text | None = None
    letter: LetterText | None = Field(default=None, alias="brief")

    @property
    def channels(self) -> frozenset[Channel]:
        texts = {Channel.MAIL: self.mail, Channel.SMS: self.sms, Channel.LETTER: self.letter}
        return frozenset(channel for channel, text in texts.items() if text)

    @property
    def title(self) -> Text:
        """What to call it: the first text it has."""
        return next(text for _place, text in texts_in(self))

    @model_validator(mode="after")
    def _can_be_sent(self) -> Notice:
        if not self.channels:
            raise ValueError("there is no text: give mail, sms or brief")
        return self

    @field_validator("mail", "sms", "letter")
    @classmethod
    def _carries_no_content[T: (MailText, Text, LetterText)](cls, text: T | None) -> T | None:
        """Every text, those of a later layer too."""
        for _place, each in [("", text)] if isinstance(text, Text) else texts_in(text):
            for words in (each.nl, each.en) if each else ():
                if strange := re.search(r"\{[^}]*\}?|\}", _FILLED_IN.sub("", words)):
                    raise ValueError(f"'{strange[0]}' cannot be filled in; there are: {{{'}, {'.join(PLACEHOLDERS)}}}")
                if telling := _TELLING.search(words):
                    raise ValueError(f"'{telling[0]}' tells an outsider too much; find a word that says less")
        return text

    @field_validator("sms")
    @classmethod
    def _fits_in_one_message(cls, sms: Text | None) -> Text | None:
        for words in (sms.nl, sms.en) if sms else ():
            if (length := gsm7_length(_fill(words, PLACEHOLDERS))) > LONGEST_SMS:
                raise ValueError(f"{length} characters with the longest names filled in, at most {LONGEST_SMS} fit")
        return sms


@dataclass(frozen=True)
class Words:
    """A notice as it is read: in one language, for one channel. A text message has no title."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def load_notices(place: Place) -> dict[str, Notice]:
    """Every notice by id. Raises ContentError."""
    return load_entries(place, Notice, weaker=_weaker)


def _weaker(below: Notice, above: Notice) -> list[str]:
    """Whoever can only be reached one way has to stay reachable."""
    return [f"the text for '{channel}' is gone" for channel in sorted(below.channels - above.channels)]


def words_of(notice: Notice, channel: Channel, language: str, values: Mapping[str, str]) -> Words:
    """The words of a notice. `values` are those of the municipality, one for each of PLACEHOLDERS.

    Raises LookupError when the notice does not go by this channel.
    """
    if channel is Channel.MAIL and notice.mail:
        title, paragraphs = notice.mail.subject, notice.mail.paragraphs
    elif channel is Channel.LETTER and notice.letter:
        title, paragraphs = notice.letter.title, notice.letter.paragraphs
    elif channel is Channel.SMS and notice.sms:
        return Words("", (in_gsm7(_fill(notice.sms.in_(language), values)),))
    else:
        raise LookupError(f"this notice does not go by {channel}")
    return Words(
        " ".join(_fill(title.in_(language), values).split()),  # one line: a mail with another in its subject is refused
        tuple(_fill(paragraph.in_(language), values) for paragraph in paragraphs),
    )


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _FILLED_IN.sub(lambda found: values[found[1]], text)
