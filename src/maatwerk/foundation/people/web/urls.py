"""Signing in, and the first page for people at work. Of django-allauth only what is used has an address."""

from allauth.account.views import login, logout, reauthenticate
from django.urls import include, path

from maatwerk.foundation.people.web.views import HomeView

pages = [
    path("", HomeView.as_view(), name="home"),
]

urlpatterns = [
    path("", include((pages, "people"))),
    path("inloggen", login, name="account_login"),
    path("uitloggen", logout, name="account_logout"),
    path("nogmaals", reauthenticate, name="account_reauthenticate"),
    path("sleutels/", include("allauth.mfa.urls")),
]
