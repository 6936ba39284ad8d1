"""The self-check: how things go in each part of somebody's life, what they want first, and help with just that.

Every step comes by POST with all that was filled in before, so nothing is kept here and going back loses nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from maatwerk.casework.frontdoor.paper import self_check_on_paper
from maatwerk.casework.frontdoor.web.asked import MOST_FIELDS
from maatwerk.casework.frontdoor.web.urgent import number_lines
from maatwerk.casework.frontdoor.web.views import DoorView
from maatwerk.foundation.documents.letters import LetterRefusedError, write_letter
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.foundation.ui.pictures import slices
from maatwerk.knowledge.advice import LifeDomain
from maatwerk.knowledge.assessment import Questionnaire
from maatwerk.knowledge.assessment.catalogue import (
    COULD_BE_BETTER,
    DOES_NOT_WORK,
    GOES_WELL,
    MOST_FIRST,
    SELF_CHECK,
    Item,
)
from maatwerk.knowledge.assessment.rules import in_own_order, is_an_answer, to_work_on

logger = logging.getLogger("maatwerk.content")

_PREFIX = "hoe_"  # and then the domain: the field of an answer
_FIRST, _STEP = "eerst", "naar"
_LEVELS = {GOES_WELL: 3, COULD_BE_BETTER: 2, DOES_NOT_WORK: 1}


@dataclass(frozen=True)
class Filled:
    """What somebody filled in so far: answers by domain, what they want first, needs they ticked, and what of it
    cannot be used as field → sentence."""

    answers: Mapping[str, str]
    first: tuple[str, ...]
    needs: tuple[str, ...]
    mistakes: Mapping[str, str]

    def fields(self) -> list[tuple[str, str]]:
        """Everything, as it is sent along with the next step."""
        pairs = [(f"{_PREFIX}{domain}", value) for domain, value in self.answers.items()]
        pairs += [(_FIRST, domain) for domain in self.first]
        return pairs + [("behoefte", need) for need in self.needs]


class SelfCheckPage(DoorView):
    """A page over the self-check of a municipality."""

    @staticmethod
    def questionnaires(municipality: Municipality) -> Mapping[str, Questionnaire]:
        """The questionnaires of a municipality; `urls_for` puts those of the composition root in this place."""
        raise LookupError("no questionnaires are connected")

    def self_check(self, request: HttpRequest) -> Questionnaire:
        return self.questionnaires(_municipality(request))[SELF_CHECK]


@method_decorator(never_cache, name="dispatch")
class SelfCheckView(SelfCheckPage):
    """Thirteen questions, what comes first, and then a picture, a table and needs to choose from."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._questions(request, Filled({}, (), (), {}))

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get(_STEP, "")
        filled = read(request.POST, self.self_check(request), self.door(_municipality(request)).needs)
        steps: Mapping[str, Callable[[HttpRequest, Filled], HttpResponse]] = {
            "voorrang": self._what_first,
            "uitkomst": self._outcome,
            "hulp": self._help,
        }
        if wanted not in steps:
            return self._questions(request, filled)
        if any(field != _FIRST for field in filled.mistakes):
            return self._questions(request, filled, status=400)
        if not filled.answers:
            first = f"{_PREFIX}{self.self_check(request).items[0].id}"
            told = {first: _("Kies bij ten minste één vraag een antwoord.")}
            return self._questions(request, Filled({}, filled.first, filled.needs, told), status=400)
        if not to_work_on(self.self_check(request), filled.answers):
            return self._outcome(request, filled)
        if filled.mistakes:
            return self._what_first(request, filled, status=400)
        return steps[wanted](request, filled)

    def _questions(self, request: HttpRequest, filled: Filled, status: int = 200) -> HttpResponse:
        check, door, language = self.self_check(request), self.door(_municipality(request)), _language()
        rows = []
        for item in check.items:
            name = f"{_PREFIX}{item.id}"
            error = filled.mistakes.get(name, "")
            beside = (("hint", item.example), ("error", error))
            rows.append(
                {
                    "name": name,
                    "label": door.domains[LifeDomain(item.id)],
                    "question": item.in_(language),
                    "example": item.example,
                    "chosen": filled.answers.get(item.id, ""),
                    "error": error,
                    "described": " ".join(f"{name}-{part}" for part, words in beside if words),
                    "choices": [(choice.value, choice.in_(language)) for choice in check.choices(item)],
                }
            )
        later = [pair for pair in filled.fields() if not pair[0].startswith(_PREFIX)]
        context = {
            "about": check.about,
            "rows": rows,
            "later": later,
            "errors": {name: told for name, told in filled.mistakes.items() if name.startswith(_PREFIX)},
        }
        return self._page(request, "questions", 1, filled, context, status)

    def _what_first(self, request: HttpRequest, filled: Filled, status: int = 200) -> HttpResponse:
        """Up to three places, each with all that could go better."""
        check, door = self.self_check(request), self.door(_municipality(request))
        options = [(domain, door.domains[LifeDomain(domain)]) for domain in to_work_on(check, filled.answers)]
        labels = [_("Als eerste"), _("Daarna"), _("En dan")][: len(options)]
        chosen = [domain for domain in filled.first if domain in dict(options)] + [""] * MOST_FIRST
        context = {
            "places": [
                (f"{_FIRST}_{number}", label, chosen[number - 1]) for number, label in enumerate(labels, start=1)
            ],
            "options": options,
            "earlier": [pair for pair in filled.fields() if pair[0] != _FIRST],
            "errors": {f"{_FIRST}_1": sentence for sentence in filled.mistakes.values()},
        }
        return self._page(request, "first", 2, filled, context, status)

    def _help(self, request: HttpRequest, filled: Filled) -> HttpResponse:
        """To the answer page, with the same body; without a need there is nothing to look for yet."""
        if not filled.needs:
            return self._outcome(request, filled, _("Kies ten minste één ding waar u hulp bij wilt."))
        return HttpResponseRedirect(reverse("frontdoor:answer"), preserve_request=True)

    def _outcome(self, request: HttpRequest, filled: Filled, mistake: str = "") -> HttpResponse:
        check, door, language = self.self_check(request), self.door(_municipality(request)), _language()
        order = in_own_order(check, filled.answers, filled.first)
        chosen = [domain for domain in order if domain in filled.first]
        groups = [
            {
                "domain": domain,
                "label": door.domains[LifeDomain(domain)],
                "open": domain in (chosen or order[:MOST_FIRST]),
                "needs": sorted(
                    door.needs_by_domain(LifeDomain(domain)), key=lambda need: need.text.in_(language).casefold()
                ),
            }
            for domain in order
        ]
        parts = [
            (str(number), _LEVELS.get(filled.answers.get(item.id, ""))) for number, item in enumerate(check.items, 1)
        ]
        context = {
            "picture": slices(parts, highest=max(_LEVELS.values())),
            "key": [(level, _said(check, check.items[0], value)) for value, level in _LEVELS.items()],
            "head": [_("Onderdeel"), _("Hoe gaat het?"), _("Wat wilt u eerst?")],
            "table": [
                [
                    f"{number}. {door.domains[LifeDomain(item.id)].text.in_(language)}",
                    _said(check, item, filled.answers.get(item.id, "")) or _("Niet ingevuld"),
                    chosen.index(item.id) + 1 if item.id in chosen else "",
                ]
                for number, item in enumerate(check.items, 1)
            ],
            "groups": groups,
            "ticked": filled.needs,
            "earlier": [pair for pair in filled.fields() if pair[0] != "behoefte"],
            "errors": {"behoefte": mistake} if mistake else {},
        }
        return self._page(request, "outcome", 3, filled, context, 400 if mistake else 200)

    def _page(
        self, request: HttpRequest, name: str, number: int, filled: Filled, context: dict[str, Any], status: int
    ) -> HttpResponse:
        """One of the three, with what its twin in the other language has to be asked for again."""
        again = {1: "vragen", 2: "voorrang", 3: "uitkomst"}[number]
        frame = {
            "steps": [_("Hoe gaat het?"), _("Wat wilt u eerst?"), _("Wat kan helpen?")],
            "step": number,
            "first_numbers": number_lines(self.door(_municipality(request)).first_numbers, now()),
            "resend": [(_STEP, again), *filled.fields()],
        }
        return render(request, f"frontdoor/self_check_{name}.html", frame | context, status=status)


