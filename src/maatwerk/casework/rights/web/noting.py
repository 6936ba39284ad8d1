"""A question about data that somebody asks at a desk or by telephone, written down by who works with them; and the
paper that they take along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.queries import names_of
from maatwerk.casework.dossier.web.sent import in_the_form, typed
from maatwerk.casework.dossier.web.visit import FileView, no_such_file
from maatwerk.casework.rights.web.asking import kinds, nobody_answers
from maatwerk.casework.rights.web.words import RIGHTS
from maatwerk.foundation.access import queries
from maatwerk.foundation.access.actions import Asked, ask_right
from maatwerk.foundation.access.actions.rights import LONGEST_WORDS, speak_for
from maatwerk.foundation.access.protocols import NobodyWatchesError
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rights import LAWS, Right
from maatwerk.foundation.access.web.labels import HOWS
from maatwerk.foundation.access.web.requests import voice_choices
from maatwerk.foundation.people.ages import day_of

_FIELDS = {"right": "soort", "about": "over", "words": "woorden", "voice": "van", "how": "hoe"}
_RECEIPT = "rights_receipt"


class NoteView(FileView):
    """Whose question it is, how they asked it, what, and about which organisation. Nothing is chosen beforehand."""

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        if not self.may_change:
            return no_such_file(request)
        context = {
            "kinds": kinds(day_of(self.now)),
            "kind": typed(request, "soort"),
            "voices": self._voices(),
            "voice": typed(request, "van"),
            "hows": [(each.value, name) for each, name in HOWS.items()],
            "how": typed(request, "hoe"),
            "organisations": list(self._organisations().items()),
            "about": typed(request, "over"),
            "words": typed(request, "woorden"),
            "most": LONGEST_WORDS,
            "faults": faults or {},
        }
        return self.page("rights/note.html", context, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.may_change:
            return no_such_file(request)
        about = typed(request, "over")
        asked = Asked(
            right=typed(request, "soort"),
            about=about if about in self._organisations() else "",
            words=typed(request, "woorden"),
        )
        said = {"voice": typed(request, "van"), "how": typed(request, "hoe")}
        try:
            made = ask_right(self.viewer, self.resident.ref, asked, self.now, **said)
        except NotYoursError:
            return no_such_file(request)
        except NobodyWatchesError:
            return self.get(request, 400, {"over": nobody_answers()})
        except GroundRefusedError as refused:
            return self.get(request, 400, in_the_form(refused.faults, _FIELDS))
        # The words stay behind the gate, which opens them for who answers: the paper says what kind of question it is.
        request.session[_RECEIPT] = {
            "which": str(made.pk),
            "right": made.right,
            "about": made.about,
            "asked": made.asked_on.isoformat(),
            "due": made.due_on.isoformat(),
        }
        messages.success(request, _("De vraag is opgeschreven. Geef het briefje mee."))
        return redirect("rights:receipt", self.resident.pk, made.pk)

    def _voices(self) -> list[tuple[str, str]]:
        may = {self.resident.ref, *speak_for(self.resident, self.now)}
        return [each for each in voice_choices(self.viewer, self.resident.ref, self.purpose) if each[0] in may]

    def _organisations(self) -> Mapping[str, str]:
        rows = queries.involved(self.viewer, self.resident.ref, self.purpose, self.now)
        references = [self.viewer.organisation, *(row.controller for row in rows), self.resident.controller]
        names = names_of(references)
        return {each: names[each].name for each in dict.fromkeys(references) if each in names}


class ReceiptView(FileView):
    """What was asked and until when an answer may take, on one sheet: for who just wrote it down."""

    def get(self, request: HttpRequest, which: UUID) -> HttpResponse:
        kept: dict[str, Any] = request.session.get(_RECEIPT, {})
        if kept.get("which") != str(which):
            return no_such_file(request)
        right = Right(kept["right"])
        name = names_of([kept["about"]]).get(kept["about"])
        context = {
            "called": RIGHTS[right],
            "law": LAWS[right],
            "about": name.name if name else "",
            "asked": date.fromisoformat(kept["asked"]),
            "due": date.fromisoformat(kept["due"]),
        }
        return self.page("rights/receipt.html", context)
