"""The pages of the front door.

What somebody asks travels in the body of a request and nowhere else: not in an address, a history, a log or a cookie.
These forms change nothing and know nobody, so they carry no token against forgery either; that is what lets the
pages do without any cookie (docs/decisions/0005-questions-leave-no-trace.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from maatwerk.casework.frontdoor.changes import changes
from maatwerk.casework.frontdoor.door import LONGEST_QUESTION, Answer, FrontDoor
from maatwerk.casework.frontdoor.rules import best_question
from maatwerk.casework.frontdoor.shown import MOST_SHOWN, in_sight, understood
from maatwerk.casework.frontdoor.web.asked import Asked, known_facts, read
from maatwerk.casework.frontdoor.web.cards import card_of, in_lines, per_kind
from maatwerk.casework.frontdoor.web.taking_along import answer_on_paper
from maatwerk.casework.frontdoor.web.urgent import help_lines, number_lines
from maatwerk.foundation.documents.letters import forget_letters, write_letter
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import LifeDomain, Suggestion, Verdict
from maatwerk.knowledge.directory.placing import places_of
from maatwerk.knowledge.facts.asking import hint, keyboard

MOST_REPEATED = 200  # characters of an answer that could not be read, put back in its field


class PlainPage(TemplateView):
    """A page of text."""


@method_decorator(csrf_exempt, name="dispatch")
class DoorView(View):
    """A page that asks the front door."""

    @staticmethod
    def door(municipality: Municipality) -> FrontDoor:
        """The front door of a municipality; `urls_for` puts that of the composition root in this place."""
        raise LookupError("no front door is connected")

    def get(self, request: HttpRequest) -> HttpResponse:
        """What was asked is in no address, so there is nothing to show again: back to the beginning."""
        return HttpResponseRedirect(reverse("frontdoor:home"))

    def home(self, request: HttpRequest, typed: str = "", error: str = "") -> HttpResponse:
        door = self.door(_municipality(request))
        context = {
            "typed": typed,
            "errors": {"tekst": error} if error else {},
            "domains": [(domain.value, label) for domain, label in door.domains.items()],
            "first_numbers": number_lines(door.first_numbers, now()),
        }
        return render(request, "frontdoor/home.html", context, status=400 if error else 200)


class HomeView(DoorView):
    """Where can we help you with?"""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.home(request)


@method_decorator(never_cache, name="dispatch")
class DomainView(DoorView):
    """The needs of one life domain, to choose from instead of typing."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            domain = LifeDomain(request.POST.get("leefgebied", ""))
        except ValueError:
            return self.home(request, error=_("Kies waar het over gaat, of vertel het in uw eigen woorden."))
        door = self.door(_municipality(request))
        context = {
            "domain": door.domains[domain],
            "needs": sorted(
                door.needs_by_domain(domain), key=lambda need: need.text.in_(get_language() or "nl").casefold()
            ),
            "resend": [("leefgebied", domain.value)],
        }
        return render(request, "frontdoor/domain.html", context)


@method_decorator(never_cache, name="dispatch")
class AnswerView(DoorView):
    """Everything that can help, and the one question that would make it more exact."""

    def post(self, request: HttpRequest) -> HttpResponse:
        municipality = _municipality(request)
        door = self.door(municipality)
        self.places = places_of(municipality.slug)
        asked = read(request.POST, door.dictionary, self.places)
        if asked.is_empty:
            return self.home(request, error=_("Vertel eerst waar wij u mee kunnen helpen."))
        return self.answered(request, asked, door.answer(asked.question, municipality, localdate()))

    def answered(self, request: HttpRequest, asked: Asked, answer: Answer) -> HttpResponse:
        door, question = self.door(_municipality(request)), asked.question
        shown = in_sight(answer)
        possible = [one for one in shown if one.verdict is not Verdict.DOES_NOT_FIT]
        # Only what is in sight may be asked about: a question has to change something the person can see.
        next_ = best_question(possible[:MOST_SHOWN], first=asked.refused)
        fact = door.dictionary[next_.fact.fact] if next_ else None
        mistake_is_here = bool(next_ and str(next_.fact) == asked.refused)
        context = {
            "question": question,
            "answer": answer,
            "understood": understood(question, answer),
            "resend": asked.fields,
            "resend_but_place": asked.fields_but_place,
            "places": [(name, name) for name in self.places],
            "place_mistake": _("Deze wijk kennen wij niet. Wij kunnen niet zeggen hoe ver iets is.")
            if asked.unknown_place
            else "",
            "too_long": len(question.text) > LONGEST_QUESTION,
            "longest": LONGEST_QUESTION,
            "best": [card_of(one, question.near) for one in possible[:MOST_SHOWN]],
            "more": per_kind(possible[MOST_SHOWN:], question.near),
            "unfit": [card_of(one, question.near) for one in shown if one.verdict is Verdict.DOES_NOT_FIT],
            "told_something": asked.before is not None,
            "took_back": "wis" in request.POST,
            "changed": self._changed(request, asked, shown),
            "asked": next_,
            "asked_fact": fact,
            "hint": hint(fact, get_language() or "nl") if fact else "",
            "keyboard": keyboard(fact) if fact else "",
            "asked_about": [
                one.title
                for one in possible[:MOST_SHOWN]
                if next_ and next_.fact in {each.fact for each in one.questions}
            ],
            "mistake": asked.mistake,
            "mistake_is_here": mistake_is_here,
            "refused_answer": request.POST.get("antwoord", "")[:MOST_REPEATED] if mistake_is_here else "",
            "known": known_facts(question, door.dictionary),
            "domains": [(domain.value, label) for domain, label in door.domains.items()] if answer.not_found else [],
            "urgent_lines": help_lines(answer.urgent_help, now()),
            "first_numbers": number_lines(door.first_numbers, now()),
        }
        return render(request, "frontdoor/answer.html", context)

    def _changed(self, request: HttpRequest, asked: Asked, after: Sequence[Suggestion]) -> list[str]:
        """What this step changed, as lines; it is worked out anew, for nothing of the step before was kept."""
        if asked.before is None:
            return []
        municipality = _municipality(request)
        before = self.door(municipality).answer(asked.before, municipality, localdate())
        return in_lines(changes(in_sight(before), after), get_language() or "nl")


class AnswerPaperView(AnswerView):
    """The answer as a PDF to take along. The name of the file tells nothing of what was asked."""

    def answered(self, request: HttpRequest, asked: Asked, answer: Answer) -> HttpResponse:
        if answer.not_found:
            return super().answered(request, asked, answer)
        municipality = _municipality(request)
        letter = answer_on_paper(asked.question, answer, self.door(municipality), municipality, localdate())
        pdf = write_letter(letter, municipality, request.POST.get("letters") == "groot")
        forget_letters()  # typst remembers the last texts that it set
        name = _("om-mee-te-nemen")
        return HttpResponse(
            pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'}
        )


def _municipality(request: HttpRequest) -> Municipality:
    return cast(Municipality, request.municipality)  # type: ignore[attr-defined]
