"""What can be said about people who live here, as closed lists. Pure: no database, no clock."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID


class PartyKind(StrEnum):
    """The six kinds of party that signed the City Deal Slim Maatwerk."""

    STATE = "rijk"
    MUNICIPALITY = "gemeente"
    COMPANY = "bedrijf"
    CARE = "zorgorganisatie"
    EDUCATION = "onderwijsinstelling"
    CIVIL_SOCIETY = "maatschappelijke_organisatie"


class Residence(StrEnum):
    """Where somebody lives, as far as that is known. Death and moving away are dates, not places."""

    UNKNOWN = "onbekend"
    FIXED = "vast_adres"
    POSTAL = "briefadres"  # Wet BRP art. 2.23: no home of one's own, but an address for post
    NONE = "geen_vast_adres"


class AddressKind(StrEnum):
    HOME = "woonadres"
    POSTAL = "briefadres"
    STAY = "verblijfadres"


class WayKind(StrEnum):
    """A way to reach somebody. Never who somebody is: people share telephones and letterboxes."""

    PHONE = "telefoon"
    MOBILE = "mobiel"
    MAIL = "e-mail"


class Standing(StrEnum):
    """As what somebody stands beside or for a resident, with the law it rests on."""

    PARENT = "ouder_met_gezag"  # BW 1:247
    PARENT_WITHOUT_CUSTODY = "ouder_zonder_gezag"  # BW 1:377c: may ask, opens nothing
    GUARDIAN = "voogd"  # BW 1:280
    CURATOR = "curator"  # BW 1:378
    MENTOR = "mentor"  # BW 1:450
    ADMINISTRATOR = "bewindvoerder"  # BW 1:431
    DEBT_ADMINISTRATOR = "wsnp_bewindvoerder"  # Faillissementswet art. 316
    AUTHORISED = "gemachtigde"  # BW 3:60
    CARER = "mantelzorger"  # Wmo 2015 art. 1.1.1
    RELATIVE = "naaste"
    BUDDY = "buddy"
    CLIENT_SUPPORTER = "clientondersteuner"  # Wmo 2015 art. 1.1.1, 2.2.4
    # Only while the resident cannot decide; nobody appointed or chose them (BW 7:465 lid 3, Wmo 2015 art. 1.1.1).
    PARTNER = "levenspartner"  # married, registered or living together as such
    FAMILY = "naaste_familie"  # parent, child, brother, sister, grandparent, grandchild


class Scope(StrEnum):
    """What somebody may stand for: money, care, or both."""

    MONEY = "geld"
    CARE = "zorg"
    BOTH = "beide"


class Bond(StrEnum):
    """How two people are related. GGM: Sociale Relatie, typering."""

    PARTNER = "partner"
    PARENT = "ouder"
    CHILD = "kind"
    SIBLING = "broer_of_zus"
    FAMILY = "familie"
    FRIEND = "vriend"
    NEIGHBOUR = "buur"
    OTHER = "anders"


# Categories of the entries of this room; what each means stands in the content (`access.register`).
IDENTITY, BSN, CONTACT, SECRET_ADDRESS = "identiteit", "bsn", "contact", "schuiladres"
HOUSEHOLD, STANDS_FOR = "huishouden", "vertegenwoordiging"
SAFETY = "veiligheid"  # the purpose for which a secret address is kept, whatever who heard of it was working on
SAFE_CONTACT = "veilig_contact"  # for whoever works with somebody; who stands for them may be the danger

RESIDENT, WORKER, TEAM, ORGANISATION = "resident", "worker", "team", "organisation"


def organisation_ref(id_: int) -> str:
    """The reference to an organisation, as entries and grounds carry it."""
    return f"{ORGANISATION}:{id_}"


def resident_ref(resident: UUID | str) -> str:
    """The reference to a resident that entries, logs and grounds carry."""
    return f"{RESIDENT}:{resident}"
