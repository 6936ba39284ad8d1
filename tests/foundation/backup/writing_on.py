"""Keeps writing until it is stopped, so that a backup is made of something that moves.

Every transaction adds two rows that belong together and takes the two oldest away. Each pair has a file, which is
there before its rows are and until after they are gone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import django

AT_FIRST = 500
django.setup()


def main() -> None:
    from django.conf import settings
    from django.db import transaction

    from maatwerk.foundation.jobs.models import Job

    folder = Path(settings.HOME) / "documents" / "pairs"
    folder.mkdir(parents=True, exist_ok=True)

    def add(number: int) -> None:
        (folder / str(number)).write_text(f"file of {number}", encoding="ascii")
        for half in "ab":
            Job.objects.create(
                task=f"pair:{number}", arguments={"half": half}, state="done", trace="Ω\n\t\\." * (number % 50)
            )

    with transaction.atomic():
        for number in range(AT_FIRST):
            add(number)
    sys.stdout.write("writing\n")
    sys.stdout.flush()
    number = AT_FIRST
    while True:
        with transaction.atomic():
            add(number)
            Job.objects.filter(task=f"pair:{number - AT_FIRST}").delete()
        (folder / str(number - AT_FIRST)).unlink()
        number += 1


if __name__ == "__main__":
    sys.exit(main())
