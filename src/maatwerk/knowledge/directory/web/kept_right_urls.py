"""Pages that keep the map right: below hulp/ for everybody, below medewerkers/sociale-kaart/ for people at work."""

from django.urls import path

from maatwerk.knowledge.directory.web.confirming import ConfirmView
from maatwerk.knowledge.directory.web.phoning import CallView
from maatwerk.knowledge.directory.web.quality import OwnerQualityView, QualityView
from maatwerk.knowledge.directory.web.reporting import OutcomeView, ReportView
from maatwerk.knowledge.directory.web.reports import AnswerView

open_pages = [
    path("fout-melden", ReportView.as_view(), name="report"),
    path("melding", OutcomeView.as_view(), name="outcome"),
    path("klopt-nog/<str:link>", ConfirmView.as_view(), name="confirm"),
]
staff_pages = [
    path("sociale-kaart/bellen/<uuid:which>", CallView.as_view(), name="call"),
    path("sociale-kaart/melding/<uuid:which>", AnswerView.as_view(), name="report"),
    path("sociale-kaart/kwaliteit", QualityView.as_view(), name="quality"),
    path("sociale-kaart/kwaliteit/organisatie", OwnerQualityView.as_view(), name="quality_owner"),
]
