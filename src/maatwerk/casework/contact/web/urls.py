from django.urls import path

from maatwerk.casework.contact.web.asking import CallView, VisitView
from maatwerk.casework.contact.web.entering import EnterView
from maatwerk.casework.contact.web.handling import DeskView, RequestView
from maatwerk.casework.contact.web.languages import LanguagesView, LanguageView
from maatwerk.casework.contact.web.papers import PapersView, PaperView
from maatwerk.casework.contact.web.script import ScriptView

open_pages = (
    [
        path("bel-mij/", CallView.as_view(), name="call_back"),
        path("kom-langs/", VisitView.as_view(), name="visit"),
        path("op-papier/", PapersView.as_view(), name="papers"),
        path("op-papier/<slug:form>/<slug:size>.pdf", PaperView.as_view(), name="paper"),
        path("talen/", LanguagesView.as_view(), name="languages"),
        path("talen/<slug:code>/", LanguageView.as_view(), name="language"),
    ],
    "contact",
)
staff_pages = (
    [
        path("contact/", DeskView.as_view(), name="home"),
        path("contact/belscript/", ScriptView.as_view(), name="script"),
        path("contact/invoeren/<slug:form>/", EnterView.as_view(), name="enter"),
        path("contact/verzoek/<uuid:which>/", RequestView.as_view(), name="request"),
    ],
    "desk",
)
