"""The work list stands at the beginning of what people at work see."""

from django.urls import path

from maatwerk.foundation.worklist.web.failed import DropView, FailedView, RetryView
from maatwerk.foundation.worklist.web.views import HomeView, ItemView

app_name = "worklist"

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("werk/<uuid:id_>", ItemView.as_view(), name="item"),
    path("mislukt", FailedView.as_view(), name="failed"),
    path("mislukt/<uuid:id_>/opnieuw", RetryView.as_view(), name="retry"),
    path("mislukt/<uuid:id_>/vervallen", DropView.as_view(), name="drop"),
]
