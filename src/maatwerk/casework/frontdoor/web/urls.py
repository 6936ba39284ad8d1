from collections.abc import Callable, Mapping

from django.urls import URLPattern, path

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.casework.frontdoor.web.self_check import SelfCheckPaperView, SelfCheckView
from maatwerk.casework.frontdoor.web.views import AnswerPaperView, AnswerView, DomainView, HomeView, PlainPage
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.assessment import Questionnaire


def urls_for(
    door: Callable[[Municipality], FrontDoor],
    questionnaires: Callable[[Municipality], Mapping[str, Questionnaire]],
) -> list[URLPattern]:
    """The pages of the front door; `door` and `questionnaires` give those of a municipality."""
    self_check = {"door": door, "questionnaires": questionnaires}
    return [
        path("", HomeView.as_view(door=door), name="home"),
        path("onderwerp", DomainView.as_view(door=door), name="domain"),
        path("antwoord", AnswerView.as_view(door=door), name="answer"),
        path("antwoord/pdf", AnswerPaperView.as_view(door=door), name="answer_pdf"),
        path("zelfcheck/", SelfCheckView.as_view(**self_check), name="self_check"),
        path("zelfcheck/papier", SelfCheckPaperView.as_view(**self_check), name="self_check_paper"),
        path("contact", PlainPage.as_view(template_name="frontdoor/contact.html"), name="contact"),
        path("privacy", PlainPage.as_view(template_name="frontdoor/privacy.html"), name="privacy"),
    ]
