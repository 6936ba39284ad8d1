"""Addresses of the file: for people at work below `medewerkers/`, for residents below `mijn/`."""

from django.urls import include, path

from maatwerk.casework.dossier.web import choosing, file, own, residents, writing

_staff = [
    path("inwoners/", residents.ResidentsView.as_view(), name="residents"),
    path("inwoners/nieuw/", residents.NewResidentView.as_view(), name="new"),
    path("inwoners/<uuid:resident>/", file.ResidentFileView.as_view(), name="file"),
    path("inwoners/<uuid:resident>/doel/", choosing.PurposeView.as_view(), name="purpose"),
    path("inwoners/<uuid:resident>/notities/nieuw/", writing.WriteView.as_view(), name="write"),
    path("inwoners/<uuid:resident>/notities/<uuid:note>/", writing.CorrectView.as_view(), name="correct"),
    path("inwoners/<uuid:resident>/feiten/nieuw/", writing.AskView.as_view(), name="ask"),
    path("inwoners/<uuid:resident>/feiten/<uuid:value>/", writing.CorrectFactView.as_view(), name="correct_fact"),
]
_own = [
    path("dossier/", own.OwnFileView.as_view(), name="file"),
    path("dossier/woorden/", own.OwnWordsView.as_view(), name="words"),
    path("dossier/woorden/<uuid:note>/", own.CorrectOwnWordsView.as_view(), name="correct"),
    path("dossier/<slug:kind>/<uuid:choice>/stop/", own.StopView.as_view(), name="stop"),
    path("dossier/vraag/<uuid:asked>/", own.AnswerView.as_view(), name="answer"),
    path("voor/<uuid:resident>/", own.ForSomebodyView.as_view(), name="for"),
]

staff_pages = [path("", include((_staff, "dossier")))]
own_pages = [path("", include((_own, "own")))]
