"""Named reads of drafts and revisions, each of one municipality."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from maatwerk.foundation.editing.models import OPEN, Draft, Revision, State
from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.people.rules import StaffMember

type Key = tuple[str, str]  # kind, entry


def overlay_of(slug: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """The version and what stands in the overlay now, by kind and entry. The version is read first: what is published
    in between is then read again, never missed. Two queries."""
    version = Municipality.objects.values_list("content_version", flat=True).filter(slug=slug).first()
    overlay: dict[str, dict[str, Any]] = {}
    for kind, entry, data in _latest(slug).filter(data__isnull=False).values_list("kind", "entry", "data"):
        overlay.setdefault(kind, {})[entry] = data
    return version or 0, overlay


def municipalities_with_content() -> list[str]:
    """The slugs of those that ever changed something. For commands."""
    return list(Municipality.objects.filter(content_version__gt=0).order_by("slug").values_list("slug", flat=True))


def _latest(slug: str) -> QuerySet[Revision]:
    newer = Revision.objects.filter(
        municipality=OuterRef("municipality"),
        kind=OuterRef("kind"),
        entry=OuterRef("entry"),
        number__gt=OuterRef("number"),
    )
    return Revision.objects.filter(~Exists(newer), municipality__slug=slug).order_by("kind", "entry")


def latest(slug: str, kind: str, entry: str) -> Revision | None:
    """The revision that counts, if this entry ever had one."""
    return history(slug, kind, entry).first()


def history(slug: str, kind: str, entry: str) -> QuerySet[Revision]:
    """Everything that was published of this entry, newest first."""
    rows = Revision.objects.filter(municipality__slug=slug, kind=kind, entry=entry)
    return rows.select_related("made_by", "approved_by", "undoes").order_by("-number")


def open_drafts(slug: str) -> dict[Key, Draft]:
    """Every draft that is being written or waits, without its content, by what it is about."""
    rows = Draft.objects.filter(municipality__slug=slug, state__in=OPEN).defer("data").select_related("author")
    return {(row.kind, row.entry): row for row in rows}


def waiting_for(me: StaffMember) -> list[Draft]:
    """Proposals that this worker may look at: those that others wrote."""
    rows = Draft.objects.filter(municipality__slug=me.municipality, state=State.PROPOSED).exclude(writers=me.id)
    return list(rows.defer("data").select_related("author").order_by("updated_at"))


def draft(slug: str, id_: int) -> Draft | None:
    """One draft of this municipality, open or not."""
    return Draft.objects.select_related("author", "base").filter(municipality__slug=slug, pk=id_).first()


def open_draft(slug: str, kind: str, entry: str) -> Draft | None:
    """The draft that is open for this entry."""
    rows = Draft.objects.filter(municipality__slug=slug, kind=kind, entry=entry, state__in=OPEN)
    return rows.select_related("author").first()


def refused_to(me: StaffMember, kind: str, entry: str) -> Draft | None:
    """The last draft of this worker about this entry, when it was refused and nothing came after it."""
    rows = Draft.objects.filter(municipality__slug=me.municipality, kind=kind, entry=entry)
    row = rows.order_by("-pk").first()
    return row if row and row.state == State.REFUSED and row.author.pk == me.id else None
