"""Named reads of documents."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from maatwerk.foundation.documents.models import Document
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import UnknownPurposeError, Viewer


def document_for(viewer: Viewer, id_: UUID, purpose: str) -> Document | None:
    """A document, when the gate lets this viewer know what it says; None when it does not, or there is none.

    The two cannot be told apart, so that nobody learns from an answer that there is something; nor from the time it
    takes: of what is not there the gate is asked the same, and it is written down that somebody tried.
    """
    with maintenance("deciding"):
        found = Document.objects.filter(pk=id_, municipality=viewer.municipality).first()
    try:
        asked = found or Document(municipality=viewer.municipality)
        return found if connections().gate.open_for(viewer, asked, purpose).allows else None
    except UnknownPurposeError:  # the purpose stands in the address, so it may be anything
        return None


def documents_about(subject: str) -> Iterator[Document]:
    """Every document about somebody, the oldest first. For the gate, which opens before it asks."""
    return Document.objects.filter(subject=subject).order_by("stored_at", "pk").iterator()
