"""What residents are called, and how that is compared. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import astuple, dataclass, fields

MOST_LETTERS = {"called": 200, "given_names": 200, "prefix": 20, "family_name": 200}
LONGEST_SEARCH_NAME = 420


@dataclass(frozen=True)
class Names:
    """As in the BRP (voornamen, voorvoegsel, geslachtsnaam), and `called` as somebody wants to be called. All may be
    unknown."""

    called: str = ""
    given_names: str = ""
    prefix: str = ""
    family_name: str = ""

    def tidied(self) -> Names:
        """Each on one line, without the one character that a database does not keep."""
        return Names(*(" ".join(part.replace("\0", " ").split()) for part in astuple(self)))

    def too_long(self) -> list[str]:
        """Which of them are longer than can be kept."""
        return [each.name for each in fields(self) if len(getattr(self, each.name)) > MOST_LETTERS[each.name]]

    def search_name(self) -> str:
        """What finding compares with; the family name first."""
        return plain_name(self.family_name, self.called, self.given_names)[:LONGEST_SEARCH_NAME]


# What stands before a family name and is left out, forgotten or written otherwise; those of the BRP (tabel 36) that
# Dutch names have. Left out on both sides, unless nothing else is left: somebody may be called Van.
_PREFIX_WORDS = "van de der den het ter ten te in t d s v vd vder op aan onder uit bij la le du des dos da"
_PREFIXES = frozenset(_PREFIX_WORDS.split())
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ÿ": "ij"})
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile(r"[’'`´]")


def plain_name(*parts: str) -> str:
    """A name as it is compared: small letters without accents, hyphens and prefixes, each word once.

    "Aïcha", "", "de Vries-El Idrissi" is "aicha vries el idrissi".
    """
    text = _APOSTROPHES.sub("", " ".join(parts)).lower().translate(_LETTERS)
    letters = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    words = list(dict.fromkeys(_WORD.findall(letters.casefold())))
    return " ".join([word for word in words if word not in _PREFIXES] or words)
