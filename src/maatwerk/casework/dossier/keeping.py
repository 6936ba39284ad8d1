"""How long notes and facts are kept: from when they were written, all versions as long as the last one."""

from __future__ import annotations

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.access.retention.keeping import Kept

KEPT = (
    Kept(Note, "note", ("at",), chain="corrected_by", changes=True),
    Kept(FactValue, "fact_value", ("at",), chain="replaced_by", changes=True),
)
