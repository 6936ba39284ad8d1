from collections.abc import Callable

from django.urls import URLPattern, path

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.casework.frontdoor.web.views import AnswerView, DomainView, HomeView, PlainPage
from maatwerk.foundation.ui.municipality import Municipality


def urls_for(door: Callable[[Municipality], FrontDoor]) -> list[URLPattern]:
    """The pages of the front door; `door` gives that of a municipality."""
    return [
        path("", HomeView.as_view(door=door), name="home"),
        path("onderwerp", DomainView.as_view(door=door), name="domain"),
        path("antwoord", AnswerView.as_view(door=door), name="answer"),
        path("contact", PlainPage.as_view(template_name="frontdoor/contact.html"), name="contact"),
        path("privacy", PlainPage.as_view(template_name="frontdoor/privacy.html"), name="privacy"),
    ]
