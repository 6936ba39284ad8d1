"""Pages about grounds, for people at work."""

from django.urls import include, path

from maatwerk.foundation.access.web import consents, emergencies, involvement, requests, withholding

pages = [
    path("noodtoegang/<uuid:resident>/", emergencies.OpenEmergencyView.as_view(), name="open_emergency"),
    path("noodtoegang/", emergencies.FindInEmergencyView.as_view(), name="find_in_emergency"),
    path("noodtoegangen/", emergencies.EmergenciesView.as_view(), name="emergencies"),
    path("noodtoegangen/<uuid:which>/", emergencies.EmergencyView.as_view(), name="emergency"),
    path("vraag-om-contact/", requests.AskView.as_view(), name="ask"),
    path("vraag-om-contact/<uuid:which>/", requests.RequestView.as_view(), name="request"),
    path("achtergehouden/<uuid:which>/", withholding.WithholdingView.as_view(), name="withholding"),
    path("inwoners/<uuid:resident>/toestemming/", consents.ConsentsView.as_view(), name="consents"),
    path("inwoners/<uuid:resident>/toestemming/vraag/", consents.AskConsentView.as_view(), name="ask_consent"),
    path("inwoners/<uuid:resident>/toestemming/<uuid:consent>/stop/", consents.WithdrawView.as_view(), name="withdraw"),
    path("inwoners/<uuid:resident>/betrokken/", involvement.InvolvedView.as_view(), name="involved"),
    path(
        "inwoners/<uuid:resident>/betrokken/<uuid:involvement>/",
        involvement.ChangeInvolvementView.as_view(),
        name="change_involvement",
    ),
]

urlpatterns = [path("", include((pages, "grounds")))]
