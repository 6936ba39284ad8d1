"""How long a thousand letters take, and how much memory, beside a bare page with the same words."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

LETTERS = 1000
ROOT = Path(__file__).resolve().parents[1]
WORDS = (
    "U vroeg ons om hulp bij uw schulden. Wij maken graag een afspraak met u. Dan kijken wij samen wat er kan. "
    "Neem uw identiteitsbewijs mee, en de post die u nog hebt. Het geeft niet als die nog dicht is."
)

Row = Callable[[str, str, str], None]


def letters(row: Row) -> None:
    """Each way in a process of its own, since Typst keeps what it has set."""
    bare, _ = _measured("bare")
    alone, alone_memory = _measured("alone")
    together, together_memory = _measured("together")
    row(
        f"{LETTERS} letters, one by one",
        f"{alone:.1f} s, {alone_memory} MB",
        f"{alone / LETTERS * 1000:.1f} ms a letter; {alone / bare:.1f} of a bare page with the same words",
    )
    row(
        f"{LETTERS} letters, 500 a file",
        f"{together:.1f} s, {together_memory} MB",
        f"{together / LETTERS * 1000:.1f} ms a letter; {together / alone:.2f} of one by one",
    )


def _measured(way: str) -> tuple[float, int]:
    """Seconds, and the most memory in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.letters", way], cwd=ROOT, env=os.environ, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    seconds, memory = done.stdout.split()
    return float(seconds), int(memory)


def _write(way: str) -> None:
    import django

    django.setup()
    import typst

    from maatwerk.foundation.documents.letters import (
        MOST_AT_ONCE,
        Bullets,
        Letter,
        Paragraph,
        write_letter,
        write_letters,
    )
    from maatwerk.foundation.ui.municipality import Municipality
    from maatwerk.site.registry import demo_municipalities

    municipality = Municipality(*next(iter(demo_municipalities().items())))
    letter = Letter(
        title="Uw afspraak",
        addressee=("Mevrouw S. Idrissi", "Duinweg 12", "1234 AB  Duinstad"),
        body=(Paragraph("Beste mevrouw Idrissi,"), Paragraph(WORDS), Bullets(("uw identiteitsbewijs", "uw post"))),
        date=date(2026, 11, 22),
        language="nl",
        closing=("Met vriendelijke groet,", "Els"),
    )
    all_of_them = [replace(letter, reference=f"2026-{number:04}") for number in range(LETTERS)]
    start = time.perf_counter()
    if way == "together":
        for first in range(0, LETTERS, MOST_AT_ONCE):
            write_letters(all_of_them[first : first + MOST_AT_ONCE], municipality)
    elif way == "alone":
        for each in all_of_them:
            write_letter(each, municipality)
    else:
        fonts = typst.Fonts(include_system_fonts=False)
        for number in range(LETTERS):
            typst.Compiler(f"2026-{number:04}\n\n{WORDS}".encode(), font_paths=fonts).compile(format="pdf")
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    _write(sys.argv[1])
