"""Signing in, and who works here. Of django-allauth only what is used has an address: no signing up, no password by
mail, no tying of accounts by hand."""

from allauth.account.views import account_inactive, logout, reauthenticate
from allauth.mfa.base import views as keys
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount.views import login_cancelled
from django.urls import include, path

from maatwerk.foundation.people.web import entrance, staff
from maatwerk.foundation.people.web.entrance import guarded
from maatwerk.foundation.people.web.invitation import InvitationView
from maatwerk.foundation.people.web.my_account import MyAccountView
from maatwerk.foundation.people.web.own_word import OwnWordView

pages = [
    path("uitnodiging/<int:worker>/<str:token>", InvitationView.as_view(), name="invitation"),
    path("inwoners/<uuid:resident>/eigen-woord/", OwnWordView.as_view(), name="own_word"),
    path("mijn-account/", MyAccountView.as_view(), name="my_account"),
    path("beheer/", staff.OrganisationsView.as_view(), name="organisations"),
    path("beheer/organisaties/<int:organisation>/", staff.OrganisationView.as_view(), name="organisation"),
    path("beheer/organisaties/<int:organisation>/uitnodigen", staff.InviteView.as_view(), name="invite"),
    path("beheer/medewerkers/<int:worker>/", staff.WorkerView.as_view(), name="worker"),
    path("beheer/medewerkers/<int:worker>/opnieuw", staff.InviteAgainView.as_view(), name="invite_again"),
    path("beheer/medewerkers/<int:worker>/sluiten", staff.CloseView.as_view(), name="close"),
]

urlpatterns = [
    path("", include((pages, "people"))),
    path("inloggen", guarded(entrance.LogInView.as_view()), name="account_login"),
    path("inloggen/passkey", guarded(passkey.login_webauthn), name="mfa_login_webauthn"),
    path("inloggen/sleutel", guarded(keys.authenticate), name="mfa_authenticate"),
    path("inloggen/gesloten", account_inactive, name="account_inactive"),
    path("inloggen/gestopt", login_cancelled, name="socialaccount_login_cancelled"),
    path("inloggen/bij/<str:provider_id>", entrance.organisation_log_in, name="openid_connect_login"),
    path("inloggen/van/<str:provider_id>", entrance.organisation_answer, name="openid_connect_callback"),
    path("uitloggen", guarded(logout), name="account_logout"),
    path("nogmaals", guarded(reauthenticate), name="account_reauthenticate"),
    path("nogmaals/code", guarded(keys.reauthenticate), name="mfa_reauthenticate"),
    path("nogmaals/passkey", guarded(passkey.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("sleutels/", guarded(keys.index), name="mfa_index"),
    path("sleutels/app", guarded(app.activate_totp), name="mfa_activate_totp"),
    path("sleutels/app/weg", guarded(entrance.RemoveAppView.as_view()), name="mfa_deactivate_totp"),
    path("sleutels/passkey", guarded(passkey.add_webauthn), name="mfa_add_webauthn"),
    path("sleutels/passkey/<int:pk>/weg", guarded(entrance.RemovePasskeyView.as_view()), name="mfa_remove_webauthn"),
    path("sleutels/codes", guarded(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("sleutels/codes/nieuw", guarded(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("sleutels/codes/bestand", guarded(recovery_codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
