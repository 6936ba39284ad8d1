"""Pages of who keeps data right."""

from django.urls import include, path

from maatwerk.foundation.access.web.doubts import DoubtsView, DoubtView

pages = [
    path("", DoubtsView.as_view(), name="list"),
    path("<uuid:doubt>", DoubtView.as_view(), name="doubt"),
]

urlpatterns = [path("dubbelen/", include((pages, "doubts")))]
