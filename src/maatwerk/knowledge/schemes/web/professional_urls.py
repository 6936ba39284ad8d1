"""Pages about schemes for people who help residents. Below medewerkers/."""

from django.urls import include, path

from maatwerk.knowledge.schemes.web.professional import SchemesView
from maatwerk.knowledge.schemes.web.together import ChangeView, WorthView

pages = [
    path("regelingen/uitrekenen/", SchemesView.as_view(), name="home"),
    path("regelingen/uitrekenen/verandering/", ChangeView.as_view(), name="change"),
    path("regelingen/uitrekenen/loont-het/", WorthView.as_view(), name="worth"),
]

urlpatterns = [path("", include((pages, "reckon")))]
