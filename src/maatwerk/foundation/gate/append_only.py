"""The base of what is written down for ever: rows that are added and read, and nothing else."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class AppendOnlyError(TypeError):
    """Something tried to change what only grows. A fault of the program, never of a person."""


class AppendOnlyRows[M: models.Model](models.QuerySet[M]):
    """Rows that are added and read, and nothing else."""

    def update(self, **values: Any) -> int:
        raise AppendOnlyError(f"{self.model.__name__} is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{self.model.__name__} is never deleted")


class AppendOnly(models.Model):
    """A row that is never changed and never deleted by the program."""

    objects: ClassVar[Any] = models.Manager.from_queryset(AppendOnlyRows)()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{type(self).__name__} is never deleted")
