"""The page of who watches over privacy."""

from django.urls import include, path

from maatwerk.foundation.access.web.policies import PoliciesView

pages = [path("", PoliciesView.as_view(), name="list")]

urlpatterns = [path("regels/", include((pages, "policies")))]
