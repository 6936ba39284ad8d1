"""How long documents are kept: from when they came in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from maatwerk.foundation.access.retention.keeping import Kept
from maatwerk.foundation.documents.models import Document


def _remove(ids: Collection[Any]) -> None:
    from maatwerk.foundation.documents.actions import remove

    remove(ids)


KEPT = (Kept(Document, "document", ("stored_at",), changes=True, remove=_remove),)
