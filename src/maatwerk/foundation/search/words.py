"""Words as the index and the needs list keep them: plain and stemmed. Pure.

Dutch is cut by the Kraaij-Pohlmann stemmer and English by Porter's second one, both as Snowball publishes them
(snowballstem.org).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

MOST_LETTERS = 60  # of a word in the index; what is longer is cut
MOST_FORMS = 5_000  # different words of one thing in the index

_ALGORITHMS = {"nl": "dutch", "en": "english"}
_WORD = re.compile(r"[^\W_]+")

# Words that stand in nearly every text and say nothing about one of them; the commonest of Snowball's lists.
_COMMON = {
    "nl": "de het een en of van in op te dat die dit is aan met voor er om bij als ook naar uit door over tot dan zijn "
    "was ik u je jij hij zij ze we wij mijn uw hun ons wat hoe waar kan kunt wil heb hebt heeft wordt worden niet",
    "en": "the a an and or of in on to that this these is are was be been at with for by as from it its i you he she "
    "we they my your his her our their what how where can will have has do does not",
}
COMMON = {language: frozenset(words.split()) for language, words in _COMMON.items()}


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    # One stemmer per call: its state is not safe to share between threads, and the cache makes it rare.
    stem = str(snowballstemmer.stemmer(_ALGORITHMS[language]).stemWord(word))
    if language == "nl":
        # Snowball keeps "valt", "vall(en)" and "val" apart. Endings of verbs go; a wrong guess ("geld", "gel") does no
        # harm, since what is sought and what is kept are cut alike.
        if len(stem) > 3 and stem[-1] in "td" and stem[-2] not in "aeiouy":
            stem = stem[:-1]
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
            stem = stem[:-1]
    return stem


def plain_words(text: str) -> list[str]:
    """The words of `text`, in order: letters and digits only, without capitals and accents."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return _WORD.findall(plain)


def stems(text: str, language: str) -> list[str]:
    """The stemmed words of `text`, in order; accents and case do not matter.

    No word is dropped: "niet", "geen" and "alleen" carry meaning where a question is understood.
    """
    return [_stem(word, language) for word in plain_words(text)]


def forms(texts: Iterable[str], language: str) -> list[str]:
    """Every different word of `texts` as it is written and stemmed, in order and at most MOST_FORMS: what is kept of
    one thing. As it is written too, because a word that is still being typed is no stem of anything."""
    found: dict[str, None] = {}
    for text in texts:
        for word in plain_words(text):
            cut = word[:MOST_LETTERS]
            found[cut] = found[_stem(cut, language)] = None
            if len(found) >= MOST_FORMS:
                return list(found)[:MOST_FORMS]
    return list(found)
