"""What pages say about work: terms, outcomes, steps of the history, and why something was refused."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from maatwerk.foundation.worklist import actions
from maatwerk.foundation.worklist.models import Handling, Item
from maatwerk.foundation.worklist.rules import Act, Outcome, Step

OUTCOMES: dict[str, Promise] = {
    Outcome.DONE: gettext_lazy("Afgehandeld"),
    Outcome.APPROVED: gettext_lazy("Goedgekeurd"),
    Outcome.RETURNED: gettext_lazy("Teruggegeven"),
    Outcome.PASSED_ON: gettext_lazy("Doorgegeven"),
    Outcome.NOT_NEEDED: gettext_lazy("Niet nodig"),
    Outcome.FAILED: gettext_lazy("Niet gelukt"),
    Outcome.LAPSED: gettext_lazy("Vervallen"),
}

ACCEPTED: dict[Act, Promise] = {
    Act.TAKE: gettext_lazy("U hebt dit werk opgepakt."),
    Act.GIVE: gettext_lazy("Het werk is doorgegeven."),
    Act.FINISH: gettext_lazy("Het werk is klaar."),
}

# What was refused → status, the field it is about ("" is none), and the sentence.
REFUSED: dict[type[actions.WorkRefusedError], tuple[int, str, Promise]] = {
    actions.NotYoursError: (403, "", gettext_lazy("U kunt dit niet doen. Dit werk is niet van u of van uw team.")),
    actions.TakenError: (409, "", gettext_lazy("Een collega heeft dit werk al opgepakt.")),
    actions.DoneError: (409, "", gettext_lazy("Dit werk is al klaar.")),
    actions.NoSuchOutcomeError: (400, "woord", gettext_lazy("Kies hoe het werk klaar is.")),
    actions.NoSuchRecipientError: (
        400,
        "aan",
        gettext_lazy("Kies een collega of een team. Die mag het werk nog niet hebben."),
    ),
}


def term(due_on: date, today: date) -> str:
    """Until when, in words."""
    if due_on < today:
        days = (today - due_on).days
        return ngettext("%(days)s dag te laat", "%(days)s dagen te laat", days) % {"days": days}
    if due_on == today:
        return _("uiterlijk vandaag")
    if due_on == today + timedelta(days=1):
        return _("uiterlijk morgen")
    return _("uiterlijk %(day)s") % {"day": date_format(due_on, "l j F" if due_on.year == today.year else "l j F Y")}


def passed_on(item: Item) -> str:
    """To whom a late item was passed on; "" when it was not."""
    if item.escalated_at is None:
        return ""
    if item.escalates_to is None:
        return _("te laat, doorgegeven aan beheer")
    return _("te laat, doorgegeven aan team %(team)s") % {"team": item.escalates_to.name}


def outcome(word: str) -> str | Promise:
    """The word with which something is done; a word that is no longer used is shown as it is."""
    return OUTCOMES.get(word, word)


def step(line: Handling, item: Item) -> str:
    """One line of the history as a sentence, without who did it."""
    whom = line.owner.name if line.owner else _("team %(team)s") % {"team": line.team.name if line.team else ""}
    sentences = {
        Step.ADDED: _("op de lijst gezet voor %(whom)s") % {"whom": whom},
        Step.TAKEN: _("opgepakt"),
        Step.GIVEN: _("doorgegeven aan %(whom)s") % {"whom": whom},
        Step.ESCALATED: passed_on(item),
        Step.DONE: _("klaar: %(word)s") % {"word": outcome(item.outcome)},
    }
    return sentences[Step(line.what)]
