"""How much a text has in common with each of many short texts, by pieces of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from maatwerk.foundation.search.words import plain_words, stems

type Floats = NDArray[np.float32]

_PIECE = 4  # letters, the edges of a word counted in: long enough to tell, short enough to survive a typing error
_BUCKETS = 1 << 18  # pieces are counted by their hash (Weinberger et al., "Feature hashing", 2009)


def pieces(text: str) -> list[str]:
    """What a text is compared by: four letters of each word in a row, and its stemmed words."""
    found = []
    for word in plain_words(text):
        edged = f" {word} "
        found += [edged[at : at + _PIECE] for at in range(max(1, len(edged) - _PIECE + 1))]
    return found + [f"={stem}" for stem in stems(text, "nl")]


class GramIndex:
    """Cosine similarity of tf-idf vectors over pieces of words; the texts are given once."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [_counts(text) for text in texts]
        sizes = [len(buckets) for buckets, _counted in counted]
        rows = np.repeat(np.arange(len(texts)), sizes)
        buckets = _joined((found for found, _counted in counted), np.int64)
        frequency = np.bincount(buckets, minlength=_BUCKETS)
        self._rarity = (np.log((1 + len(texts)) / (1 + frequency)) + 1).astype(np.float32)
        weights = _joined((each for _found, each in counted), np.float32) * self._rarity[buckets]
        lengths = np.sqrt(np.bincount(rows, weights**2, minlength=len(texts)))
        weights /= np.maximum(lengths, 1e-9).astype(np.float32)[rows]
        order = np.argsort(buckets, kind="stable")
        self._rows, self._weights = rows[order].astype(np.int32), weights[order]
        self._starts = np.concatenate(([0], np.cumsum(frequency)))
        self._size = len(texts)

    def similarities(self, text: str) -> Floats:
        """For each text from 0 (nothing in common) to 1 (the same); shape (texts,)."""
        buckets, counts = _counts(text)
        weights = counts * self._rarity[buckets]
        weights /= max(float(np.linalg.norm(weights)), 1e-9)
        slices = [slice(self._starts[bucket], self._starts[bucket + 1]) for bucket in buckets]
        rows = _joined((self._rows[one] for one in slices), np.int32)
        shares = _joined((self._weights[one] * weight for one, weight in zip(slices, weights, strict=True)), np.float32)
        return np.bincount(rows, shares, minlength=self._size).astype(np.float32)

    def knows(self, text: str) -> bool:
        """Whether any text shares a piece with this one."""
        return bool(len(found := _counts(text)[0]) and np.any(np.diff(self._starts)[found]))


def _counts(text: str) -> tuple[NDArray[np.int64], Floats]:
    hashed = np.fromiter((crc32(piece.encode()) % _BUCKETS for piece in pieces(text)), np.int64)
    buckets, counts = np.unique(hashed, return_counts=True)
    return buckets, (1 + np.log(counts)).astype(np.float32)


def _joined[Kind: np.generic](parts: Iterable[NDArray[Kind]], kind: type[Kind]) -> NDArray[Kind]:
    found = list(parts)
    return np.concatenate(found) if found else np.empty(0, kind)
