"""Who it is that a broker sends here. Somebody who is not known is not made known by signing in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.internal import jwtkit, statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.brokers import ResidentLogIn, Told, UnbelievedError, believed
from maatwerk.foundation.people.models import Bond, Identifier, Resident, ResidentAccount
from maatwerk.foundation.people.recognising import blinds
from maatwerk.foundation.people.signing_in import account_of
from maatwerk.foundation.people.standing import Person


def log_ins_for(municipality: str) -> list[ResidentLogIn]:
    """The log-ins for residents of this municipality. No query."""
    return [each for each in settings.RESIDENT_LOG_INS if each.municipality == municipality]


def log_ins_reaching(municipality: str, needs: Assurance) -> list[ResidentLogIn]:
    """Those with which somebody can show who they are at least this well."""
    return [each for each in log_ins_for(municipality) if each.levels_from(needs)]


class _Broker(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # allauth ships no types
    """The part of django-allauth that speaks with an OpenID Connect server. What it keeps of people is not used here:
    its table of accounts would hold everything that was told, the BSN too."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        with override("nl"):  # the broker knows one address
            return str(build_absolute_uri(request, reverse("mijn:answer", args=[self.provider_id])))

    def claims(self, answer: Mapping[str, Any], client: str) -> dict[str, Any]:
        """What was told: the `id_token`, checked on signature, issuer, audience and time, and the `userinfo`."""
        id_token = jwtkit.verify_and_decode(
            credential=answer["id_token"],
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=client,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return {"id_token": id_token, "userinfo": self._fetch_user_info(answer["access_token"])}


def address_at(request: HttpRequest, log_in: ResidentLogIn, page: str, needs: Assurance, again: bool) -> str:
    """Where to send this browser: to the broker, asking for a level. `again` asks it to have somebody show anew who
    they are. Raises RequestException when the broker gives no answer."""
    broker = _Broker(request, log_in.id)
    client = broker.get_client(request, broker.get_provider().app)
    asked = {"acr_values": " ".join(log_in.levels_from(needs)), "nonce": secrets.token_urlsafe(16)}
    if again:
        asked["prompt"] = "login"
    proof = generate_code_challenge()
    noted = {"next": page, "nonce": asked["nonce"], "language": get_language(), "proof": proof.pop("code_verifier")}
    client.state = statekit.stash_state(request, provider_id=log_in.id, state=noted)
    return str(client.get_redirect_url(broker.authorize_url, log_in.scopes, asked | proof))


def noted_for(request: HttpRequest, log_in: ResidentLogIn) -> dict[str, Any] | None:
    """What was noted in this browser when it left for the broker: once, and for ten minutes."""
    found = statekit.unstash_state(request, provider_id=log_in.id, state_id=request.GET.get("state", ""))
    return dict(found) if found else None


def answer_of(request: HttpRequest, log_in: ResidentLogIn, noted: Mapping[str, Any]) -> Told:
    """What the broker tells about who came back. Raises UnbelievedError, and RequestException when it is not there."""
    broker = _Broker(request, log_in.id)
    app = broker.get_provider().app
    try:
        client = broker.get_client(request, app)
        answer = broker.get_access_token_data(request, app, client, pkce_code_verifier=noted["proof"])
        claims = broker.claims(answer, app.client_id)
    except (OAuth2Error, ImmediateHttpResponse, KeyError, TypeError) as error:
        raise UnbelievedError(f"the answer is not as it should be ({type(error).__name__})") from None
    return believed(log_in, claims, noted["nonce"])


class Refusal(StrEnum):
    """Why somebody who was vouched for does not come in."""

    UNKNOWN = "onbekend"
    CHANGED = "veranderd"
    CHILD = "kind"


@transaction.atomic
def account_for(told: Told, municipality: str, now: datetime) -> ResidentAccount | Refusal:
    """The account of whoever this is. The first time it is bound to what the issuer calls them; afterwards the BSN has
    to lead to the same resident still. Nobody is made, and who died or has no access of their own does not come in."""
    with maintenance("recognising"):
        rows = Identifier.objects.filter(municipality=municipality, blind__in=blinds(told.bsn, municipality))
        residents = list(Resident.objects.filter(pk__in=rows.values("resident")).order_by("pk")[:2])
    bond = bond_of(told, municipality)
    if len(residents) != 1:  # nobody, or two who may be one: a person has to look at that first
        return Refusal.CHANGED if bond else Refusal.UNKNOWN
    resident = residents[0]
    if bond is not None and bond.account.resident != resident.pk:
        return Refusal.CHANGED
    if refusal := may_come_in(resident, now):
        return refusal
    account = bond.account if bond else account_of(resident.pk, municipality)
    if not account.account.is_active:
        return Refusal.UNKNOWN
    if bond is None:
        names = {"municipality": municipality, "issuer": told.issuer, "subject": told.subject}
        Bond.objects.get_or_create(**names, defaults={"account": account})
    return account


def bond_of(told: Told, municipality: str) -> Bond | None:
    """Whom this municipality knows under the name that the broker gave."""
    rows = Bond.objects.select_related("account__account")
    return rows.filter(municipality=municipality, issuer=told.issuer, subject=told.subject).first()


def may_come_in(resident: Resident, now: datetime) -> Refusal | None:
    """Why this resident has no access of their own, if so: see `standing.Person.has_own_file`."""
    person, today = Person(resident.born, resident.died_on), day_of(now)
    if person.is_dead(today):
        return Refusal.UNKNOWN
    return None if person.has_own_file(today) else Refusal.CHILD
