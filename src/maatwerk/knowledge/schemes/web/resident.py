"""What am I probably entitled to? At most eight questions, a list at once, and questions that make it more exact.

What somebody tells stands in the body of a request and nowhere else (docs/decisions/0005-questions-leave-no-trace.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.foundation.ui.pictures import Curve, curve
from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.facts.asking import hint, keyboard
from maatwerk.knowledge.schemes.connections import connections, is_switched_off
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.engine.households import Households
from maatwerk.knowledge.schemes.engine.paying_back import MOST, PayBack, paying_back
from maatwerk.knowledge.schemes.web import answers
from maatwerk.knowledge.schemes.web.answers import Told
from maatwerk.knowledge.schemes.web.words import (
    INCOMES,
    card_of,
    euros,
    is_too_early,
    later,
    question_that_settles_most,
    range_in_words,
    shown,
    surely_a_month,
)

_TOLD_HIGHER = (1_000, 2_500, 5_000, 10_000, 20_000)  # rows of the table: euros that the income turns out higher


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class SchemesView(View):
    """A page over the schemes of a municipality."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Not there where the municipality switched schemes off (docs/decisions/0047)."""
        if is_switched_off(self.municipality):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def municipality(self) -> Municipality:
        return cast(Municipality, self.request.municipality)  # type: ignore[attr-defined]

    @property
    def language(self) -> str:
        return get_language() or "nl"

    def told(self, desk: Desk) -> Told:
        return answers.read(self.request.POST, desk.dictionary, localdate())

    def questions(self, told: Told, desk: Desk) -> HttpResponse:
        """The first questions, with what was filled in before."""
        on_the_form = set(answers.FIELDS.values())
        later = [
            (name, value)
            for name, value in told.fields
            if name == "jaar" or FactKey.parse(value.partition("=")[0]) not in on_the_form
        ]
        facts = {name: desk.dictionary[key.fact] for name, key in answers.FIELDS.items()}
        context = {
            "typed": {**dict.fromkeys(answers.NAMES, ""), **(told.typed or answers.as_typed(told))},
            "errors": told.faults,
            "later": later,
            "facts": facts,
            "roughly": {name: _ranges(key.fact) for name, key in answers.FIELDS.items()},
            "yes_no": [(value, label.in_(self.language)) for value, label in facts["samenwonen"].choices()],
            "rent_hint": hint(facts["kale_huur"], self.language),
            "homes": [(value, label.in_(self.language)) for value, label in facts["woning"].choices()],
        }
        return render(self.request, "schemes/questions.html", context, status=400 if told.faults else 200)


