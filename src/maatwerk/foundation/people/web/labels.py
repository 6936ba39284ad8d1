"""What roles, and ways of signing in, are called where people read them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.residents import PartyKind
from maatwerk.foundation.people.rules import Role

LABELS = {
    Role.EDITOR: _("Redacteur: past teksten van de site aan"),
    Role.ADMINISTRATOR: _("Beheerder: nodigt collega’s uit en geeft rollen"),
    Role.CLERK: _("Postkamer: drukt brieven af en verstuurt post"),
    Role.PRIVACY_OFFICER: _("Functionaris gegevensbescherming: let op wie wat mag zien"),
    Role.SUPERVISOR: _("Toezichthouder: kijkt elke noodtoegang na"),
    Role.STEWARD: _("Gegevensbeheerder: beantwoordt vragen over gegevens, en kijkt of twee inwoners dezelfde zijn"),
    Role.OWNER: _("Aanbieder: houdt alleen de vermeldingen van de eigen organisatie bij, en ziet verder niets"),
}

NAMES = {
    Role.EDITOR: _("redacteur"),
    Role.ADMINISTRATOR: _("beheerder"),
    Role.CLERK: _("postkamer"),
    Role.PRIVACY_OFFICER: _("functionaris gegevensbescherming"),
    Role.SUPERVISOR: _("toezichthouder"),
    Role.STEWARD: _("gegevensbeheerder"),
    Role.OWNER: _("aanbieder"),
}

ASSURANCES = {
    Assurance.NONE: _("niet ingelogd"),
    Assurance.CODE: _("code en eigen woord"),
    Assurance.LOW: _("DigiD"),
    Assurance.SUBSTANTIAL: _("DigiD met controle van uw identiteitsbewijs"),
    Assurance.HIGH: _("DigiD met uw identiteitskaart of rijbewijs"),
}

HOWS = {
    How.BROKER: _("DigiD"),
    How.CODE: _("code en eigen woord"),
    How.KEY: _("sleutel"),
    How.PASSWORD: _("wachtwoord"),
    How.ORGANISATION: _("uw organisatie"),
    How.DEMO: _("als verzonnen persoon"),
}


def known_by(how: How, assurance: Assurance) -> Any:
    """How somebody signed in: a resident at the broker by how well that is."""
    return ASSURANCES[assurance] if how is How.BROKER else HOWS[how]


PARTIES = {
    PartyKind.MUNICIPALITY: _("Gemeente"),
    PartyKind.STATE: _("Rijk"),
    PartyKind.CARE: _("Zorgorganisatie"),
    PartyKind.CIVIL_SOCIETY: _("Maatschappelijke organisatie"),
    PartyKind.EDUCATION: _("Onderwijsinstelling"),
    PartyKind.COMPANY: _("Bedrijf"),
}
