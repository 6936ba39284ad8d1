"""Somebody's documents, when they have to be gone or are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class DocumentEraser:
    """Deletes every document about somebody, with its file."""

    def erase(self, subject: str) -> int:
        from maatwerk.foundation.documents.actions import erase

        return erase(subject)


class DocumentExporter:
    """Gives what is known of every document about somebody. The file itself is handed out by its id."""

    def export(self, subject: str) -> Iterator[Mapping[str, Any]]:
        from maatwerk.foundation.documents.queries import documents_about

        for document in documents_about(subject):
            yield {
                "id": str(document.pk),
                "bestandsnaam": document.name,
                "soort_bestand": document.media_type,
                "grootte": document.size,
                "sha256": document.sha256,
                "ontvangen_op": document.stored_at.isoformat(),
                "verantwoordelijke": document.controller,
                "geheimhouding": document.secrecy,
                "doel": document.purpose,
                "categorie": document.category,
            }
