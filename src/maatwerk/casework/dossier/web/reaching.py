"""Where a resident lives and how they are reached, for people at work: addresses, ways, and safe contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from maatwerk.casework.dossier import queries
from maatwerk.casework.dossier.web import words
from maatwerk.casework.dossier.web.person import ChangeView, addresses_of, ways_of
from maatwerk.casework.dossier.web.sent import day, typed
from maatwerk.foundation.people import living_actions, way_actions
from maatwerk.foundation.people.living_actions import Place
from maatwerk.foundation.people.refusing import ResidentRefusedError
from maatwerk.foundation.people.residents import AddressKind, WayKind


class _ReachView(ChangeView):
    def reach(self) -> queries.Reach:
        return queries.reach_of(self.viewer, self.resident.ref, self.purpose, self.now)

    def which(self, field: str) -> UUID:
        """The row that a button is about. Raises BadRequest for what is no id."""
        try:
            return UUID(self.request.POST.get(field, ""))
        except ValueError as error:
            raise BadRequest from error


class AddressesView(_ReachView):
    """Where somebody lives, gets post or stays; adding one, and ending one."""

    template = "dossier/addresses.html"
    fields: ClassVar[Mapping[str, str]] = {
        "street": "straat",
        "number": "huisnummer",
        "town": "plaats",
        "since": "sinds",
    }
    onward = "dossier:addresses"

    def form(self) -> dict[str, Any]:
        return {
            "addresses": addresses_of(self.reach()),
            "kinds": list(words.ADDRESS_CHOICES.items()),
            "typed": self.kept(soort="", straat="", huisnummer="", postcode="", plaats="", sinds="", geheim="nee"),
        }

    def change(self) -> str:
        if self.request.POST.get("doe") == "stop":
            living_actions.end_address(*self.who, self.which("adres"), *self.why)
            return _("Dit adres geldt niet meer.")
        kind, secret = self._kind(), self.request.POST.get("geheim") == "ja"
        place = Place(*(typed(self.request, name) for name in ("straat", "huisnummer", "postcode", "plaats")))
        since = day(self.request, "sinds")
        living_actions.add_address(*self.who, kind, place, *self.why, secret=secret, since=since)
        return _("Het geheime adres is bewaard.") if secret else _("Het adres is bewaard.")

    def _kind(self) -> AddressKind:
        try:
            return AddressKind(self.request.POST.get("soort", ""))
        except ValueError:
            raise ResidentRefusedError({"soort": _("Kies wat voor adres dit is.")}) from None


class WaysView(_ReachView):
    """Telephone numbers and e-mail addresses: adding one, that it was checked or is shared, and taking one away."""

    template = "dossier/ways.html"
    fields: ClassVar[Mapping[str, str]] = {"value": "waarde"}
    onward = "dossier:ways"

    def form(self) -> dict[str, Any]:
        reach = self.reach()
        return {
            "reach": reach,
            "ways": ways_of(reach),
            "kinds": list(words.WAYS.items()),
            "typed": self.kept(soort=WayKind.MOBILE.value, waarde=""),
            "shared": "meelezen" in self.request.POST,
        }

    def change(self) -> str:
        doing = self.request.POST.get("doe", "nieuw")
        if doing == "nieuw":
            return self._add()
        way = self.which("manier")
        match doing:
            case "gecontroleerd":
                way_actions.check_way(*self.who, way, *self.why)
                return _("Er staat nu dat dit is gecontroleerd.")
            case "gedeeld" | "eigen":
                way_actions.share_way(*self.who, way, doing == "gedeeld", *self.why)
                return _("Het is bewaard.")
            case "weg":
                way_actions.remove_way(*self.who, way, *self.why)
                return _("Het is weggehaald.")
        raise BadRequest

    def _add(self) -> str:
        try:
            kind = WayKind(self.request.POST.get("soort", ""))
        except ValueError:
            raise ResidentRefusedError({"soort": _("Kies telefoon, mobiel of e-mail.")}) from None
        shared = "meelezen" in self.request.POST
        way_actions.add_way(*self.who, kind, typed(self.request, "waarde"), *self.why, shared=shared)
        return _("Het is bewaard. Controleer nog of deze inwoner hier zelf antwoordt.")


class SafeContactView(_ReachView):
    """The rule for safe contact. It wins over everything."""

    template = "dossier/safe.html"
    fields: ClassVar[Mapping[str, str]] = {"instruction": "afspraak", "only_way": "manier"}

    def form(self) -> dict[str, Any]:
        reach = self.reach()
        ways = {str(each["row"].pk): each for each in ways_of(reach) if not each["row"].shared}
        only = str(reach.only_way or "")
        return {
            "reach": reach,
            "ways": list(ways.values()),
            "elsewhere": bool(only) and only not in ways,
            "typed": self.kept(afspraak=reach.instruction, manier=only if only in ways else ""),
        }

    def change(self) -> str:
        if self.request.POST.get("doe") == "weg":
            way_actions.end_safe_contact(*self.who, *self.why)
            return _("De regel voor veilig contact is weggehaald.")
        only = self.which("manier") if self.request.POST.get("manier") else None
        way_actions.set_safe_contact(*self.who, self.request.POST.get("afspraak", ""), *self.why, only_way=only)
        return _("De regel voor veilig contact is bewaard. Hij geldt vanaf nu.")
