"""Pages to find help with, below hulp/, open to all."""

from django.urls import path

from maatwerk.knowledge.directory.web.finding import CompareView, EntryView, FindView

open_pages = [
    path("", FindView.as_view(), name="find"),
    path("dienst", EntryView.as_view(), name="entry"),
    path("vergelijk", CompareView.as_view(), name="compare"),
]
