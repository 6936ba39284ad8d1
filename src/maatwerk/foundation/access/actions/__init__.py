"""Every change of grounds: check, write, in one transaction. Refusals are `refusing.GroundRefusedError` with a sentence
for each field, or NotYoursError, which does not tell whether there was anything."""

from maatwerk.foundation.access.actions.asking import Said
from maatwerk.foundation.access.actions.choices import give_consent, refuse_consent, withdraw_consent
from maatwerk.foundation.access.actions.describing import Described
from maatwerk.foundation.access.actions.emergencies import (
    find_in_emergency,
    hide_emergency,
    open_emergency,
    review_emergency,
)
from maatwerk.foundation.access.actions.involvement import begin_involvement, end_involvement, hand_over
from maatwerk.foundation.access.actions.lifting import close_entry, end_lifting, lift_secrecy, open_entry
from maatwerk.foundation.access.actions.requests import answer_blind, ask_blind
from maatwerk.foundation.access.actions.restricting import announce_end, end_own_restriction, is_restricted, restrict
from maatwerk.foundation.access.actions.rights import Answered, Asked, answer_right, ask_right, extend_right
from maatwerk.foundation.access.actions.tasks import end_task, give_task
from maatwerk.foundation.access.actions.telling import tell_recipients
from maatwerk.foundation.access.actions.withholding import release, review_withholding, withhold, withhold_too

__all__ = [
    "Answered",
    "Asked",
    "Described",
    "Said",
    "announce_end",
    "answer_blind",
    "answer_right",
    "ask_blind",
    "ask_right",
    "begin_involvement",
    "close_entry",
    "end_involvement",
    "end_lifting",
    "end_own_restriction",
    "end_task",
    "extend_right",
    "find_in_emergency",
    "give_consent",
    "give_task",
    "hand_over",
    "hide_emergency",
    "is_restricted",
    "lift_secrecy",
    "open_emergency",
    "open_entry",
    "refuse_consent",
    "release",
    "restrict",
    "review_emergency",
    "review_withholding",
    "tell_recipients",
    "withdraw_consent",
    "withhold",
    "withhold_too",
]
