"""Why an upload is not taken, and what somebody can do about it."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Why(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND = "kind"
    DAMAGED = "damaged"
    LOCKED = "locked"
    ACTIVE = "active"
    FILE_INSIDE = "file_inside"
    UNFOLDS = "unfolds"
    PICTURE_TOO_LARGE = "picture_too_large"
    TEXT = "text"


_SENTENCES: dict[Why, Promise] = {
    Why.EMPTY: _("Dit bestand is leeg. Kies het bestand opnieuw."),
    Why.TOO_LARGE: _("Dit bestand is te groot. Stuur een kleiner bestand, of stuur het in delen."),
    Why.KIND: _(
        "Dit soort bestand kunnen wij niet aannemen. Stuur een PDF, een foto (JPG of PNG), Word (docx) of ODT."
    ),
    Why.DAMAGED: _("Dit bestand is beschadigd of niet af. Sla het opnieuw op en stuur het nog een keer."),
    Why.LOCKED: _("Dit bestand is op slot met een wachtwoord. Haal het wachtwoord eraf en stuur het nog een keer."),
    Why.ACTIVE: _(
        "In dit bestand zit een programma of een opdracht die iets start. Sla het op als een gewone PDF en stuur die."
    ),
    Why.FILE_INSIDE: _("In dit bestand zit een ander bestand. Stuur de bestanden los van elkaar."),
    Why.UNFOLDS: _("Dit bestand is uitgepakt veel te groot. Sla het op als PDF en stuur die."),
    Why.PICTURE_TOO_LARGE: _("Deze foto heeft te veel beeldpunten. Maak de foto kleiner en stuur haar nog een keer."),
    Why.TEXT: _("Deze tekst kunnen wij niet lezen. Sla de tekst op als UTF-8, of stuur een PDF."),
}


class UploadRefusedError(Exception):
    """A file is not taken; nothing of it is kept. `sentence` is for who sent it, in the language that is active."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why.value)

    @property
    def sentence(self) -> str:
        return str(_SENTENCES[self.why])
