"""The base of every model that holds something about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Self, cast

from django.db import models
from django.db.models.sql import Query

from maatwerk.foundation.gate.context import require_open


class Secrecy(models.TextChoices):
    """Which duty of secrecy rests on an entry. `docs/decisions/0015-gate-first-form.md` names the articles."""

    OFFICIAL = "ambtelijk"
    PROFESSIONAL = "beroeps"
    MEDICAL = "medisch"
    YOUTH = "jeugd"


@dataclass(frozen=True)
class Owner:
    """Whom an entry is about, and everything that goes with that; see `Personal`."""

    subject: str
    controller: str
    purpose: str
    category: str
    secrecy: Secrecy = Secrecy.OFFICIAL


class PersonalQuery(Query):
    """A query that can be built anywhere and reach the database only inside the gate, also as part of another query.

    `ticket` is on what `Gate.visible` gave, and on whatever is made of that.
    """

    ticket = ""

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        require_open(self.model.__name__ if self.model else "a personal model", self.ticket)
        return super().get_compiler(*args, **kwargs)

    def combine(self, rhs: Any, connector: str) -> None:
        super().combine(rhs, connector)
        self.ticket = self.ticket or getattr(rhs, "ticket", "")


class PersonalQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows about persons. Reading is held by PersonalQuery; what changes rows is a query of another kind and is held
    here."""

    def __init__(self, model: type[M] | None = None, query: Query | None = None, *args: Any, **kwargs: Any) -> None:
        if query is None and model is not None:
            query = PersonalQuery(model)
        super().__init__(model, query, *args, **kwargs)

    def ticketed(self, ticket: str) -> Self:
        """The same rows, which from now on only answer where this ticket is shown. For gates only."""
        held = self.all()
        cast(PersonalQuery, held.query).ticket = ticket
        return held

    def _held(self) -> None:
        require_open(self.model.__name__, getattr(self.query, "ticket", ""))

    def update(self, **values: Any) -> int:
        self._held()
        return super().update(**values)

    def _update(self, *args: Any, **kwargs: Any) -> Any:
        self._held()
        return super()._update(*args, **kwargs)  # type: ignore[misc]

    def _insert(self, *args: Any, **kwargs: Any) -> Any:
        self._held()
        return super()._insert(*args, **kwargs)  # type: ignore[misc]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._held()
        return super().delete()

    def _raw_delete(self, *args: Any, **kwargs: Any) -> Any:
        self._held()
        return super()._raw_delete(*args, **kwargs)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        self._held()
        return super().raw(*args, **kwargs)


class Personal(models.Model):
    """An entry with an owner (architecture, door 3): whom it is about, who answers for it, which secrecy rests on it,
    for which purpose it is here, and which kind of data it is.

    `subject` and `controller` are references ("resident:12", "organisation:3"): the rooms that know residents and
    organisations stand above. `municipality` is a slug; a row belongs to one.
    """

    municipality = models.SlugField()
    subject = models.CharField(max_length=64)
    controller = models.CharField(max_length=64)
    secrecy = models.CharField(max_length=10, choices=Secrecy, default=Secrecy.OFFICIAL)
    purpose = models.CharField(max_length=50)
    category = models.CharField(max_length=50)

    objects: ClassVar[Any] = models.Manager.from_queryset(PersonalQuerySet)()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_open(type(self).__name__)
        return super().delete(*args, **kwargs)


FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


class Dated(models.Model):
    """Something that holds from `start` until, but not at, `end`. What has no end yet ends at FOREVER, so that every
    question about a moment is one comparison."""

    start = models.DateTimeField()
    end = models.DateTimeField(default=FOREVER)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message="Het einde ligt voor het begin.",
            ),
        ]

    @classmethod
    def at(cls, now: datetime) -> models.Q:
        """What holds at this moment."""
        return models.Q(start__lte=now, end__gt=now)
