"""What grounds ask of rooms above: that work which waits for a person gets onto a list, and where the file is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


class Visits(Protocol):
    """Knows for what somebody at work looks at a resident, which they chose once, and where the file is."""

    def purpose(self, request: HttpRequest, resident: UUID) -> str:
        """The id of the purpose; "" when they did not choose yet."""
        ...

    def address(self, resident: UUID) -> str:
        """The page of the file, which asks for a purpose first where there is none."""
        ...


class NoVisits:
    """Until somebody is connected: nobody has chosen anything."""

    def purpose(self, request: HttpRequest, resident: UUID) -> str:
        return ""

    def address(self, resident: UUID) -> str:
        return reverse(settings.STAFF_HOME)


class Waiting(Protocol):
    """Puts what waits for a person on a list, and takes it off again. `municipality` is a slug, and people are
    references ("worker:7", "team:3", "organisation:2"). What an item is about stays out of it."""

    def review_emergency(self, emergency: UUID, looked: str, municipality: str, now: datetime) -> None:
        """Somebody who watches over it has to look at this emergency access, and never `looked`, who used it. Raises
        NobodyWatchesError when there is nobody."""
        ...

    def emergency_reviewed(self, emergency: UUID, municipality: str, now: datetime) -> None: ...

    def review_withholding(self, withheld: UUID, by: str, municipality: str, now: datetime) -> None:
        """A colleague of `by` has to look at whether this may be withheld. Raises NobodyWatchesError."""
        ...

    def withholding_reviewed(self, withheld: UUID, municipality: str, now: datetime) -> None: ...

    def answer_request(self, request: UUID, to: Collection[str], municipality: str, now: datetime) -> None:
        """One of these, who work with the resident, has to ask them about a request; nobody when there is none."""
        ...

    def request_answered(self, request: UUID, municipality: str, now: datetime) -> None: ...

    def stop_asking(self, request: UUID, who: str, municipality: str, now: datetime) -> bool:
        """`who` does not work with the resident any more, so this is no work of theirs; whether it was."""
        ...

    def who_answers(self, organisation: str, municipality: str) -> str:
        """The organisation whose steward answers questions about the data of this one: itself, or else one that has a
        steward. Raises NobodyWatchesError."""
        ...

    def answer_right(self, request: UUID, organisation: str, municipality: str, due: date, now: datetime) -> None:
        """A steward of this organisation has to answer, on this day at the latest. Raises NobodyWatchesError."""
        ...

    def right_answered(self, request: UUID, municipality: str, now: datetime) -> None: ...

    def look_again(self, resident: str, organisation: str, saw: str, municipality: str, now: datetime) -> bool:
        """What this organisation saw of a resident was corrected or erased: `saw`, who saw it last, or else somebody
        of theirs has to look whether it is right with them too. False when nobody works there any more."""
        ...

    def judge_again(self, resident: str, organisation: str, noted: str, municipality: str, now: datetime) -> bool:
        """A resident does not agree that they cannot decide now: `noted`, who wrote that down, or else somebody of
        theirs has to have it looked at again. False when nobody works there any more."""
        ...

    def carry_out(
        self, resident: str, organisation: str, to: Collection[str], municipality: str, now: datetime
    ) -> bool:
        """A resident was told yes about what this organisation has of them: one of these, who work with them, or else
        somebody of theirs, has to do it. False when nobody works there any more."""
        ...


class NobodyWatchesError(Exception):
    """There is nobody to look afterwards at what was done, so it is not done."""


class NobodyWatches:
    """Until somebody is connected: nothing that must be looked at afterwards can be done."""

    def review_emergency(self, emergency: UUID, looked: str, municipality: str, now: datetime) -> None:
        raise NobodyWatchesError

    def emergency_reviewed(self, emergency: UUID, municipality: str, now: datetime) -> None:
        raise NobodyWatchesError

    def review_withholding(self, withheld: UUID, by: str, municipality: str, now: datetime) -> None:
        raise NobodyWatchesError

    def withholding_reviewed(self, withheld: UUID, municipality: str, now: datetime) -> None:
        raise NobodyWatchesError

    def answer_request(self, request: UUID, to: Collection[str], municipality: str, now: datetime) -> None:
        raise NobodyWatchesError

    def request_answered(self, request: UUID, municipality: str, now: datetime) -> None:
        raise NobodyWatchesError

    def stop_asking(self, request: UUID, who: str, municipality: str, now: datetime) -> bool:
        return False

    def who_answers(self, organisation: str, municipality: str) -> str:
        raise NobodyWatchesError

    def answer_right(self, request: UUID, organisation: str, municipality: str, due: date, now: datetime) -> None:
        raise NobodyWatchesError

    def right_answered(self, request: UUID, municipality: str, now: datetime) -> None:
        raise NobodyWatchesError

    def look_again(self, resident: str, organisation: str, saw: str, municipality: str, now: datetime) -> bool:
        return False

    def judge_again(self, resident: str, organisation: str, noted: str, municipality: str, now: datetime) -> bool:
        return False

    def carry_out(
        self, resident: str, organisation: str, to: Collection[str], municipality: str, now: datetime
    ) -> bool:
        return False
