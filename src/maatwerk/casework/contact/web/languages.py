"""Core pages in other languages: the choice of a language, and its page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from maatwerk.casework.contact.connections import connections
from maatwerk.casework.contact.web.asking import municipality_of


class LanguagesView(View):
    """Every language by what it calls itself."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "contact/languages.html", {"pages": list(connections().core_pages().items())})


class LanguageView(View):
    """Urgent help, how to reach us, your rights; the frame around it stays Dutch or English."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        pages, services = connections().core_pages(), connections().services(municipality_of(request))
        page = pages.get(code)
        if page is None:
            raise Http404
        # A municipality may have hidden a service that is no help in an emergency; then its line is not shown.
        numbers = [(services[id_], words) for id_, words in page.urgent.numbers.items() if id_ in services]
        context = {"code": code, "page": page, "numbers": numbers, "pages": list(pages.items())}
        return render(request, "contact/language.html", context)
