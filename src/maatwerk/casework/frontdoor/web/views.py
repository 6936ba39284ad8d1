"""The pages of the front door.

What somebody asks travels in the body of a request and nowhere else: not in an address, a history, a log or a cookie.
These forms change nothing and know nobody, so they carry no token against forgery either; that is what lets the
pages do without any cookie (docs/decisions/0005-questions-leave-no-trace.md).
"""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from maatwerk.casework.frontdoor.door import LONGEST_QUESTION, FrontDoor, Question
from maatwerk.casework.frontdoor.rules import best_question
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import LifeDomain, Suggestion, Verdict
from maatwerk.knowledge.facts import Dictionary, Fact, FactError, FactKey, FactKind, FactValue, Period, written

MOST_SHOWN = 5
MOST_REPEATED = 200  # characters of an answer that could not be read, put back in its field
MOST_FIELDS = 60  # picked needs, facts and struck-out needs together: more than any person gives


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
            "first_numbers": door.first_numbers,
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
        form = request.POST
        text = form.get("tekst", "").strip()
        if not text and not form.getlist("behoefte"):
            return self.home(request, error=_("Vertel eerst waar wij u mee kunnen helpen."))
        facts, mistake, refused = _facts(form, door.dictionary)
        question = Question(
            text=text,
            language=get_language() or "nl",
            picked=tuple(form.getlist("behoefte")[:MOST_FIELDS]),
            struck_out=frozenset(form.getlist("niet")[:MOST_FIELDS]),
            facts=facts,
        )
        answer = door.answer(question, municipality, localdate())
        on_top = {help_.id for help_ in answer.urgent_help}
        possible = [
            one for one in answer.suggestions if one.verdict is not Verdict.DOES_NOT_FIT and one.id not in on_top
        ]
        # Only what is in sight may be asked about: a question has to change something the person can see.
        asked = best_question(possible[:MOST_SHOWN], first=refused)
        asked_fact = door.dictionary[asked.fact.fact] if asked else None
        mistake_is_here = bool(asked and str(asked.fact) == refused)
        context = {
            "question": question,
            "answer": answer,
            "resend": _resend(question),
            "too_long": len(text) > LONGEST_QUESTION,
            "longest": LONGEST_QUESTION,
            "best": [card_of(one) for one in possible[:MOST_SHOWN]],
            "more": [card_of(one) for one in possible[MOST_SHOWN:]],
            "unfit": [card_of(one) for one in answer.suggestions if one.verdict is Verdict.DOES_NOT_FIT],
            "asked": asked,
            "asked_fact": asked_fact,
            "hint": _hint(asked_fact) if asked_fact else "",
            "keyboard": _keyboard(asked_fact) if asked_fact else "",
            "asked_about": [
                one.title
                for one in possible[:MOST_SHOWN]
                if asked and asked.fact in {each.fact for each in one.questions}
            ],
            "mistake": mistake,
            "mistake_is_here": mistake_is_here,
            "refused_answer": form.get("antwoord", "")[:MOST_REPEATED] if mistake_is_here else "",
            "known": [
                (str(key), door.dictionary.question(key), door.dictionary[key.fact].shown(value))
                for key, value in facts.items()
            ],
            "domains": [(domain.value, label) for domain, label in door.domains.items()] if answer.not_found else [],
            "first_numbers": door.first_numbers,
        }
        return render(request, "frontdoor/answer.html", context)


def _municipality(request: HttpRequest) -> Municipality:
    return cast(Municipality, request.municipality)  # type: ignore[attr-defined]


def _facts(form: QueryDict, dictionary: Dictionary) -> tuple[dict[FactKey, FactValue], str, str]:
    """The facts given so far; and when an answer could not be used, a sentence and the fact it was about."""
    pairs = (pair.partition("=") for pair in form.getlist("feit")[:MOST_FIELDS])
    given = [(id_, value) for id_, _sign, value in pairs if id_ != form.get("wis")]
    if "antwoord" in form:
        given.append((form.get("gevraagd", ""), form.get("antwoord", "")))
    facts: dict[FactKey, FactValue] = {}
    mistake = refused = ""
    for id_, value in given:
        try:
            key, read = dictionary.read(id_, value)
        except FactError as error:
            mistake, refused = error.sentence.in_(get_language() or "nl"), error.key
        else:
            facts[key] = read
    return facts, mistake, refused


def _resend(question: Question) -> list[tuple[str, str]]:
    """What has to be sent again with the next step, since nothing is kept here."""
    fields = [("tekst", question.text)]
    fields += [("behoefte", id_) for id_ in question.picked]
    fields += [("niet", id_) for id_ in sorted(question.struck_out)]
    fields += [("feit", f"{key}={written(value)}") for key, value in (question.facts or {}).items()]
    return fields


def _hint(fact: Fact) -> str:
    """What stands between a question and its field: what it means, how to measure, and how to write the answer."""
    language = get_language() or "nl"
    texts = [text.in_(language) for text in (fact.explanation, fact.measure) if text]
    if fact.kind is FactKind.DATE:
        texts.append(_("Schrijf de dag, de maand en het jaar. Bijvoorbeeld: 12-3-1980."))
    elif fact.kind is FactKind.AGE:
        texts.append(_("Vul hele jaren in."))
    elif fact.period:
        texts.append(
            {
                Period.MONTH: _("Vul het bedrag per maand in, in euro's."),
                Period.QUARTER: _("Vul het bedrag per kwartaal in, in euro's."),
                Period.YEAR: _("Vul het bedrag per jaar in, in euro's."),
                Period.ONCE: _("Vul het hele bedrag in, in euro's."),
            }[fact.period]
        )
    return " ".join(texts)


def _keyboard(fact: Fact) -> str:
    """Which keys a telephone offers. Where a minus or a dash may be needed it offers all of them."""
    if fact.bounds is None or fact.bounds[0] < 0:
        return ""
    return "numeric" if fact.kind is FactKind.AGE else "decimal"


def card_of(suggestion: Suggestion) -> dict[str, Any]:
    """A suggestion for card.html, with the words that go with its kind and verdict."""
    kinds = {
        "regeling": _("Regeling"), "hulp": _("Hulp"), "techniek": _("Techniek voor thuis"), "mensen": _("Mensen"),
        "zelf": _("Zelf doen"), "app": _("App"), "aanpak": _("Aanpak"),
    }  # fmt: skip
    verdicts = {
        "past": _("Past bij uw vraag"), "past_als": _("Past, als u iets regelt"),
        "onzeker": _("Past misschien"), "past_niet": _("Past nu niet"),
    }  # fmt: skip
    only_calling = suggestion.phone and suggestion.next_step.without_computer.nl == f"Bel {suggestion.phone}."
    return {
        "it": suggestion,
        "kind": kinds[suggestion.kind],
        "icon": suggestion.kind.value if suggestion.kind.value in ("techniek", "hulp") else "goed",
        "verdict": verdicts[suggestion.verdict],
        # A button that calls says it already.
        "step": suggestion.next_step.without_computer if not only_calling else None,
    }
