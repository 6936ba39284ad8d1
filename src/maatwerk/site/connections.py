"""What lower rooms may ask of higher ones: who erases, who exports, who shows a work item, who tells how to reach
somebody. Filled in once per process; `registry.py` has the other half, the advisors of the front door.

Loading content or a heavy package does not belong here: every command passes through.
"""

from __future__ import annotations

from maatwerk.foundation.gate.connections import Connections, connect


def connect_rooms() -> None:
    """Connect everything to everything. The gate itself comes with 'One gate'; until then it refuses."""
    connect(Connections())
