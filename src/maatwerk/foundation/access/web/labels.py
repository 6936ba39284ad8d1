"""What closed lists of grounds are called on pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.access.rules import HidingGround, How, WithholdingGround
from maatwerk.foundation.people.residents import Standing

HOWS = {How.SPOKEN: _("Gezegd"), How.WRITTEN: _("Op papier")}
WITHHOLDINGS = {
    WithholdingGround.SAFETY: _("Iemand loopt anders gevaar"),
    WithholdingGround.OTHERS: _("Het gaat ook over iemand anders"),
    WithholdingGround.GOOD_CARE: _("Goede hulp kan anders niet"),
    WithholdingGround.INTEREST_OF_YOUTH: _("Het is beter voor het kind"),
    WithholdingGround.INVESTIGATION: _("Er wordt onderzocht of er geweld is"),
}
HIDINGS = {
    HidingGround.SAFETY: _("Iemand loopt anders gevaar"),
    HidingGround.INVESTIGATION: _("Er wordt onderzocht of er geweld is"),
}
STANDINGS = {
    Standing.PARENT: _("ouder met gezag"),
    Standing.PARENT_WITHOUT_CUSTODY: _("ouder zonder gezag"),
    Standing.GUARDIAN: _("voogd"),
    Standing.CURATOR: _("curator"),
    Standing.MENTOR: _("mentor"),
    Standing.ADMINISTRATOR: _("bewindvoerder"),
    Standing.DEBT_ADMINISTRATOR: _("bewindvoerder van de rechtbank bij schulden"),
    Standing.AUTHORISED: _("gemachtigde"),
    Standing.CARER: _("mantelzorger"),
    Standing.RELATIVE: _("naaste"),
    Standing.BUDDY: _("buddy"),
    Standing.CLIENT_SUPPORTER: _("onafhankelijke cliëntondersteuner"),
    Standing.PARTNER: _("echtgenoot of partner"),
    Standing.FAMILY: _("familielid"),
}
