"""Pages of who watches over privacy, and the one page for everybody at work about what is looked at."""

from django.urls import include, path

from maatwerk.foundation.access.web import holds, registers, watching

pages = [
    path("", watching.HomeView.as_view(), name="home"),
    path("hier-kijken-wij-naar/", watching.RulesView.as_view(), name="rules"),
    path("opgevallen/", watching.AllNoticedView.as_view(), name="all_noticed"),
    path("opgevallen/<uuid:which>/", watching.NoticedView.as_view(), name="noticed"),
    path("langer-bewaren/", holds.HoldsView.as_view(), name="holds"),
    path("langer-bewaren/<uuid:which>/stop/", holds.EndHoldView.as_view(), name="end_hold"),
    path("aantallen/", watching.CountsView.as_view(), name="counts"),
    path("aantallen/<slug:month>/<slug:form>/", watching.CountsExportView.as_view(), name="counts_export"),
    path("doelen/", registers.RegisterView.as_view(), name="register"),
    path("doelen/<slug:what>/<slug:form>/", registers.RegisterExportView.as_view(), name="register_export"),
    path("verwerkingen/", registers.ProcessingView.as_view(), name="processing"),
    path("verwerkingen/<slug:form>/", registers.ProcessingExportView.as_view(), name="processing_export"),
]

urlpatterns = [path("toezicht/", include((pages, "watch")))]