class StartView(SchemesView):
    """The first questions; by POST with what was told before, to change it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.questions(Told(), connections().desk(self.municipality))

    def post(self, request: HttpRequest) -> HttpResponse:
        desk = connections().desk(self.municipality)
        return self.questions(self.told(desk), desk)


class OutcomeView(SchemesView):
    """Every scheme with its verdict, amount, steps and desk, and the question that settles most."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What was told is in no address, so there is nothing to show again: back to the beginning."""
        return HttpResponseRedirect(reverse("schemes:start"))

    def post(self, request: HttpRequest) -> HttpResponse:
        desk = connections().desk(self.municipality)
        told = self.told(desk)
        if told.faults and told.refused is None:
            return self.questions(told, desk)
        return self.outcome(told, desk, told.household(localdate(), desk.dictionary))

    def outcome(self, told: Told, desk: Desk, household: Households) -> HttpResponse:
        today, assessments = localdate(), desk.assess(household)
        year = told.on(today).year
        cards = [card_of(each, desk, year) for each in assessments]
        perhaps = sorted((card for card in cards if card.assessment.verdict is Verdict.UNSURE), key=later)
        surely = surely_a_month(assessments)
        context = {
            "fitting": [card for card in cards if card.fits],
            "perhaps": perhaps,
            "unfit": [card for card in cards if card.assessment.verdict is Verdict.DOES_NOT_FIT],
            "overview": [
                [card.entry.name.in_(self.language), card.amount or card.verdict] for card in cards if card.fits
            ],
            "overview_head": [_("Regeling"), _("Hoeveel")],
            "surely": euros(surely) if surely else "",
            "changed": self._changed(told, desk, assessments),
            "has_income": any(card.fits and card.id in INCOMES for card in cards),
            "assumed": list(dict.fromkeys(text for each in assessments for text in each.assumed)),
            "known": self._known(told, desk),
            "year": year,
            "year_unknown": any(is_too_early(each, year) for each in assessments),
            "years": answers.years(today),
            "resend": told.fields,
            "without_year": [pair for pair in told.fields if pair[0] != "jaar"],
            **self._asked(told, desk, assessments),
            **self._harm(paying_back(desk.schemes, household, desk.book, desk.dictionary), desk),
        }
        return render(self.request, "schemes/outcome.html", context, status=400 if told.faults else 200)

    def _changed(self, told: Told, desk: Desk, after: Sequence[Assessment]) -> list[str] | None:
        """What the answer of this step changed, as lines; None when there was none. It is worked out anew, for nothing
        of the step before was kept."""
        if told.before is None:
            return None
        before = desk.assess(told.before.household(localdate(), desk.dictionary))
        return [
            f"{desk.entries[each.scheme.id].name.in_(self.language)}: {shown(each)}"
            for each, was in zip(after, before, strict=True)
            if (each.verdict, each.amount) != (was.verdict, was.amount)
        ]

    def _asked(self, told: Told, desk: Desk, assessments: Sequence[Assessment]) -> dict[str, Any]:
        """The question to put, for whom it matters, and what was wrong with its last answer."""
        key = told.refused or question_that_settles_most(assessments, list(told.facts))
        if key is None:
            return {"asked": None}
        fact = desk.dictionary[key.fact]
        return {
            "asked": key,
            "asked_text": desk.dictionary.question(key).in_(self.language),
            "asked_fact": fact,
            "asked_about": [desk.entries[each.scheme.id].name for each in assessments if key in each.questions],
            "hint": hint(fact, self.language),
            "keyboard": keyboard(fact),
            "roughly": _ranges(key.fact) if key.subject in answers.RANGED else [],
            "mistake": told.faults.get("antwoord", ""),
            "refused_answer": told.typed.get("antwoord", ""),
        }

    def _known(self, told: Told, desk: Desk) -> list[tuple[FactKey, str, str]]:
        """What was told: the fact, what was asked about it, and the answer in words."""
        rows = {key: desk.dictionary[key.fact].shown(value).in_(self.language) for key, value in told.facts.items()}
        rows |= {key: range_in_words(*range_) for key, range_ in told.ranges.items()}
        return [(key, desk.dictionary.question(key).in_(self.language), shown) for key, shown in rows.items()]

    def _harm(self, back: PayBack | None, desk: Desk) -> dict[str, Any]:
        """What has to be paid back when the income turns out higher: a line, a table, and in one sentence."""
        if back is None:
            return {"curve": None}
        return {
            "given": euros(_whole(back.given)),
            "curve": _curve(back) if back.back[-1] > 0 else None,
            "curve_about": _(
                "Naar rechts ziet u hoeveel meer u verdient. Omhoog ziet u wat u terugbetaalt. "
                "Verdient u %(more)s meer, dan is dat hoogstens %(most)s."
            )
            % {"more": euros(Decimal(MOST)), "most": euros(_whole(back.back[-1]))},
            "curve_head": [_("Zoveel meer verdient u in een jaar"), _("Zoveel betaalt u terug")],
            "curve_rows": [[euros(Decimal(more)), euros(_whole(back.at(more)))] for more in _TOLD_HIGHER],
            "added_up": ", ".join(desk.entries[scheme.id].name.in_(self.language) for scheme in back.schemes),
        }


def _ranges(fact: str) -> list[tuple[str, str]]:
    return [(answers.code_of(range_), range_in_words(*range_)) for range_ in answers.ranges_of(fact)]


def _curve(back: PayBack) -> Curve:
    """From the income that was told to MOST more, and from nothing to the first round amount above the highest."""
    step = 1_000 if max(back.back) > 2_000 else 500
    top = -(-int(max(back.back)) // step) * step or step
    return curve(
        [("solid", list(zip(map(float, back.more), back.back, strict=True)))],
        [(float(more), f"+ {euros(Decimal(more))}") for more in range(0, MOST + 1, MOST // 3)],
        [(float(amount), euros(Decimal(amount))) for amount in (0, top // 2, top)],
    )


def _whole(amount: float) -> Decimal:
    return Decimal(round(amount))
