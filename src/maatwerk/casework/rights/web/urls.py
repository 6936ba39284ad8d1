"""Addresses of rights: for residents below `mijn/` (namespace `mydata`), for stewards below `medewerkers/`."""

from django.urls import URLPattern, include, path

from maatwerk.casework.rights.web import (
    answering,
    asking,
    downloading,
    home,
    kept,
    looked,
    may_see,
    naming,
    noting,
    requests,
)

_own: list[URLPattern] = [
    path("gegevens/meenemen/", downloading.DownloadView.as_view(), name="download"),
    path("voor/<uuid:resident>/gegevens/meenemen/", downloading.ForDownloadView.as_view(), name="for_download"),
    path("klaar/<uuid:ticket>/", downloading.ReadyView.as_view(), name="ready"),
    path("gegevens/", home.HomeView.as_view(), name="home"),
    path("gegevens/wie-keek/", looked.LookedView.as_view(), name="looked"),
    path("gegevens/wie-mag-wat/", may_see.MaySeeView.as_view(), name="may_see"),
    path("voor/<uuid:resident>/gegevens/wie-keek/", looked.LookedView.as_view(), name="for_looked"),
    path("voor/<uuid:resident>/gegevens/wie-mag-wat/", may_see.ForMaySeeView.as_view(), name="for_may_see"),
    path("gegevens/bewaard/", kept.KeptView.as_view(), name="kept"),
    path("voor/<uuid:resident>/gegevens/bewaard/", kept.KeptView.as_view(), name="for_kept"),
    path("gegevens/genoemd/", naming.NamedView.as_view(), name="named"),
    path("gegevens/vragen/", requests.RequestsView.as_view(), name="requests"),
    path("gegevens/vragen/nieuw/", asking.AskView.as_view(), name="ask"),
    path("gegevens/vragen/<uuid:which>/", requests.RequestView.as_view(), name="request"),
    path("voor/<uuid:resident>/gegevens/vragen/", requests.RequestsForView.as_view(), name="for_requests"),
    path("voor/<uuid:resident>/gegevens/vragen/nieuw/", asking.AskForView.as_view(), name="for_ask"),
    path("voor/<uuid:resident>/gegevens/vragen/<uuid:which>/", requests.RequestForView.as_view(), name="for_request"),
]
_staff: list[URLPattern] = [
    path("gegevensvragen/", answering.WaitingView.as_view(), name="requests"),
    path("gegevensvragen/<uuid:which>/", answering.AnswerView.as_view(), name="request"),
    path("inwoners/<uuid:resident>/gegevensvraag/", noting.NoteView.as_view(), name="note"),
    path("inwoners/<uuid:resident>/gegevensvraag/<uuid:which>/", noting.ReceiptView.as_view(), name="receipt"),
]

own_pages = [path("", include((_own, "mydata")))]
staff_pages = [path("", include((_staff, "rights")))]
