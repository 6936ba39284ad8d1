"""The algorithm register of a municipality, in public."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from maatwerk.system.transparency.algorithms import STANDARD, Algorithm, municipality_of, status_of


class AlgorithmsView(TemplateView):
    """Every algorithm with all fields of the register, also the empty ones."""

    template_name = "transparency/algorithms.html"

    @staticmethod
    def algorithms(request: HttpRequest) -> Mapping[str, Algorithm]:
        """What the composition root has for a request; `urls_for` puts it in this place."""
        raise LookupError("no algorithms are connected")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        off = municipality_of(self.request).profile.off
        return super().get_context_data(
            rows=[
                (id_, each, status_of(id_, each, off), _parts(each))
                for id_, each in self.algorithms(self.request).items()
            ],
            standard=STANDARD,
            json=reverse("api:algoritmes"),
            **kwargs,
        )


type Algorithms = Callable[[HttpRequest], Mapping[str, Algorithm]]


def _parts(each: Algorithm) -> list[tuple[str, Any]]:
    """What the standard tells at length, with its headings."""
    return [
        (_("Doel en gevolgen"), each.purpose),
        (_("Afwegingen"), each.considered),
        (_("Wat een mens doet"), each.human),
        (_("Risico's, en wat wij eraan doen"), each.risks),
        (_("Gegevens"), each.data),
        (_("Hoe het werkt"), each.works),
    ]
