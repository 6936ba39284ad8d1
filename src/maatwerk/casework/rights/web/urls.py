"""Addresses of rights: for residents below `mijn/` (namespace `mydata`), for stewards below `medewerkers/`."""

from django.urls import URLPattern, include, path

_own: list[URLPattern] = []
_staff: list[URLPattern] = []

own_pages = [path("", include((_own, "mydata")))]
staff_pages = [path("", include((_staff, "rights")))]
