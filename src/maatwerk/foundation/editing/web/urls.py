"""Pages for editors, below medewerkers/inhoud/."""

from django.urls import include, path

from maatwerk.foundation.editing.web.drafts import CheckView, DraftView, NewView
from maatwerk.foundation.editing.web.views import EntryView, FaultsView, HistoryView, HomeView, UndoView

pages = [
    path("", HomeView.as_view(), name="home"),
    path("fouten", FaultsView.as_view(), name="faults"),
    path("nieuw", NewView.as_view(), name="new"),
    path("voorstel/<int:id>", DraftView.as_view(), name="draft"),
    path("voorstel/<int:id>/nakijken", CheckView.as_view(), name="check"),
    path("<slug:kind>/<slug:entry>", EntryView.as_view(), name="entry"),
    path("<slug:kind>/<slug:entry>/geschiedenis", HistoryView.as_view(), name="history"),
    path("<slug:kind>/<slug:entry>/terug", UndoView.as_view(), name="undo"),
]

urlpatterns = [path("inhoud/", include((pages, "editing")))]
