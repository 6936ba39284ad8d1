"""How everybody is reached whom the post writes to: people at work by their account, residents by their own rules."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from maatwerk.foundation.people.residents import RESIDENT
from maatwerk.foundation.post.rules import Channel, Preference
from maatwerk.foundation.post.workers import WorkPreferences

_ORDER = (Channel.MAIL, Channel.SMS, Channel.LETTER)


class EverybodysPreferences:
    """`post.protocols.Preferences` for workers and residents."""

    def of(self, recipients: Collection[str]) -> dict[str, Preference]:
        from maatwerk.foundation.people.reaching import reaches

        residents = [each for each in recipients if each.startswith(f"{RESIDENT}:")]
        found = {
            ref: Preference({Channel.MAIL: way.mail, Channel.SMS: way.text, Channel.LETTER: way.letter}, order=_ORDER)
            for ref, way in (reaches(residents, timezone.now()) if residents else {}).items()
        }
        return found | WorkPreferences().of(recipients)
