"""The send queue, for the clerk: gather a batch, print it, send it, say so. Addresses show on what is printed only."""

from __future__ import annotations

from typing import ClassVar, cast
from uuid import UUID

from django.contrib.messages import success
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.post import actions, queries
from maatwerk.foundation.post.models import Batch, State
from maatwerk.foundation.post.printing import UnprintableError, print_letters
from maatwerk.foundation.post.rules import Channel
from maatwerk.foundation.ui.municipality import Municipality

CHANNELS = {
    Channel.MAIL: gettext_lazy("E-mail"),
    Channel.SMS: gettext_lazy("Sms"),
    Channel.LETTER: gettext_lazy("Brief"),
}
STATES = {
    State.WAITING: gettext_lazy("nog versturen"),
    State.SENT: gettext_lazy("verstuurd"),
    State.FAILED: gettext_lazy("niet gelukt"),
    State.WITHDRAWN: gettext_lazy("niet meer versturen"),
}


class ClerkView(StaffView):
    roles: ClassVar[frozenset[Role]] = frozenset({Role.CLERK})

    def checked(self, batch: int) -> Batch:
        """A batch of this municipality, without what is not wanted any more."""
        try:
            return actions.check_batch(batch, self.me.municipality, timezone.now())
        except Batch.DoesNotExist:
            raise Http404 from None

    def show_queue(self, request: HttpRequest, error: str = "") -> HttpResponse:
        now = timezone.now()
        waiting = queries.waiting(self.me.municipality, now)
        context = {
            "me": self.me,
            "waiting": [(CHANNELS[each.channel], each) for each in waiting],
            "any": any(each.number for each in waiting),
            "lines": [(CHANNELS[line.channel], line) for line in queries.waiting_longest(self.me.municipality, now)],
            "most": queries.MOST_SHOWN,
            "batches": [(CHANNELS[Channel(each.channel)], each) for each in queries.batches(self.me.municipality)],
            "errors": {"kanaal": error} if error else {},
        }
        return render(request, "post/queue.html", context, status=400 if error else 200)

    def show_batch(self, request: HttpRequest, batch: Batch, error: str = "") -> HttpResponse:
        lines = queries.in_batch(batch)
        still = [line for line in lines if line.state is State.WAITING]
        context = {
            "me": self.me,
            "batch": batch,
            "channel": CHANNELS[Channel(batch.channel)],
            "is_letters": batch.channel == Channel.LETTER,
            "lines": [(STATES[line.state], line, line.state in (State.WAITING, State.SENT)) for line in lines],
            "to_send": len(still),
            "normal": sum(not line.large_print for line in still),
            "large": sum(line.large_print for line in still),
            "taken_out": [line.reference for line in lines if line.state is State.WITHDRAWN],
            "errors": {"stapel": error} if error else {},
        }
        return render(request, "post/batch.html", context, status=400 if error else 200)


class QueueView(ClerkView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show_queue(request)


class MakeBatchView(ClerkView):
    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            channel = Channel(request.POST.get("kanaal", ""))
        except ValueError:
            return self.show_queue(request, _("Kies e-mail, sms of brief."))
        batch = actions.make_batch(channel, f"worker:{self.me.id}", self.me.municipality, timezone.now())
        if batch is None:
            return self.show_queue(request, _("Hier ligt niets meer van klaar. Misschien was een collega u voor."))
        success(request, _("De stapel is gemaakt."))
        return redirect("post:batch", batch=batch.pk)


class BatchView(ClerkView):
    def get(self, request: HttpRequest, batch: int) -> HttpResponse:
        return self.show_batch(request, self.checked(batch))


class SheetView(ClerkView):
    """Addresses and texts of mail or text messages, to send by hand."""

    def get(self, request: HttpRequest, batch: int) -> HttpResponse:
        found = self.checked(batch)
        messages = queries.to_send(found)
        if not messages or found.channel == Channel.LETTER:
            return self.show_batch(request, found)
        outgoing = queries.outgoing(messages, self.me.municipality)
        context = {
            "me": self.me,
            "batch": found,
            "channel": CHANNELS[Channel(found.channel)],
            "lines": [(message.reference, each) for message, each in zip(messages, outgoing, strict=True)],
        }
        return render(request, "post/sheet.html", context)


class LettersView(ClerkView):
    """The letters of a batch as one PDF. Can be had again until the batch is emptied."""

    large_print = False

    def get(self, request: HttpRequest, batch: int) -> HttpResponse:
        found = self.checked(batch)
        messages = queries.to_send(found, self.large_print)
        if not messages or found.channel != Channel.LETTER:
            return self.show_batch(request, found)
        letters = queries.letters(messages, self.me.municipality, timezone.now())
        municipality = cast(Municipality, request.municipality)  # type: ignore[attr-defined]
        try:
            pdf = print_letters(letters, municipality, self.large_print)
        except UnprintableError as refused:
            told = [f"{reference}: {sentence}" for reference, sentence in refused.sentences.items()]
            told.append(_("Kies bij zo'n brief Niet gelukt. Daarna kunt u de andere afdrukken."))
            return self.show_batch(request, found, " ".join(told))
        name = f"post-{batch}-groot.pdf" if self.large_print else f"post-{batch}.pdf"
        return HttpResponse(
            pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )


class FailedView(ClerkView):
    def post(self, request: HttpRequest, batch: int) -> HttpResponse:
        found = self.checked(batch)
        try:
            message = UUID(request.POST.get("bericht", ""))
        except ValueError:
            return self.show_batch(request, found, _("Kies een bericht uit deze stapel."))
        if not actions.fail_in_batch(message, batch, self.me.municipality, timezone.now()):
            return self.show_batch(request, found, _("Dit bericht staat niet meer in deze stapel."))
        success(request, _("U hebt gemeld dat dit bericht niet is gelukt."))
        return redirect("post:batch", batch=batch)


class SentView(ClerkView):
    def post(self, request: HttpRequest, batch: int) -> HttpResponse:
        try:
            actions.empty_batch(batch, self.me.municipality, timezone.now())
        except Batch.DoesNotExist:
            raise Http404 from None
        success(request, _("Alles in deze stapel is verstuurd."))
        return redirect("post:batch", batch=batch)
