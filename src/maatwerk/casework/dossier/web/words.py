"""How the closed lists about people are said on a page."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.access.register import Category
from maatwerk.foundation.people.models import Address
from maatwerk.foundation.people.residents import AddressKind, Bond, Residence, Scope, WayKind

WAYS = {WayKind.PHONE: _("Telefoon"), WayKind.MOBILE: _("Mobiel"), WayKind.MAIL: _("E-mail")}
ADDRESSES = {
    AddressKind.HOME: _("Woonadres"),
    AddressKind.POSTAL: _("Briefadres"),
    AddressKind.STAY: _("Verblijft op"),
}
ADDRESS_CHOICES = {
    AddressKind.HOME: _("Woonadres: hier woont deze inwoner"),
    AddressKind.POSTAL: _("Briefadres: hier komt de post, deze inwoner heeft geen eigen woning"),
    AddressKind.STAY: _("Verblijfadres: hier is deze inwoner nu voor een tijd"),
}
RESIDENCES = {
    Residence.UNKNOWN: _("Waar deze inwoner woont, is niet bekend."),
    Residence.FIXED: _("Heeft een vast adres."),
    Residence.POSTAL: _("Heeft een briefadres, geen eigen woning."),
    Residence.NONE: _("Heeft geen vast adres."),
}
SCOPES = {Scope.MONEY: _("geld"), Scope.CARE: _("zorg en hulp"), Scope.BOTH: _("geld, zorg en hulp")}
BONDS = {
    Bond.PARTNER: _("Partner"),
    Bond.PARENT: _("Ouder"),
    Bond.CHILD: _("Kind"),
    Bond.SIBLING: _("Broer of zus"),
    Bond.FAMILY: _("Familie"),
    Bond.FRIEND: _("Vriend of vriendin"),
    Bond.NEIGHBOUR: _("Buur"),
    Bond.OTHER: _("Iemand anders"),
}

# Names in the register speak to the resident ("uw woning"); at work one speaks about them. Others keep their name.
CATEGORIES_AT_WORK = {
    "contact": _("contact en bereikbaarheid"),
    "geld": _("geld en schulden"),
    "gezondheid": _("gezondheid"),
    "huishouden": _("huishouden"),
    "netwerk": _("mensen om de inwoner heen"),
    "voorkeur": _("wat de inwoner prettig vindt"),
    "werk": _("werk en opleiding"),
    "woning": _("woning"),
    "zelfredzaamheid": _("wat de inwoner zelf kan"),
    "zorg": _("zorg en hulp"),
    "verhaal": _("eigen verhaal"),
}


def address_line(row: Address) -> str:
    """An address on one line."""
    return ", ".join(filter(None, (f"{row.street} {row.number}".strip(), f"{row.postcode} {row.town}".strip())))


def category_at_work(id_: str, category: Category) -> str:
    """What a category is called on a page for people at work."""
    return str(CATEGORIES_AT_WORK.get(id_, category.name.in_(get_language() or "nl")))
