"""How people at work are reached: by mail, at the address of their account."""

from __future__ import annotations

from collections.abc import Collection

from maatwerk.foundation.post.rules import Channel, Preference


class WorkPreferences:
    """Knows people at work ("worker:7") and nobody else."""

    def of(self, recipients: Collection[str]) -> dict[str, Preference]:
        from maatwerk.foundation.people.queries import work_addresses

        ids = {int(id_) for kind, _, id_ in (each.partition(":") for each in recipients) if kind == "worker"}
        return {
            f"worker:{id_}": Preference({Channel.MAIL: address}, order=(Channel.MAIL,))
            for id_, address in (work_addresses(ids) if ids else {}).items()
        }
