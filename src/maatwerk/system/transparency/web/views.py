"""The values in public: a page that is open to all, asks nothing of the database and says what the last run said."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from maatwerk.system.transparency.catalogue import Result
from maatwerk.system.transparency.rules import Book, Shown, Standing

_RAN = {Standing.TESTED, Standing.PARTLY, Standing.FAILED}


class ValuesView(TemplateView):
    """All seven values, each property with how it stands."""

    template_name = "transparency/values.html"

    @staticmethod
    def book() -> Book:
        """What the composition root has read; `urls_for` puts it in this place."""
        raise LookupError("no values are connected")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        book = self.book()
        counts = book.counts()
        return super().get_context_data(
            sections=[(value, entry, [_row(each) for each in shown]) for value, entry, shown in book.sections()],
            run=book.run,
            counts=[_counted(each, counts[each]) for each in Standing if counts[each]],
            total=sum(counts.values()),
            json=reverse("api:waarden"),
            **kwargs,
        )


def _row(shown: Shown) -> dict[str, Any]:
    words, picture = _words(shown.standing)
    return {
        "id": shown.id,
        "it": shown.property,
        "words": words,
        "picture": picture,
        "has_run": shown.standing in _RAN,
        "tests": [(name, _result(result)) for name, result in shown.results.items()],
    }


def _words(standing: Standing) -> tuple[str, str]:
    """How it stands, in words, with the picture beside them."""
    return {
        Standing.TESTED: (_("Getest en geslaagd"), "goed"),
        Standing.PARTLY: (_("Voor een deel getest, en dat is geslaagd"), "goed"),
        Standing.FAILED: (_("Getest en mislukt"), "fout"),
        Standing.NOT_RUN: (_("Er is een test, maar de laatste keer is niet alles gedraaid"), "letop"),
        Standing.NOT_YET: (_("Nog niet getest"), "uitleg"),
    }[standing]


def _result(result: Result) -> str:
    return {
        Result.PASSED: _("geslaagd"),
        Result.FAILED: _("mislukt"),
        Result.NOT_RUN: _("niet gedraaid"),
    }[result]


def _counted(standing: Standing, number: int) -> str:
    """How many stand so, as a line of a list."""
    sentence = {
        Standing.TESTED: ngettext(
            "%(number)s is helemaal getest en geslaagd.", "%(number)s zijn helemaal getest en geslaagd.", number
        ),
        Standing.PARTLY: ngettext(
            "%(number)s is voor een deel getest en geslaagd.",
            "%(number)s zijn voor een deel getest en geslaagd.",
            number,
        ),
        Standing.FAILED: ngettext("%(number)s is mislukt.", "%(number)s zijn mislukt.", number),
        Standing.NOT_RUN: ngettext(
            "Van %(number)s is de laatste keer niet alles gedraaid.",
            "Van %(number)s is de laatste keer niet alles gedraaid.",
            number,
        ),
        Standing.NOT_YET: ngettext("%(number)s is nog niet getest.", "%(number)s zijn nog niet getest.", number),
    }[standing]
    return sentence % {"number": number}
