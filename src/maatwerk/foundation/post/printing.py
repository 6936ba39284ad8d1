"""The letters of a batch on paper. One that cannot be printed does not keep the others back."""

from __future__ import annotations

from collections.abc import Sequence

from maatwerk.foundation.documents.letters import Letter, LetterRefusedError, write_letters
from maatwerk.foundation.ui.municipality import Municipality


class UnprintableError(Exception):
    """Some letters cannot be printed. `sentences` says why, by reference."""

    def __init__(self, sentences: dict[str, str]) -> None:
        self.sentences = sentences
        super().__init__(f"{len(sentences)} letters cannot be printed")


def print_letters(letters: Sequence[Letter], municipality: Municipality, large_print: bool) -> bytes:
    """One PDF of all letters. Raises UnprintableError, which names each letter for which that is the reason."""
    try:
        return write_letters(letters, municipality, large_print)
    except LetterRefusedError:
        raise UnprintableError(_refused(letters, municipality)) from None


def _refused(letters: Sequence[Letter], municipality: Municipality) -> dict[str, str]:
    """By halves, so that one among many is found with few tries."""
    try:
        write_letters(letters, municipality)
    except LetterRefusedError as refused:
        if len(letters) == 1:
            return {letters[0].reference: refused.sentence}
        half = len(letters) // 2
        return _refused(letters[:half], municipality) | _refused(letters[half:], municipality)
    return {}
