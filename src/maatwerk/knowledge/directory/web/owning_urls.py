"""Pages for editors of the map, and for who answers for entries of it. Below medewerkers/."""

from django.urls import include, path

from maatwerk.knowledge.directory.web.kept_right_urls import staff_pages as keep_right
from maatwerk.knowledge.directory.web.mine import MineView, MyEntryView
from maatwerk.knowledge.directory.web.staff_map import MapEntryView, MapView

pages = [
    path("sociale-kaart/", MapView.as_view(), name="home"),
    path("sociale-kaart/dienst/<slug:key>/", MapEntryView.as_view(), name="entry"),
    path("mijn-vermeldingen/", MineView.as_view(), name="mine"),
    path("mijn-vermeldingen/<slug:key>/", MyEntryView.as_view(), name="my_entry"),
]

urlpatterns = [path("", include(([*pages, *keep_right], "map")))]
