"""What may come in, and under which name. Whether a file really is what it says, `checking` finds out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
LONGEST_NAME = 100


@dataclass(frozen=True)
class Kind:
    """A kind of file. The first of `extensions` is the one that a kept file gets; `largest` is in bytes."""

    media_type: str
    extensions: tuple[str, ...]
    largest: int = LARGEST


PDF = Kind("application/pdf", ("pdf",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
PNG = Kind("image/png", ("png",))
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
ODT = Kind("application/vnd.oasis.opendocument.text", ("odt",))
TEXT = Kind("text/plain", ("txt", "text"), 2 * MEGABYTE)
KINDS = {kind.media_type: kind for kind in (PDF, JPEG, PNG, DOCX, ODT, TEXT)}

# What a picture may unfold to. A telephone makes 12 to 50 million points, and four bytes a point have to fit in memory.
MOST_POINTS = 100_000_000

# What an archive (docx, odt) may unfold to. Text in XML shrinks 5 to 20 times, and seldom more than 100 times.
MOST_ENTRIES = 2000
MOST_UNFOLDED = 100 * MEGABYTE
MOST_TIMES = 200  # of an entry larger than a megabyte

_PARTS = re.compile(r"[/\\]")
_NOT_IN_NAMES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, direction, half and unknown characters, line ends
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"|?*]')
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}$")
_OF_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)[ .]*(\.|$)", re.IGNORECASE)


def kept_name(name: str, kind: Kind) -> str:
    """The name under which a file is shown and handed out again.

    Of a path the last part; without what is invisible, turns the direction of writing, or means something to a system;
    at most 100 characters. The extension is that of what the file is: `factuur.pdf.exe` that holds a PDF becomes
    `factuur.pdf`. Nothing left is `document`.
    """
    name = unicodedata.normalize("NFC", _PARTS.split(name)[-1])
    name = "".join(each for each in name if unicodedata.category(each) not in _NOT_IN_NAMES)
    stem = " ".join(_NOT_IN_FILE_NAMES.sub("-", name).split()).rstrip(". ")
    stem = _EXTENSION.sub("", stem)
    stem = re.sub(rf"(\.({'|'.join(kind.extensions)})[. ]*)+$", "", stem, flags=re.IGNORECASE).strip(". ")
    ending = f".{kind.extensions[0]}"
    if _OF_DEVICES.match(stem):
        stem = f"_{stem}"
    return (stem[: LONGEST_NAME - len(ending)].rstrip(". ") or "document") + ending
