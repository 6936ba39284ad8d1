"""The self-check on paper: the same questions from the same definition, to fill in with a pen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from maatwerk.foundation.documents.letters import Field, Heading, Letter, Paragraph
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import LifeDomain
from maatwerk.knowledge.advice.domains import DomainLabel
from maatwerk.knowledge.assessment import Questionnaire
from maatwerk.knowledge.assessment.catalogue import MOST_FIRST


def self_check_on_paper(
    check: Questionnaire,
    domains: Mapping[LifeDomain, DomainLabel],
    municipality: Municipality,
    language: str,
    on: date,
) -> Letter:
    """The sheet, for `write_letter`; `on` is the day on which it is printed."""
    contact = municipality.profile.contact
    with translation.override(language):
        questions = [
            Field(
                f"{number}. {domains[LifeDomain(item.id)].text.in_(language)}: {item.in_(language)}",
                item.example.in_(language) if item.example else "",
                choices=tuple(choice.in_(language) for choice in check.choices(item)),
            )
            for number, item in enumerate(check.items, start=1)
        ]
        return Letter(
            title=check.name.in_(language),
            addressee=(),
            body=(
                Paragraph(check.about.in_(language)),
                Paragraph(
                    _("Zet bij elke vraag één kruisje. U mag een vraag overslaan, en u mag iemand om hulp vragen.")
                ),
                *questions,
                Heading(_("Wat wilt u eerst?")),
                Field(_("Waar wilt u het eerst iets aan doen? Noem er hooguit drie."), lines=MOST_FIRST),
                Heading(_("En dan?")),
                Paragraph(
                    _("Bel %(phone)s, of neem dit papier mee naar %(address)s. Wij kijken samen wat kan helpen.")
                    % {"phone": contact.phone, "address": contact.address}
                ),
                Paragraph(_("Dit papier is van u. Uw naam hoeft er niet op. U krijgt het na het gesprek weer mee.")),
            ),
            date=on,
            language=language,
        )
