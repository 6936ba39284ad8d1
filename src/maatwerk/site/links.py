"""Links to one's own data go by whoever sends machine-made mail for the post. Not through its queue: a link is over
before a clerk gets to it, and is nothing to keep."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from maatwerk.casework.rights.connections import LinkNotSentError
from maatwerk.foundation.post.connections import connections
from maatwerk.foundation.post.protocols import AddressRefusedError, GatewayError, Outgoing
from maatwerk.foundation.post.rules import Channel


class LinksByMail:
    """`rights.connections.SendsLinks`, by the mail server that a municipality has."""

    def can(self, municipality: str) -> bool:
        return connections().gateway(Channel.MAIL, municipality) is not None

    def send(self, id_: str, address: str, page: str, municipality: str, language: str) -> None:
        from maatwerk.foundation.people.queries import municipality_called, site_address

        gateway = connections().gateway(Channel.MAIL, municipality)
        if gateway is None:  # it was there when the page was shown
            raise LinkNotSentError
        profile = municipality_called(municipality).profile
        site = site_address(municipality, settings.ALLOWED_HOSTS)
        with override(language):
            title = _("Uw link")
            paragraphs = (
                _("U vroeg ons om een link. Hij werkt één keer, en één dag."),
                f"https://{site}{page}",
                _("U logt daarna eerst in. Zonder uw eigen inlog ziet niemand iets."),
                _("Vroeg u dit niet? Bel ons op %(phone)s.") % {"phone": profile.contact.phone},
            )
        text = "\n\n".join(paragraphs)
        outgoing = Outgoing(f"link-{id_}", municipality, profile.name, Channel.MAIL, address, title, text, language)
        try:
            gateway.send(outgoing)
        except AddressRefusedError:
            return  # it will never work; the page said that a mail may not come
        except GatewayError as error:
            raise LinkNotSentError from error
