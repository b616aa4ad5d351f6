"""Make the fonts that the reader ships, out of the npm package `@fontsource/amiri` (SIL OFL 1.1).

Copies its woff2 files, and makes a second Arabic one in which the vowel signs are empty glyphs: a
page that shows it hides tashkil, and leaves every character where it can be found and copied.

    npm pack @fontsource/amiri && tar xzf fontsource-amiri-*.tgz
    pip install fonttools brotli
    python benchmarks/make_fonts.py package src/fitnacorpus/reader/static/fonts
"""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from fitnacorpus.orthography.steps import QURANIC, TASHKIL

KEPT = (
    "arabic-400-normal",
    "arabic-700-normal",
    "latin-400-normal",
    "latin-400-italic",
    "latin-700-normal",
    "latin-ext-400-normal",
    "latin-ext-700-normal",
)
HIDDEN = TASHKIL | QURANIC
EMPTY = "hidden"


def bare(source: Path, target: Path) -> None:
    """Write an Arabic font whose vowel signs are empty, under a name of its own."""
    font = TTFont(source, recalcTimestamp=False)
    font.setGlyphOrder([*font.getGlyphOrder(), EMPTY])
    font["glyf"].glyphs[EMPTY] = Glyph()
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"].metrics[EMPTY] = (0, 0)
    font["GDEF"].table.GlyphClassDef.classDefs[EMPTY] = 3
    for table in font["cmap"].tables:
        for code in list(table.cmap):
            if chr(code) in HIDDEN:
                table.cmap[code] = EMPTY
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = "AmiriBare" if record.nameID in (3, 6) else "Amiri Bare"
    buffer = BytesIO()
    font.save(buffer)
    options = subset.Options(layout_features=["*"], flavor="woff2", name_IDs=["*"])
    font = subset.load_font(BytesIO(buffer.getvalue()), options)
    picker = subset.Subsetter(options)
    picker.populate(unicodes=[c for t in font["cmap"].tables for c in t.cmap])
    picker.subset(font)
    subset.save_font(font, str(target), options)


def main(package: Path, target: Path) -> None:
    """Fill the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        shutil.copyfile(package / "files" / f"amiri-{name}.woff2", target / f"amiri-{name}.woff2")
    for weight in ("400", "700"):
        source = package / "files" / f"amiri-arabic-{weight}-normal.woff2"
        bare(source, target / f"amiri-bare-{weight}-normal.woff2")
    shutil.copyfile(package / "LICENSE", target / "OFL.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
