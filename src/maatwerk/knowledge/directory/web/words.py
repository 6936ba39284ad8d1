"""What the profile of a service is called on pages: short words for closed lists."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maatwerk.knowledge.directory.catalogue import Law, Room, Sort
from maatwerk.knowledge.directory.models import Verification
from maatwerk.knowledge.directory.places import Access
from maatwerk.knowledge.directory.ways import By, Way

ACCESS = {
    Access.WHEELCHAIR: gettext_lazy("Goed te bereiken met een rolstoel"),
    Access.TOILET: gettext_lazy("Een aangepast toilet"),
    Access.LIFT: gettext_lazy("Een lift"),
    Access.LOOP: gettext_lazy("Een ringleiding voor wie slecht hoort"),
    Access.SIGNS: gettext_lazy("Gebarentaal"),
    Access.QUIET: gettext_lazy("Een rustige plek, met weinig geluid en licht"),
    Access.PARKING: gettext_lazy("Parkeren voor de deur"),
    Access.GUIDE_DOG: gettext_lazy("Een hulphond mag mee"),
    Access.HOME: gettext_lazy("Komt bij u thuis"),
}
SORTS = {
    Sort.FORMAL: gettext_lazy("Mensen die hier hun werk van maken"),
    Sort.INFORMAL: gettext_lazy("Vrijwilligers, buren of mensen die hetzelfde meemaken"),
}
ROOMS = {
    Room.YES: gettext_lazy("Er is plek."),
    Room.SOME: gettext_lazy("Er is nog een beetje plek."),
    Room.FULL: gettext_lazy("Er is nu geen plek. Vraag naar de wachtlijst."),
}
WAYS = {
    By.PHONE: gettext_lazy("Telefoon"),
    By.CHAT: gettext_lazy("Chat"),
    By.APP: gettext_lazy("App"),
    By.WHATSAPP: gettext_lazy("WhatsApp"),
    By.TEXT_OR_SIGNS: gettext_lazy("Tekst of gebaren"),
    By.VISIT: gettext_lazy("Langsgaan"),
}
LAWS = {
    Law.WMO: gettext_lazy("Wet maatschappelijke ondersteuning"),
    Law.YOUTH: gettext_lazy("Jeugdwet"),
    Law.PARTICIPATION: gettext_lazy("Participatiewet"),
    Law.DEBT_HELP: gettext_lazy("Wet over hulp bij schulden"),
    Law.HEALTH_INSURANCE: gettext_lazy("Zorgverzekeringswet"),
    Law.LONG_TERM_CARE: gettext_lazy("Wet langdurige zorg"),
    Law.PUBLIC_HEALTH: gettext_lazy("Wet publieke gezondheid"),
    Law.INTEGRATION: gettext_lazy("Wet inburgering"),
    Law.EDUCATION: gettext_lazy("Wetten over onderwijs"),
    Law.LEGAL_AID: gettext_lazy("Wet op de rechtsbijstand"),
}
HOW_SEEN = {
    Verification.How.LINK: gettext_lazy("met een link in een mail"),
    Verification.How.PHONE: gettext_lazy("aan de telefoon"),
    Verification.How.STAFF: gettext_lazy("op ons scherm"),
    Verification.How.IMPORT: gettext_lazy("met een bestand"),
}


def way_name(way: Way, language: str) -> str:
    return way.name.in_(language) if way.name else str(WAYS[way.by])


def waiting(weeks: int) -> str:
    """How long somebody waits."""
    if not weeks:
        return _("Geen wachtlijst.")
    return _("U wacht ongeveer 1 week.") if weeks == 1 else _("U wacht ongeveer %(weeks)s weken.") % {"weeks": weeks}
