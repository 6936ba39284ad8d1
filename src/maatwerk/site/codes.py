"""Codes to sign in with go by whoever sends machine-made messages for the post. Not through its queue: a code is over
before a clerk gets to it, and is nothing to keep."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from maatwerk.foundation.people.connections import CodeNotSentError
from maatwerk.foundation.people.residents import WayKind
from maatwerk.foundation.post.connections import connections
from maatwerk.foundation.post.protocols import AddressRefusedError, GatewayError, Outgoing
from maatwerk.foundation.post.rules import Channel, in_gsm7

_CHANNELS = {WayKind.MAIL: Channel.MAIL, WayKind.MOBILE: Channel.SMS}


class CodesByPost:
    """Sends a code by the gateway that a municipality has for a channel."""

    def kinds(self, municipality: str) -> frozenset[WayKind]:
        gateway = connections().gateway
        return frozenset(kind for kind, channel in _CHANNELS.items() if gateway(channel, municipality) is not None)

    def send(self, id_: str, kind: WayKind, address: str, code: str, municipality: str, language: str) -> None:
        from maatwerk.foundation.people.queries import municipality_called

        channel = _CHANNELS.get(kind)
        gateway = connections().gateway(channel, municipality) if channel else None
        if channel is None or gateway is None:  # it was there when the page was shown
            raise CodeNotSentError
        name = municipality_called(municipality).profile.name
        with override(language):
            text = _("Uw code is %(code)s. Hij werkt tien minuten. Geef hem aan niemand.") % {"code": code}
            title = _("Uw code")
        if channel is Channel.SMS:
            text = in_gsm7(text)
        outgoing = Outgoing(f"code-{id_}", municipality, name, channel, address, title, text, language)
        try:
            gateway.send(outgoing)
        except AddressRefusedError:
            return  # it will never work; the page said that a code may not come
        except GatewayError as error:
            raise CodeNotSentError from error
