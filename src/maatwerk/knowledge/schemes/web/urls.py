"""Pages about schemes for everybody, below regelingen/."""

from django.urls import path

from maatwerk.knowledge.schemes.web.resident import OutcomeView, StartView

open_pages = [
    path("", StartView.as_view(), name="start"),
    path("uitkomst", OutcomeView.as_view(), name="outcome"),
]