class SelfCheckPaperView(SelfCheckPage):
    """The same questions as a PDF to print, or in large print."""

    def get(self, request: HttpRequest) -> HttpResponse:
        municipality = _municipality(request)
        large = request.GET.get("letters") == "groot"
        door = self.door(municipality)
        sheet = self_check_on_paper(self.self_check(request), door.domains, municipality, _language(), localdate())
        try:
            pdf = write_letter(sheet, municipality, large)
        except LetterRefusedError as refused:  # a question of a municipality's own, in signs that our fonts do not have
            logger.error("the self-check of %s cannot be printed: %s", municipality.slug, refused.sentence)
            context = {
                "heading": _("Dit papier kunnen wij nu niet maken"),
                "sentence": _("Bel ons, dan sturen wij u de vragen op."),
            }
            return render(request, "ui/problem.html", context, status=503)
        response = HttpResponse(pdf, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{_("hoe-gaat-het")}.pdf"'
        return response


def read(form: QueryDict, check: Questionnaire, needs: Container[str]) -> Filled:
    """What was filled in, and what of it cannot be used. An answer that is not there is no mistake: it is not known."""
    answers, mistakes = {}, {}
    for item in check.items:
        name = f"{_PREFIX}{item.id}"
        value = form.get(name, "")
        if value and is_an_answer(check, item, value):
            answers[item.id] = value
        elif value:
            mistakes[name] = _("Kies bij ‘%(question)s’ één van de antwoorden.") % {"question": item.in_(_language())}
    first = tuple(dict.fromkeys(domain for domain in form.getlist(_FIRST) if domain))
    known = {item.id for item in check.items}
    if not known.issuperset(first):
        mistakes[_FIRST] = _("Kies alleen uit de lijst.")
    elif len(first) > MOST_FIRST:
        mistakes[_FIRST] = _("Kies er hooguit drie.")
    first = tuple(domain for domain in first if domain in known)
    ticked = dict.fromkeys(need for need in form.getlist("behoefte") if need in needs)
    return Filled(answers, first, tuple(ticked)[:MOST_FIELDS], mistakes)


def _said(check: Questionnaire, item: Item, value: str) -> str:
    """The words of an answer, or "" where there is none."""
    return next((choice.in_(_language()) for choice in check.choices(item) if choice.value == value), "")


def _municipality(request: HttpRequest) -> Municipality:
    return cast(Municipality, request.municipality)  # type: ignore[attr-defined]


def _language() -> str:
    return get_language() or "nl"
