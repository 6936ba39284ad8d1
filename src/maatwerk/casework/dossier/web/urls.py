"""Addresses of the file: for people at work below `medewerkers/`, for residents below `mijn/`."""

from django.urls import include, path

from maatwerk.casework.dossier.web import (
    around,
    choosing,
    entry,
    file,
    joining,
    never,
    own,
    own_people,
    person,
    reaching,
    residents,
    secrecy,
    standing,
    unable,
    writing,
)

_staff = [
    path("inwoners/", residents.ResidentsView.as_view(), name="residents"),
    path("inwoners/nieuw/", residents.NewResidentView.as_view(), name="new"),
    path("inwoners/<uuid:resident>/", file.ResidentFileView.as_view(), name="file"),
    path("inwoners/<uuid:resident>/doel/", choosing.PurposeView.as_view(), name="purpose"),
    path("inwoners/<uuid:resident>/gegevens/", person.PersonView.as_view(), name="person"),
    path("inwoners/<uuid:resident>/gegevens/naam/", person.NamesView.as_view(), name="names"),
    path("inwoners/<uuid:resident>/gegevens/situatie/", person.StateView.as_view(), name="state"),
    path("inwoners/<uuid:resident>/gegevens/adressen/", reaching.AddressesView.as_view(), name="addresses"),
    path("inwoners/<uuid:resident>/gegevens/bereiken/", reaching.WaysView.as_view(), name="ways"),
    path("inwoners/<uuid:resident>/gegevens/veilig/", reaching.SafeContactView.as_view(), name="safe"),
    path("inwoners/<uuid:resident>/gegevens/bsn/", person.BsnView.as_view(), name="bsn"),
    path("inwoners/<uuid:resident>/notities/nieuw/", writing.WriteView.as_view(), name="write"),
    path("inwoners/<uuid:resident>/notities/<uuid:note>/", writing.CorrectView.as_view(), name="correct"),
    path("inwoners/<uuid:resident>/feiten/nieuw/", writing.AskView.as_view(), name="ask"),
    path("inwoners/<uuid:resident>/feiten/<uuid:value>/", writing.CorrectFactView.as_view(), name="correct_fact"),
    path("inwoners/<uuid:resident>/mensen/", around.PeopleView.as_view(), name="people"),
    path("inwoners/<uuid:resident>/mensen/huishouden/", joining.LiveTogetherView.as_view(), name="live_together"),
    path("inwoners/<uuid:resident>/mensen/band/", joining.RelateView.as_view(), name="relate"),
    path("inwoners/<uuid:resident>/mensen/staat-voor/", joining.StandView.as_view(), name="stand"),
    path("inwoners/<uuid:resident>/mensen/<uuid:stands>/stil/", standing.SuspendView.as_view(), name="suspend"),
    path("inwoners/<uuid:resident>/mensen/<uuid:stands>/oneens/", standing.DisagreeView.as_view(), name="disagree"),
    path("inwoners/<uuid:resident>/mensen/oordeel/", unable.JudgeView.as_view(), name="judge"),
    path("inwoners/<uuid:resident>/mensen/oordeel/<uuid:judgement>/", unable.JudgementView.as_view(), name="judgement"),
    path("inwoners/<uuid:resident>/mensen/nooit/", never.NeverView.as_view(), name="never"),
    path("inwoners/<uuid:resident>/geheim/", secrecy.SecrecyView.as_view(), name="secrecy"),
    path("inwoners/<uuid:resident>/stuk/<uuid:entry>/", entry.EntryView.as_view(), name="entry"),
]
_own = [
    path("dossier/", own.OwnFileView.as_view(), name="file"),
    path("dossier/veiligheid/", own.OwnSafetyView.as_view(), name="safety"),
    path("dossier/woorden/", own.OwnWordsView.as_view(), name="words"),
    path("dossier/woorden/<uuid:note>/", own.CorrectOwnWordsView.as_view(), name="correct"),
    path("dossier/<slug:kind>/<uuid:choice>/stop/", own.StopView.as_view(), name="stop"),
    path("dossier/vraag/<uuid:asked>/", own.AnswerView.as_view(), name="answer"),
    path("voor/<uuid:resident>/", own.ForSomebodyView.as_view(), name="for"),
    path("mensen/", own_people.OwnPeopleView.as_view(), name="people"),
    path("mensen/<uuid:stands>/oneens/", standing.OwnDisagreeView.as_view(), name="disagree"),
    path("mensen/oordeel/<uuid:judgement>/", unable.OwnJudgementView.as_view(), name="judgement"),
    path("mensen/nooit/", never.OwnNeverView.as_view(), name="never"),
    path("geheim/", secrecy.OwnSecrecyView.as_view(), name="secrecy"),
]

staff_pages = [path("", include((_staff, "dossier")))]
own_pages = [path("", include((_own, "own")))]
