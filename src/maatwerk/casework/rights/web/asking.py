"""Asking something about one's own data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.casework.dossier.queries import names_of
from maatwerk.casework.dossier.web.sent import in_the_form, typed
from maatwerk.casework.rights.asked import entry_of, looks_known_to
from maatwerk.casework.rights.named import Place, place
from maatwerk.casework.rights.web.lines import look_lines
from maatwerk.casework.rights.web.naming import title_of
from maatwerk.casework.rights.web.whose import AboutDataView, ForSomebodyMixin
from maatwerk.casework.rights.web.words import RIGHTS, Called
from maatwerk.foundation.access import queries
from maatwerk.foundation.access.actions import Asked, ask_right
from maatwerk.foundation.access.actions.rights import LONGEST_WORDS
from maatwerk.foundation.access.logs.queries import Look
from maatwerk.foundation.access.protocols import NobodyWatchesError
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rights import Right, due
from maatwerk.foundation.people.ages import day_of

FIELDS = {"right": "soort", "about": "over", "words": "woorden"}


def kinds(day: date) -> list[tuple[str, Called, date]]:
    """What can be asked, in one order everywhere: its id, what it is called and does, and until when an answer may
    take when it is asked on this day."""
    return [(right.value, called, due(right, day)) for right, called in RIGHTS.items()]


@dataclass(frozen=True)
class Subject:
    """What a question can be about: the look, the entry and the place with another that it came from, and the
    organisations, by reference."""

    looks: Sequence[Look]
    entry: Note | FactValue | None
    place: Place | None
    organisations: Mapping[str, str]


class AskView(AboutDataView):
    """Choose what to ask and about which organisation, in one's own words. `keek` is the trace id of a look and `stuk`
    the id of an entry, from the page where it stood; `genoemd` is where the asker is named with somebody else."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.refused() or self._form(request.GET, self._subject(request.GET))

    def post(self, request: HttpRequest) -> HttpResponse:
        if refused := self.refused():
            return refused
        subject, chosen = self._subject(request.POST), typed(request, "over")
        asked = Asked(
            right=typed(request, "soort"),
            about=chosen if chosen in subject.organisations else "",
            words=typed(request, "woorden"),
            entry=subject.entry.pk if subject.entry else None,
            look=subject.looks[0].trace if subject.looks else "",
        )
        try:
            made = ask_right(self.asker, self.person.ref, asked, self.now)
        except NotYoursError:
            return self.nobody()
        except NobodyWatchesError:
            return self._form(request.POST, subject, {"over": nobody_answers()})
        except GroundRefusedError as wrong:
            return self._form(request.POST, subject, in_the_form(wrong.faults, FIELDS))
        day = date_format(made.due_on, "j F Y")
        messages.success(request, _("Uw vraag is verstuurd. U krijgt uiterlijk op %(day)s antwoord.") % {"day": day})
        return redirect(self.address("request", which=made.pk))

    def _form(self, sent: Mapping[str, str], subject: Subject, faults: Mapping[str, str] | None = None) -> HttpResponse:
        looks, entry, organisations = subject.looks, subject.entry, subject.organisations
        named = subject.place
        first = looks[0].organisation if looks else entry.controller if entry else named.organisation if named else ""
        begun = _("Ik sta ergens genoemd: %(as)s. ") % {"as": title_of(named)} if named else ""
        only = next(iter(organisations)) if len(organisations) == 1 else ""
        context = {
            "kinds": kinds(day_of(self.now)),
            "kind": sent.get("soort", Right.QUESTION.value if looks else ""),
            "organisations": list(organisations.items()),
            "about": sent.get("over", first or only),
            "words": sent.get("woorden", begun),
            "most": LONGEST_WORDS,
            "looks": look_lines(looks, self.asker.municipality, at_work=False),
            "look": looks[0].trace if looks else "",
            "entry": entry,
            "place": named,
            "faults": faults or {},
        }
        return self.page("rights/ask.html", context, 400 if faults else 200)

    def _subject(self, sent: Mapping[str, str]) -> Subject:
        """A look or an entry only when it is there and may be known of. Organisations are those that work with the
        resident, the one that knows them, and whose the look or the entry is."""
        about, keek, stuk = (self.asker, self.person.ref), sent.get("keek", ""), sent.get("stuk", "")
        looks = looks_known_to(*about, keek, self.now)
        entry = entry_of(*about, _uuid(stuk), self.purpose, self.now) if stuk else None
        named = self._named(sent.get("genoemd", ""))
        references = [look.organisation for look in looks] + ([entry.controller] if entry else [])
        references += [named.organisation] if named else []
        rows = queries.involved(*about, self.purpose, self.now)
        references += [*(row.controller for row in rows), self.person.controller]
        names = names_of(references)
        known = {each: names[each].name for each in dict.fromkeys(references) if each in names}
        return Subject(looks, entry, named, known)

    def _named(self, which: str) -> Place | None:
        """Of who asks for somebody else nothing is looked up."""
        return place(self.asker, _uuid(which), self.now) if which and not self.resident else None


class AskForView(ForSomebodyMixin, AskView):
    """The same in the name of somebody."""


def _uuid(text: str) -> UUID:
    """What is no id is that of nothing."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def nobody_answers() -> str:
    return _("Er is nu niemand die deze vragen beantwoordt. Bel ons. Dan regelen wij dat u antwoord krijgt.")
