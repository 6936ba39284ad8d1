"""What a search looks for. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from maatwerk.foundation.search.words import COMMON, MOST_LETTERS, plain_words, stems

MOST_WORDS = 16  # of one search; the rest is not looked for
LEAST_LETTERS_OF_A_BEGINNING = 2


@dataclass(frozen=True)
class Wanted:
    """One word that is looked for: as it was typed, stemmed, and, for the last one, as the beginning of a word."""

    typed: str
    stem: str
    begins: bool = False

    def is_in(self, forms: Collection[str]) -> bool:
        return self.stem in forms or (self.begins and any(form.startswith(self.typed) for form in forms))


def wanted(text: str, language: str) -> tuple[Wanted, ...]:
    """The different words of `text` to look for; there is no other syntax.

    Words that stand in every text are left out when anything else remains. The last word may still be being typed.
    """
    words = [word[:MOST_LETTERS] for word in plain_words(text)]
    telling = [word for word in words if word not in COMMON[language]] or words
    found: dict[str, Wanted] = {}
    for place, word in enumerate(telling, start=1):
        begins = place == len(telling) and len(word) >= LEAST_LETTERS_OF_A_BEGINNING
        [stem] = stems(word, language)
        if begins or stem not in found:
            found[stem] = Wanted(word, stem, begins)
    return tuple(found.values())[:MOST_WORDS]
