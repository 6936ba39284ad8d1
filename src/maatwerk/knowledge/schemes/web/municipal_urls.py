"""Pages for editors about the schemes of the municipality. Below medewerkers/."""

from django.urls import include, path

from maatwerk.knowledge.schemes.web.municipal import BesideView, EffectsView, HomeView, RulesView, VersionsView

pages = [
    path("", HomeView.as_view(), name="home"),
    path("naast-elkaar/", BesideView.as_view(), name="beside"),
    path("voorstel/<int:id>/regels/", VersionsView.as_view(), name="versions"),
    path("voorstel/<int:id>/regels/<str:day>/", RulesView.as_view(), name="rules"),
    path("voorstel/<int:id>/gevolgen/", EffectsView.as_view(), name="effects"),
]

urlpatterns = [path("regelingen/gemeente/", include((pages, "municipal")))]
