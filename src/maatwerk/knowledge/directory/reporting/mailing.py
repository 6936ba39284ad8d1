"""One mail to who made a report, with what was done; then the address goes."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.queries import municipality_called, site_address
from maatwerk.foundation.people.spoken_codes import shown
from maatwerk.foundation.post.connections import connections
from maatwerk.foundation.post.protocols import AddressRefusedError, Outgoing
from maatwerk.foundation.post.rules import Channel
from maatwerk.knowledge.directory.reporting.models import Report, Reporter
from maatwerk.knowledge.directory.reporting.words import DONE


def can_mail(municipality: str) -> bool:
    """Whether anything goes by mail here."""
    return connections().gateway(Channel.MAIL, municipality) is not None


def tell(id_: UUID) -> None:
    """Send what was done, once. Where no mail goes any more the address is erased all the same: the code still leads to
    the answer. Raises GatewayError, to be tried again."""
    with maintenance("sending"):
        to = Reporter.objects.filter(report=id_).select_related("report").first()
    if to is None or to.report.answered_at is None:
        return
    gateway = connections().gateway(Channel.MAIL, to.municipality)
    if gateway is not None:
        with suppress(AddressRefusedError):  # it will never work; the code still leads to the answer
            gateway.send(_mail(to.report, to.mail, to.language))
    with maintenance("erasing"):
        Reporter.objects.filter(pk=to.pk).delete()


def _mail(report: Report, address: str, language: str) -> Outgoing:
    profile = municipality_called(report.municipality).profile
    site = site_address(report.municipality, settings.ALLOWED_HOSTS)
    with override(language):
        title = _("Uw melding over de sociale kaart")
        paragraphs = (
            _("U meldde een fout bij: %(name)s.") % {"name": report.name},
            str(DONE[report.done]),
            report.told,
            _("Uw code is %(code)s. Daarmee leest u dit later terug:") % {"code": shown(report.code)},
            f"https://{site}{reverse('directory:outcome')}",
            _("Klopt het nog niet? Bel ons op %(phone)s.") % {"phone": profile.contact.phone},
        )
    text = "\n\n".join(part for part in paragraphs if part)
    return Outgoing(
        f"report-{report.pk}", report.municipality, profile.name, Channel.MAIL, address, title, text, language
    )
