"""Where django-allauth asks how we sign people in."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.openapi.limits import address_of
from maatwerk.foundation.people.menu import home_of
from maatwerk.foundation.people.models import Account
from maatwerk.foundation.people.organisation_log_in import worker_of
from maatwerk.foundation.people.queries import staff_member
from maatwerk.foundation.people.sealing import seal, unseal

log = logging.getLogger("maatwerk.people")

_WRONG_CODE = _("Deze code klopt niet. Een code werkt één keer, en kort. Probeer een nieuwe code.")
_TOO_OFTEN = _("U hebt het te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Nobody makes an account for themselves: an administrator invites."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het nog een keer."),
        "incorrect_password": _("Dit wachtwoord klopt niet. Probeer het nog een keer."),
        "enter_current_password": _("Vul uw wachtwoord in."),
        "incorrect_code": _WRONG_CODE,
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": _TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page of the menu of whoever signed in."""
        me = staff_member(request.user.pk or 0, request.municipality.slug)  # type: ignore[attr-defined]
        return reverse(home_of(me)) if me else str(super().get_login_redirect_url(request))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Only what is said in words of ours: the pages of allauth's templates say themselves what happened."""
        if message_template is None:
            super().add_message(request, level, message_template, *args, **kwargs)


class KeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys, codes of an authenticator app, and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _WRONG_CODE,
        "cannot_generate_recovery_codes": _("Stel eerst een passkey of app in. Daarna kunt u herstelcodes maken."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return str(context.request.municipality.profile.name)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": self.get_totp_issuer()}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.worker.name}


class OrganisationLogInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The organisation's own log-in. It makes nobody: whoever it sends was invited, or is refused."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in who was invited; one page for all others, which does not tell whether there is an account."""
        claims = sociallogin.account.extra_data
        if sociallogin.account.pk:  # what the organisation tells about somebody is not ours to keep
            sociallogin.account.extra_data = {}
            sociallogin.account.save(update_fields=["extra_data"])
        worker = worker_of(sociallogin.account.provider, sociallogin.account.uid, claims, timezone.now())
        if worker is None or sociallogin.state.get("process") != "login":
            log.warning("sign-in through %s refused", sociallogin.account.provider)
            raise ImmediateHttpResponse(render(request, "people/not_invited.html", status=403))
        sociallogin.user = worker.account

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None, **kwargs: Any) -> None:
        log.warning("sign-in through %s failed: %s", provider.sub_id, type(kwargs.get("exception")).__name__)
