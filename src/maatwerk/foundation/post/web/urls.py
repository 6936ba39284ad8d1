"""Pages of the clerk."""

from django.urls import include, path

from maatwerk.foundation.post.web.views import (
    BatchView,
    FailedView,
    LettersView,
    MakeBatchView,
    QueueView,
    SentView,
    SheetView,
)

pages = [
    path("", QueueView.as_view(), name="queue"),
    path("stapels", MakeBatchView.as_view(), name="make_batch"),
    path("stapels/<int:batch>", BatchView.as_view(), name="batch"),
    path("stapels/<int:batch>/lijst", SheetView.as_view(), name="sheet"),
    path("stapels/<int:batch>/brieven", LettersView.as_view(), name="letters"),
    path("stapels/<int:batch>/brieven-groot", LettersView.as_view(large_print=True), name="large_letters"),
    path("stapels/<int:batch>/niet-gelukt", FailedView.as_view(), name="failed"),
    path("stapels/<int:batch>/verstuurd", SentView.as_view(), name="sent"),
]

urlpatterns = [path("post/", include((pages, "post")))]
