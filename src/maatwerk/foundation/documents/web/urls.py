"""Addresses of documents, below `medewerkers/`."""

from django.urls import include, path

from maatwerk.foundation.documents.web.views import FileView

pages = [
    path("documenten/<uuid:document>", FileView.as_view(), name="file"),
]

urlpatterns = [
    path("", include((pages, "documents"))),
]
