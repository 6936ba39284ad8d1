"""The forms on paper: which there are, and each as PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views import View

from maatwerk.casework.contact.forms import FORMS
from maatwerk.casework.contact.paper import as_pdf
from maatwerk.casework.contact.web.asking import municipality_of

NORMAL, LARGE = "gewoon", "grote-letters"


class PapersView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "contact/papers.html", {"forms": list(FORMS.values()), "sizes": (NORMAL, LARGE)})


class PaperView(View):
    """One form, in the language of the address."""

    def get(self, request: HttpRequest, form: str, size: str) -> HttpResponse:
        if form not in FORMS or size not in (NORMAL, LARGE):
            raise Http404
        language = "en" if get_language() == "en" else "nl"
        pdf = as_pdf(form, municipality_of(request), language, size == LARGE)
        name = f"{form}-{size}-{language}.pdf"
        return HttpResponse(
            pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
        )
