"""When an owner is asked whether an entry is still right, and how. Pure: the day is passed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from maatwerk.foundation.access.rights import months_later
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.freshness import GREY_AFTER
from maatwerk.knowledge.directory.ways import By

CALL_OWNER = "kaart_bellen"  # the kind of work

# No law or standard gives these; they were chosen.
ASK_BEFORE = 1  # month before an entry becomes grey: two mails and a call fit in it, so that it need not become grey
AGAIN_AFTER = timedelta(days=14)  # a holiday of one person passes; then a second mail, and after that the phone
MOST_MAILS = 2  # a third that nobody reads brings nothing; a call does
ALONG = timedelta(days=31)  # what is due within a month goes along, so that an owner hears from us once a month at most
REST = timedelta(days=90)  # after three months we ask again what nobody answered, or what an editor has to look at
LINK_WORKS = timedelta(days=60)  # two mails, the phone list and some time; a mail that stays behind opens nothing
LEAST_TRIES = 3  # calls before we stop: who is busy misses one
# Protects who does the work: what is over goes on the list when there is room, the oldest first.
MOST_CALLS = 25  # open on the phone list of a municipality
MOST_NEW_MAILS = 200  # a day, so that a mail server does not take us for a sender of spam


class Answer(StrEnum):
    """What an owner says of an entry."""

    RIGHT = "klopt"
    WRONG = "klopt_niet"
    STOPPED = "gestopt"


class Step(StrEnum):
    """What comes next with an owner who did not answer."""

    WAIT = "wachten"
    MAIL = "mail"
    CALL = "bellen"


@dataclass(frozen=True)
class Asks:
    """Whom to ask about an entry: an organisation, and where it can be reached ("" is not known)."""

    organisation: str
    mail: str
    phone: str


def whom_to_ask(service: Service) -> Asks:
    """The owner, or else the organisation that offers it. An invented one gets no mail: its address may be of somebody
    who exists."""
    owner = service.owner
    phones = [way.number for way in service.ways if way.by is By.PHONE and way.number]
    phone = (owner and owner.phone) or service.phone or next(iter(phones), "")
    mail = (owner and owner.mail) or ""
    return Asks(
        (owner.organisation if owner else service.organisation).strip()[:200],
        "" if service.invented else mail.strip().lower(),
        (phone or "").strip()[:60],
    )


def due_from(today: date) -> date:
    """What was last verified on this day or earlier is asked about today."""
    return months_later(today, ASK_BEFORE - GREY_AFTER)


def next_step(mails: int, mailed_at: datetime | None, can_mail: bool, now: datetime) -> Step:
    """After so many mails, the last of them at that moment."""
    if not can_mail:
        return Step.CALL
    if mailed_at is None:
        return Step.MAIL
    if now < mailed_at + AGAIN_AFTER:
        return Step.WAIT
    return Step.MAIL if mails < MOST_MAILS else Step.CALL
