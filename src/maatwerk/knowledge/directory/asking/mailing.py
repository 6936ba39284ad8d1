"""The mail to an owner: one for all entries that are due, with one link."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from maatwerk.foundation.people.queries import municipality_called, site_address
from maatwerk.foundation.post.connections import connections
from maatwerk.foundation.post.protocols import AddressRefusedError, Outgoing
from maatwerk.foundation.post.rules import Channel
from maatwerk.knowledge.directory.asking.links import link_for
from maatwerk.knowledge.directory.asking.models import Asking
from maatwerk.knowledge.directory.asking.queries import entries_of

_MOST_NAMED = 20  # entries by name in one mail; the page has them all


def send(id_: UUID) -> None:
    """Send what the job was made for. Nothing where it was answered meanwhile, or no mail goes any more: tomorrow it
    comes on the phone list. Raises GatewayError, to be tried again."""
    from maatwerk.knowledge.directory.asking.actions import note_mail_failed

    asking = Asking.objects.filter(pk=id_, ended_at=None).first()
    gateway = connections().gateway(Channel.MAIL, asking.municipality) if asking else None
    if asking is None or gateway is None:
        return
    names = [each.service.name.nl for each in entries_of(asking) if each.answer is None]
    if not names:
        return
    try:
        gateway.send(_mail(asking, names))
    except AddressRefusedError:
        note_mail_failed(id_)


def _mail(asking: Asking, names: list[str]) -> Outgoing:
    profile = municipality_called(asking.municipality).profile
    site = site_address(asking.municipality, settings.ALLOWED_HOSTS)
    with override("nl"):
        page = reverse("directory:confirm", kwargs={"link": link_for(asking)})
        listed = [f"- {name}" for name in names[:_MOST_NAMED]]
        if len(names) > _MOST_NAMED:
            listed.append(_("- en nog %(more)s") % {"more": len(names) - _MOST_NAMED})
        paragraphs = (
            _("Beste medewerker van %(organisation)s,") % {"organisation": asking.organisation},
            ngettext(
                "Op onze sociale kaart staat %(count)s plek waar u hulp geeft. Klopt die nog?",
                "Op onze sociale kaart staan %(count)s plekken waar u hulp geeft. Kloppen die nog?",
                len(names),
            )
            % {"count": len(names)},
            "\n".join(listed),
            _("Open deze link. U hoeft niet in te loggen. Eén klik is genoeg:"),
            f"https://{site}{page}",
            _("Klopt er iets niet? Dan zegt u dat op dezelfde bladzijde."),
            _("Belt u liever? Dat kan op %(phone)s.") % {"phone": profile.contact.phone},
            profile.name,
        )
        title = _("Klopt dit nog op de sociale kaart?")
    return Outgoing(
        f"asking-{asking.pk}-{asking.mails}",  # each mail once, also when it is sent again
        asking.municipality,
        profile.name,
        Channel.MAIL,
        asking.mail,
        title,
        "\n\n".join(paragraphs),
        "nl",
    )
