"""Pages of importing, below medewerkers/."""

from django.urls import include, path

from maatwerk.knowledge.directory.web.importing import ImportsView, ImportView, MissingView

pages = [
    path("sociale-kaart/import/", ImportsView.as_view(), name="home"),
    path("sociale-kaart/import/<uuid:run>", ImportView.as_view(), name="run"),
    path("sociale-kaart/verdwenen/", MissingView.as_view(), name="missing"),
]

urlpatterns = [path("", include((pages, "importing")))]
