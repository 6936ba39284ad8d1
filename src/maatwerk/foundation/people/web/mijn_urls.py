"""Addresses of residents who sign in, below mijn/. Rooms above add theirs in `site/urls.py`."""

from django.urls import path

from maatwerk.foundation.people.web import mijn, mijn_broker, mijn_code

app_name = "mijn"

urlpatterns = [
    path("", mijn.HomeView.as_view(), name="home"),
    path("inloggen/", mijn.LogInView.as_view(), name="log_in"),
    path("inloggen/bij/<str:log_in>", mijn_broker.to_broker, name="to_broker"),
    path("inloggen/van/<str:log_in>", mijn_broker.answer, name="answer"),
    path("inloggen-en-beveiliging/", mijn.SecurityView.as_view(), name="security"),
    path("code/", mijn_code.AskCodeView.as_view(), name="code"),
    path("code/invullen/", mijn_code.TypeCodeView.as_view(), name="code_typed"),
    path("uitloggen/", mijn.LogOutView.as_view(), name="log_out"),
    path("uitgelogd/", mijn.LoggedOutView.as_view(), name="logged_out"),
]
