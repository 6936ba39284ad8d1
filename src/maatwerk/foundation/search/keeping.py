"""What is found about a person goes with the thing that it leads to, or with the person."""

from __future__ import annotations

from maatwerk.foundation.access.retention.keeping import Kept
from maatwerk.foundation.search.models import PersonalEntry

KEPT = (Kept(PersonalEntry, "found"),)
