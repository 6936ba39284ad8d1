"""Makes the fonts that letters are set in: `uv run --with fonttools==4.68.0 --with brotli frontend/letter_fonts.py`.

In:  node_modules (`npm ci`): the same Noto fonts as on the pages, as pieces with a weight axis.
Out: src/maatwerk/foundation/documents/fonts/ (committed, so that nobody needs this to run anything).

Typst reads no woff2, and of one family and weight it uses one file. So the pieces with Latin letters (Dutch, and names
with any diacritic), Vietnamese, Greek and Cyrillic become one file, which can only be done for one weight at a time. The
same input gives the same bytes.
"""

from __future__ import annotations

import json
import tempfile
from hashlib import sha256
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont, OverlapMode

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules" / "@fontsource-variable"
OUT = HERE.parent / "src" / "maatwerk" / "foundation" / "documents" / "fonts"
PIECES = ["latin", "latin-ext", "vietnamese", "greek", "cyrillic"]
FONTS = [("noto-sans", "Regular", 400), ("noto-sans", "Bold", 700), ("noto-serif", "Bold", 700)]


def piece(package: str, name: str, weight: int) -> TTFont:
    """One piece of a font in one weight."""
    font = TTFont(PACKAGES / package / "files" / f"{package}-{name}-wght-normal.woff2", recalcTimestamp=False)
    font.flavor = None
    return instantiateVariableFont(font, {"wght": weight}, inplace=True, overlap=OverlapMode.KEEP_AND_DONT_SET_FLAGS)


def whole(package: str, style: str, weight: int) -> TTFont:
    """All pieces as one font, named after its family and style."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name in PIECES:
            files.append(str(Path(folder) / f"{name}.ttf"))
            piece(package, name, weight).save(files[-1])
        font = Merger().merge(files)
    family = package.replace("-", " ").title()
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
    for record in list(font["name"].names):
        if record.nameID not in (0, 13, 14):  # copyright and licence stay as they were
            font["name"].removeNames(nameID=record.nameID)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold = weight >= 700
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = int(bold)
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    return font


def main() -> None:
    OUT.mkdir(exist_ok=True)
    manifest = []
    drawn: set[int] | None = None
    for package, style, weight in FONTS:
        font = whole(package, style, weight)
        file = OUT / f"{package}-{style.lower()}.ttf"
        font.save(file)
        drawn = set(font.getBestCmap()) if drawn is None else drawn & set(font.getBestCmap())
        version = json.loads((PACKAGES / package / "package.json").read_text())["version"]
        licence = f"{package}.txt"
        text = (PACKAGES / package / "LICENSE").read_text(encoding="utf-8")
        (OUT / licence).write_text(f"@fontsource-variable/{package} {version}\n\n{text}", encoding="utf-8")
        manifest.append(
            {
                "file": file.name,
                "sha256": sha256(file.read_bytes()).hexdigest(),
                "licence": "OFL-1.1",
                "licence_file": licence,
                "package": f"@fontsource-variable/{package}",
                "version": version,
            }
        )
    (OUT / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    (OUT / "characters.json").write_text(json.dumps(ranges(drawn or set())) + "\n")


def ranges(characters: set[int]) -> list[list[int]]:
    """Code points as ranges, first and last, of what every one of the fonts can draw."""
    found: list[list[int]] = []
    for character in sorted(characters):
        if found and character == found[-1][1] + 1:
            found[-1][1] = character
        else:
            found.append([character, character])
    return found


if __name__ == "__main__":
    main()
